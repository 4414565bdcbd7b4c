import { loadCatalog, VERBS, type Variable } from '../catalog/catalog.ts';
import { isOpen } from '../language/names.ts';
import type { Condition, Leaf } from '../language/tree.ts';
import { canBe, type Situation } from './condition.ts';
import { gives, grantedBy } from './grant.ts';
import { permissionsFor } from './operations.ts';
import type { Grantor } from './statement.ts';
import { NOT_CARRIED, oneOf, type Values } from './values.ts';

/** An operation that a grant seems to allow, and that its condition never lets through, for want of a variable. */
export interface Barred {
  readonly operation: string;
  /** The permission that it asks for. */
  readonly permission: string;
  /** The variables of the condition that its requests do not carry. */
  readonly variables: readonly Leaf[];
}

export interface Absence {
  readonly barred: readonly Barred[];
  /** The permissions that no known operation is left for. */
  readonly dead: ReadonlySet<string>;
  /** True when the statement gives nothing else. */
  readonly isAll: boolean;
}

/**
 * What a condition bars because requests do not carry its variables, by what the catalogue says of each variable:
 * `CreateNotebookSession` under `target.notebook-session.id`. Undefined when there is nothing of the kind. Only
 * variables of resource types are looked at: general ones say nothing of single operations.
 */
export function absenceIn(grantor: Grantor): Absence | undefined {
  const { tree, condition, denies } = grantor;
  if (!condition || denies) return undefined;
  const variables = variablesIn(condition).flatMap((leaf) => {
    const fact = limitedVariable(leaf);
    return fact ? [{ leaf, fact }] : [];
  });
  if (variables.length === 0) return undefined;
  let kept = known.get(tree);
  if (kept === undefined) known.set(tree, (kept = find(grantor.grant, condition, variables) ?? null));
  return kept ?? undefined;
}

const known = new WeakMap<Grantor['tree'], Absence | null>();

/** A variable where a condition names it, and what the catalogue says of it. */
interface Limited {
  readonly leaf: Leaf;
  readonly fact: Variable;
}

function find(
  grant: Grantor['grant'],
  condition: Condition,
  variables: readonly Limited[],
): Absence | undefined {
  const reached = grantedBy(grant);
  const isReached = (type: string) => reached.everything || reached.resourceTypes.includes(type);
  const barred: Barred[] = [];
  const tried = new Set<string>();
  for (const { fact } of variables) {
    const types = (fact.resourceTypes ?? []).filter(isReached);
    for (const operation of types.length > 0 ? operationsWithout(fact, types) : []) {
      const absent = variables.filter((each) => isWithout(each.fact, operation)).map((each) => each.leaf);
      for (const permission of permissionsOn(types, operation)) {
        const key = `${operation} ${permission}`;
        if (tried.has(key) || !gives(grant, permission)) continue;
        tried.add(key);
        const asked = requestOf(permission, operation);
        const lacking = new Map([
          ...asked,
          ...absent.map((leaf) => [leaf.text.toLowerCase(), NOT_CARRIED] as const),
        ]);
        if (canBe(condition, true, lacking) || !canBe(condition, true, asked)) continue;
        barred.push({ operation, permission, variables: absent });
      }
    }
  }
  return barred.length === 0 ? undefined : weigh(barred, condition, reached.permissions);
}

let limited: { readonly names: ReadonlySet<string>; readonly prefixes: readonly string[] } | undefined;

/** What the catalogue says of a variable that some operations on its resource types do not carry; undefined for any other. */
function limitedVariable(leaf: Leaf): Variable | undefined {
  const catalog = loadCatalog();
  if (!limited) {
    const all = catalog.variables.filter(
      (each) => each.resourceTypes && (each.notAvailableFor ?? each.operations),
    );
    const prefixes = all.flatMap(({ pattern }) =>
      pattern ? [pattern.replace(/<.*/, '').toLowerCase()] : [],
    );
    limited = { names: new Set(all.map(({ name }) => name.toLowerCase())), prefixes };
  }
  const name = leaf.text.toLowerCase();
  const isLimited = limited.names.has(name) || limited.prefixes.some((prefix) => name.startsWith(prefix));
  return isLimited && !isOpen(leaf) ? catalog.variable(leaf.text) : undefined;
}

/** What a request for one permission during one operation carries. */
export function requestOf(permission: string, operation?: string): Situation {
  const carried: [string, Values][] = [['request.permission', oneOf([permission])]];
  if (operation !== undefined) carried.push(['request.operation', oneOf([operation])]);
  return new Map(carried);
}

function weigh(
  barred: readonly Barred[],
  condition: Condition,
  permissions: ReadonlySet<string> | undefined,
): Absence {
  const names = new Set(barred.map((each) => each.operation));
  const dead = new Set(
    barred
      .map((each) => each.permission)
      .filter((permission) => {
        const operations = operationsNeeding(permission);
        return operations.length > 0 && operations.every((each) => names.has(each));
      }),
  );
  const isLeft = (permission: string) =>
    !dead.has(permission) && canBe(condition, true, requestOf(permission));
  return { barred, dead, isAll: permissions !== undefined && ![...permissions].some(isLeft) };
}

/** The variables that a condition compares or looks for, each once. */
function variablesIn(condition: Condition): Leaf[] {
  const found = new Map<string, Leaf>();
  const see = (leaf: Leaf) => {
    const name = leaf.text.toLowerCase();
    if (leaf.kind === 'ID' && !found.has(name)) found.set(name, leaf);
  };
  const visit = (node: Condition): void => {
    if (node.type === 'Combination') node.conditions.forEach(visit);
    else if (node.type === 'Call') node.arguments.forEach(see);
    else {
      see(node.variable);
      if (node.type === 'Comparison') node.values.forEach(see);
    }
  };
  visit(condition);
  return [...found.values()];
}

/** The operations on these resource types that do not carry a variable. */
function operationsWithout(
  { operations, notAvailableFor = [] }: Variable,
  types: readonly string[],
): readonly string[] {
  if (!operations) return notAvailableFor;
  const catalog = loadCatalog();
  const all = types.flatMap((type) => catalog.operationsOf(type, 'manage'));
  return [...new Set([...notAvailableFor, ...all.filter((each) => !operations.includes(each))])];
}

function isWithout({ operations, notAvailableFor }: Variable, operation: string): boolean {
  return operations ? !operations.includes(operation) : (notAvailableFor?.includes(operation) ?? false);
}

/** The permissions of these resource types that an operation asks for. */
function permissionsOn(types: readonly string[], operation: string): readonly string[] {
  const catalog = loadCatalog();
  return permissionsFor(operation).filter((permission) =>
    catalog.permission(permission)?.resourceTypes.some((type) => types.includes(type)),
  );
}

const needing = new Map<string, readonly string[]>();

/** The operations in the tables of a permission's resource types that ask for it, as far as is known. */
export function operationsNeeding(permission: string): readonly string[] {
  const kept = needing.get(permission);
  if (kept) return kept;
  const catalog = loadCatalog();
  const types = catalog.permission(permission)?.resourceTypes ?? [];
  const all = types.flatMap((type) => {
    const table = catalog.resourceType(type)?.verbs;
    return table
      ? VERBS.flatMap((verb) => [...table[verb].operations, ...table[verb].partial.map((p) => p.operation)])
      : [];
  });
  const found = [...new Set(all)].filter((operation) => permissionsFor(operation).includes(permission));
  needing.set(permission, found);
  return found;
}
