import { ja } from './words.ja.ts';
import { ptBr } from './words.pt-br.ts';
import type { WordKey } from './words.ts';

// All that is loaded when the program is to speak another language than English (`ON_CALL` in scripts/build.mjs).
export { japaneseMessages, portugueseMessages } from '../../../server/src/checks/words/translations.ts';

type Words = Readonly<Record<WordKey, string>>;

/** What the program says in Brazilian Portuguese, by key. */
export function portugueseWords(): Words {
  return ptBr;
}

/** What the program says in Japanese, by key. */
export function japaneseWords(): Words {
  return ja;
}
