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
 * of permissions by their permissions; what was found is kept.
 */
export function candidatesOf(statements: readonly Placed[]): Candidates {
  const byWords = new Map<
    string,
    { readonly grant: VerbGrant; readonly denies: boolean; readonly those: Placed[] }
  >();
  const byPermission = new Map<string, Placed[]>();
  const others: Placed[] = [];
  for (const statement of statements) {
    const { grantor, denies, words } = statement;
    const grant = grantor?.grant;
    if (grant?.type === 'VerbGrant') {
      const known = byWords.get(words);
      if (known) known.those.push(statement);
      else byWords.set(words, { grant, denies, those: [statement] });
    } else if (grant && !grant.permissions.some(isOpen)) {
      for (const { text } of grant.permissions) {
        const name = loadCatalog().permission(text)?.name ?? text.toUpperCase();
        const known = byPermission.get(name);
        if (!known) byPermission.set(name, [statement]);
        else if (known[known.length - 1] !== statement) known.push(statement);
      }
    } else others.push(statement);
  }
  const found = new Map<string, readonly Candidate[]>();
  const of = (permission: string) => {
    let candidates = found.get(permission);
    if (!candidates) {
      const all = (byPermission.get(permission) ?? []).map((statement): Candidate => ({
        statement,
        grant: 'yes',
      }));
      for (const [words, { grant, denies, those }] of byWords) {
        const truth = givingOnce(words, grant, denies, permission);
        if (truth !== 'no') for (const statement of those) all.push({ statement, grant: truth });
      }
      for (const statement of others) {
        const truth = givenBy(statement, permission);
        if (truth !== 'no') all.push({ statement, grant: truth });
      }
      found.set(permission, (candidates = all));
    }
    return candidates;
  };
  const sorted = new Map<string, BySubject>();
  return {
    of,
    for: (permission, principal) => {
      let bySubject = sorted.get(permission);
      if (!bySubject) sorted.set(permission, (bySubject = sortedBySubject(of(permission))));
      return candidatesFor(principal, bySubject);
    },
  };
}

/** Candidates by whom they are for. */
interface BySubject {
  /** Those for groups that are all told by their names, under each of these. */
  readonly named: ReadonlyMap<string, readonly Candidate[]>;
  /** The others, by the kind of their subject. */
  readonly others: ReadonlyMap<string, readonly Candidate[]>;
}

function sortedBySubject(candidates: readonly Candidate[]): BySubject {
  const named = new Map<string, Candidate[]>();
  const others = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { groups, tree } = candidate.statement;
    const kind = tree.subject.kind.text.toLowerCase();
    const isNamed =
      kind === 'group' && groups.every(({ name, ocid }) => name !== undefined && ocid === undefined);
    if (isNamed) for (const name of new Set(groups.map(nameOf))) add(named, name, candidate);
    else add(others, kind, candidate);
  }
  return { named, others };
}

function add(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const known = map.get(key);
  if (known) known.push(candidate);
  else map.set(key, [candidate]);
}

function candidatesFor(principal: Principal, { named, others }: BySubject): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const [kind, those] of others) {
    if (mayTakeIn(kind, principal)) for (const each of those) found.push(each);
  }
  if (principal.kind !== 'user') return found;
  const { groups } = principal;
  // A group of which only the OCID is told may have any name.
  const names = groups.every(({ name }) => name !== undefined) ? groups.map(nameOf) : named.keys();
  const theirs = new Set<Candidate>();
  for (const name of names) for (const each of named.get(name) ?? []) theirs.add(each);
  for (const each of theirs) found.push(each);
  return found;
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

/** A set with a placeholder in it, or an association of two types. */
function givenBy({ tree, grantor, denies }: Placed, permission: string): Truth {
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
