import { loadCatalog, type Variable } from '../catalog/catalog.ts';
import { isAlwaysCarried } from './condition.ts';
import { isOracles } from './grant.ts';
import { isTargetTag, isWithoutTags, permissionsWithoutTags, untaggedUse } from './tags.ts';
import type { Truth } from './truth.ts';

/** What a request carries of a variable. Values are in lower case. Source: reference 4.2 (`ABSENT`, `UNKNOWN`), 4.6. */
export interface Carried {
  /** Whether it carries the variable at all. */
  readonly isThere: Truth;
  readonly values: readonly string[];
  /** There may be values besides these. */
  readonly isOpen: boolean;
  /** Two variables of one request with the same mark hold the same, whatever that is. */
  readonly mark?: string;
}

export const ABSENT: Carried = { isThere: 'no', values: [], isOpen: false };
export const UNTOLD: Carried = { isThere: 'unknown', values: [], isOpen: true };

export function holding(values: readonly string[]): Carried {
  return values.length === 0
    ? ABSENT
    : { isThere: 'yes', values: values.map((value) => value.toLowerCase()), isOpen: false };
}

/** Carried for certain, with a value that is not told. */
export function present(mark?: string): Carried {
  return { isThere: 'yes', values: [], isOpen: true, ...(mark === undefined ? {} : { mark }) };
}

/** What is not told of a variable: that every request carries it may be known all the same. */
export function untold(variable: string): Carried {
  return isAlwaysCarried(variable) ? present() : UNTOLD;
}

const LISTS = /^List/i;
const MAKES = /^(?:Create|Launch)/i;

/**
 * Whether requests for a permission, during an operation where one is named, never carry a variable of the target, by what is
 * documented: lists have no target, what is being created has no OCID, creator or tags. Source: reference 4.6, 4.9, and what the
 * catalogue says of the variable.
 */
export function isNeverCarried(variable: string, permission: string, operation: string | undefined): boolean {
  if (!variable.startsWith('target.')) return false;
  if (variable.startsWith('target.compartment.')) return operation?.toLowerCase() === 'listcompartments';
  const catalog = loadCatalog();
  const types = catalog.permission(permission)?.resourceTypes ?? [];
  if (isTargetTag(variable)) {
    if (isWithoutTags(permission) || untaggedUse(permission) === 'create') return true;
    if (types.length > 0 && types.every((type) => isUntagged(type, permission))) return true;
    return operation !== undefined && LISTS.test(operation) && untaggedUse(permission) === 'list';
  }
  if (operation !== undefined && isOutOfReach(catalog.variable(variable), types, operation)) return true;
  const lists = operation !== undefined && LISTS.test(operation);
  // A list may carry a variable of what its things lie in, as `target.bucket.name` for objects; those are documented for the things.
  if (lists && isOfOthers(variable, permission)) return true;
  if (!isOwn(variable, types)) return false;
  if (lists) return true;
  const isMade = untaggedUse(permission) === 'create' || (operation !== undefined && MAKES.test(operation));
  return isMade && /\.(?:id|ocid|createdby)$/.test(variable);
}

function isUntagged(type: string, permission: string): boolean {
  const without = permissionsWithoutTags(type);
  return without === 'all' || without.includes(permission);
}

/** Whether the catalogue says that the requests of an operation do not carry the variable. */
function isOutOfReach(fact: Variable | undefined, types: readonly string[], operation: string): boolean {
  if (!fact || !isOracles(fact.evidence)) return false;
  const isOf = (names: readonly string[]) =>
    names.some((name) => name.toLowerCase() === operation.toLowerCase());
  if (fact.notAvailableFor && isOf(fact.notAvailableFor)) return true;
  return (
    fact.operations !== undefined &&
    !isOf(fact.operations) &&
    (fact.resourceTypes?.some((type) => types.includes(type)) ?? false)
  );
}

/** Whether a variable is one of the resource itself that the permission is about, as `target.bucket.name` of `buckets`. */
function isOwn(variable: string, types: readonly string[]): boolean {
  const [, name = ''] = variable.split('.');
  return types.some((type) => {
    const one = type.replace(/ies$/, 'y').replace(/s$/, '');
    return one === name || one.endsWith(`-${name}`) || one.replaceAll('-', '') === name;
  });
}

/** Whether a variable is documented for other resource types than those of a permission: what a request carries of it is not known. */
export function isOfOthers(variable: string, permission: string): boolean {
  const catalog = loadCatalog();
  const fact = variable.startsWith('target.') ? catalog.variable(variable) : undefined;
  const types = catalog.permission(permission)?.resourceTypes ?? [];
  if (!fact?.resourceTypes || types.length === 0 || !isOracles(fact.evidence)) return false;
  return !fact.resourceTypes.some((type) => types.includes(type));
}
