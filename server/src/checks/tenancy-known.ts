import { nearest } from '../catalog/catalog.ts';
import type { Leaf } from '../language/tree.ts';
import type { Item } from '../language/document.ts';
import { replacing, type Found } from './check.ts';
import type { Finding } from './finding.ts';
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

/** Judges what an item holds once for a tenancy and the names that the files make: a keystroke costs no more than what it changes. */
export function judgingOnce<Use extends object>(
  judge: (use: Use, known: Known, made: ReadonlySet<string>) => Finding | undefined,
): (item: Item, uses: readonly Use[], known: Known, made: ReadonlySet<string>) => readonly Found[] {
  const kept = new WeakMap<
    readonly Use[],
    { readonly known: Known; readonly made: ReadonlySet<string>; readonly found: readonly Found[] }
  >();
  return (item, uses, known, made) => {
    const before = kept.get(uses);
    if (before?.known === known && before.made === made) return before.found;
    const found = uses.flatMap((use): Found[] => {
      const finding = judge(use, known, made);
      return finding ? [{ item, finding }] : [];
    });
    kept.set(uses, { known, made, found });
    return found;
  };
}

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
  const [mended] = nearest(name, names);
  if (mended === undefined) return { ...finding, args: { name } };
  return {
    ...{ ...finding, args: { name, mended }, variant: 'meant' },
    fix: replacing(leaf, written(mended, leaf)),
  };
}

/** A name as it is written in the place of a word: in quotes where that one has them, or where it needs them. */
export function written(name: string, leaf: Leaf): string {
  const isWord = leaf.kind !== 'STRING' && /^[\w.@+-]+$/.test(name);
  return isWord ? name : `'${name.replaceAll("'", "\\'")}'`;
}
