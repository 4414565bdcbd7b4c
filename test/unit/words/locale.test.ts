import { expect, it } from 'vitest';
import { knownLocale, toLocale } from '../../../server/src/checks/words/locale.ts';

it.each([
  [undefined, undefined],
  ['', undefined],
  ['C', undefined],
  ['C.UTF-8', undefined],
  ['POSIX', undefined],
  ['de-DE', undefined],
  ['pts', undefined],
  ['jav', undefined],
  ['constructor', undefined],
  ['-pt', undefined],
  ['en', 'en'],
  ['en-GB', 'en'],
  ['en_US.UTF-8', 'en'],
  ['pt', 'pt-br'],
  ['pt-br', 'pt-br'],
  ['pt-BR', 'pt-br'],
  ['PT_BR', 'pt-br'],
  ['pt_BR.UTF-8', 'pt-br'],
  ['pt-PT', 'pt-br'],
  ['pt_BR@euro', 'pt-br'],
  ['ja', 'ja'],
  ['ja-JP', 'ja'],
  ['ja_JP.eucJP', 'ja'],
  ['ja-JP-u-ca-japanese', 'ja'],
  [' ja ', 'ja'],
])('%j asks for %j', (tag, locale) => {
  expect(knownLocale(tag)).toBe(locale);
  expect(toLocale(tag)).toBe(locale ?? 'en');
});
