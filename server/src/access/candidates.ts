import { loadCatalog } from '../catalog/catalog.ts';
import { isOpen } from '../language/names.ts';
import type { VerbGrant } from '../language/tree.ts';
import { giving } from './grant-truth.ts';
import { nameOf } from './group-names.ts';
import { mayTakeIn } from './membership.ts';
import type { Principal } from './request.ts';
import type { Placed } from './tenancy.ts';
import type { Truth } from './truth.ts';

/** A statement that may give, or take, a permission. */
export interface Candidate {
  readonly statement: Placed;
  /** Never `no`. */
  readonly grant: Truth;
}

/** The statements of a tenancy by what they give or take. */
export interface Candidates {
  /** The statements that may give or take a permission. */
  of(permission: string): readonly Candidate[];
  /** Of these, those that may be for a principal: the others name somebody else for certain. */
  for(permission: string, principal: Principal): readonly Candidate[];
  /** Of all of them, those that reach into another tenancy, or let others in. */
  across(permission: string): readonly Candidate[];
  /**
   * Whether `test` says so of one of those that allow, or of those that deny, and that may be for a principal in a place; looks no
   * further than it must, and may ask twice of one. Of those that are certainly for other places some are passed over.
   * @param path of the place, from the root and in lower case; undefined when that is not told
   */
  some(permission: string, asked: Asked, test: (candidate: Candidate) => boolean): boolean;
}

/** Which candidates are meant. */
export interface Asked {
  readonly denies: boolean;
  readonly principal: Principal;
  readonly path: readonly string[] | undefined;
}

/**
 * Gives, for a permission, the statements that may give or take it. Statements with the same words are looked at once for all, sets
 * of permissions by their permissions, those for groups by the names of these; what was found is kept.
 */
export function candidatesOf(statements: readonly Placed[]): Candidates {
  let made: Candidates | undefined;
  // Of many tenancies that are made ready, nothing is asked.
  const ready = () => (made ??= file(statements));
  return {
    of: (permission) => ready().of(permission),
    for: (permission, principal) => ready().for(permission, principal),
    across: (permission) => ready().across(permission),
    some: (permission, asked, test) => ready().some(permission, asked, test),
  };
}

/** Candidates less those of some statements, and with others besides. */
export function exchanged(
  candidates: Candidates,
  gone: ReadonlySet<Placed>,
  come: readonly Placed[],
): Candidates {
  const more = candidatesOf(come);
  const stays = ({ statement }: Candidate) => !gone.has(statement);
  return {
    of: once((permission) => [...candidates.of(permission).filter(stays), ...more.of(permission)]),
    for: (permission, principal) => [
      ...candidates.for(permission, principal).filter(stays),
      ...more.for(permission, principal),
    ],
    across: once((permission) => [
      ...candidates.across(permission).filter(stays),
      ...more.across(permission),
    ]),
    some: (permission, asked, test) =>
      candidates.some(permission, asked, (each) => stays(each) && test(each)) ||
      more.some(permission, asked, test),
  };
}

function file(statements: readonly Placed[]): Candidates {
  const byWords = new Map<
    string,
    { readonly grant: VerbGrant; readonly denies: boolean; readonly heap: Heap }
  >();
  const byPermission = new Map<string, Heaps>();
  const byName = new Map<string, Placed[]>();
  const others: Placed[] = [];
  const crossing = statements.filter(({ kind }) => kind !== 'plain');
  for (const statement of statements) {
    const { grantor, denies, words, groupNames } = statement;
    for (const name of groupNames ?? []) add(byName, name, statement);
    const grant = grantor?.grant;
    if (grant?.type === 'VerbGrant') {
      let known = byWords.get(words);
      if (!known) byWords.set(words, (known = { grant, denies, heap: newHeap() }));
      put(known.heap, statement);
    } else if (grant && !grant.permissions.some(isOpen)) {
      for (const { text } of grant.permissions) {
        const name = loadCatalog().permission(text)?.name ?? text.toUpperCase();
        let heaps = byPermission.get(name);
        if (!heaps) byPermission.set(name, (heaps = newHeaps()));
        const heap = denies ? heaps.denying : heaps.allowing;
        if (heap.those[heap.those.length - 1] !== statement) put(heap, statement);
      }
    } else others.push(statement);
  }
  const heapsOf = once((permission): readonly Given[] => {
    const given: Given[] = [];
    const give = ({ allowing, denying }: Heaps, grant: Truth) => {
      if (allowing.those.length > 0) given.push({ heap: allowing, denies: false, grant });
      if (denying.those.length > 0) given.push({ heap: denying, denies: true, grant });
    };
    const listed = byPermission.get(permission);
    if (listed) give(listed, 'yes');
    for (const [words, { grant, denies, heap }] of byWords) {
      const truth = givingOnce(words, grant, denies, permission);
      if (truth !== 'no') given.push({ heap, denies, grant: truth });
    }
    for (const grant of ['yes', 'unknown'] as const) {
      const heaps = newHeaps();
      for (const each of others) {
        if (givingOf(each, permission) === grant) put(each.denies ? heaps.denying : heaps.allowing, each);
      }
      give(heaps, grant);
    }
    return given;
  });
  const of = once((permission): readonly Candidate[] =>
    heapsOf(permission).flatMap(({ heap, grant }) => heap.those.map((statement) => ({ statement, grant }))),
  );
  return {
    of,
    across: once((permission) =>
      crossing.flatMap((statement): Candidate[] => {
        const grant = givingOf(statement, permission);
        return grant === 'no' ? [] : [{ statement, grant }];
      }),
    ),
    for: (permission, principal) => {
      const own = principal.kind === 'user' ? principal.groups : [];
      // A group of which only the OCID is told may have any name.
      if (own.some(({ name }) => name === undefined)) return of(permission);
      const found: Candidate[] = [];
      for (const { heap, grant } of heapsOf(permission)) {
        for (const [kind, shelf] of heap.byKind) {
          if (!mayTakeIn(kind, principal)) continue;
          for (const statement of shelf.those) found.push({ statement, grant });
        }
      }
      const named = new Set(own.flatMap((group) => byName.get(nameOf(group)) ?? []));
      for (const statement of named) {
        const grant = givingOf(statement, permission);
        if (grant !== 'no') found.push({ statement, grant });
      }
      return found;
    },
    some: (permission, { denies, principal, path }, test) => {
      const own = principal.kind === 'user' ? principal.groups : [];
      const isAnyName = own.some(({ name }) => name === undefined);
      for (const { heap, grant, denies: isDenying } of heapsOf(permission)) {
        if (isDenying !== denies) continue;
        const isMeant = (statement: Placed) => test({ statement, grant });
        for (const [kind, shelf] of heap.byKind) {
          if (mayTakeIn(kind, principal) && someOn(shelf, path, isMeant)) return true;
        }
        if (isAnyName && someOn(heap.named, path, isMeant)) return true;
      }
      if (isAnyName) return false;
      const isNamed = (statement: Placed) => {
        const grant = statement.denies === denies ? givingOf(statement, permission) : 'no';
        return grant !== 'no' && test({ statement, grant });
      };
      return own.some((group) => byName.get(nameOf(group))?.some(isNamed) ?? false);
    },
  };
}

/** Statements that give, or take, the same. */
interface Heap {
  readonly those: Placed[];
  /** Those that are found by the names of groups. */
  readonly named: Shelf;
  /** The others, by the kind of their subject. */
  readonly byKind: Map<string, Shelf>;
}

/** Statements by where they hold. */
interface Shelf {
  readonly those: Placed[];
  /** Those of which a path alone does not tell that they hold elsewhere. */
  readonly anywhere: Placed[];
  /** The others, by the first part of their path. */
  readonly below: Map<string, Placed[]>;
}

const newShelf = (): Shelf => ({ those: [], anywhere: [], below: new Map() });

function shelve({ those, anywhere, below }: Shelf, statement: Placed): void {
  const { covered } = statement;
  const [first] = covered.kind === 'path' ? covered.path : [];
  those.push(statement);
  if (first === undefined) anywhere.push(statement);
  else add(below, first, statement);
}

function someOn(shelf: Shelf, path: readonly string[] | undefined, test: (statement: Placed) => boolean) {
  if (!path) return shelf.those.some(test);
  const [first] = path;
  return shelf.anywhere.some(test) || (first !== undefined && (shelf.below.get(first)?.some(test) ?? false));
}

interface Heaps {
  readonly allowing: Heap;
  readonly denying: Heap;
}

const newHeaps = (): Heaps => ({ allowing: newHeap(), denying: newHeap() });

interface Given {
  readonly heap: Heap;
  readonly denies: boolean;
  readonly grant: Truth;
}

const newHeap = (): Heap => ({ those: [], named: newShelf(), byKind: new Map() });

function put(heap: Heap, statement: Placed): void {
  heap.those.push(statement);
  if (statement.groupNames) return shelve(heap.named, statement);
  let shelf = heap.byKind.get(statement.subjectKind);
  if (!shelf) heap.byKind.set(statement.subjectKind, (shelf = newShelf()));
  shelve(shelf, statement);
}

function add(map: Map<string, Placed[]>, key: string, statement: Placed): void {
  const known = map.get(key);
  if (known) known.push(statement);
  else map.set(key, [statement]);
}

function once<Answer>(find: (permission: string) => Answer): (permission: string) => Answer {
  const kept = new Map<string, Answer>();
  return (permission) => {
    let answer = kept.get(permission);
    if (answer === undefined) kept.set(permission, (answer = find(permission)));
    return answer;
  };
}

const known = new Map<string, Map<string, Truth>>();
/** More permissions than this are not asked for in one go. */
const MOST_KEPT = 5000;
/** More different words than any files have; a person may type any number of them. */
const MOST_WORDS = 5000;

function givingOnce(words: string, grant: VerbGrant, denies: boolean, permission: string): Truth {
  let truths = known.get(permission);
  if (!truths) {
    if (known.size >= MOST_KEPT) known.clear();
    known.set(permission, (truths = new Map()));
  }
  let truth = truths.get(words);
  if (truth === undefined) {
    if (truths.size >= MOST_WORDS) truths.clear();
    truths.set(words, (truth = giving(grant, denies, permission)));
  }
  return truth;
}

/** What any statement gives or takes: with a verb, a set, a set with a placeholder in it, or an association of two types. */
export function givingOf({ tree, grantor, denies, words }: Placed, permission: string): Truth {
  if (grantor?.grant.type === 'VerbGrant') return givingOnce(words, grantor.grant, denies, permission);
  if (grantor) return giving(grantor.grant, denies, permission);
  const association = tree.type === 'Grant' ? undefined : tree.association;
  if (!association) return 'unknown';
  // Which permission joins two resources is not documented: any of their types may be the one.
  const catalog = loadCatalog();
  const types = [association.resourceType, association.withResourceType].map(
    (leaf) => catalog.resourceType(leaf.text)?.name,
  );
  const owners = catalog.permission(permission)?.resourceTypes;
  return !owners || types.some((type) => type === undefined || owners.includes(type)) ? 'unknown' : 'no';
}
