import type { SemanticTokens, SemanticTokensDelta, SemanticTokensLegend } from 'vscode-languageserver-types';
import type { Item, PolicyDocument, Range } from '../language/document.ts';
import { MODIFIERS, NUMBERS, packed, TYPES } from './semantic-tokens/words.ts';

/** What the numbers of tokens stand for. docs/features.md says what each type means here. */
export const LEGEND: SemanticTokensLegend = { tokenTypes: [...TYPES], tokenModifiers: [...MODIFIERS] };

/** The meaning of words, for colouring. It remembers what it told last of each document, so that it can tell what changed. */
export interface SemanticTokensOf {
  full(document: PolicyDocument): SemanticTokens;
  /** What changed since the answer of that id; everything when that was not the last one. */
  delta(document: PolicyDocument, previousResultId: string): SemanticTokens | SemanticTokensDelta;
  range(document: PolicyDocument, range: Range): SemanticTokens;
}

interface Told {
  readonly resultId: string;
  readonly items: readonly Item[];
}

/**
 * @param complete also the words that a grammar of the editor colours anyway: keywords and quoted values. For editors that
 * have no such grammar.
 */
export function createSemanticTokens(complete = false): SemanticTokensOf {
  const told = new WeakMap<PolicyDocument, Told>();
  let results = 0;
  const known = new WeakMap<Item, readonly number[]>();
  const words: WordsOf = (item) => {
    let numbers = known.get(item);
    if (!numbers) known.set(item, (numbers = packed(item, complete ? 'all' : 'meant')));
    return numbers;
  };
  const remember = (document: PolicyDocument): string => {
    const resultId = String(++results);
    // The items themselves, for they tell what changed: an item never changes, only its place does.
    told.set(document, { resultId, items: [...document.items] });
    return resultId;
  };
  const full = (document: PolicyDocument): SemanticTokens => ({
    data: encode(document.items, words),
    resultId: remember(document),
  });
  return {
    full,
    delta: (document, previousResultId) => {
      const before = told.get(document);
      if (before?.resultId !== previousResultId) return full(document);
      const edit = difference(before.items, document.items, words);
      return { resultId: remember(document), edits: edit ? [edit] : [] };
    },
    range: ({ items }, { start, end }) => {
      const first = items.findIndex((_, index) => {
        const { line = Infinity, character = 0 } = items[index + 1] ?? {};
        return line > start.line || (line === start.line && character > 0);
      });
      const after = items.findIndex((item) => item.line > end.line);
      return { data: encode(items.slice(Math.max(0, first), after < 0 ? items.length : after), words) };
    },
  };
}

/** The words of an item as numbers, worked out once for an item; `NUMBERS` of them a word. */
type WordsOf = (item: Item) => readonly number[];

/** Tokens as the protocol has them: each counts from the one before it. */
function encode(items: readonly Item[], words: WordsOf): number[] {
  const all = items.map(words);
  const data = new Array<number>(all.reduce((sum, { length }) => sum + length, 0));
  let [to, lastLine, lastCharacter] = [0, 0, 0];
  for (let index = 0; index < all.length; index++) {
    const numbers = all[index] as readonly number[];
    if (numbers.length === 0) continue;
    const item = items[index] as Item;
    for (let from = 0; from < numbers.length; from += NUMBERS) {
      const row = numbers[from] as number;
      const column = numbers[from + 1] as number;
      const line = item.line + row;
      const character = row === 0 ? item.character + column : column;
      data[to++] = line - lastLine;
      data[to++] = line === lastLine ? character - lastCharacter : character;
      for (let part = 2; part < NUMBERS; part++) data[to++] = numbers[from + part] as number;
      lastLine = line;
      lastCharacter = character;
    }
  }
  return data;
}

/**
 * The one edit between two states of a document: items at its start and end that are the same have the same tokens, but for the
 * first one behind the change, which counts from the last one in it.
 */
function difference(
  before: readonly Item[],
  after: readonly Item[],
  words: WordsOf,
): { start: number; deleteCount: number; data: number[] } | undefined {
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same++;
  if (same === before.length && same === after.length) return undefined;
  let rest = 0;
  while (rest < most - same && before.at(-1 - rest) === after.at(-1 - rest)) rest++;
  // Up to and with the first item behind the change that has tokens, and back to the last one before it that has.
  while (rest > 0 && words(after[after.length - rest] as Item).length === 0) rest--;
  if (rest > 0) rest--;
  let from = same;
  while (from > 0 && words(after[from - 1] as Item).length === 0) from--;
  if (from > 0) from--;
  const count = (items: readonly Item[]) => items.reduce((sum, item) => sum + words(item).length, 0);
  const kept = from < same ? words(after[from] as Item).length : 0;
  return {
    start: count(after.slice(0, from)) + kept,
    deleteCount: count(before.slice(from, before.length - rest)) - kept,
    data: encode(after.slice(from, after.length - rest), words).slice(kept),
  };
}
