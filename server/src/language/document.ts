import { cutItems, type CutItem, type ItemKind } from './cut.ts';
import { parseItem, type ParsedItem } from './item.ts';

/** A place in a document: 0-based; `character` counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A piece of a document with its tree. What it holds never changes; only where it stands does. */
export interface Item extends ParsedItem {
  readonly kind: ItemKind;
  readonly text: string;
  /** How many tokens it has. */
  readonly size: number;
  readonly runTogether: boolean;
  readonly leadsOn: boolean;
  /** Offset of its first character in the document. */
  readonly start: number;
  /** Line and character of its first character in the document. */
  readonly line: number;
  readonly character: number;
}

/** A text as items; it is changed in place by `editDocument`. */
export interface PolicyDocument {
  readonly items: readonly Item[];
  /** Length of the whole text. */
  readonly length: number;
}

interface Placed extends Item {
  start: number;
  line: number;
  character: number;
  /** Offsets in `text` of the starts of its lines but the first. */
  readonly breaks: readonly number[];
}

interface Mutable extends PolicyDocument {
  items: Placed[];
  length: number;
}

/** The last changes of a document, oldest first, and how many there were before these. */
interface History {
  readonly changes: ItemsChange[];
  forgotten: number;
}

/** Kept beside the documents: what two of them say is the same, however they came to say it. */
const histories = new WeakMap<PolicyDocument, History>();

/** Which items a change exchanged: those of `[from, to)` before it for those of `[from, end)` after it. */
export interface ItemsChange {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** Who has not looked for this many changes reads the document anew. */
const MOST_CHANGES = 100;

/** Reads a whole text. */
export function createDocument(text: string): PolicyDocument {
  const document: Mutable = { items: [], length: text.length };
  for (const cut of cutItems(text)) document.items.push(placed(cut, text));
  renumber(document, 0, document.items.length);
  return document;
}

/** The text of a document, put together from its items. */
export function textOf(document: PolicyDocument): string {
  return document.items.map((item) => item.text).join('');
}

/**
 * Replaces the text of `[start, end)`, offsets in the document, by `text`. Items that the change cannot have
 * touched are kept as they are; the result equals reading the new text as a whole.
 */
export function editDocument(document: PolicyDocument, start: number, end: number, text: string): void {
  const { items } = document as Mutable;
  const from = Math.max(0, Math.min(start, document.length));
  const to = Math.max(from, Math.min(end, document.length));
  const first = restart(items, indexAt(items, from));
  const base = items[first]?.start ?? 0;
  const delta = text.length - (to - from);
  const editEnd = from + text.length;
  for (let reach = 4; ; reach *= 4) {
    const limit = Math.min(items.length, indexAt(items, to) + reach);
    const old = items
      .slice(first, limit)
      .map((item) => item.text)
      .join('');
    const window = old.slice(0, from - base) + text + old.slice(to - base);
    const complete = limit === items.length;
    const fresh: Placed[] = [];
    let last = complete ? limit : -1;
    let isOpen = false;
    for (const cut of cutItems(window, 0, complete, items[first]?.runTogether)) {
      const at = base + cut.start;
      if (at >= editEnd && fresh.length > 0) {
        const index = indexAt(items, at - delta);
        const same = items[index];
        if (
          index > first &&
          same?.start === at - delta &&
          same.runTogether === cut.runTogether &&
          index < limit
        ) {
          last = index;
          break;
        }
      }
      isOpen ||= cut.faults.some(({ code }) => OPEN.has(code));
      fresh.push(placed(cut, window));
    }
    // What is missing may stand further on in its line.
    if (last < 0 || (isOpen && !complete && !ENDS_LINE.test(window))) continue;
    splice(items, first, last, fresh);
    remember(document as Mutable, { from: first, to: last, end: first + fresh.length });
    (document as Mutable).length += delta;
    renumber(document as Mutable, first, first + fresh.length);
    return;
  }
}

/** Faults of what closes nowhere in its line. */
const OPEN: ReadonlySet<string> = new Set(['unterminated-string', 'unterminated-pattern']);
const ENDS_LINE = /[\r\n][^\S\r\n]*$/;

function remember(document: Mutable, change: ItemsChange): void {
  let history = histories.get(document);
  if (!history) histories.set(document, (history = { changes: [], forgotten: 0 }));
  const { changes } = history;
  changes.push(change);
  if (changes.length > 2 * MOST_CHANGES)
    history.forgotten += changes.splice(0, changes.length - MOST_CHANGES).length;
}

/** How many times a document was edited. */
export function editsOf(document: PolicyDocument): number {
  const history = histories.get(document);
  return history ? history.forgotten + history.changes.length : 0;
}

/** What all edits after the first `count` have changed, as one change; undefined when that is no longer known. */
export function changeSince(document: PolicyDocument, count: number): ItemsChange | undefined {
  const { changes, forgotten } = histories.get(document) ?? { changes: [], forgotten: 0 };
  if (count < forgotten) return undefined;
  let whole: ItemsChange | undefined;
  for (const next of changes.slice(count - forgotten)) whole = whole ? joined(whole, next) : next;
  return whole ?? { from: 0, to: 0, end: 0 };
}

/** Two changes, one after the other, as one. */
function joined(first: ItemsChange, second: ItemsChange): ItemsChange {
  const beyond = Math.max(0, second.to - first.end);
  const grown = second.end - second.to;
  return {
    from: Math.min(first.from, second.from),
    to: first.to + beyond,
    end: Math.max(first.end, second.to) + grown,
  };
}

/** `Array.splice` without a limit on the number of new elements. */
export function splice<T>(items: T[], from: number, to: number, fresh: readonly T[]): void {
  if (fresh.length <= 10_000) {
    items.splice(from, to - from, ...fresh);
    return;
  }
  const rest = items.slice(to);
  items.length = from;
  for (const item of fresh) items.push(item);
  for (const item of rest) items.push(item);
}

/**
 * The item at which cutting begins again for a change in item `touched`. That an item starts where it does was
 * decided from its first tokens; they must stand before the change, with one token to spare that might be glued.
 */
function restart(items: readonly Placed[], touched: number): number {
  let index = touched;
  let tokens = 0;
  while (index > 0 && tokens < 6) {
    index--;
    tokens += items[index]?.size ?? 0;
  }
  return index;
}

function placed(cut: CutItem, text: string): Placed {
  const own = text.slice(cut.start, cut.start + cut.length);
  const { tree, faults, placeholders } = parseItem(cut);
  return {
    kind: cut.kind,
    text: own,
    size: cut.tokens.length,
    runTogether: cut.runTogether,
    leadsOn: cut.leadsOn,
    tree,
    faults,
    placeholders,
    start: 0,
    line: 0,
    character: 0,
    breaks: lineStarts(own),
  };
}

const ONE_LINE: readonly number[] = [];
/** Most items have one line end: one list serves all that have it at the same place. */
const oneBreak: (readonly number[])[] = [];

function lineStarts(text: string): readonly number[] {
  const first = text.search(/[\r\n]/);
  if (first < 0) return ONE_LINE;
  const end = first + (text.startsWith('\r\n', first) ? 2 : 1);
  const rest = text.slice(end);
  if (/[\r\n]/.test(rest)) {
    return [end, ...Array.from(rest.matchAll(/\r\n|\r|\n/g), (found) => end + found.index + found[0].length)];
  }
  return end < 1000 ? (oneBreak[end] ??= [end]) : [end];
}

/** Says where the items of `[from, to)` stand, and moves those behind, whose order and text are as before. */
function renumber({ items }: Mutable, from: number, to: number): void {
  const before = items[from - 1];
  let [start, line, character] = before ? endOf(before) : [0, 0, 0];
  let index = from;
  let [byStart, byLine] = [0, 0];
  // Behind a line end, nothing before it has a say in the character.
  for (let isOnLine = true; index < items.length && (index < to || isOnLine); index++) {
    const item = items[index] as Placed;
    [byStart, byLine] = [start - item.start, line - item.line];
    item.start = start;
    item.line = line;
    item.character = character;
    [start, line, character] = endOf(item);
    isOnLine = index < to || item.breaks.length === 0;
  }
  if (byStart === 0 && byLine === 0) return;
  for (; index < items.length; index++) {
    const item = items[index] as Placed;
    item.start += byStart;
    item.line += byLine;
  }
}

function endOf(item: Placed): [start: number, line: number, character: number] {
  const { breaks, text } = item;
  const last = breaks[breaks.length - 1];
  return [
    item.start + text.length,
    item.line + breaks.length,
    last === undefined ? item.character + text.length : text.length - last,
  ];
}

/** Number of the item that holds the offset; the last one for an offset at or behind the end. */
export function indexAt(items: readonly Pick<Item, 'start'>[], offset: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((items[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The item that holds an offset of the document; the last one for an offset at its end. */
export function itemAt(document: PolicyDocument, offset: number): Item | undefined {
  return document.items[indexAt(document.items, offset)];
}

/** The place in the document of an offset in one of its items. */
export function positionIn(item: Item, offset: number): Position {
  const { breaks } = item as Placed;
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((breaks[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const lineStart = breaks[low - 1];
  if (lineStart === undefined) return { line: item.line, character: item.character + offset };
  return { line: item.line + low, character: offset - lineStart };
}

/** The range in the document of a span of one of its items. */
export function rangeIn(item: Item, span: { readonly start: number; readonly end: number }): Range {
  return { start: positionIn(item, span.start), end: positionIn(item, span.end) };
}

/** The offset in the document of a place; a place behind a line's end is that end. */
export function offsetAt(document: PolicyDocument, position: Position): number {
  const items = document.items as readonly Placed[];
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const item = items[middle];
    const isBefore =
      item &&
      (item.line < position.line || (item.line === position.line && item.character <= position.character));
    if (isBefore) low = middle;
    else high = middle - 1;
  }
  const item = items[low];
  if (!item) return 0;
  const row = position.line - item.line;
  if (row > item.breaks.length) return item.start + item.text.length;
  const lineStart = row === 0 ? -item.character : (item.breaks[row - 1] ?? 0);
  const lineEnd = item.breaks[row] ?? item.text.length;
  let end = lineEnd;
  while (end > 0 && end > lineStart && row < item.breaks.length && /[\r\n]/.test(item.text[end - 1] ?? ''))
    end--;
  return item.start + Math.max(0, Math.min(lineStart + position.character, end));
}
