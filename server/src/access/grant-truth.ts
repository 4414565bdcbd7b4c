import { loadCatalog, VERBS, type Permission, type Verb } from '../catalog/catalog.ts';
import { isOpen } from '../language/names.ts';
import type { PermissionSet, VerbGrant } from '../language/tree.ts';
import { permissionsOf, verbOf } from './grant.ts';
import { takenBy } from './grant-form.ts';
import { MANAGE_ALL } from './target-places.ts';
import { truthOf, type Truth } from './truth.ts';

/**
 * Whether a grant gives a permission, or, of a denial, takes it; unknown where the catalogue's tables do not reach: types and
 * families that it does not list, tables that are cut off, permissions that no table has. The verbs of a denial work upwards.
 * Source: reference 4.3, `expand` and `expandDeny`.
 * @param permission in capitals, as documented where it is known
 */
export function giving(grant: VerbGrant | PermissionSet, denies: boolean, permission: string): Truth {
  if (permission === MANAGE_ALL) return ofManagingAll(grant, denies);
  if (grant.type === 'PermissionSet') {
    if (grant.permissions.some((leaf) => nameOf(leaf.text) === permission)) return 'yes';
    return grant.permissions.some(isOpen) ? 'unknown' : 'no';
  }
  const verb = verbOf(grant.verb.text);
  if (!verb || isOpen(grant.resourceType)) return 'unknown';
  const fact = loadCatalog().permission(permission);
  const word = grant.resourceType.text;
  if (word.toLowerCase() === 'all-resources') return ofEverything(verb, denies, permission, fact);
  return ofNamed(verb, denies, permission, word, fact);
}

/** What a denial of less than everything makes of it is not documented. */
function ofManagingAll(grant: VerbGrant | PermissionSet, denies: boolean): Truth {
  if (grant.type === 'PermissionSet') return denies ? 'unknown' : 'no';
  if (isOpen(grant.verb) || isOpen(grant.resourceType)) return 'unknown';
  const isAll = grant.resourceType.text.toLowerCase() === 'all-resources';
  if (denies) return isAll ? 'yes' : 'unknown';
  return truthOf(isAll && verbOf(grant.verb.text) === 'manage');
}

function nameOf(text: string): string {
  return loadCatalog().permission(text)?.name ?? text.toUpperCase();
}

/** Whether the tables tell all about a permission. */
function isTabled(fact: Permission | undefined): boolean {
  return fact !== undefined && !fact.nameOnly && fact.resourceTypes.length > 0;
}

function ofEverything(verb: Verb, denies: boolean, permission: string, fact: Permission | undefined): Truth {
  // All there is, also what the catalogue does not know.
  if (verb === (denies ? 'inspect' : 'manage')) return 'yes';
  if (!fact || !isTabled(fact)) return 'unknown';
  if (!denies) return truthOf(fact.resourceTypes.some((type) => permissionsOf(type, verb).has(permission)));
  return agreedBy(fact.resourceTypes, verb, permission) ?? 'unknown';
}

/**
 * What a denial takes of several types: not told of a permission that a lower verb gives on one of them and a higher verb on
 * another. Undefined when none of them has it.
 */
function agreedBy(types: readonly string[], verb: Verb, permission: string): Truth | undefined {
  const having = types.filter((type) => permissionsOf(type, 'manage').has(permission));
  if (having.length === 0) return undefined;
  const taken = having.filter((type) => takenBy(verb, type).has(permission));
  return taken.length === 0 ? 'no' : taken.length === having.length ? 'yes' : 'unknown';
}

function ofNamed(
  verb: Verb,
  denies: boolean,
  permission: string,
  word: string,
  fact: Permission | undefined,
): Truth {
  const catalog = loadCatalog();
  const type = catalog.resourceType(word);
  const family = type ? undefined : catalog.family(word);
  const name = (type ?? family)?.name;
  if (name === undefined) {
    // A type that is not known is none of those that the permission belongs to; a family may hold them.
    return isTabled(fact) && !/-family$/i.test(word) ? 'no' : 'unknown';
  }
  const members = family ? family.members : [name];
  if (permissionsOf(name, 'manage').has(permission)) {
    const below = VERBS[VERBS.indexOf(verb) - 1];
    if (!denies) return isGivenBy(name, verb, permission, members, fact);
    if (!below) return 'yes';
    const agreed = members.length > 1 ? agreedBy(members, verb, permission) : undefined;
    return agreed ?? truthOf(takenBy(verb, name).has(permission));
  }
  if (fact && isTabled(fact)) {
    if (members.length === 0) return 'unknown';
    const isReached = fact.resourceTypes.some((each) => members.includes(each));
    return !isReached || catalog.tablesKnown(name) ? 'no' : 'unknown';
  }
  if (fact && fact.resourceTypes.length > 0) {
    return members.length > 0 && !fact.resourceTypes.some((each) => members.includes(each))
      ? 'no'
      : 'unknown';
  }
  const services = (type ?? family)?.services ?? [];
  return fact && !fact.services.some((service) => services.includes(service)) ? 'no' : 'unknown';
}

/** A verb whose table does not have what a higher one has does not give it, where the table is there to its end. */
function isGivenBy(
  name: string,
  verb: Verb,
  permission: string,
  members: readonly string[],
  fact: Permission | undefined,
): Truth {
  if (permissionsOf(name, verb).has(permission)) return 'yes';
  if (loadCatalog().tablesKnown(name)) return 'no';
  const unknown = members.filter((each) => !loadCatalog().tablesKnown(each));
  return fact?.resourceTypes.some((each) => unknown.includes(each)) ? 'unknown' : 'no';
}
