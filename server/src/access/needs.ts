import { loadCatalog, VERBS, type PartialOperation } from '../catalog/catalog.ts';
import { requestOf } from './absence.ts';
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
  const catalog = loadCatalog();
  const [fact] = catalog.operation(operation);
  if (!fact || !isOracles(fact.evidence)) return [];
  const { name } = fact;
  const isGiven = (permission: string) =>
    gives(grantor.grant, permission) && canBe(grantor.condition, true, requestOf(permission, name));
  const own = permissionsFor(name);
  if (!own.some(isGiven)) return [];
  if (fact.permissions && fact.permissions.length > 0) {
    const lacking = own.filter((permission) => !isGiven(permission));
    return lacking.length === 0
      ? []
      : [{ operation: name, permissions: lacking, grant: `{${lacking.join(', ')}}` }];
  }
  const types = grantedBy(grantor.grant).resourceTypes;
  return partsOf(name, types)
    .filter(({ conditional }) => !conditional)
    .flatMap(({ needs }) => needs.flatMap((need) => readNeed(name, need) ?? []))
    .filter(({ permissions }) => !permissions.every(isGiven));
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
