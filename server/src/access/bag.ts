/** Things under one key: most keys have one thing, for which a set would be much too large. */
export type Bag<T extends object> = T | Set<T>;

const NONE: readonly never[] = [];

/** What is in a bag, in the order in which it came. */
export function inBag<T extends object>(bag: Bag<T> | undefined): Iterable<T> {
  return bag === undefined ? NONE : bag instanceof Set ? bag : [bag];
}

/** The bag with one thing more, which is the same bag where it can be. */
export function withOne<T extends object>(bag: Bag<T> | undefined, one: T): Bag<T> {
  if (bag instanceof Set) return bag.add(one);
  return bag === undefined || bag === one ? one : new Set([bag, one]);
}

/** The bag with one thing less; undefined for an empty one. */
export function withoutOne<T extends object>(bag: Bag<T> | undefined, one: T): Bag<T> | undefined {
  if (!(bag instanceof Set)) return bag === one ? undefined : bag;
  bag.delete(one);
  return bag.size > 0 ? bag : undefined;
}
