import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TENANCY_WORDS, tell, type TenancyWord } from '../../../client/src/tenancy/words/words.ts';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { isJapanese, slotsOf, styleFaults } from './style.ts';

const KEYS = Object.keys(TENANCY_WORDS.en) as TenancyWord[];

describe.each(LOCALES)('the words about a tenancy in %s', (locale) => {
  it('are those of the other languages', () => {
    expect(Object.keys(TENANCY_WORDS[locale])).toEqual(KEYS);
  });

  it.each(KEYS)('%s', (key) => {
    const text = TENANCY_WORDS[locale][key];
    expect(styleFaults(locale, text)).toEqual([]);
    expect(slotsOf(text)).toEqual(slotsOf(TENANCY_WORDS.en[key]));
    if (locale === 'ja') expect(isJapanese(text)).toBe(true);
  });
});

describe('a sentence about a tenancy', () => {
  it('has its values set in', () => {
    const saying = { key: 'note.alreadyBack', args: { name: 'p' } } as const;
    expect(tell(saying)).toBe('p is already as it was before.');
    expect(tell(saying, 'ja')).toBe('pはすでに元の状態です。');
  });

  it('is written for each key that is used, and none for others', () => {
    const folder = resolve(import.meta.dirname, '../../../client/src/tenancy');
    const code = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    expect(KEYS.filter((key) => !code.includes(`'${key}'`))).toEqual([]);
  });
});
