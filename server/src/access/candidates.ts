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
}

/**
 * Gives, for a permission, the statements that may give or take it. Statements with the same words are looked at once for all, sets
 * of permissions by their permissions, those for groups by the names of these; what was found is kept.
 */
export function candidatesOf(statements: readonly Placed[]): Candidates {
  const byWords = new Map<
    string,
    { readonly grant: VerbGrant; readonly denies: boolean; readonly heap: Heap }
  >();
  const byPermission = new Map<string, Heap>();
  const byName = new Map<string, Placed[]>();
  const others = newHeap();
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
        let heap = byPermission.get(name);
        if (!heap) byPermission.set(name, (heap = newHeap()));
        if (heap.those[heap.those.length - 1] !== statement) put(heap, statement);
      }
    } else put(others, statement);
  }
  const heapsOf = once((permission): readonly Given[] => {
    const given: Given[] = [];
    const listed = byPermission.get(permission);
    if (listed) given.push({ heap: listed, grant: 'yes' });
    for (const [words, { grant, denies, heap }] of byWords) {
      const truth = givingOnce(words, grant, denies, permission);
      if (truth !== 'no') given.push({ heap, grant: truth });
    }
    for (const grant of ['yes', 'unknown'] as const) {
      const heap = newHeap();
      for (const each of others.those) if (givingOf(each, permission) === grant) put(heap, each);
      if (heap.those.length > 0) given.push({ heap, grant });
    }
    return given;
  });
  const of = once((permission): readonly Candidate[] =>
    heapsOf(permission).flatMap(({ heap, grant }) => heap.those.map((statement) => ({ statement, grant }))),
  );
  return {
    of,
    for: (permission, principal) => {
      const own = principal.kind === 'user' ? principal.groups : [];
      // A group of which only the OCID is told may have any name.
      if (own.some(({ name }) => name === undefined)) return of(permission);
      const found: Candidate[] = [];
      for (const { heap, grant } of heapsOf(permission)) {
        for (const [kind, those] of heap.byKind) {
          if (!mayTakeIn(kind, principal)) continue;
          for (const statement of those) found.push({ statement, grant });
        }
      }
      const named = new Set(own.flatMap((group) => byName.get(nameOf(group)) ?? []));
      for (const statement of named) {
        const grant = givingOf(statement, permission);
        if (grant !== 'no') found.push({ statement, grant });
      }
      return found;
    },
  };
}

/** Statements that give, or take, the same. */
interface Heap {
  readonly those: Placed[];
  /** Those that are not found by the names of groups, by the kind of their subject. */
  readonly byKind: Map<string, Placed[]>;
}

interface Given {
  readonly heap: Heap;
  readonly grant: Truth;
}

const newHeap = (): Heap => ({ those: [], byKind: new Map() });

function put(heap: Heap, statement: Placed): void {
  heap.those.push(statement);
  if (!statement.groupNames) add(heap.byKind, statement.subjectKind, statement);
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

/** What any statement gives: with a verb, a set, a set with a placeholder in it, or an association of two types. */
function givingOf({ tree, grantor, denies, words }: Placed, permission: string): Truth {
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
