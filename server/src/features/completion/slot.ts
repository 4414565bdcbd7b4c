import { commentsOf } from '../../language/comments.ts';
import { isMarker, kindOfItem, type ItemKind } from '../../language/cut.ts';
import type { Item } from '../../language/document.ts';
import { RULES, settleIds } from '../../language/item.ts';
import { isWord, STATEMENT_STARTERS, SUBJECT_KINDS, type Kind } from '../../language/kinds.ts';
import { mendBeginning } from '../../language/repair/mend.ts';
import { openBrackets } from '../../language/repair/situation.ts';
import { createScanner, type Token } from '../../language/scan.ts';
import { canFollow, parseTokens } from '../../language/shape.ts';
import { placeOf, type Place } from './place.ts';

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
  if (isInComment(item.text, at)) return undefined;
  const tokens = tokensOf(item.text);
  const touched = tokens.find((token) => token.start < at && at <= token.end);
  if (touched && isFinished(touched, item.text, at)) return undefined;
  const word = touched && isReplaced(touched) ? touched : undefined;
  const start = word ? withOpening(item.text, word.start) : at;
  const previous = latestItem(withoutMarkers(tokens.filter((token) => token.end <= start && token !== word)));
  const lineStart = /(?:^|[\r\n])[ \t]*$/.test(item.text.slice(0, start));
  const kind = kindOf(previous);
  const rule = RULES[kind];
  if (!rule && previous.length > 0 && !lineStart) return undefined;
  const before = rule ? mendBeginning(settled(opened(previous)), rule) : [];
  const place = rule ? placeOf(before, rule, start) : undefined;
  const quote = quoteOf(word);
  if (quote === '"' && place?.part !== 'values') return undefined;
  const end = word ? endOf(word, item.text, at) : at;
  const kinds = before.map((token) => token.kind);
  return {
    ...{ item, start, end, quote, lineStart, before, kind, place },
    typed: item.text.slice(start, at),
    next: tokens.find((token) => token.start >= end && token !== word),
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

/** At the end of a line comment one is still in it, at the end of a block comment no more. */
function isInComment(text: string, at: number): boolean {
  if (!/#|\/[/*]/.test(text)) return false;
  return commentsOf(text).some(({ text: comment, start, end }) => {
    const isOpen = !(comment.startsWith('/*') && comment.endsWith('*/') && comment.length > 3);
    return start < at && (isOpen ? at <= end : at < end);
  });
}

/** Whether nothing can be added at `at`, in or right behind a token. */
function isFinished(token: Token, text: string, at: number): boolean {
  if (token.kind === 'PATTERN' || token.kind === '}' || token.kind === ')') return true;
  if (token.kind === 'STRING' || token.kind === 'TEXT') return at === token.end && isClosed(token, text);
  return false;
}

/** Whether a token is what is being typed, rather than something before it. */
function isReplaced(token: Token): boolean {
  return isWord(token.kind) || token.kind === 'STRING' || token.kind === 'TEXT';
}

/** Whether a quoted text has both its quotes: the scanner ends one that lacks the second where the value seems to end. */
function isClosed(token: Token, text: string): boolean {
  const [first, last] = [text[token.start], text[token.end - 1]];
  return token.end - token.start > 1 && first === last;
}

function quoteOf(word: Token | undefined): Slot['quote'] {
  if (word?.kind === 'TEXT') return '"';
  return word?.kind === 'STRING' ? "'" : undefined;
}

/** A quote that opens and does not close takes in what follows; that stays. So does what follows an open `<`. */
function endOf(word: Token, text: string, at: number): number {
  const isQuoted = word.kind === 'STRING' || word.kind === 'TEXT';
  if (isQuoted && !isClosed(word, text)) return at;
  return Math.max(word.end, at);
}

/** The brackets that open a placeholder belong to it though it is not closed. */
function withOpening(text: string, start: number): number {
  let from = start;
  while (text[from - 1] === '<') from--;
  return from;
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

/** `id` at the end announces the OCID that is about to be written. */
function settled(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1);
  if (!last) return tokens;
  const probe = { ...last, kind: 'ID', text: 'ocid1.x', start: last.end, end: last.end };
  return settleIds([...tokens, probe]).slice(0, -1);
}
