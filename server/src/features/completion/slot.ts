import { isMarker, kindOfItem, type ItemKind } from '../../language/cut.ts';
import type { Item } from '../../language/document.ts';
import { RULES, settleIds } from '../../language/item.ts';
import { STATEMENT_STARTERS, SUBJECT_KINDS, type Kind } from '../../language/kinds.ts';
import { mendBeginning } from '../../language/repair/mend.ts';
import { openBrackets } from '../../language/repair/situation.ts';
import { createScanner, type Token } from '../../language/scan.ts';
import { canFollow, parseTokens, type Rule } from '../../language/shape.ts';
import { placeOf, type Place } from './place.ts';
import { wordAt } from './word.ts';

/** Where a cursor stands in the grammar. Offsets count from the item. */
export interface Slot {
  readonly item: Item;
  /** What stands there so far and would be replaced: from `start` to `end`, the cursor somewhere between. */
  readonly start: number;
  readonly end: number;
  /** What stands between `start` and the cursor. */
  readonly typed: string;
  /** The quote of the quoted value that the cursor stands in. */
  readonly quote: "'" | '"' | undefined;
  /** Nothing but blanks stands before it on its line. */
  readonly lineStart: boolean;
  /** Tokens before it, slips mended; empty where an item begins. */
  readonly before: readonly Token[];
  /** The next token of the same item behind it. */
  readonly next: Token | undefined;
  /** What kind of item the tokens before it begin. */
  readonly kind: ItemKind;
  /** What is before it could end here. */
  readonly whole: boolean;
  /** Whether a token of this kind may follow what is before it. */
  fits(kind: Kind): boolean;
  /** The part of the tree that a word would be if it stood here; undefined where none fits. */
  readonly place: Place | undefined;
}

/**
 * The slot at offset `at` of an item. Undefined where nothing can be proposed: in a comment, in a text for people, in a
 * pattern, right behind something that is finished, and in the middle of a line that begins like no statement.
 */
export function slotAt(item: Item, at: number): Slot | undefined {
  const tokens = tokensOf(item.text);
  const word = wordAt(item.text, tokens, at);
  if (!word) return undefined;
  const { start, end, quote } = word;
  const previous = latestItem(
    withoutMarkers(tokens.filter((token) => token.end <= start && token !== word.token)),
  );
  const lineStart = /(?:^|[\r\n])[ \t]*$/.test(item.text.slice(0, start));
  const kind = kindOf(previous);
  const rule = RULES[kind];
  if (!rule && previous.length > 0 && !lineStart) return undefined;
  const before = rule ? meant(settled(opened(previous)), rule) : [];
  const place = rule ? placeOf(before, rule, start) : undefined;
  if (quote === '"' && place?.part !== 'values') return undefined;
  const kinds = before.map((token) => token.kind);
  return {
    ...{ item, start, end, quote, lineStart, before, kind, place },
    typed: item.text.slice(start, at),
    next: tokens.find((token) => token.start >= end && token !== word.token),
    whole: rule !== undefined && 'tree' in parseTokens(before, rule),
    fits: (each) => rule !== undefined && canFollow(kinds, each, rule),
  };
}

function tokensOf(text: string): Token[] {
  const scanner = createScanner(text);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token; token = scanner.next()) tokens.push(token);
  return tokens;
}

/** Bullets and numbers before a statement. */
function withoutMarkers(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex((token) => !isMarker(token));
  return first < 0 ? [] : tokens.slice(first);
}

/**
 * The tokens of the statement or declaration that has just begun. The cutting of a text into items waits until it is
 * certain that one begins; somebody who types its first word on a line of its own means it.
 */
function latestItem(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex(({ lineStart }, index) => lineStart && index > 0 && begins(tokens, index));
  return at < 0 ? tokens : tokens.slice(at);
}

function begins(tokens: readonly Token[], at: number): boolean {
  const { kind } = tokens[at] ?? {};
  const before = tokens.slice(0, at);
  if (STATEMENT_STARTERS.has(kind ?? '')) return openBrackets(before).length > 0;
  const rule = kind === 'dynamic-group' ? RULES[kindOfItem(before)] : undefined;
  return rule !== undefined && 'tree' in parseTokens(before, rule);
}

/** A misspelled `allow` is told by the subject behind it. */
function kindOf(tokens: readonly Token[]): ItemKind {
  const [first, second] = tokens;
  const kind = kindOfItem(tokens);
  return kind === 'other' && first?.kind === 'ID' && SUBJECT_KINDS.has(second?.kind ?? '') ? 'grant' : kind;
}

function opened(tokens: readonly Token[]): readonly Token[] {
  const [first, second, ...rest] = tokens;
  if (!first || !second || first.kind !== 'ID' || STATEMENT_STARTERS.has(first.kind)) return tokens;
  return [{ ...first, kind: 'allow' }, second, ...rest];
}

/** Some slips are told by the word behind them, which is still to be written: where the last word seems lost, one stands in. */
function meant(tokens: readonly Token[], rule: Rule): readonly Token[] {
  const mended = mendBeginning(tokens, rule);
  const last = tokens.at(-1);
  if (!last || mended.some(({ end }) => end === last.end)) return mended;
  const word: Token = { ...last, kind: 'STRING', text: '', start: last.end, end: last.end };
  const longer = mendBeginning([...tokens, word], rule);
  return longer.at(-1) === word ? longer.slice(0, -1) : mended;
}

/** `id` at the end announces the OCID that is about to be written. */
function settled(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1);
  if (!last) return tokens;
  const probe = { ...last, kind: 'ID', text: 'ocid1.x', start: last.end, end: last.end };
  return settleIds([...tokens, probe]).slice(0, -1);
}
