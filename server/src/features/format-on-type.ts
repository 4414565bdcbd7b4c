import type { TextEdit } from 'vscode-languageserver-types';
import {
  itemAt,
  offsetAt,
  positionIn,
  rangeIn,
  type Item,
  type PolicyDocument,
  type Position,
} from '../language/document.ts';
import { coreOf, levelsOf, lineEndOf } from './format.ts';

/** The characters that set it off; the first one is what an editor names by itself. */
export const TYPED = ['\n', '}'] as const;

/**
 * The edits after a character was typed: behind a line end, of what ended on the line that was left; behind a brace, of what it
 * closes: its statement, or its policy block. What somebody still writes is left alone, and so is what stands between
 * the words: comments, and the line that the cursor is on.
 * @param position behind the character
 */
export function formatTyped(document: PolicyDocument, position: Position, typed: string): TextEdit[] {
  const { items } = document;
  const at = offsetAt(document, position);
  const levels = levelsOf(items);
  const lineEnd = lineEndOf(document);
  const edit = (item: Item, index: number): TextEdit[] => {
    const { start, end, text } = coreOf(item, { level: levels[index] ?? 0, lineEnd, placed: true });
    if (start === end) return [];
    const range = rangeIn(item, { start, end });
    // Blanks before the first word belong to the item before; what follows another statement on its line has none of its own.
    const before = (items[index - 1]?.text ?? '') + item.text.slice(0, start);
    const indent = /(?:^|[\r\n])([ \t]*)$/.exec(before)?.[1];
    const own = indent === undefined ? '' : '  '.repeat(levels[index] ?? 0);
    if ((indent ?? '') + item.text.slice(start, end) === own + text) return [];
    const from = { ...range.start, character: range.start.character - (indent?.length ?? 0) };
    return [{ range: { start: from, end: range.end }, newText: own + text }];
  };
  const indexOf = (offset: number) => items.indexOf(itemAt(document, offset) as Item);
  if (typed === '\n') {
    const index = lastEnding(items, position.line);
    const item = items[index];
    return item && positionIn(item, endOf(item)).line === position.line - 1 ? edit(item, index) : [];
  }
  const index = indexOf(Math.max(0, at - 1));
  const item = items[index];
  if (!item || item.start + endOf(item) !== at) return [];
  let first = index;
  if (item.kind === 'end') while (first > 0 && items[first]?.kind !== 'policy') first--;
  if (items[first]?.kind !== 'policy') first = index;
  return items.slice(first, index + 1).flatMap((each, number) => edit(each, first + number));
}

/** The number of the last item whose words end before a line. */
function lastEnding(items: readonly Item[], line: number): number {
  let index = items.findIndex((item) => item.line >= line);
  for (index = (index < 0 ? items.length : index) - 1; index >= 0; index--) {
    const item = items[index] as Item;
    if (item.text.trim() !== '' && positionIn(item, endOf(item)).line < line) return index;
    if (item.text.trim() !== '') return -1;
  }
  return -1;
}

/** The end of an item's words. */
function endOf(item: Item): number {
  return coreOf(item, { level: 0, lineEnd: '\n', placed: true }).end;
}
