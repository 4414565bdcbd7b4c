/** The model of VS Code's matching gives what VS Code's own `fuzzyScore` gave for these pairs. */
import { describe, expect, it } from 'vitest';
import { isWanted } from '../../../server/src/features/completion/filter.ts';
import { filtered, scoreOf } from './fuzzy.ts';

const PAIRS: readonly (readonly [typed: string, text: string, score: number | undefined])[] = [
  ['dat', 'data-science-models', 18],
  ['dsm', 'data-science-models', -5],
  ['dsm', 'data-science-model-deployments', -5],
  ['dsnb', 'data-science-notebook-sessions', -12],
  ['mod', 'data-science-models', -12],
  ['in', 'in', 12],
  ['in', 'inspect', 10],
  ['ph', "'phx'", -2],
  ["'ph", "'phx'", 17],
  ['BUCKET', 'buckets', 30],
  ['buc', 'BUCKET_READ', 10],
  ['br', 'BUCKET_READ', -4],
  ['tbn', 'target.bucket.name', -6],
  ['rpt', 'request.principal.type', -10],
  ['ata', 'data-science-models', undefined],
  ['al', 'dual', undefined],
  ['xyz', 'data', undefined],
];

describe('the score', () => {
  it.each(PAIRS)('of %s in %s is %s', (typed, text, score) => expect(scoreOf(typed, text)).toBe(score));
});

describe('the order', () => {
  it.each([
    ['', ['b', 'a'], ['b', 'a']],
    ['in', ['inspect', 'in', 'using'], ['in', 'inspect']],
    ['s', ['data-science', 'secrets'], ['secrets', 'data-science']],
    // Two letters may be exchanged, but not the first one.
    ['vncs', ['vcns', 'vaults'], ['vcns']],
    ['cvns', ['vcns'], []],
  ])('of what %s leaves of %j is %j', (typed, labels, shown) => {
    const items = labels.map((label, index) => ({ label, sortText: String(index) }));
    expect(filtered(items, typed).map(({ label }) => label)).toEqual(shown);
  });

  it('takes what is to be compared, when it is not the label', () => {
    expect(filtered([{ label: 'shown', filterText: 'compared' }], 'com')).toHaveLength(1);
    expect(filtered([{ label: 'shown', filterText: 'compared' }], 'sho')).toHaveLength(0);
  });
});

describe('what the server leaves out', () => {
  it.each(PAIRS)('%s in %s is nothing that the editor would show (%s)', (typed, text, score) => {
    if (score !== undefined) expect(isWanted(text, typed)).toBe(true);
    else expect(isWanted(text, typed)).toBe(false);
  });
});
