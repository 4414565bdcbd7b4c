/** The words of the extension: those of package.json, and those that its code says through `vscode.l10n`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import { isJapanese, slotsOf } from './style.ts';

const root = resolve(import.meta.dirname, '../../..');
const OTHERS = LOCALES.filter((locale) => locale !== 'en');

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const words = (file: string) => JSON.parse(read(file)) as Record<string, string>;
const namesFile = (locale: string) => (locale === 'en' ? 'package.nls.json' : `package.nls.${locale}.json`);

/** Names, which are the same in every language. */
const isName = (text: string) => /^OCI Policy$/.test(text);

/** What holds of each translation of an English text. */
function expectTranslation(locale: string, english: string, text: string): void {
  expect(text).not.toBe('');
  expect(slotsOf(text)).toEqual(slotsOf(english));
  expect([...text.matchAll(/`[^`]*`/g)].map(String).sort()).toEqual(
    [...english.matchAll(/`[^`]*`/g)].map(String).sort(),
  );
  expect(/[.。]$/.test(text)).toBe(english.endsWith('.'));
  if (isName(english)) expect(text).toBe(english);
  else if (locale === 'ja') expect(isJapanese(text)).toBe(true);
  else if (locale !== 'en') expect(text).not.toBe(english);
}

describe('package.json', () => {
  const manifest = read('package.json');
  const keys = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key).sort();
  const english = words('package.nls.json');

  it.each(LOCALES)('says all its words in %s, and no more are there', (locale) => {
    expect(keys.length).toBeGreaterThan(0);
    expect(Object.keys(words(namesFile(locale))).sort()).toEqual([...new Set(keys)]);
  });

  it.each(LOCALES.flatMap((locale) => Object.keys(english).map((key) => ({ locale, key }))))(
    '$key in $locale',
    ({ locale, key }) => expectTranslation(locale, english[key] ?? '', words(namesFile(locale))[key] ?? ''),
  );

  it('has no words of its own where keys may be', () => {
    const { contributes, description } = JSON.parse(manifest) as { contributes: object; description: string };
    const said = [
      ...JSON.stringify(contributes).matchAll(/"(?:title|category|[a-zA-Z]*[dD]escription)":"([^"]*)"/g),
    ];
    expect(
      [description, ...said.map(([, text = '']) => text)].filter((text) => !/^%.*%$/.test(text)),
    ).toEqual([]);
  });
});

describe('vscode.l10n', () => {
  const folder = (JSON.parse(read('package.json')) as { l10n: string }).l10n;
  const source = join(root, 'client/src/vscode');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const calls = files.flatMap((file) => callsIn(readFileSync(join(source, file), 'utf8')));

  it('is called with texts that can be looked up', () => {
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter((text) => text === undefined)).toEqual([]);
  });

  it.each(OTHERS)('has every text in %s, and no more', (locale) => {
    const bundle = words(join(folder, `bundle.l10n.${locale}.json`));
    expect(Object.keys(bundle).sort()).toEqual([...new Set(calls)].sort());
    for (const [english, text] of Object.entries(bundle)) expectTranslation(locale, english, text);
  });

  it('has no bundle that no language of ours asks for', () => {
    const bundles = readdirSync(join(root, folder)).sort();
    expect(bundles).toEqual(OTHERS.map((locale) => `bundle.l10n.${locale}.json`).sort());
    expect(
      readdirSync(root)
        .filter((file) => file.startsWith('package.nls.'))
        .sort(),
    ).toEqual(LOCALES.map(namesFile).sort());
  });
});

/** The text of each call of `l10n.t` in a source; undefined for one that is not written out there. */
function callsIn(source: string): (string | undefined)[] {
  return [...source.matchAll(/\bl10n\s*\.\s*t\(\s*(?:'((?:[^'\\\n]|\\.)*)'(?=\s*[,)]))?/g)].map(([, text]) =>
    text?.replace(/\\(.)/g, '$1'),
  );
}

it('finds calls in sources', () => {
  expect(callsIn("l10n.t('a') l10n.t(\n  'it\\'s {0}',\n  b) l10n.t(c) l10n.t('a' + c) l10n.t(`d`)")).toEqual(
    ['a', "it's {0}", ...[undefined, undefined, undefined]],
  );
});
