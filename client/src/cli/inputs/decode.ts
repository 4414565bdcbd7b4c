import { isUtf8 } from 'node:buffer';
import { say } from '../say.ts';

/** A text, or the reason why the bytes are none. */
export type Decoded = { readonly text: string } | { readonly reason: string };

/** A line of more bytes than this is refused. */
export const LONGEST_LINE = 1024 * 1024;

/** Where a NUL byte means that the file is not text; git decides by as many bytes. */
const BINARY_PROBE = 8000;

const BYTE_ORDER_MARKS = [
  { encoding: 'UTF-32 (little endian)', bytes: [0xff, 0xfe, 0x00, 0x00] },
  { encoding: 'UTF-32 (big endian)', bytes: [0x00, 0x00, 0xfe, 0xff] },
  { encoding: 'UTF-16 (little endian)', bytes: [0xff, 0xfe] },
  { encoding: 'UTF-16 (big endian)', bytes: [0xfe, 0xff] },
];

/** The text of a policy file. A UTF-8 byte order mark is taken off, so that it does not shift columns. */
export function decode(bytes: Buffer): Decoded {
  const mark = BYTE_ORDER_MARKS.find((known) => known.bytes.every((byte, index) => bytes[index] === byte));
  if (mark) return { reason: say('reason.encoding', { encoding: mark.encoding }) };

  const nul = bytes.subarray(0, BINARY_PROBE).indexOf(0);
  if (nul >= 0) return { reason: say('reason.binary', { offset: nul }) };

  const long = longLine(bytes);
  if (long) return { reason: say('reason.longLine', { line: long }) };

  if (!isUtf8(bytes)) {
    const offset = firstInvalidUtf8(bytes);
    const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    return { reason: say('reason.notUtf8', { byte, offset, line: lineOf(bytes, offset) }) };
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { text: bytes.toString('utf8', hasMark ? 3 : 0) };
}

/** The offset of the first byte that begins no well-formed character, or -1 (Unicode 15, table 3-7). */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    const length = characterLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

/** The number of bytes of the character at `at`; 0 when it is malformed or cut off. */
function characterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // The second byte is held narrower after four leads: no overlong forms, no surrogates, nothing past U+10FFFF.
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0;
    if (byte < (index === 1 ? least : 0x80) || byte > (index === 1 ? most : 0xbf)) return 0;
  }
  return length;
}

/** The 1-based number of the first line that is too long, or 0. Lines end in LF, CR LF or CR. */
function longLine(bytes: Buffer): number {
  if (bytes.length <= LONGEST_LINE) return 0;
  let line = 1;
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x0a || byte === 0x0d) {
      if (byte === 0x0d && bytes[at + 1] === 0x0a) at++;
      line++;
      start = at + 1;
    } else if (at - start >= LONGEST_LINE) return line;
  }
  return 0;
}

function lineOf(bytes: Buffer, offset: number): number {
  return bytes.toString('latin1', 0, offset).split(/\r\n|\r|\n/).length;
}
