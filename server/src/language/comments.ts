import { createScanner } from './scan.ts';

/** A comment in the text of an item. Offsets are UTF-16 code units from the item's first character. */
export interface Comment {
  /** With its marks: those of a line, or those of a block. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nothing but blanks stands before it on its line. */
  readonly alone: boolean;
  /** Offset of the item's first token; the length of the text when it has none. */
  readonly first: number;
  /** Offset of the next token of the item; undefined behind the last one. */
  readonly next: number | undefined;
}

const COMMENT = /(?:#|\/\/)[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/y;

/**
 * The comments of an item's text, in their order. They are no part of its tree: they are what the scanner passes over
 * between two tokens, so that what only looks like a comment (a pattern, a slash in quotes) is none.
 */
export function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  const scanner = createScanner(text);
  let from = 0;
  let first: number | undefined;
  for (;;) {
    const token = scanner.next();
    first ??= token?.start ?? text.length;
    const to = token?.start ?? text.length;
    for (let at = from; at < to;) {
      COMMENT.lastIndex = at;
      const found = COMMENT.exec(text)?.[0];
      if (found === undefined) {
        at++;
        continue;
      }
      const alone = /(?:^|[\r\n])[^\S\r\n]*$/.test(text.slice(0, at));
      comments.push({ text: found, start: at, end: at + found.length, alone, first, next: token?.start });
      at += found.length;
    }
    if (!token) return comments;
    from = token.end;
  }
}
