import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../server/src/checks/settings.ts';
import { mendAll } from '../../../server/src/features/fix-all.ts';
import { applyEdits, compatible, type Fix } from '../../../server/src/features/fix-edits.ts';
import { piecesOf } from '../../../server/src/features/fix-pieces.ts';
import type { Edit } from '../../../server/src/language/fault.ts';

describe('mending a whole text', () => {
  it.each([
    [
      'what is clean',
      'allow group Ops to manage vcns in tenancy',
      'allow group Ops to manage vcns in tenancy',
      {},
    ],
    [
      'one fault after the other',
      'allow dynamic group Jobs read objects in compartment Logs where target.bucket.name = “a”.',
      "allow dynamic-group Jobs to read objects in compartment Logs where target.bucket.name = 'a'",
      { 'missing-to': 1, 'smart-quote': 1, 'space-for-hyphen': 1, 'trailing-punctuation': 1 },
    ],
    [
      'what a fix uncovers',
      "allow group Ops to manage vcns in tenancy where all { all { all { request.region = 'phx' } } }",
      "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
      { 'single-element-combinator': 3 },
    ],
    [
      'line ends as the text has them',
      'allow group A to read buckets in tenancy allow group B to manage vcns in tenancy\r\n',
      'allow group A to read buckets in tenancy \r\nallow group B to manage vcns in tenancy\r\n',
      { 'run-together-statements': 1 },
    ],
    [
      'nothing that a person must decide',
      'permit group Ops to creat buckets\n',
      'permit group Ops to creat buckets\n',
      {},
    ],
    ['nothing of no text', '', '', {}],
  ])('mends %s', (_, text, expected, fixed) => {
    const mended = mendAll(text);
    expect(mended).toMatchObject({ text: expected, fixed });
    expect(applyEdits(text, mended.edits)).toBe(expected);
  });

  it('leaves what is off', () => {
    const settings = { ...DEFAULT_SETTINGS, severity: { 'missing-to': 'off' as const } };
    const text = 'allow group Ops manage VCNs in tenancy';
    expect(mendAll(text, settings).text).toBe('allow group Ops manage vcns in tenancy');
  });
});

const fixOfEdits = (...edits: [number, number, string][]): Fix => ({
  found: {} as Fix['found'],
  edits: edits.map(([start, end, text]) => ({ start, end, text })),
});

describe('fixes that go together', () => {
  it.each<[string, Fix[], number[]]>([
    ['apart', [fixOfEdits([0, 1, '']), fixOfEdits([5, 6, ''])], [0, 1]],
    ['side by side', [fixOfEdits([0, 3, '']), fixOfEdits([3, 6, ''])], [0, 1]],
    ['over the same text', [fixOfEdits([0, 3, '']), fixOfEdits([2, 6, ''])], [0]],
    ['at the same place', [fixOfEdits([3, 3, 'a']), fixOfEdits([3, 3, 'b'])], [0]],
    ['before what is replaced', [fixOfEdits([3, 3, 'a']), fixOfEdits([3, 6, 'b'])], [0]],
    ['one inside the other', [fixOfEdits([0, 1, ''], [8, 9, '']), fixOfEdits([4, 5, ''])], [0, 1]],
    ['whose far ends meet', [fixOfEdits([0, 1, ''], [8, 9, '']), fixOfEdits([4, 5, ''], [8, 9, ''])], [0]],
    ['in any order', [fixOfEdits([5, 6, '']), fixOfEdits([0, 1, ''])], [1, 0]],
  ])('%s', (_, fixes, expected) => {
    expect(compatible(fixes).map((fix) => fixes.indexOf(fix))).toEqual(expected);
  });
});

it('the edits that led to a text are those that make it of the first one', () => {
  const rounds = fc.array(fc.array(fc.tuple(fc.nat(30), fc.nat(4), fc.string({ maxLength: 3 }))));
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), rounds, (first, steps) => {
      const pieces = piecesOf(first.length);
      let text = first;
      for (const step of steps) {
        let from = 0;
        const edits: Edit[] = [];
        for (const [skip, length, written] of step) {
          const start = from + skip;
          const end = start + length;
          if (end > text.length) break;
          edits.push({ start, end, text: written });
          from = end + 1;
        }
        pieces.apply(edits);
        text = applyEdits(text, edits);
      }
      const edits = pieces.edits();
      expect(applyEdits(first, edits)).toBe(text);
      expect(edits.every(({ start }, index) => index === 0 || (edits[index - 1]?.end ?? 0) < start)).toBe(
        true,
      );
    }),
  );
});
