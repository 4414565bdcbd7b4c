import { loadCatalog } from '../catalog/catalog.ts';
import { isOpen } from '../language/names.ts';
import type { VerbGrant } from '../language/tree.ts';
import { giving } from './grant-truth.ts';
import type { Placed } from './tenancy.ts';
import type { Truth } from './truth.ts';

/** A statement that may give, or take, a permission. */
export interface Candidate {
  readonly statement: Placed;
  /** Never `no`. */
  readonly grant: Truth;
}

/**
 * Gives, for a permission, the statements that may give or take it. Statements with the same words are looked at once for all, sets
 * of permissions by their permissions; what was found is kept.
 */
export function candidatesOf(statements: readonly Placed[]): (permission: string) => readonly Candidate[] {
  const byWords = new Map<
    string,
    { readonly grant: VerbGrant; readonly denies: boolean; readonly those: Placed[] }
  >();
  const byPermission = new Map<string, Placed[]>();
  const others: Placed[] = [];
  for (const statement of statements) {
    const { grantor, denies } = statement;
    const grant = grantor?.grant;
    if (grant?.type === 'VerbGrant') {
      const words = wordsOf(grant, denies);
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
  return (permission) => {
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
}

function wordsOf({ verb, resourceType }: VerbGrant, denies: boolean): string {
  return `${denies ? 'deny ' : ''}${verb.text} ${resourceType.text}`;
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
