import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { ACCESS_WORDS } from '../../../server/src/features/access/words.ts';
import { isJapanese, styleFaults } from '../words/style.ts';

describe.each(LOCALES)('what is said of access in %s', (locale) => {
  const sentences = Object.entries(ACCESS_WORDS[locale]).filter(([key]) => !/^(?:misfit|change)\//.test(key));

  it.each(sentences)('%s', (_, text) => {
    expect(styleFaults(locale, text)).toEqual([]);
    if (locale === 'ja') expect(isJapanese(text)).toBe(true);
  });
});
