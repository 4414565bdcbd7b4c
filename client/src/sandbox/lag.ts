import { KINDS, type Kind, type State, type Stored } from './state.ts';

/**
 * Eventual consistency on demand: for a number of further requests, lists show what was there before a write. It is counted in
 * requests and never in time, so that what a test sees does not depend on how fast the machine is.
 */
export interface Lag {
  /** From now on, a write shows in lists after so many further requests; 0: at once. */
  after: number;
  /** Told of each request before it is answered. */
  tick(): void;
  /** Told of each write. */
  wrote(before: State, after: State): void;
  /** A list as it is shown at this time. */
  shown(kind: Kind, state: State): readonly Stored[];
}

interface Hidden {
  readonly kind: Kind;
  readonly id: string;
  /** What lists go on showing; undefined for what was not there. */
  readonly before: Stored | undefined;
  /** The number of the last request that does not see the write. */
  readonly until: number;
}

export function createLag(): Lag {
  let request = 0;
  let hidden: Hidden[] = [];
  const lag: Lag = {
    after: 0,
    tick: () => {
      request++;
      hidden = hidden.filter(({ until }) => until >= request);
    },
    wrote: (before, after) => {
      if (lag.after === 0) return;
      const until = request + lag.after;
      for (const kind of KINDS)
        for (const [id, old] of changes(before.resources[kind], after.resources[kind]))
          hidden.push({ kind, id, before: old, until });
    },
    shown: (kind, state) => {
      let list = state.resources[kind];
      // The oldest write that is not seen yet hides the later ones of the same thing.
      for (const { id, before } of hidden.filter((each) => each.kind === kind).reverse()) {
        if (before === undefined) list = list.filter((each) => each.id !== id);
        else if (list.some((each) => each.id === id))
          list = list.map((each) => (each.id === id ? before : each));
        else list = [...list, before];
      }
      return list;
    },
  };
  return lag;
}

/** The things that came, went or changed, each with what it was before. */
function changes(before: readonly Stored[], after: readonly Stored[]): Map<string, Stored | undefined> {
  const old = new Map(before.map((each) => [each.id, each]));
  const changed = new Map<string, Stored | undefined>();
  for (const each of after) {
    const was = old.get(each.id);
    if (was?.etag !== each.etag) changed.set(each.id, was);
    old.delete(each.id);
  }
  for (const [id, was] of old) changed.set(id, was);
  return changed;
}
