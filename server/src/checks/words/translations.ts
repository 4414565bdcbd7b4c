import acrossJa from './across.ja.json';
import acrossPtBr from './across.pt-br.json';
import coverageJa from './coverage.ja.json';
import coveragePtBr from './coverage.pt-br.json';
import ignoresJa from './ignores.ja.json';
import ignoresPtBr from './ignores.pt-br.json';
import ja from './ja.json';
import ptBr from './pt-br.json';
import tenancyJa from './tenancy.ja.json';
import tenancyPtBr from './tenancy.pt-br.json';
import valuesJa from './values.ja.json';
import valuesPtBr from './values.pt-br.json';
import type { MessageKey } from './words.ts';

/*
 * The languages of messages but English, as functions: a program loads them when the first message in one of them is to be told
 * (`ON_CALL` in scripts/build.mjs).
 */

type Messages = Readonly<Record<MessageKey, string>>;

const portuguese: Messages = {
  ...{ ...ptBr, ...acrossPtBr, ...coveragePtBr, ...ignoresPtBr, ...tenancyPtBr, ...valuesPtBr },
};
const japanese: Messages = { ...ja, ...acrossJa, ...coverageJa, ...ignoresJa, ...tenancyJa, ...valuesJa };

/** Messages in Brazilian Portuguese, by key. */
export function portugueseMessages(): Messages {
  return portuguese;
}

/** Messages in Japanese, by key. */
export function japaneseMessages(): Messages {
  return japanese;
}
