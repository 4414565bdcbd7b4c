import type { Locale } from '../../checks/words/locale.ts';
import en from './en.json';
import ja from './ja.json';
import ptBr from './pt-br.json';

/** What can be said; a test holds that every language says all of it. */
export type WordKey = keyof typeof en;

/** Says something, with the `{names}` of its template replaced. Arguments are Markdown; so is the answer. */
export type Say = (key: WordKey, args?: Readonly<Record<string, string | number>>) => string;

export const WORDS: Readonly<Record<Locale, Readonly<Record<WordKey, string>>>> = { en, 'pt-br': ptBr, ja };

/** The voice of a language. */
export function sayIn(locale: Locale): Say {
  const words = WORDS[locale];
  return (key, args = {}) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}

/** Whether there are words under a name that was put together. */
export function isWordKey(name: string): name is WordKey {
  return Object.hasOwn(en, name);
}

/** What can be counted. */
export type Counted =
  Extract<WordKey, `count/${string}/one`> extends `count/${infer Thing}/one` ? Thing : never;

/** A number of things, in words: `1 permission`, `3 permissions`. */
export function count(say: Say, thing: Counted, number: number): string {
  return number === 1 ? say(`count/${thing}/one`) : say(`count/${thing}`, { number });
}
