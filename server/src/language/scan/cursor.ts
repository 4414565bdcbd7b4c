import { characterFaults, hiddenFaults } from '../characters.ts';
import type { Fault } from '../fault.ts';
import type { Kind } from '../kinds.ts';
import type { Token } from '../scan.ts';

/** How far a text is read. */
export interface Cursor {
  readonly text: string;
  /** The text with odd characters replaced one for one, see `characters.ts`. */
  readonly normal: string;
  /** Whether anything was replaced. */
  readonly odd: boolean;
  readonly faults: Fault[];
  at: number;
  last: Token | undefined;
  /** Offsets of signs that close a span of markup whose opening one was reported. */
  readonly closing: Set<number>;
}

/** What stands between a token and the one before it. */
export interface Gap {
  lineStart: boolean;
  blankBefore: boolean;
}

/** Matches a sticky pattern at an offset. */
export function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Where what a sticky pattern matches at an offset ends; -1 where it does not match. Nothing is made but the number. */
export function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Words that many statements have: one text serves them all. */
const words = new Map<string, string>();
const MOST_WORDS = 10_000;
/** A longer piece of a text would keep the whole text in memory for as long as it is kept itself. */
const LONGEST_WORD = 12;

function once(text: string): string {
  if (text.length > LONGEST_WORD) return text;
  const known = words.get(text);
  if (known !== undefined) return known;
  if (words.size >= MOST_WORDS) words.clear();
  words.set(text, text);
  return text;
}

/** Makes the token from the cursor to `end` and moves there. */
export function take(cursor: Cursor, kind: Kind, end: number, gap: Gap, value?: string): Token {
  // Written out: an object that is put together from others takes half as much memory again, and there are very many.
  const token: Token = {
    kind,
    text: once(value ?? cursor.normal.slice(cursor.at, end)),
    start: cursor.at,
    end,
    lineStart: gap.lineStart,
    blankBefore: gap.blankBefore,
  };
  cursor.at = end;
  cursor.last = token;
  return token;
}

/** Reports the characters of `[start, end)` that only look like what they stand for. */
export function reportOdd(cursor: Cursor, start: number, end: number): void {
  if (!cursor.odd) return;
  // One by one: as arguments, hundreds of thousands of them would fill the stack.
  for (const each of characterFaults(cursor.text, cursor.normal, start, end)) cursor.faults.push(each);
}

/** Reports what is hidden in `[start, end)`, where any character may stand: in a value, or in what is only shown to people. */
export function reportHidden(cursor: Cursor, start: number, end: number, where: 'value' | 'shown'): void {
  if (!cursor.odd) return;
  for (const each of hiddenFaults(cursor.text, start, end, where)) cursor.faults.push(each);
}
