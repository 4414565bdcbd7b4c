import { loadCatalog, type Variable } from '../../catalog/catalog.ts';
import { grantedBy, verbOf } from '../../access/grant.ts';
import { permissionsFor } from '../../access/operations.ts';
import { valueOf } from '../../language/names.ts';
import type { Condition, ItemTree, TreeNode, VerbGrant } from '../../language/tree.ts';

/** What requests can reach a place in a condition: what the statement grants, less what stands before the place rules out. */
export interface Reach {
  readonly everything: boolean;
  readonly services: readonly string[];
  readonly resourceTypes: readonly string[];
  /** Resource types that the operations which the grant allows in part concern as well: a user is put in a group. */
  readonly near: ReadonlySet<string>;
  /** In capitals; undefined when it is not known. */
  readonly permissions: ReadonlySet<string> | undefined;
  /** In lower case; undefined when the condition names none. */
  readonly operations: ReadonlySet<string> | undefined;
}

/** What reaches a place whose node has these nodes above it, outermost first; undefined where nothing is granted. */
export function reachAt(tree: ItemTree, above: readonly TreeNode[]): Reach | undefined {
  if (!('grant' in tree) || !tree.grant) return undefined;
  const { everything, services, resourceTypes, permissions } = grantedBy(tree.grant);
  const near = tree.grant.type === 'VerbGrant' ? touchedBy(tree.grant) : NONE;
  const required = above.flatMap((node) =>
    node.type === 'Combination' && node.operator.kind === 'all' ? node.conditions : [],
  );
  const operations = named(required, 'request.operation');
  const only = named(required, 'request.permission');
  if (!only) return { everything, services, resourceTypes, near, permissions, operations };
  const names = [...only].map((name) => name.toUpperCase());
  const left = new Set(permissions ? names.filter((name) => permissions.has(name)) : names);
  const types = [...left].flatMap((name) => loadCatalog().permission(name)?.resourceTypes ?? []);
  const reached = everything ? types : types.filter((type) => resourceTypes.includes(type));
  return {
    ...{ services, near: NONE, operations },
    everything: everything && types.length === 0,
    resourceTypes: types.length > 0 ? [...new Set(reached)] : resourceTypes,
    permissions: left.size > 0 ? left : permissions,
  };
}

const NONE: ReadonlySet<string> = new Set();
const touched = new Map<string, ReadonlySet<string>>();

function touchedBy({ verb, resourceType }: VerbGrant): ReadonlySet<string> {
  const known = verbOf(verb.text);
  if (!known) return NONE;
  const catalog = loadCatalog();
  const name = resourceType.text.toLowerCase();
  const key = `${known} ${name}`;
  let types = touched.get(key);
  if (!types) {
    const operations = catalog.resourceType(name) ? catalog.partialOperationsOf(name, known) : [];
    const all = operations.flatMap(({ operation }) => catalog.coverageOf(operation));
    types = new Set(all.map((cell) => cell.resourceType));
    if (operations.length > 0) touched.set(key, types);
  }
  return types;
}

/** The values that a variable must have one of for all of the conditions to hold, in lower case; undefined when any will do. */
function named(conditions: readonly Condition[], variable: string): ReadonlySet<string> | undefined {
  let all: ReadonlySet<string> | undefined;
  for (const condition of conditions) {
    const own = namedBy(condition, variable);
    if (own) all = all ? new Set([...all].filter((value) => own.has(value))) : own;
  }
  return all;
}

function namedBy(condition: Condition, variable: string): ReadonlySet<string> | undefined {
  if (condition.type === 'Combination') {
    if (condition.operator.kind === 'all') return named(condition.conditions, variable);
    const each = condition.conditions.map((inner) => namedBy(inner, variable));
    return each.every((values) => values !== undefined)
      ? new Set(each.flatMap((values) => [...values]))
      : undefined;
  }
  if (condition.type !== 'Comparison' || condition.variable.text.toLowerCase() !== variable) return undefined;
  if (condition.negated || (condition.operator.kind !== '=' && condition.operator.kind !== 'in'))
    return undefined;
  const isKnown = condition.values.every((leaf) => leaf.kind === 'STRING' && leaf.start < leaf.end);
  return isKnown ? new Set(condition.values.map((leaf) => valueOf(leaf).toLowerCase())) : undefined;
}

/**
 * Whether the requests carry a variable: all of them; none; those only that concern another resource type as well; or some, with the operations that the catalogue knows to
 * be without it (none, when it knows only which ones have it).
 */
export function carries(reach: Reach, variable: Variable): 'all' | 'near' | 'none' | readonly string[] {
  if (!concerns(reach, variable))
    return variable.resourceTypes?.some((type) => reach.near.has(type)) ? 'near' : 'none';
  const { permissions, operations } = reach;
  const { operations: only, notAvailableFor = [] } = variable;
  if (operations) {
    const has = (name: string) => (only ? includes(only, name) : !includes(notAvailableFor, name));
    const without = [...operations].filter((name) => !has(name));
    if (without.length === 0) return 'all';
    return without.length === operations.size ? 'none' : without;
  }
  if (only && permissions) return only.some((operation) => opens(reach, operation)) ? [] : 'none';
  if (only) return [];
  const without = notAvailableFor.filter((operation) => opens(reach, operation));
  if (without.length === 0) return 'all';
  const needed = new Set(without.flatMap(permissionsFor));
  const isNothingElse = permissions !== undefined && [...permissions].every((name) => needed.has(name));
  return isNothingElse ? 'none' : without;
}

function concerns({ everything, resourceTypes, services }: Reach, variable: Variable): boolean {
  if (everything) return true;
  if (!variable.resourceTypes) return variable.services.some((service) => services.includes(service));
  return variable.resourceTypes.some((type) => resourceTypes.includes(type));
}

/** Whether the permissions are enough for an operation, as far as is known. */
function opens({ everything, permissions }: Reach, operation: string): boolean {
  const needed = permissionsFor(operation);
  return everything || (needed.length > 0 && needed.every((name) => permissions?.has(name) ?? true));
}

const includes = (names: readonly string[], name: string) =>
  names.some((each) => each.toLowerCase() === name);
