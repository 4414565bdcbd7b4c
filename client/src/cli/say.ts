import type { Locale } from '../../../server/src/checks/words/locale.ts';
import { japaneseWords, portugueseWords } from './translations.ts';
import { words, type WordKey } from './words.ts';

/** The words of each language; the compiler holds that none lacks a key or has one too many. */
export const WORDS: Readonly<Record<Locale, Readonly<Record<WordKey, string>>>> = {
  en: words,
  get 'pt-br'() {
    return portugueseWords();
  },
  get ja() {
    return japaneseWords();
  },
};

// A process speaks one language, from its first word on.
let language: Locale = 'en';

/** Sets the language of all that is said from here on. */
export function speak(locale: Locale): void {
  language = locale;
}

/** The language that is spoken. */
export function spoken(): Locale {
  return language;
}

type Slots<Text extends string> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never;
type Values<Key extends WordKey> = Readonly<Record<Slots<(typeof words)[Key]>, string | number>>;
type Counted = WordKey extends infer Key ? (Key extends `count.${infer Thing}.other` ? Thing : never) : never;

/** The words of `key` with the values set in. The compiler holds that every slot of the words has its value. */
export function say<Key extends WordKey>(
  key: Key,
  ...[values]: [Slots<(typeof words)[Key]>] extends [never] ? [] : [values: Values<Key>]
): string {
  const filled: Readonly<Record<string, string | number>> = values ?? {};
  return WORDS[language][key].replace(/\{(\w+)\}/g, (slot, name: string) => String(filled[name] ?? slot));
}

/** `1 error`, `2 errors`: a number with the form of the noun that goes with it. */
export function count(thing: Counted, n: number): string {
  return n === 1 ? say(`count.${thing}.one`, { n }) : say(`count.${thing}.other`, { n });
}

/** `a, b or c`: what a person may choose from. */
export function choices(names: readonly string[]): string {
  const all = names.slice(0, -1).join(say('list.separator'));
  const last = names.at(-1) ?? '';
  return all === '' ? last : say('usage.or', { all, last });
}
