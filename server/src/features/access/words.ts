import type { Locale } from '../../checks/words/locale.ts';
import en from './words.en.json';
import ja from './words.ja.json';
import ptBr from './words.pt-br.json';

export type AccessWord = keyof typeof en;

/** What is said of access. The compiler holds that no language lacks a word. */
export const ACCESS_WORDS: Readonly<Record<Locale, Readonly<Record<AccessWord, string>>>> = {
  en,
  'pt-br': ptBr,
  ja,
};

/** Says something of access, with the `{names}` of its template replaced. */
export type Tell = (key: AccessWord, args?: Readonly<Record<string, string | number>>) => string;

export function tellIn(locale: Locale): Tell {
  const words = ACCESS_WORDS[locale];
  return (key, args = {}) =>
    words[key].replace(/\{(\w+)\}/g, (slot, name: string) => String(args[name] ?? slot));
}
