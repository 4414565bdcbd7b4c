import { inBag, withoutOne, withOne, type Bag } from '../access/bag.ts';
import { createCoverage } from '../access/coverage.ts';
import { cancels, compareWidth, covers, type Reach } from '../access/subsume.ts';
import type { Entry } from './inventory.ts';

/** Statements of a document that say the same. */
export interface Twins {
  /** Undefined for a statement across tenancies. */
  readonly reach: Reach | undefined;
  readonly key: string;
  members: Bag<Entry> | undefined;
  /** The first of them in the text; undefined until somebody asks. */
  first: Entry | undefined;
  /** The first of them when it was last told for which statements answers may have changed. */
  told: Entry | undefined;
}

/** The statements of a document by what they say, and what they have to do with each other. */
export interface AllTwins {
  add(entry: Entry, key: string, reach: Reach | undefined): void;
  remove(entry: Entry): void;
  /** Brings the answers up to date after `add` and `remove`; gives the statements for which they may have changed. */
  settle(): ReadonlySet<Entry>;
  /** The allowing statements that cover an allowing one. */
  wider(twins: Twins): Twins | undefined;
  /** The denials that take all that a statement allows. */
  denial(twins: Twins): Twins | undefined;
}

/** Whether one reach covers another; of two that cover each other, the wider one does. */
export function coversFirst(wide: Reach, narrow: Reach): boolean {
  return covers(wide, narrow) && (!covers(narrow, wide) || compareWidth(wide, narrow) < 0);
}

export function createTwins(): AllTwins {
  const all = new Map<string, Twins>();
  const allowed = createCoverage(coversFirst);
  const denied = createCoverage(cancels);
  let come: Reach[] = [];
  let gone: Reach[] = [];
  let changed = new Set<Twins>();
  let added = new Set<Entry>();
  const twinsOf = (reach: Reach | undefined) => reach && all.get(reach.key);

  return {
    add: (entry, key, reach) => {
      let twins = all.get(key);
      if (!twins) {
        all.set(key, (twins = { reach, key, members: undefined, first: undefined, told: undefined }));
        if (reach) come.push(reach);
      }
      twins.members = withOne(twins.members, entry);
      twins.first = undefined;
      entry.twins = twins;
      added.add(entry);
      changed.add(twins);
    },
    remove: (entry) => {
      const { twins } = entry;
      if (!twins) return;
      entry.twins = undefined;
      twins.members = withoutOne(twins.members, entry);
      twins.first = undefined;
      changed.add(twins);
      if (twins.members) return;
      all.delete(twins.key);
      if (twins.reach) gone.push(twins.reach);
    },
    settle: () => {
      const denies = ({ denies: is }: Reach) => is;
      const allows = (reach: Reach) => !reach.denies;
      const [targets, lostTargets] = [come.filter(allows), gone.filter(allows)];
      const other = { sources: come.filter(denies), lostSources: gone.filter(denies), targets, lostTargets };
      const own = { sources: targets, lostSources: lostTargets, targets, lostTargets };
      const touched = new Set([...added].filter((entry) => entry.twins));
      const touch = (twins: Twins | undefined) => {
        for (const entry of inBag(twins?.members)) touched.add(entry);
      };
      for (const reach of [...allowed.update(own), ...denied.update(other)]) touch(twinsOf(reach));
      for (const twins of changed) {
        const first = firstOf(twins);
        if (first === twins.told) continue;
        twins.told = first;
        touch(twins);
        // What is said of others names the first of these.
        for (const each of twins.reach ? allowed.targetsOf(twins.reach) : []) touch(twinsOf(each));
        for (const each of twins.reach ? denied.targetsOf(twins.reach) : []) touch(twinsOf(each));
      }
      [come, gone, changed, added] = [[], [], new Set(), new Set()];
      return touched;
    },
    wider: ({ reach }) => reach && twinsOf(allowed.sourceOf(reach)),
    denial: ({ reach }) => reach && twinsOf(denied.sourceOf(reach)),
  };
}

/** The first in the text of the statements that say the same. */
export function firstOf(twins: {
  readonly members: Bag<Entry> | undefined;
  first: Entry | undefined;
}): Entry | undefined {
  if (!twins.first) {
    for (const each of inBag(twins.members)) {
      if (!twins.first || each.item.start < twins.first.item.start) twins.first = each;
    }
  }
  return twins.first;
}
