import { expect, it } from 'vitest';
import { choices, count, say } from '../../../client/src/cli/say.ts';
import { words } from '../../../client/src/cli/words.ts';

it('sets values in', () => {
  expect(say('reason.notUtf8', { byte: 'FF', offset: 3, line: 1 })).toBe(
    'it is not valid UTF-8 (byte 0xFF at offset 3, line 1). Save it as UTF-8.',
  );
  expect(say('input.notRead', { name: '{reason}', reason: '$&' })).toBe('{reason} was not read: $&');
});

it.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('counts %i', (n, expected) => {
  expect(count('file', n)).toBe(expected);
});

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('offers %j', (names, expected) => {
  expect(choices(names)).toBe(expected);
});

it('has both forms of everything that is counted', () => {
  const forms = Object.keys(words).filter((key) => key.startsWith('count.'));
  const things = new Set(forms.map((key) => key.replace(/\.\w+$/, '')));
  expect(forms.sort()).toEqual([...things].flatMap((thing) => [`${thing}.one`, `${thing}.other`]).sort());
});
