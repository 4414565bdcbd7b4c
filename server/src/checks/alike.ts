import { createCoverage } from '../access/coverage.ts';
import { covers, reachOf, type Reach } from '../access/subsume.ts';
import { firstOf, type Entry } from './inventory.ts';
import { coversFirst } from './twins.ts';

/** Statements that say the same, or would, if each placeholder had one spelling. */
interface Alike {
  readonly reach: Reach;
  readonly members: Set<Entry>;
  /** How many say it with the same spellings. */
  readonly spellings: Map<string, number>;
  /** The first of them in the text; undefined until somebody asks. */
  first: Entry | undefined;
}

/** Finds statements that only the spelling of a placeholder keeps from repeating another one, or from being covered by it. */
export interface AlikeStatements {
  /** Takes in an allow. */
  add(entry: Entry, reach: Reach): void;
  remove(entry: Entry): void;
  /** Brings the answers up to date after `add` and `remove`. */
  settle(): void;
  /** The statements, each with an earlier one that says the same or more. */
  pairs(): readonly [entry: Entry, earlier: Entry][];
}

export function createAlikeStatements(): AlikeStatements {
  const all = new Map<string, Alike>();
  const known = new Map<Entry, { readonly alike: Alike; readonly reach: Reach }>();
  /** Those that have something to tell. */
  const pairs = new Map<Alike, [Entry, Entry][]>();
  const coverage = createCoverage(coversFirst);
  let [come, gone]: [Reach[], Reach[]] = [[], []];
  let changed = new Set<Alike>();

  const count = (entry: Entry, { alike, reach }: { alike: Alike; reach: Reach }, by: 1 | -1) => {
    if (by > 0) alike.members.add(entry);
    else alike.members.delete(entry);
    alike.first = undefined;
    const left = (alike.spellings.get(reach.key) ?? 0) + by;
    if (left > 0) alike.spellings.set(reach.key, left);
    else alike.spellings.delete(reach.key);
    changed.add(alike);
  };
  const earlierThan = (entry: Entry, alike: Alike): Entry | undefined => {
    const own = known.get(entry)?.reach;
    const first = firstOf(alike);
    const firstReach = first && known.get(first)?.reach;
    if (!own || !firstReach) return undefined;
    if (first !== entry && firstReach.key !== own.key) return first;
    const source = coverage.sourceOf(alike.reach);
    const others = source && all.get(source.key);
    const wider = others && firstOf(others);
    const widerReach = wider && known.get(wider)?.reach;
    if (!widerReach || wider.item.start > entry.item.start) return undefined;
    return covers(widerReach, own) ? undefined : wider;
  };

  return {
    add: (entry, reach) => {
      const unified = withPlainPlaceholders(reach);
      let alike = all.get(unified.key);
      if (!alike) {
        alike = { reach: unified, members: new Set(), spellings: new Map(), first: undefined };
        all.set(unified.key, alike);
        come.push(unified);
      }
      known.set(entry, { alike, reach });
      count(entry, { alike, reach }, 1);
    },
    remove: (entry) => {
      const found = known.get(entry);
      if (!found) return;
      known.delete(entry);
      count(entry, found, -1);
      if (found.alike.members.size > 0) return;
      all.delete(found.alike.reach.key);
      gone.push(found.alike.reach);
    },
    settle: () => {
      const change = { sources: come, targets: come, lostSources: gone, lostTargets: gone };
      const touch = (reach: Reach) => {
        const alike = all.get(reach.key);
        if (alike) changed.add(alike);
      };
      const renewed = [...changed];
      for (const reach of coverage.update(change)) touch(reach);
      for (const { reach } of renewed) for (const each of coverage.targetsOf(reach)) touch(each);
      for (const alike of changed) {
        const own = [...alike.members].flatMap((entry): [Entry, Entry][] => {
          const earlier = earlierThan(entry, alike);
          return earlier ? [[entry, earlier]] : [];
        });
        if (own.length > 0) pairs.set(alike, own);
        else pairs.delete(alike);
      }
      [come, gone, changed] = [[], [], new Set()];
    },
    pairs: () => [...pairs.values()].flat(),
  };
}

const PLACEHOLDER = /<{1,3}([^<>]*)>{1,3}/g;

/** The same reach with each placeholder in one spelling. */
function withPlainPlaceholders(reach: Reach): Reach {
  const letters = (name: string) => name.toLowerCase().replace(/[_ -]/g, '').replace('ocid', 'id');
  const plain = (text: string) => text.replace(PLACEHOLDER, (_, name: string) => `<${letters(name)}>`);
  const { denies, subject, grant, place, condition } = reach;
  return reachOf({
    ...{ denies, grant },
    subject: { kind: subject.kind, principals: subject.principals.map(plain), key: plain(subject.key) },
    place: { at: plain(place.at), within: place.within.map(plain) },
    condition: condition && { key: plain(condition.key), implied: condition.implied.map(plain) },
  });
}
