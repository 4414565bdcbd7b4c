import { textOf, type Item, type PolicyDocument } from '../../language/document.ts';
import type { Edit } from '../../language/fault.ts';
import type { Span } from '../../language/tree.ts';
import { lineEndOf } from '../format.ts';
import type { Sound } from './place.ts';

/** The edit that replaces a part of an item. */
export function replaced(item: Item, { start, end }: Span, text: string): Edit {
  return { start: item.start + start, end: item.start + end, text };
}

/**
 * The edits that write a statement once for each text of one of its slots, a line each; the others follow the first. The words
 * around the slot are repeated as they are written.
 */
export function repeated(
  document: PolicyDocument,
  { item, tree }: Sound,
  slot: Span,
  texts: readonly string[],
): Edit[] {
  const [kept = '', ...others] = texts;
  const indent = indentOf(textOf(document), item.start + tree.start);
  const [head, tail] = [item.text.slice(tree.start, slot.start), item.text.slice(slot.end, tree.end)];
  const more = others.map((text) => `${lineEndOf(document)}${indent}${head}${text}${tail}`);
  return [replaced(item, slot, kept), replaced(item, { start: tree.end, end: tree.end }, more.join(''))];
}

/** The edits that take statements away, each with its line when nothing else stands there; comments stay. */
export function removed(document: PolicyDocument, statements: readonly Sound[]): Edit[] {
  const text = textOf(document);
  return statements.map(({ item, tree }) => {
    const start = item.start + tree.start;
    const lineStart = start - indentOf(text, start).length;
    const end = item.start + tree.end;
    const [blanks = '', lineEnd = ''] = /^[ \t]*(\r\n|\r|\n|$)?/.exec(text.slice(end, end + 400)) ?? [];
    const isAlone = lineEnd !== '' || end + blanks.length === text.length;
    return isAlone && isLineStart(text, lineStart)
      ? { start: lineStart, end: end + blanks.length, text: '' }
      : { start, end: end + blanks.length, text: '' };
  });
}

/** The blanks before an offset on its line; none where something else stands before it. */
export function indentOf(text: string, offset: number): string {
  let from = offset;
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from--;
  return isLineStart(text, from) ? text.slice(from, offset) : '';
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text[offset - 1] === '\n' || text[offset - 1] === '\r';
}
