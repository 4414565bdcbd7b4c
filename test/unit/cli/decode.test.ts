import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, firstInvalidUtf8, LONGEST_LINE } from '../../../client/src/cli/inputs/decode.ts';

const bytes = (...values: number[]) => Buffer.from(values);
const text = (value: string) => Buffer.from(value, 'utf8');

describe('decode', () => {
  it.each([
    ['an empty file', text(''), ''],
    ['plain text', text('allow'), 'allow'],
    ['letters of all lengths', text('aé本😀'), 'aé本😀'],
    ['a UTF-8 byte order mark, which is taken off', text('\uFEFFallow'), 'allow'],
    ['a second byte order mark, which is text', text('\uFEFF\uFEFFallow'), '\uFEFFallow'],
    ['a NUL byte far into the text', text(`${'a'.repeat(9000)}\0`), `${'a'.repeat(9000)}\0`],
    ['a line of just 1 MiB', text(`${'a'.repeat(LONGEST_LINE)}\nb`), `${'a'.repeat(LONGEST_LINE)}\nb`],
    ['a large file of lines that end in CR', text('a\r'.repeat(LONGEST_LINE)), 'a\r'.repeat(LONGEST_LINE)],
  ])('takes %s', (_, input, expected) => {
    expect(decode(input)).toEqual({ text: expected });
  });

  it.each([
    ['a NUL byte near the start', text('ab\0c'), 'NUL byte at offset 2'],
    ['UTF-16, little endian', Buffer.from('\uFEFFallow', 'utf16le'), 'UTF-16 (little endian)'],
    ['UTF-16, big endian', Buffer.from('\uFEFFallow', 'utf16le').swap16(), 'UTF-16 (big endian)'],
    ['UTF-32, little endian', bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), 'UTF-32 (little endian)'],
    ['UTF-32, big endian', bytes(0, 0, 0xfe, 0xff, 0, 0, 0, 0x61), 'UTF-32 (big endian)'],
    ['Latin-1', Buffer.from('a\r\nb\ncafé x', 'latin1'), 'byte 0xE9 at offset 8, line 3'],
    ['a character cut off at the end', text('本').subarray(0, 2), 'byte 0xE6 at offset 0, line 1'],
    ['a bad byte after a byte order mark', bytes(0xef, 0xbb, 0xbf, 0x80), 'byte 0x80 at offset 3'],
    ['a line over 1 MiB', text(`a\r\nb\r${'c'.repeat(LONGEST_LINE + 1)}`), 'line 3 is longer than 1 MiB'],
  ])('refuses %s', (_, input, reason) => {
    expect(decode(input)).toEqual({ reason: expect.stringContaining(reason) as string });
  });
});

describe('firstInvalidUtf8', () => {
  it('agrees with the platform on what is valid, up to the very byte', () => {
    // Bytes at the borders of the well-formedness table, so that most tries are nearly valid.
    const nearBorder = fc.constantFrom(
      ...[0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed],
      ...[0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(nearBorder, fc.nat(255)), { maxLength: 8 }), (values) => {
        const input = Buffer.from(values);
        const offset = firstInvalidUtf8(input);
        expect(offset === -1).toBe(isUtf8(input));
        if (offset >= 0) expect(isUtf8(input.subarray(0, offset))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
