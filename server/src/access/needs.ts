import { loadCatalog, VERBS, type PartialOperation } from '../catalog/catalog.ts';
import { absenceIn, requestOf } from './absence.ts';
import { canBe } from './condition.ts';
import { gives, grantedBy, isOracles, permissionsOf, verbOf } from './grant.ts';
import { permissionsFor } from './operations.ts';
import type { Grantor } from './statement.ts';

/** What an operation asks for besides what a statement gives. */
export interface Need {
  readonly operation: string;
  /** Permissions, all of them. */
  readonly permissions: readonly string[];
  /** How they are granted: `read data-science-projects`, or a permission set. */
  readonly grant: string;
}

/**
 * What an operation that a statement lets through in part asks for besides. Empty when it gives all, when it gives
 * nothing of it, and when no source says. Only what is needed in every case counts.
 */
export function needsBeside(grantor: Grantor, operation: string): Need[] {
  const facts = loadCatalog()
    .operation(operation)
    .filter(({ evidence }) => isOracles(evidence));
  const [{ name } = { name: operation }] = facts;
  const barred = absenceIn(grantor)?.barred.filter((each) => each.operation === name) ?? [];
  const isGiven = (permission: string) =>
    gives(grantor.grant, permission) &&
    canBe(grantor.condition, true, requestOf(permission, name)) &&
    !barred.some((each) => each.permission === permission);
  // Operations of several services may have one name; what is given tells which of them is meant.
  const stated = facts.flatMap(({ permissions = [] }) => (permissions.some(isGiven) ? [permissions] : []));
  if (stated.length > 0) {
    const lacking = stated.map((permissions) => permissions.filter((permission) => !isGiven(permission)));
    const [first = []] = lacking;
    if (lacking.some((permissions) => permissions.length === 0)) return [];
    return [{ operation: name, permissions: first, grant: `{${first.join(', ')}}` }];
  }
  if (facts.length === 0 || !permissionsFor(name).some(isGiven)) return [];
  const types = grantedBy(grantor.grant).resourceTypes;
  return partsOf(name, types)
    .filter(({ conditional }) => !conditional)
    .flatMap(({ needs }) => needs.flatMap((need) => readNeed(name, need) ?? []))
    .filter(({ permissions }) => !permissions.every(isGiven));
}

/** What the verb tables say that an operation asks for besides the permissions that it is named after. */
export function neededBeside(
  operation: string,
  own: readonly string[],
): (Need & { readonly conditional: boolean })[] {
  const catalog = loadCatalog();
  const types = own.flatMap((permission) => catalog.permission(permission)?.resourceTypes ?? []);
  return partsOf(operation, [...new Set(types)]).flatMap(({ needs, conditional }) =>
    needs.flatMap((need) => {
      const read = readNeed(operation, need);
      return read ? [{ ...read, conditional }] : [];
    }),
  );
}

/** What the tables of these resource types say of an operation that asks for more, each thing once. */
function partsOf(operation: string, types: readonly string[]): PartialOperation[] {
  const wanted = operation.toLowerCase();
  const own = permissionsFor(operation);
  const found = new Map<string, PartialOperation>();
  for (const type of types) {
    const table = loadCatalog().resourceType(type)?.verbs;
    for (const verb of table ? VERBS : []) {
      // Only the cell that gives the operation's own permission says what goes with it.
      if (!table?.[verb].permissions.some((permission) => own.includes(permission))) continue;
      for (const part of table[verb].partial) {
        if (part.operation.toLowerCase() === wanted) found.set(part.needs.join(), part);
      }
    }
  }
  return [...found.values()];
}

/** `read data-science-projects`, or a permission; undefined for what is neither (`create data-science-job`). */
function readNeed(operation: string, text: string): Need | undefined {
  const catalog = loadCatalog();
  const permission = catalog.permission(text)?.name;
  if (permission !== undefined) return { operation, permissions: [permission], grant: `{${permission}}` };
  const [word = '', name = ''] = text.split(' ');
  const verb = verbOf(word);
  const type = catalog.resourceType(name);
  if (!verb || !type?.verbs) return undefined;
  const added = type.verbs[verb].permissions;
  const permissions = added.length > 0 ? added : [...permissionsOf(type.name, verb)];
  return permissions.length === 0 ? undefined : { operation, permissions, grant: `${verb} ${type.name}` };
}
