import { spellOut } from '../visible.ts';
import { cellWidth } from './width.ts';

/** A line as a terminal shows it; `from` and `length` say in cells where the underline goes. */
export interface Excerpt {
  readonly text: string;
  readonly from: number;
  readonly length: number;
}

const TAB_STOP = 4;
const CUT = '…';

/** A character as it is shown, and where it came from. */
interface Cell {
  readonly at: number;
  readonly shown: string;
  readonly width: number;
}

/**
 * The part of `line` around the span `start` to `end` (code units, end excluded) that fits into `width` cells. Tabs
 * become spaces, control and format characters are spelled out, and an ellipsis stands where something is cut off.
 */
export function excerpt(line: string, start: number, end: number, width: number): Excerpt {
  // A cell needs a code unit or more, so this piece holds all that can be shown, however long the line is.
  const first = wholeCharacter(line, Math.max(0, start - width));
  const last = wholeCharacter(line, Math.min(line.length, start + 2 * width));
  const cells = toCells(line, first, last);

  const spanStart = indexAt(cells, start);
  const spanEnd = Math.max(spanStart, indexAt(cells, end));
  const total = cellsWidth(cells);
  if (first === 0 && last === line.length && total <= width) {
    return cut(cells, 0, cells.length, spanStart, spanEnd, false, false);
  }

  const room = Math.max(1, width - 2);
  const spanWidth = Math.min(room, cellsWidth(cells.slice(spanStart, spanEnd)));
  const afterStart = cellsWidth(cells.slice(spanStart));
  const before = Math.max(Math.floor((room - spanWidth) / 2), room - afterStart);
  const left = backwards(cells, spanStart, before);
  const right = forwards(cells, left, room);
  return cut(
    cells,
    left,
    right,
    spanStart,
    spanEnd,
    first > 0 || left > 0,
    last < line.length || right < cells.length,
  );
}

function cut(
  cells: readonly Cell[],
  left: number,
  right: number,
  spanStart: number,
  spanEnd: number,
  isCutLeft: boolean,
  isCutRight: boolean,
): Excerpt {
  const shown = cells.slice(left, right).map((cell) => cell.shown);
  return {
    text: `${isCutLeft ? CUT : ''}${shown.join('')}${isCutRight ? CUT : ''}`,
    from: (isCutLeft ? 1 : 0) + cellsWidth(cells.slice(left, spanStart)),
    // An empty span, or one at the end of the line, still gets a mark.
    length: Math.max(1, cellsWidth(cells.slice(spanStart, Math.min(spanEnd, right)))),
  };
}

function toCells(line: string, first: number, last: number): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (let at = first; at < last;) {
    const character = String.fromCodePoint(line.codePointAt(at) ?? 0);
    const shown = show(character, column);
    const width = shown === character ? cellWidth(character) : shown.length;
    cells.push({ at, shown, width });
    column += width;
    at += character.length;
  }
  return cells;
}

function show(character: string, column: number): string {
  if (character === '\t') return ' '.repeat(TAB_STOP - (column % TAB_STOP));
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(character) ? spellOut(character) : character;
}

/** The index of the first cell at or after an offset. */
function indexAt(cells: readonly Cell[], offset: number): number {
  const index = cells.findIndex(({ at }) => at >= offset);
  return index < 0 ? cells.length : index;
}

function backwards(cells: readonly Cell[], from: number, room: number): number {
  let left = from;
  let used = 0;
  while (left > 0 && used + (cells[left - 1]?.width ?? 0) <= room) used += cells[--left]?.width ?? 0;
  return left;
}

function forwards(cells: readonly Cell[], from: number, room: number): number {
  let right = from;
  let used = 0;
  while (right < cells.length && used + (cells[right]?.width ?? 0) <= room)
    used += cells[right++]?.width ?? 0;
  return right;
}

function cellsWidth(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** The offset itself, or the one before it when it stands between the halves of a surrogate pair. */
function wholeCharacter(line: string, offset: number): number {
  const isInside =
    /[\uDC00-\uDFFF]/.test(line.charAt(offset)) && /[\uD800-\uDBFF]/.test(line.charAt(offset - 1));
  return isInside ? offset - 1 : offset;
}
