import { describe, expect, it } from 'vitest';
import { WORDS as COMMAND_LINE } from '../../../client/src/cli/say.ts';
import { LOCALES, type Locale } from '../../../server/src/checks/words/locale.ts';
import { SETTINGS_WORDS } from '../../../server/src/checks/words/settings-words.ts';
import { MESSAGES } from '../../../server/src/checks/words/words.ts';
import { ACCESS_WORDS } from '../../../server/src/features/access/words.ts';
import { WORDS as FEATURES } from '../../../server/src/features/words/words.ts';
import { slotsOf } from './style.ts';

type Words = Readonly<Record<Locale, Readonly<Record<string, string>>>>;

const SETS: [string, Words][] = [
  ['of findings', MESSAGES],
  ['of settings', SETTINGS_WORDS],
  ['of features', FEATURES],
  ['of access', ACCESS_WORDS],
  ['of the command line', COMMAND_LINE],
];

describe.each(SETS)('the words %s', (_, words) => {
  it.each(LOCALES)('have every key in %s and no other', (locale) => {
    expect(Object.keys(words[locale]).sort()).toEqual(Object.keys(words.en).sort());
  });

  it.each(LOCALES)('are filled with the same arguments in %s', (locale) => {
    const differing = Object.entries(words[locale]).filter(
      ([key, text]) => slotsOf(text).join() !== slotsOf(words.en[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it.each(LOCALES)('are all there in %s', (locale) => {
    expect(Object.entries(words[locale]).filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});
