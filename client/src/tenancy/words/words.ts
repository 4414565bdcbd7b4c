import type { Locale } from '../../../../server/src/checks/words/locale.ts';
import en from './en.json';
import ja from './ja.json';
import ptBr from './pt-br.json';

export type TenancyWord = keyof typeof en;

/** Something to tell a person: a sentence by its key, and what is set into it. */
export interface Saying {
  readonly key: TenancyWord;
  readonly args: Readonly<Record<string, string | number>>;
}

/** The sentences of each language; the compiler holds that none lacks a key. */
export const TENANCY_WORDS: Readonly<Record<Locale, Readonly<Record<TenancyWord, string>>>> = {
  en,
  'pt-br': ptBr,
  ja,
};

/** The sentence, in a language. */
export function tell({ key, args }: Saying, locale: Locale = 'en'): string {
  return TENANCY_WORDS[locale][key].replace(/\{(\w+)\}/g, (slot, name: string) => String(args[name] ?? slot));
}
