import { loadCatalog } from '../catalog/catalog.ts';
import type { GrantForm } from './grant-form.ts';
import { compareWidth, isPlacedIn, type Reach } from './subsume.ts';

/** Reaches that come and go. The same object comes once and goes once. */
export interface Change {
  /** Those that may cover others. */
  readonly sources: readonly Reach[];
  readonly lostSources: readonly Reach[];
  /** Those that may be covered. */
  readonly targets: readonly Reach[];
  readonly lostTargets: readonly Reach[];
}

/**
 * Answers, for each of many statements, which other one covers it (or cancels it), and keeps the answers while statements
 * come and go. A change costs as much as the statements that it concerns: looking for what covers a statement meets only
 * those with one of its subjects, at its place or above, with its condition or none, on its resource type.
 */
export interface Coverage {
  /** Gives the targets that another source covers than before, or none any more. */
  update(change: Change): ReadonlySet<Reach>;
  /** What covers a target: of several, the widest, in an order that does not depend on that of the changes. */
  sourceOf(target: Reach): Reach | undefined;
  /** The targets that this one is the answer for. */
  targetsOf(source: Reach): Iterable<Reach>;
}

/** From so many new sources on, for each hundred targets, it is less work to look for what covers each target than for what each source covers. */
const MANY = 10;

/**
 * @param holds whether the first reach covers the second; never true for both ways round. Only asked where the first is placed like the second or above, and the two share a
 * subject, a condition and a resource type or permission.
 */
export function createCoverage(holds: (source: Reach, target: Reach) => boolean): Coverage {
  /** By subject, by place, by grant and condition. */
  const sources = new Map<string, Map<string, Bags<number>>>();
  /** By the first of their subjects. */
  const targets: Bags<string> = new Map();
  const best = new Map<Reach, Reach>();
  const dependents: Bags<Reach> = new Map();
  /** How many targets there are. */
  let count = 0;

  let changed = new Set<Reach>();
  const settle = (target: Reach, source: Reach | undefined) => {
    const before = best.get(target);
    if (before === source) return;
    changed.add(target);
    if (before) drop(dependents, before, target);
    if (source) {
      best.set(target, source);
      put(dependents, source, target);
    } else best.delete(target);
  };
  const isBetter = (source: Reach, target: Reach, known: Reach | undefined) =>
    source !== target &&
    source !== known &&
    (!known || compareWidth(source, known) < 0) &&
    holds(source, target);
  const search = (target: Reach) => {
    let found: Reach | undefined;
    for (const subject of subjectsAbove(target)) {
      const places = sources.get(subject);
      if (!places) continue;
      for (const place of target.place.within) {
        const filed = places.get(place);
        if (!filed) continue;
        for (const key of lookUps(target)) {
          for (const source of those(filed, key)) if (isBetter(source, target, found)) found = source;
        }
      }
    }
    settle(target, found);
  };
  const file = (source: Reach) => {
    const keys = filingKeys(source);
    for (const subject of subjectsOf(source)) {
      const filed = child(child(sources, subject), source.place.at);
      for (const key of keys) put(filed, key, source);
    }
  };
  const unfile = (source: Reach) => {
    for (const subject of subjectsOf(source)) {
      const places = sources.get(subject);
      const filed = places?.get(source.place.at);
      for (const key of filingKeys(source)) drop(filed, key, source);
      if (filed?.size === 0) places?.delete(source.place.at);
      if (places?.size === 0) sources.delete(subject);
    }
  };
  const offer = (source: Reach) => {
    const filed = new Set(filingKeys(source));
    const consider = (target: Reach) => {
      if (!isPlacedIn(target.place, source.place)) return;
      if (!lookUps(target).some((key) => filed.has(key))) return;
      if (isBetter(source, target, best.get(target))) settle(target, source);
    };
    const { principals } = source.subject;
    if (principals.length === 0) for (const target of allOf(targets)) consider(target);
    else for (const subject of principals) for (const target of those(targets, subject)) consider(target);
  };

  return {
    update: (change) => {
      changed = new Set();
      for (const target of change.lostTargets) {
        drop(targets, firstSubject(target), target);
        settle(target, undefined);
      }
      count += change.targets.length - change.lostTargets.length;
      const open = new Set(change.targets);
      for (const source of change.lostSources) {
        unfile(source);
        for (const target of those(dependents, source)) open.add(target);
      }
      change.sources.forEach(file);
      for (const target of change.targets) put(targets, firstSubject(target), target);
      if (change.sources.length * 100 > MANY * count) for (const target of allOf(targets)) search(target);
      else {
        open.forEach(search);
        change.sources.forEach(offer);
      }
      return changed;
    },
    sourceOf: (target) => best.get(target),
    targetsOf: (source) => those(dependents, source),
  };
}

function subjectsOf({ subject }: Reach): readonly string[] {
  return subject.principals.length > 0 ? subject.principals : [subject.kind];
}

function firstSubject({ subject }: Reach): string {
  return subject.principals[0] ?? subject.kind;
}

/** The subjects under which something that covers the reach may be filed. */
function subjectsAbove({ subject }: Reach): readonly string[] {
  const first = subject.principals[0];
  return ['any-user', 'any-group', ...(first === undefined ? [] : [first])];
}

const known = new WeakMap<Reach, readonly number[]>();

/** The keys under which something that covers the reach may be filed: each condition that it implies, each grant that may hold its own. */
function lookUps(reach: Reach): readonly number[] {
  let keys = known.get(reach);
  if (!keys) {
    const conditions = ['', ...(reach.condition?.implied ?? [])];
    const grants = grantsAbove(reach.grant);
    keys = conditions.flatMap((condition) => grants.map((grant) => keyOf(grant, condition)));
    known.set(reach, keys);
  }
  return keys;
}

function filingKeys({ grant, condition }: Reach): readonly number[] {
  return grantsOf(grant).map((each) => keyOf(each, condition?.key ?? ''));
}

const numbers = new Map<string, number>();

/** Every text has a number of its own: there are some thousand, and each stands in very many keys. */
function numberOf(text: string): number {
  let number = numbers.get(text);
  if (number === undefined) numbers.set(text, (number = numbers.size));
  return number;
}

function keyOf(grant: string, condition: string): number {
  return numberOf(grant) * 2 ** 26 + numberOf(condition);
}

const ALL = '*';

function grantsOf(grant: GrantForm): readonly string[] {
  if (grant.kind === 'set') return [...grant.permissions];
  return grant.everything ? [ALL] : [...new Set([grant.type, ...grant.types])];
}

/** One resource type or permission of the grant is enough: whatever covers the whole covers it. */
function grantsAbove(grant: GrantForm): readonly string[] {
  const catalog = loadCatalog();
  if (grant.kind === 'set') {
    const [permission] = grant.permissions;
    if (permission === undefined) return [ALL];
    return [ALL, permission, ...(catalog.permission(permission)?.resourceTypes ?? [])];
  }
  if (grant.everything) return [ALL];
  const [type = grant.type] = grant.types;
  const [permission] = grant.verb ? catalog.permissionsOf(grant.type, grant.verb) : [];
  return [...new Set([ALL, type, grant.type]), ...(permission === undefined ? [] : [permission])];
}

function child<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let map = maps.get(key);
  if (!map) maps.set(key, (map = new Map()));
  return map;
}

/** Reaches by a key. Most keys have one reach, for which a set would be much too large. */
type Bags<K> = Map<K, Reach | Set<Reach>>;

const NONE: readonly Reach[] = [];

function those<K>(bags: Bags<K>, key: K): Iterable<Reach> {
  const bag = bags.get(key);
  return bag === undefined ? NONE : bag instanceof Set ? bag : [bag];
}

function* allOf<K>(bags: Bags<K>): Iterable<Reach> {
  for (const bag of bags.values()) {
    if (bag instanceof Set) yield* bag;
    else yield bag;
  }
}

function put<K>(bags: Bags<K>, key: K, reach: Reach): void {
  const bag = bags.get(key);
  if (bag instanceof Set) bag.add(reach);
  else bags.set(key, bag === undefined || bag === reach ? reach : new Set([bag, reach]));
}

function drop<K>(bags: Bags<K> | undefined, key: K, reach: Reach): void {
  const bag = bags?.get(key);
  if (bag instanceof Set) {
    bag.delete(reach);
    if (bag.size === 0) bags?.delete(key);
  } else if (bag === reach) bags?.delete(key);
}
