import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCatalog, nearest } from '../../../server/src/catalog/catalog.ts';

const types = [
  'buckets',
  'data-science-models',
  'data-science-pipelines',
  'instance-images',
  'instances',
  'keys',
  'policies',
  'vaults',
  'vcns',
  'vnics',
];

describe('nearest', () => {
  test.each([
    ['the word itself', 'vcns', ['vcns']],
    ['letter case', 'VNICs', ['vnics']],
    ['underscores', 'data_science_models', ['data-science-models']],
    ['blanks', 'data science models', ['data-science-models']],
    ['no separators', 'dataScienceModels', ['data-science-models']],
    ['singular', 'bucket', ['buckets']],
    ['singular and separators', 'Data_Science_Pipeline', ['data-science-pipelines']],
    ['singular of policies', 'policy', ['policies']],
    ['a letter missing', 'instaces', ['instances']],
    ['a letter more', 'bucketts', ['buckets']],
    ['another letter', 'bukkets', ['buckets']],
    ['letters swapped', 'vlauts', ['vaults']],
    ['singular and a letter missing', 'instace', ['instances']],
    ['three edits in a long word', 'dta-scence-modls', ['data-science-models']],
    ['four edits in a long word', 'dta-scence-mdls', []],
    ['two edits in a word of four', 'vnxx', []],
    ['a swap in a word of four', 'vcsn', ['vcns']],
    ['three edits in a word of seven', 'bxxxets', []],
    ['something else', 'autonomous-databases', []],
    ['nothing', '', []],
    ['separators only', '_-', []],
  ])('%s: %s', (_, word, expected) => {
    expect(nearest(word, types, 1)).toEqual(expected);
  });

  test('the best comes first, and ties come in order', () => {
    expect(nearest('GetVcm', ['SetVcm', 'GetVcn', 'GetVpn', 'GetVcms', 'GetVcmx'])).toEqual([
      'GetVcms',
      'GetVcmx',
      'GetVcn',
    ]);
    expect(nearest('key', ['keys', 'Key', 'ke'])).toEqual(['Key', 'keys', 'ke']);
  });

  test('no more than the limit are given', () => {
    expect(nearest('ab', ['ac', 'ad', 'ae', 'af'])).toEqual(['ac', 'ad', 'ae']);
    expect(nearest('ab', ['ac', 'ad', 'ae', 'af'], 2)).toEqual(['ac', 'ad']);
    expect(nearest('ab', [])).toEqual([]);
  });

  test('candidates that were added since the last time are seen', () => {
    const candidates = ['buckets'];
    expect(nearest('vaultz', candidates)).toEqual([]);
    candidates.push('vaults');
    expect(nearest('vaultz', candidates)).toEqual(['vaults']);
  });

  test.each([
    ['BUCKET_REED', 'BUCKET_READ'],
    ['DATA_SCIENCE_NOTEBOOK_SESION_OPEN', 'DATA_SCIENCE_NOTEBOOK_SESSION_OPEN'],
    ['bucket-create', 'BUCKET_CREATE'],
  ])('a permission for %s: %s', (word, expected) => {
    expect(nearest(word, loadCatalog().permissionNames, 1)).toEqual([expected]);
  });

  test('a candidate is near exactly when the distance is within the bound', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const bound = a.length <= 4 ? 1 : a.length <= 10 ? 2 : 3;
        expect(nearest(a, [b])).toEqual(distance(a, b) <= bound ? [b] : []);
      }),
    );
  });
});

/** The optimal string alignment distance by its definition, without bounds. */
function distance(a: string, b: string): number {
  const known = new Map<string, number>();
  const from = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const at = `${i},${j}`;
    let least = known.get(at);
    if (least === undefined) {
      least = Math.min(
        from(i - 1, j) + 1,
        from(i, j - 1) + 1,
        from(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, from(i - 2, j - 2) + 1);
      known.set(at, least);
    }
    return least;
  };
  return from(a.length, b.length);
}
