import type { TextEdit } from 'vscode-languageserver-types';
import { print } from '../language/print.ts';
import { rangeIn, type Item, type PolicyDocument, type Range } from '../language/document.ts';
import { createScanner } from '../language/scan.ts';

/**
 * The edits that bring a document, or the items that a range touches, into canonical form: one statement a line when it
 * fits, keywords in lower case, statements of a block indented, no more than one empty line in a row. Comments stay where they
 * were; an item with a slip stays as it is, one with a comment inside keeps its words. Names and values are never touched.
 */
export function formatDocument(document: PolicyDocument, range?: Range): TextEdit[] {
  const edits: TextEdit[] = [];
  const form = formOf(document);
  document.items.forEach((item, index) => {
    if (range && !touches(item, range)) return;
    const text = form(item, index);
    if (text !== item.text)
      edits.push({ range: rangeIn(item, { start: 0, end: item.text.length }), newText: text });
  });
  return edits;
}

/** The whole text in canonical form, as `formatDocument` would leave it. */
export function formattedText(document: PolicyDocument): string {
  return document.items.map(formOf(document)).join('');
}

/** The canonical form of the items of a document: takes an item and its number. */
function formOf(document: PolicyDocument): (item: Item, index: number) => string {
  const { items } = document;
  const levels = levelsOf(items);
  const lineEnd = lineEndOf(document);
  return (item, index) =>
    formatted(item, {
      ...{ lineEnd, first: index === 0, last: index === items.length - 1 },
      placed: isBroken(items[index - 1]),
      level: levels[index] ?? 0,
      nextLevel: levels[index + 1] ?? 0,
    });
}

function isBroken(item: Item | undefined): boolean {
  return item !== undefined && !isSound(item);
}

function isSound(item: Item): boolean {
  return item.faults.length === 0 && !item.runTogether && !item.leadsOn && item.kind !== 'other';
}

interface Surroundings {
  /** The item before it is left as it is, and with it the blanks that this one begins with. */
  readonly placed: boolean;
  readonly lineEnd: string;
  readonly first: boolean;
  readonly last: boolean;
  /** How deep the item stands, and the one behind it. */
  readonly level: number;
  readonly nextLevel: number;
}

function touches(item: Item, { start, end }: Range): boolean {
  const own = rangeIn(item, { start: 0, end: item.text.trimEnd().length });
  return own.start.line <= end.line && own.end.line >= start.line;
}

/** How deep each item of a document stands: statements in a policy block one level, everything else none. */
export function levelsOf(items: readonly Item[]): number[] {
  let level = 0;
  return items.map(({ kind }) => {
    if (kind === 'end') level = 0;
    const own = kind === 'policy' ? 0 : level;
    if (kind === 'policy') level = 1;
    return own;
  });
}

/** How the first line of a document ends. */
export function lineEndOf({ items }: PolicyDocument): string {
  for (const { text } of items) {
    const found = /\r\n|\r|\n/.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return '\n';
}

function formatted(item: Item, around: Surroundings): string {
  // What is broken is left as it stands: moving its words could make another fault of it.
  if (!isSound(item)) return item.text;
  const { start, end } = wordsOf(item);
  const { lineEnd, level, nextLevel, first, last, placed } = around;
  const ended = (line: string) => line + lineEnd;
  if (start === end) {
    const { beside, lines } = gapOf(item.text, level);
    const all = trimmed(beside === '' ? lines : [beside, ...lines]);
    return all.length === 0 ? '' : all.join(lineEnd) + (/[\r\n]\s*$/.test(item.text) ? lineEnd : '');
  }
  const before = first ? gapOf(item.text.slice(0, start), level) : { beside: '', lines: [] };
  const head = trimmed(before.beside === '' ? before.lines : [before.beside, ...before.lines], 'start');
  const body = coreOf(item, { level, lineEnd, placed }).text;
  const gap = item.text.slice(end);
  const { beside, lines } = gapOf(gap, nextLevel);
  const tail = last ? trimmed(lines, 'end') : lines;
  const rest = beside === '' ? '' : ` ${beside}`;
  const isOpen = last && !/[\r\n]/.test(gap);
  return head.map(ended).join('') + body + rest + (isOpen ? '' : lineEnd) + tail.map(ended).join('');
}

/**
 * The words of an item in canonical form, and the span that they take the place of; offsets count from the item. An item with a
 * slip, or without words, keeps what it has.
 * @param placed the first line stays indented as it is
 */
export function coreOf(
  item: Item,
  { level, lineEnd, placed }: Pick<Surroundings, 'level' | 'lineEnd' | 'placed'>,
): { start: number; end: number; text: string } {
  const { start, end, commented } = wordsOf(item);
  const own = item.text.slice(start, end);
  if (!isSound(item)) return { start, end, text: own };
  const canPrint = item.tree && !commented;
  const core = canPrint && item.tree ? print(item.tree).split('\n') : own.split(/\r\n|\r|\n/);
  const indent = '  '.repeat(level);
  const text = core
    .map((line, index) => (canPrint || index === 0 ? (placed && index === 0 ? '' : indent) + line : line))
    .map((line) => bare(line, 'end'))
    .join(lineEnd);
  return { start, end, text };
}

/** Where the words of an item begin and end, and whether a comment stands between them. */
function wordsOf(item: Item): { start: number; end: number; commented: boolean } {
  const scanner = createScanner(item.text);
  let start = -1;
  let end = 0;
  let commented = false;
  for (let token = scanner.next(); token; token = scanner.next()) {
    if (start < 0) start = token.start;
    else if (/\S/.test(item.text.slice(end, token.start))) commented = true;
    end = token.end;
  }
  return start < 0 ? { start: 0, end: 0, commented } : { start, end, commented };
}

/**
 * What stands between words: what is `beside` the word before, and the lines below, comments indented and at most one of
 * them empty in a row. A comment right before the next word gets a line of its own.
 */
function gapOf(gap: string, level: number): { beside: string; lines: string[] } {
  const [first = '', ...parts] = gap.split(/\r\n|\r|\n/);
  const lines: string[] = [];
  let inBlock = stillOpen(first, false);
  parts.forEach((part, index) => {
    const text = bare(part);
    if (inBlock) lines.push(bare(part, 'end'));
    else if (text !== '') lines.push('  '.repeat(level) + text);
    else if (index < parts.length - 1 && lines.at(-1) !== '') lines.push('');
    inBlock = stillOpen(part, inBlock);
  });
  return { beside: bare(first), lines };
}

/** Lines without the empty ones at their start and end, or at one of them. */
function trimmed(lines: readonly string[], side: 'both' | 'start' | 'end' = 'both'): string[] {
  const result = [...lines];
  while (side !== 'end' && result[0] === '') result.shift();
  while (side !== 'start' && result.at(-1) === '') result.pop();
  return result;
}

/** A line without plain blanks at its ends: an odd blank is a fault that stays until it is mended. */
function bare(line: string, side?: 'end'): string {
  const rest = line.replace(/[ \t\f\v]+$/, '');
  return side === 'end' ? rest : rest.replace(/^[ \t\f\v]+/, '');
}

/** Whether a block comment goes on behind a line of a gap; what a line comment holds opens and closes nothing. */
function stillOpen(line: string, open: boolean): boolean {
  for (let at = 0; ;) {
    const mark = open ? /\*\//g : /\/\*|\/\/|#/g;
    mark.lastIndex = at;
    const found = mark.exec(line)?.[0];
    if (found === undefined) return open;
    if (!open && found !== '/*') return false;
    open = !open;
    at = mark.lastIndex;
  }
}
