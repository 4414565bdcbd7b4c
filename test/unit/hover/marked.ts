import { createDocument, itemAt, positionIn, type Position } from '../../../server/src/language/document.ts';
import { hoverAt, withoutBreaks, type Hover } from '../../../server/src/features/hover.ts';
import type { Locale } from '../../../server/src/checks/words/locale.ts';

/** A text without its mark `|`, and the place where it stood. */
export function unmark(marked: string): { text: string; position: Position } {
  const at = marked.indexOf('|');
  if (at < 0) throw new Error(`no mark in ${marked}`);
  const text = marked.slice(0, at) + marked.slice(at + 1);
  const document = createDocument(text);
  const item = itemAt(document, at);
  if (!item) throw new Error('a document without items');
  return { text, position: positionIn(item, at - item.start) };
}

/** The hover at the mark. */
export function hoverOf(marked: string, locale?: Locale): Hover | undefined {
  const { text, position } = unmark(marked);
  return hoverAt(createDocument(text), position, locale);
}

/** What is told at the mark, with lists in a row; `nothing` when nothing is. */
export function told(marked: string, locale?: Locale): string {
  return withoutBreaks(hoverOf(marked, locale)?.contents ?? 'nothing');
}

/** The word that the hover at the mark is about. */
export function about(marked: string): string | undefined {
  const range = hoverOf(marked)?.range;
  if (!range) return undefined;
  const lines = unmark(marked).text.split('\n');
  const line = lines[range.start.line] ?? '';
  return range.end.line === range.start.line ? line.slice(range.start.character, range.end.character) : line;
}
