import { loadCatalog } from '../../catalog/catalog.ts';
import { fault, type Edit, type Fault } from '../fault.ts';
import { kindOfWord, type Kind } from '../kinds.ts';
import type { Token } from '../scan.ts';
import { canFollow, type Rule } from '../shape.ts';

/** Tokens that do not fit the grammar, and where they stop fitting. */
export interface Situation {
  readonly rule: Rule;
  readonly tokens: readonly Token[];
  /** Number of the first token that does not fit; the count of tokens when something is missing at the end. */
  readonly at: number;
  /** The kinds before `at`. */
  readonly before: readonly Kind[];
}

/** A slip that was recognised: the tokens as they were meant, and what is said of it. */
export interface Slip {
  readonly tokens: readonly Token[];
  /** Undefined where a document's template leaves the word to the reader (`in <location>`). */
  readonly fault: Fault | undefined;
}

/** Recognises one kind of slip, or gives undefined. Whether its mending helps is found out by reading again. */
export type Repair = (situation: Situation) => Slip | undefined;

export function situation(rule: Rule, tokens: readonly Token[], at: number): Situation {
  return { rule, tokens, at, before: tokens.slice(0, at).map((token) => token.kind) };
}

/** The token at `at + by`; a token of kind 'end' beyond either end of the item. */
export function peek({ tokens, at }: Situation, by = 0): Token {
  return tokens[at + by] ?? END;
}

const END: Token = { kind: 'end', text: '', start: 0, end: 0, lineStart: false, blankBefore: false };

/** Whether a token of this kind would fit at the place of the trouble. */
export function fits({ before, rule }: Situation, kind: Kind): boolean {
  return canFollow(before, kind, rule);
}

/** A token that is not in the text, standing at `offset`. */
export function absent(kind: Kind, offset: number, text = ''): Token {
  return { kind, text, start: offset, end: offset, lineStart: false, blankBefore: false };
}

/** Puts words before token `index`: an empty text stands for something that only a person can supply. */
export function insert(
  { tokens }: Situation,
  index: number,
  words: readonly (Kind | { kind: Kind; text: string })[],
): { tokens: Token[]; offset: number } {
  const offset = endBefore(tokens, index) ?? tokens[index]?.start ?? 0;
  const added = words.map((word) =>
    typeof word === 'string' ? absent(word, offset, word) : absent(word.kind, offset, word.text),
  );
  return { tokens: [...tokens.slice(0, index), ...added, ...tokens.slice(index)], offset };
}

/** The same tokens without `[from, to)`; the one behind them stands on a line of its own if one of them began it. */
export function without({ tokens }: Situation, from: number, to = from + 1): Token[] {
  const rest = tokens.slice(to);
  const [next] = rest;
  if (next && tokens.slice(from, to).some(({ lineStart }) => lineStart))
    rest[0] = { ...next, lineStart: true };
  return [...tokens.slice(0, from), ...rest];
}

/** The same tokens with token `index` read as `text`; the span stays. */
export function reread({ tokens }: Situation, index: number, text: string, kind = kindOfWord(text)): Token[] {
  return tokens.map((token, number) => (number === index ? { ...token, text, kind } : token));
}

/** One token in the place of `[from, to)`. */
export function joined(
  { tokens }: Situation,
  from: number,
  to: number,
  text: string,
  kind = kindOfWord(text),
): Token[] {
  const first = tokens[from] ?? END;
  const last = tokens[to - 1] ?? first;
  return [...tokens.slice(0, from), { ...first, kind, text, end: last.end }, ...tokens.slice(to)];
}

/**
 * Where the text ends that stands before token `index`. The operands of a comparison that was written the wrong way
 * round are in their right order among the tokens, and in the other one in the text.
 */
function endBefore(tokens: readonly Token[], index: number): number | undefined {
  const last = tokens[index - 1];
  const variable = tokens[index - 3];
  const isReversed =
    last !== undefined &&
    ['STRING', 'TEXT', 'PATTERN'].includes(last.kind) &&
    (variable?.start ?? 0) > last.start &&
    (tokens[index - 2]?.start ?? 0) > last.start;
  return isReversed ? variable?.end : last?.end;
}

/** The edit that deletes `[from, to)` together with the blanks before it. */
export function deletion({ tokens }: Situation, from: number, to = from + 1): Edit {
  const start = endBefore(tokens, from) ?? tokens[from]?.start ?? 0;
  return { start, end: tokens[to - 1]?.end ?? start, text: '' };
}

/** A fault over token `index`. */
export function faultAt(
  { tokens }: Situation,
  code: string,
  index: number,
  args: Record<string, string> = {},
  fix?: readonly Edit[],
): Fault {
  const token = tokens[index] ?? tokens[tokens.length - 1] ?? END;
  return fault(code, token.start, token.end, args, fix);
}

/** Number of the last token before `at` of one of these kinds, outside braces and brackets closed since; or -1. */
export function lastOpen({ tokens }: Situation, at: number, kinds: readonly Kind[]): number {
  let depth = 0;
  for (let index = at - 1; index >= 0; index--) {
    const kind = tokens[index]?.kind ?? '';
    if (kind === '}' || kind === ')') depth++;
    if (depth === 0 && kinds.includes(kind)) return index;
    if (kind === '{' || kind === '(') depth = Math.max(0, depth - 1);
  }
  return -1;
}

/** The numbers of the `{` and `(` before `at` that are still open, innermost last. */
export function openBrackets(tokens: readonly Token[], at = tokens.length): number[] {
  const open: number[] = [];
  for (let index = 0; index < Math.min(at, tokens.length); index++) {
    const kind = tokens[index]?.kind;
    const innermost = tokens[open.at(-1) ?? -1]?.kind;
    if (kind === '{' || kind === '(') open.push(index);
    else if ((kind === '}' && innermost === '{') || (kind === ')' && innermost === '(')) open.pop();
  }
  return open;
}

export function isResourceType(word: string): boolean {
  const catalog = loadCatalog();
  if (word.toLowerCase() === 'all-resources') return true;
  return word !== '' && (catalog.resourceType(word) !== undefined || catalog.family(word) !== undefined);
}

export function isPermission(word: string): boolean {
  return loadCatalog().permission(word) !== undefined;
}

/** Whether the trouble stands in a condition, of a statement or of a matching rule. */
export function inCondition(s: Situation): boolean {
  return s.before.includes('where') || s.before.includes('matching');
}

/** Number of the token before which the innermost condition list or the whole condition begins. */
export function conditionStart(s: Situation): number {
  const open = lastOpen(s, s.at, ['{', '(', 'where', 'matching']);
  return open + 1;
}
