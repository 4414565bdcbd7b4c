/** A function that calls `make` on its first call, and gives the same answer from then on. */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/**
 * Things by their names and aliases, in lower case. A name goes before an alias of the same spelling, and the first of
 * two equal names stays.
 */
export function byName<T extends { readonly name: string; readonly aliases: readonly string[] }>(
  things: readonly T[],
): ReadonlyMap<string, T> {
  const named = new Map<string, T>();
  const add = (name: string, thing: T) => {
    const key = name.toLowerCase();
    if (!named.has(key)) named.set(key, thing);
  };
  for (const thing of things) add(thing.name, thing);
  for (const thing of things) for (const alias of thing.aliases) add(alias, thing);
  return named;
}

/** Sorts by the names' code units, so that the order depends on no locale. */
export function sortByName<T extends { readonly name: string }>(things: T[]): T[] {
  return things.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** What `lists` hold, each once, in the order of first appearance. */
export function union(...lists: (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
