import type { Item } from '../../language/document.ts';
import { KEYWORDS } from '../../language/kinds.ts';
import { createScanner, type Token } from '../../language/scan.ts';
import { rolesOf, type Role } from './roles.ts';

/** The types of tokens, all of them the protocol's own, so that every theme knows them. */
export const TYPES = [
  ...['keyword', 'method', 'type', 'enum', 'enumMember', 'class', 'namespace'],
  ...['variable', 'property', 'function', 'parameter', 'string', 'regexp'],
] as const;

/** `declaration` where a name is declared; `defaultLibrary` for what OCI has by that name, as far as the catalogue knows. */
export const MODIFIERS = ['declaration', 'defaultLibrary'] as const;

/** A word of an item with its place: the line counts from that of the item's first character, as does a character in it. */
export interface Word {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  /** Index in `TYPES`. */
  readonly type: number;
  /** Bits, by the index in `MODIFIERS`. */
  readonly modifiers: number;
}

export interface Words {
  /** Those whose meaning only the tree tells. */
  readonly meant: readonly Word[];
  /** With keywords and quoted values. */
  readonly all: readonly Word[];
}

const NONE: Words = { meant: [], all: [] };
const known = new WeakMap<Item, Words>();

/** The words of an item that have a type, in their order; worked out once for an item. */
export function wordsOf(item: Item): Words {
  let words = known.get(item);
  if (!words) known.set(item, (words = readWords(item)));
  return words;
}

/** The numbers that a word has in `packed`: line, character, length, type, modifiers. */
export const NUMBERS = 5;

/** The same as numbers one behind the other, for as many items as a large file has: read anew at each call. */
export function packed(item: Item, which: keyof Words): readonly number[] {
  const words = readWords(item)[which];
  const numbers: number[] = [];
  for (const { line, character, length, type, modifiers } of words)
    numbers.push(line, character, length, type, modifiers);
  return numbers;
}

function readWords(item: Item): Words {
  if (item.kind === 'empty') return NONE;
  const roles = item.tree ? rolesOf(item.tree) : new Map<number, Role>();
  const meant: Word[] = [];
  const all: Word[] = [];
  const lines = lineCounter(item.text);
  let slot = 0;
  const add = (start: number, end: number, { type, modifier }: Role, isMeant: boolean) => {
    // No editor has to take a token of several lines.
    if (end <= start || /[\r\n]/.test(item.text.slice(start, end))) return;
    const modifiers = modifier === undefined ? 0 : 1 << MODIFIERS.indexOf(modifier);
    const word = { ...lines(start), length: end - start, type: TYPES.indexOf(type), modifiers };
    all.push(word);
    if (isMeant) meant.push(word);
  };
  const scanner = createScanner(item.text);
  for (let token = scanner.next(); token; token = scanner.next()) {
    const meaning = roles.get(token.start);
    const role = meaning ?? plainRole(token);
    let from = token.start;
    for (; (item.placeholders[slot]?.start ?? Infinity) < token.end; slot++) {
      const { start, end } = item.placeholders[slot] as Item['placeholders'][number];
      if (start < from) continue;
      if (role) add(from, start, role, meaning !== undefined);
      add(start, end, { type: 'parameter' }, true);
      from = end;
    }
    if (role) add(from, token.end, role, meaning !== undefined);
  }
  return { meant, all };
}

function plainRole({ kind }: Token): Role | undefined {
  if (kind === 'STRING' || kind === 'TEXT') return { type: 'string' };
  if (kind === 'PATTERN') return { type: 'regexp' };
  return KEYWORDS.has(kind) ? { type: 'keyword' } : undefined;
}

/** Tells the line and character of offsets that are asked about in ascending order. */
function lineCounter(text: string): (offset: number) => { line: number; character: number } {
  const breaks = text.matchAll(/\r\n|\r|\n/g);
  let [line, lineStart] = [0, 0];
  let next = breaks.next();
  return (offset) => {
    while (!next.done && next.value.index + next.value[0].length <= offset) {
      line++;
      lineStart = next.value.index + next.value[0].length;
      next = breaks.next();
    }
    return { line, character: offset - lineStart };
  };
}
