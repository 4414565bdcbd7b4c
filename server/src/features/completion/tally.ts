import type { Item, PolicyDocument } from '../../language/document.ts';
import { usesOf, type Use, type UseKind } from './uses.ts';

/** A word and how often documents have it in one kind of slot. */
export interface Counted {
  readonly word: string;
  /** The word in lower case. */
  readonly key: string;
  readonly count: number;
}

/** A declaration counts for more than any number of uses that a person would write. */
const DECLARED = 1_000_000;

interface Tally {
  /** The items that are counted; a document's items are replaced, never changed. */
  items: readonly Item[];
  readonly counts: Map<UseKind, Map<string, Counted>>;
  /** The words of the kinds that were asked for, in their order. */
  readonly sorted: Map<UseKind, Counted[]>;
}

const tallies = new WeakMap<PolicyDocument, Tally>();

/**
 * The words that documents have in one kind of slot, those that are declared first, then the ones used most. `except` is
 * the item that is being written, which does not count. Only what changed since the last call is counted anew.
 */
export function usedIn(
  documents: readonly PolicyDocument[],
  kind: UseKind,
  except?: Item,
): readonly Counted[] {
  const lists = documents.map((document) => sorted(upToDate(document), kind));
  const all = lists.length === 1 ? (lists[0] ?? []) : merged(lists);
  const own = except ? usesOf(except).filter((use) => use.kind === kind) : [];
  return own.length === 0 ? all : without(all, own);
}

function upToDate(document: PolicyDocument): Tally {
  let tally = tallies.get(document);
  if (!tally) tallies.set(document, (tally = { items: [], counts: new Map(), sorted: new Map() }));
  const [old, now] = [tally.items, document.items];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same++;
  if (same === old.length && same === now.length) return tally;
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > same && nowEnd > same && old[oldEnd - 1] === now[nowEnd - 1])
    [oldEnd, nowEnd] = [oldEnd - 1, nowEnd - 1];
  for (let index = same; index < oldEnd; index++) count(tally, old[index], -1);
  for (let index = same; index < nowEnd; index++) count(tally, now[index], 1);
  tally.items = [...now];
  return tally;
}

function count(tally: Tally, item: Item | undefined, sign: 1 | -1): void {
  for (const { kind, word, declares } of item ? usesOf(item) : []) {
    let words = tally.counts.get(kind);
    if (!words) tally.counts.set(kind, (words = new Map()));
    const key = word.toLowerCase();
    const before = words.get(key);
    const count = (before?.count ?? 0) + sign * (declares ? DECLARED : 1);
    const after = count > 0 ? { word: before?.word ?? word, key, count } : undefined;
    if (after) words.set(key, after);
    else words.delete(key);
    const list = tally.sorted.get(kind);
    if (list) replace(list, before, after);
  }
}

function sorted(tally: Tally, kind: UseKind): readonly Counted[] {
  let list = tally.sorted.get(kind);
  if (!list) tally.sorted.set(kind, (list = [...(tally.counts.get(kind)?.values() ?? [])].sort(byCount)));
  return list;
}

const byCount = (a: Counted, b: Counted) => b.count - a.count || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Puts a word where it belongs now, and leaves the order of the others: sorting anew at every key would cost too much. */
function replace(list: Counted[], before: Counted | undefined, after: Counted | undefined): void {
  if (before) list.splice(placeIn(list, before), 1);
  if (after) list.splice(placeIn(list, after), 0, after);
}

/** The number of words in a sorted list that come before this one. */
function placeIn(list: readonly Counted[], wanted: Counted): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byCount(list[middle] ?? wanted, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merged(lists: readonly (readonly Counted[])[]): readonly Counted[] {
  const words = new Map<string, Counted>();
  for (const { word, key, count } of lists.flat()) {
    const known = words.get(key);
    words.set(key, { word: known?.word ?? word, key, count: (known?.count ?? 0) + count });
  }
  return [...words.values()].sort(byCount);
}

function without(all: readonly Counted[], own: readonly Use[]): readonly Counted[] {
  const less = new Map<string, number>();
  for (const { word, declares } of own) {
    const key = word.toLowerCase();
    less.set(key, (less.get(key) ?? 0) + (declares ? DECLARED : 1));
  }
  const left: Counted[] = [];
  for (const each of all) {
    const own = less.get(each.key);
    if (own === undefined) left.push(each);
    else if (each.count > own) left.push({ ...each, count: each.count - own });
  }
  return left;
}
