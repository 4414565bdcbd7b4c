import type { PackedService } from './packed.ts';

/** A row of the data file: its name, and whatever else. */
type Row = readonly [name: string, ...unknown[]];

/** A row, and the service that it stands in. */
export interface Definition<R extends Row> {
  readonly service: PackedService;
  readonly row: R;
}

/** Things by name, each made when it is first asked for: most programs ask for few of them. */
export interface NameIndex<R extends Row, T> {
  /** By name, or else by alias, in any letter case. */
  get(name: string): T | undefined;
  /** The rows that a thing is made of. */
  definitionsOf(name: string): readonly Definition<R>[];
  /** Every name once, sorted by code units; the same array on every call. */
  names(): readonly string[];
  /** Every thing once, in the order of `names`. */
  all(): readonly T[];
}

/**
 * Indexes the rows of one kind.
 * @param services the one with the strongest evidence first
 * @param make one thing out of all rows of one name (at least one), in the order of their services
 */
export function indexNames<R extends Row, T>(
  services: readonly PackedService[],
  rowsOf: (service: PackedService) => readonly R[],
  aliasesOf: (row: R) => readonly string[] | undefined,
  make: (definitions: readonly [Definition<R>, ...Definition<R>[]]) => T,
): NameIndex<R, T> {
  const named = new Map<string, [Definition<R>, ...Definition<R>[]]>();
  const aliased = new Map<string, string>();
  for (const service of services)
    for (const row of rowsOf(service)) {
      const key = row[0].toLowerCase();
      const others = named.get(key);
      if (others) others.push({ service, row });
      else named.set(key, [{ service, row }]);
      for (const alias of aliasesOf(row) ?? []) aliased.set(alias.toLowerCase(), key);
    }

  const made = new Map<string, T>();
  const keyOf = (name: string) => {
    const key = name.toLowerCase();
    return named.has(key) ? key : (aliased.get(key) ?? key);
  };
  const get = (name: string) => {
    // Most words are spelled as documented, in lower case.
    const known = made.get(name);
    if (known !== undefined) return known;
    const key = keyOf(name);
    const definitions = named.get(key);
    if (!definitions) return undefined;
    let thing = made.get(key);
    if (thing === undefined) made.set(key, (thing = make(definitions)));
    return thing;
  };
  const names = lazy(() => [...named.values()].map(([{ row }]) => row[0]).sort());
  const all = lazy(() => names().map((name) => get(name) as T));
  return { get, names, all, definitionsOf: (name) => named.get(keyOf(name)) ?? [] };
}

/** A function that calls `make` on its first call, and gives the same answer from then on. */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** What `lists` hold, each once, in the order of first appearance. */
export function union(...lists: (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
