import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../server/src/catalog/catalog.ts';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { WORDS, type WordKey } from '../../../server/src/features/words/words.ts';
import { isJapanese } from '../words/style.ts';

/** Everything that may say something. */
const features = join(import.meta.dirname, '../../../server/src/features');
const source = readdirSync(features, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(features, file), 'utf8'))
  .join('\n');
const variables = loadCatalog().variableNames;
const keys = Object.keys(WORDS.en) as WordKey[];

/** Whether the code says it: by its name, by what it counts, or for a variable of that name. */
function isSaid(key: WordKey): boolean {
  const counted = /^count\/(\w+)/.exec(key)?.[1];
  if (counted !== undefined) return source.includes(`count(say, '${counted}'`);
  if (key.startsWith('about/')) return variables.includes(key.slice('about/'.length));
  if (key.startsWith('values/'))
    return source.includes(`'${key}'`) || source.includes('`values/${valuesOf}`');
  return source.includes(`'${key}'`);
}

describe('the words of hovers', () => {
  it('are all used', () => {
    expect(keys.filter((key) => !isSaid(key))).toEqual([]);
  });

  it.each(LOCALES.filter((locale) => locale !== 'en'))(
    'are translated to %s, signs and names apart',
    (locale) => {
      const same = keys.filter((key) => WORDS[locale][key] === WORDS.en[key]);
      const spelledAlike = /^[^a-z]*$|OCID|^\[Oracle/i;
      const words = same.filter((key) => !spelledAlike.test(WORDS.en[key].replace(/\{\w+\}/g, '')));
      expect(
        words.filter((key) => !/^Realm /.test(WORDS.en[key]) && WORDS.en[key] !== '{name} — tag'),
      ).toEqual([]);
    },
  );

  it('are Japanese in ja', () => {
    const latin = keys.filter((key) => !isJapanese(WORDS.ja[key]));
    expect(latin.filter((key) => /[a-z]{4}/i.test(WORDS.ja[key].replace(/\{\w+\}|`[^`]*`/g, '')))).toEqual([
      'source/page',
      'type/ocid',
    ]);
  });

  it.each(LOCALES)('leave code alone in %s', (locale) => {
    const codes = (text: string) =>
      [...new Set(text.match(/`[^`]*`/g) ?? [])].filter((each) => /[=…'.]/.test(each)).sort();
    const differing = keys.filter((key) => codes(WORDS[locale][key]).join() !== codes(WORDS.en[key]).join());
    expect(differing.filter((key) => key !== 'keyword/tag')).toEqual([]);
  });
});
