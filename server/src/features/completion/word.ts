import { commentsOf } from '../../language/comments.ts';
import { isWord } from '../../language/kinds.ts';
import type { Token } from '../../language/scan.ts';

/** What stands at a cursor and would be replaced: nothing where `start` is `end`. Offsets as those of the text. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** The quote that opens it. */
  readonly quote: "'" | '"' | undefined;
  /** The token that it is, if it is one. */
  readonly token: Token | undefined;
}

/**
 * The word at offset `at` of a text that consists of these tokens. Undefined where nothing can be written: in a comment, in
 * a pattern, and right behind something that is finished.
 */
export function wordAt(text: string, tokens: readonly Token[], at: number): Word | undefined {
  if (isInComment(text, at)) return undefined;
  const token = tokens.find(({ start, end }) => start < at && at <= end);
  if (token && isFinished(token, text, at)) return undefined;
  if (token && isWord(token.kind))
    return { start: withOpening(text, token.start), end: token.end, quote: undefined, token };
  if (token?.kind === 'STRING' || token?.kind === 'TEXT') {
    // A quote that opens and does not close takes in what follows; that stays.
    const end = isClosed(token, text) ? token.end : at;
    return { start: token.start, end, quote: token.kind === 'TEXT' ? '"' : "'", token };
  }
  // A quote with nothing behind it is no token yet.
  if (!token && text[at - 1] === "'") return { start: at - 1, end: at, quote: "'", token };
  // In front of a quoted text a proposal takes its place: two of them never stand side by side.
  const behind = tokens.find(({ kind, start }) => start === at && kind === 'STRING');
  return { start: at, end: behind?.end ?? at, quote: undefined, token: behind };
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

/** Whether a quoted text has both its quotes: the scanner ends one that lacks the second where the value seems to end. */
function isClosed({ start, end }: Token, text: string): boolean {
  return end - start > 1 && text[start] === text[end - 1];
}

/** The brackets that open a placeholder belong to it though it is not closed. */
function withOpening(text: string, start: number): number {
  let from = start;
  while (text[from - 1] === '<') from--;
  return from;
}
