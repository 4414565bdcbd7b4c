import { changeSince, editsOf, splice, type Item, type PolicyDocument } from '../language/document.ts';

/** The items of a document that others have taken the place of, since somebody last looked. */
export interface ItemChanges {
  /** The number of the first item that is another one than before. */
  readonly from: number;
  /** Those that are gone; where they stood is no longer known of them. */
  readonly gone: readonly Item[];
  /** Those that have come, in the order of the text. */
  readonly come: readonly Item[];
}

/** Follows a document from look to look, at the cost of what changed in between. It never changes the document. */
export function createFollower(): (document: PolicyDocument) => ItemChanges {
  const items: Item[] = [];
  let seen: number | undefined;
  return (document) => {
    const change = seen === undefined ? undefined : changeSince(document, seen);
    const { from, to, end } = change ?? { from: 0, to: items.length, end: document.items.length };
    seen = editsOf(document);
    const come = document.items.slice(from, end);
    const gone = items.slice(from, to);
    splice(items, from, to, come);
    return { from, gone, come };
  };
}

/** What is kept of some items of a document, in the order of the text. */
export interface Selection<T> {
  readonly kept: readonly { readonly item: Item; readonly value: T }[];
  update(changes: ItemChanges): void;
}

/**
 * Keeps the items that there is something to say of.
 * @param valueOf what is to be kept of an item, undefined for nothing; asked once for each item
 */
export function createSelection<T>(valueOf: (item: Item) => T | undefined): Selection<T> {
  let kept: { item: Item; value: T }[] = [];
  return {
    get kept() {
      return kept;
    },
    update: ({ gone, come }) => {
      if (kept.length > 0 && gone.length > 0) {
        const lost = new Set(gone);
        if (kept.some(({ item }) => lost.has(item))) kept = kept.filter(({ item }) => !lost.has(item));
      }
      const fresh: typeof kept = [];
      for (const item of come) {
        const value = valueOf(item);
        if (value !== undefined) fresh.push({ item, value });
      }
      const at = placeIn(kept, fresh[0]?.item.start ?? 0);
      splice(kept, at, at, fresh);
    },
  };
}

/** How many of these, in the order of the text, stand before an offset. */
export function placeIn(those: readonly { readonly item: Item }[], start: number): number {
  let [low, high] = [0, those.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((those[middle]?.item.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Keeps for each document the items that there is something to say of, and brings them up to date when asked.
 * @param valueOf what is to be kept of an item, undefined for nothing; asked once for each item
 */
export function selecting<T>(
  valueOf: (item: Item) => T | undefined,
): (document: PolicyDocument) => Selection<T>['kept'] {
  const memories = new WeakMap<
    PolicyDocument,
    { readonly follow: ReturnType<typeof createFollower>; readonly selection: Selection<T> }
  >();
  return (document) => {
    let memory = memories.get(document);
    if (!memory) {
      memory = { follow: createFollower(), selection: createSelection(valueOf) };
      memories.set(document, memory);
    }
    memory.selection.update(memory.follow(document));
    return memory.selection.kept;
  };
}
