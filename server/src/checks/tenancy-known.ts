import { nearest } from '../catalog/catalog.ts';
import type { Leaf } from '../language/tree.ts';
import type { Item, PolicyDocument } from '../language/document.ts';
import { replacing, type Found } from './check.ts';
import type { Finding } from './finding.ts';
import { createFollower, createSelection } from './follow.ts';
import type { KnownKind, KnownNames } from './settings.ts';

/** The lists of a tenancy, for looking up. Letter case means nothing. */
export interface Known {
  /** Undefined where it is not known which there are. */
  list(kind: KnownKind): readonly string[] | undefined;
  has(kind: KnownKind, name: string): boolean;
  /** Whether it is known which there are of a kind, and this is none of them. */
  lacks(kind: KnownKind, name: string): boolean;
  /** The domains but the default one that have a group, or dynamic group, of a name. */
  domainsWith(kind: 'group' | 'dynamic-group', name: string): readonly string[];
  /** How the tenancy spells a name: two that differ in letter case only are two. */
  spellings(kind: KnownKind, name: string): readonly string[];
}

const made = new WeakMap<KnownNames, Known>();

/** The look-up of some lists; made once for them. */
export function knownIn(names: KnownNames): Known {
  let known = made.get(names);
  if (!known) made.set(names, (known = lookUp(names)));
  return known;
}

function lookUp(names: KnownNames): Known {
  const spelled = new Map<string, string[]>();
  const domains = new Map<string, readonly string[]>();
  for (const [kind, list] of Object.entries(names)) {
    for (const name of list) {
      const key = keyOf(kind, name);
      const same = spelled.get(key);
      const slash = kind.startsWith('domain-') ? name.indexOf('/') : -1;
      if (slash > 0) {
        const within = keyOf(kind, name.slice(slash + 1));
        domains.set(within, [...(domains.get(within) ?? []), name.slice(0, slash)]);
      }
      if (!same) spelled.set(key, [name]);
      else if (!same.includes(name)) same.push(name);
    }
  }
  const spellings = (kind: KnownKind, name: string) => spelled.get(keyOf(kind, name)) ?? [];
  const has = (kind: KnownKind, name: string) => spellings(kind, name).length > 0;
  return {
    ...{ has, spellings, list: (kind) => names[kind] },
    domainsWith: (kind, name) => domains.get(keyOf(`domain-${kind}`, name)) ?? [],
    lacks: (kind, name) => names[kind] !== undefined && !has(kind, name),
  };
}

/**
 * Judges what the items of a document have, each once for a tenancy and the names that the files make: a keystroke costs no
 * more than what it changes.
 * @param usesOf what there is to judge in an item, undefined for nothing; asked once for each item
 */
export function judging<Use extends object>(
  usesOf: (item: Item) => readonly Use[] | undefined,
  judge: (use: Use, known: Known, made: ReadonlySet<string>) => Finding | undefined,
): (document: PolicyDocument, known: Known, made: ReadonlySet<string>) => readonly Found[] {
  const uses = new WeakMap<Item, readonly Use[]>();
  const usesIn = (item: Item): readonly Use[] => {
    let own = uses.get(item);
    if (!own) uses.set(item, (own = usesOf(item) ?? NONE));
    return own;
  };
  const start = (known: Known, made: ReadonlySet<string>) => ({
    ...{ known, made, follow: createFollower() },
    found: createSelection((item) => {
      const found = usesIn(item).flatMap((use): Found[] => {
        const finding = judge(use, known, made);
        return finding ? [{ item, finding }] : [];
      });
      return found.length > 0 ? found : undefined;
    }),
  });
  const memories = new WeakMap<PolicyDocument, ReturnType<typeof start>>();
  return (document, known, made) => {
    let memory = memories.get(document);
    if (memory?.known !== known || memory.made !== made)
      memories.set(document, (memory = start(known, made)));
    memory.found.update(memory.follow(document));
    return memory.found.kept.flatMap(({ value }) => value);
  };
}

const NONE: readonly never[] = [];

export function keyOf(kind: string, name: string): string {
  return `${kind} ${name.toLowerCase()}`;
}

/** What is found of a word, with the nearest of some names as its fix. */
export function unknownName(
  code: string,
  leaf: Leaf,
  name: string,
  names: readonly string[],
  severity: Finding['severity'] = 'warning',
): Finding {
  const finding = { code, severity, start: leaf.start, end: leaf.end };
  const mended = nearestOnce(name, names);
  if (mended === undefined) return { ...finding, args: { name } };
  return {
    ...{ ...finding, args: { name, mended }, variant: 'meant' },
    fix: replacing(leaf, written(mended, leaf)),
  };
}

const nearestKnown = new WeakMap<readonly string[], Map<string, string | undefined>>();
/** More unknown names than any workspace has; past it the memory starts anew. */
const MOST_NAMES = 20_000;

/** The nearest name of a list, looked for once: a tenancy has thousands of names, and a workspace asks for the same ones again and again. */
function nearestOnce(name: string, names: readonly string[]): string | undefined {
  let known = nearestKnown.get(names);
  if (!known) nearestKnown.set(names, (known = new Map()));
  if (!known.has(name)) {
    if (known.size >= MOST_NAMES) known.clear();
    known.set(name, nearest(name, names)[0]);
  }
  return known.get(name);
}

/** A name as it is written in the place of a word: in quotes where that one has them, or where it needs them. */
export function written(name: string, leaf: Leaf): string {
  const isWord = leaf.kind !== 'STRING' && /^[\w.@+-]+$/.test(name);
  return isWord ? name : `'${name.replaceAll("'", "\\'")}'`;
}
