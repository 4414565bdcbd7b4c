import { loadCatalog } from '../catalog/catalog.ts';
import { inBag, withoutOne, withOne, type Bag } from './bag.ts';
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
 * subject.
 */
export function createCoverage(holds: (source: Reach, target: Reach) => boolean): Coverage {
  const sources = createSources();
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
    sources.each(target, (source) => {
      if (isBetter(source, target, found)) found = source;
    });
    settle(target, found);
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
        sources.remove(source);
        for (const target of those(dependents, source)) open.add(target);
      }
      change.sources.forEach(sources.add);
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

/** Reaches that may cover others, filed so that few are met that cannot. */
interface Sources {
  add(source: Reach): void;
  remove(source: Reach): void;
  /** Calls `meet` with each that has one of the target's subjects or everybody, its place or one above, and may have its grant and condition. */
  each(target: Reach, meet: (source: Reach) => void): void;
}

/** So many reaches of one subject are looked through one by one. Most subjects have fewer, for which maps would be much too large. */
const FEW = 6;

/** By place, by grant and condition. */
type Places = Map<string, Bags<number>>;

function createSources(): Sources {
  const bySubject = new Map<string, Reach[] | Places>();
  const file = (places: Places, source: Reach) => {
    let filed = places.get(source.place.at);
    if (!filed) places.set(source.place.at, (filed = new Map()));
    for (const key of filingKeys(source)) put(filed, key, source);
  };
  const unfile = (places: Places, source: Reach) => {
    const filed = places.get(source.place.at);
    if (!filed) return;
    for (const key of filingKeys(source)) drop(filed, key, source);
    if (filed.size === 0) places.delete(source.place.at);
  };
  return {
    add: (source) => {
      for (const subject of subjectsOf(source)) {
        const those = bySubject.get(subject);
        if (those instanceof Map) file(those, source);
        else if (!those) bySubject.set(subject, [source]);
        else if (those.length < FEW) those.push(source);
        else {
          const places: Places = new Map();
          for (const each of [...those, source]) file(places, each);
          bySubject.set(subject, places);
        }
      }
    },
    remove: (source) => {
      for (const subject of subjectsOf(source)) {
        const those = bySubject.get(subject);
        if (those instanceof Map) {
          unfile(those, source);
          if (those.size === 0) bySubject.delete(subject);
        } else if (those) {
          const at = those.indexOf(source);
          if (at >= 0) those.splice(at, 1);
          if (those.length === 0) bySubject.delete(subject);
        }
      }
    },
    each: (target, meet) => {
      for (const subject of subjectsAbove(target)) {
        const found = bySubject.get(subject);
        if (!found) continue;
        if (!(found instanceof Map)) {
          for (const source of found) if (isPlacedIn(target.place, source.place)) meet(source);
          continue;
        }
        for (const place of target.place.within) {
          const filed = found.get(place);
          if (!filed) continue;
          for (const key of lookUps(target)) for (const source of those(filed, key)) meet(source);
        }
      }
    },
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

/** Reaches by a key. */
type Bags<K> = Map<K, Bag<Reach>>;

function those<K>(bags: Bags<K>, key: K): Iterable<Reach> {
  return inBag(bags.get(key));
}

function* allOf<K>(bags: Bags<K>): Iterable<Reach> {
  for (const bag of bags.values()) yield* inBag(bag);
}

function put<K>(bags: Bags<K>, key: K, reach: Reach): void {
  bags.set(key, withOne(bags.get(key), reach));
}

function drop<K>(bags: Bags<K>, key: K, reach: Reach): void {
  const left = withoutOne(bags.get(key), reach);
  if (left) bags.set(key, left);
  else bags.delete(key);
}
