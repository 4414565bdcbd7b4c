import type { Catalog, Operation, Permission } from '../../catalog/catalog.ts';
import { bullets, code, names, paragraphs, plain, sentence } from './markdown.ts';
import { PAGES, linkTo, sourcesOf } from './pages.ts';
import type { Answer, Question } from './question.ts';

const MOST = 10;

/** Which verb and resource type grant a permission, and which operations need it; undefined for an unknown name. */
export function permissionHover(name: string, question: Question): Answer {
  const { say, catalog } = question;
  const permission = catalog.permission(name);
  if (!permission) return undefined;
  const service = permission.services.map((each) => plain(catalog.service(each)?.title ?? each)).join(', ');
  return paragraphs(
    say('permission/title', { permission: code(permission.name), service }),
    permission.name.toUpperCase() === name.toUpperCase()
      ? undefined
      : say('permission/alias', { name: code(name) }),
    granting(permission, question),
    needing(permission, question),
    sentence(permission.note),
    sourcesOf(permission.services, 'operations', question) || linkTo(PAGES.permissions, say),
  );
}

function granting(permission: Permission, { say, catalog }: Question): string {
  const { name, nameOnly, resourceTypes } = permission;
  if (nameOnly) return say('permission/name-only');
  const types = resourceTypes.flatMap((type) => {
    const verb =
      permission.verbByResourceType?.get(type) ?? catalog.verbThatGrants(name, type) ?? permission.verb;
    return verb ? [`${verb} ${type}`] : [];
  });
  const families = catalog.families.flatMap(({ name: family, members, verbs, extraPermissions }) => {
    const isNear = members.some((member) => resourceTypes.includes(member)) || verbs || extraPermissions;
    const verb = isNear ? catalog.verbThatGrants(name, family) : undefined;
    return verb ? [`${verb} ${family}`] : [];
  });
  const isTop = types.every((grant) => grant.startsWith('manage '));
  const grantedBy = isTop ? 'permission/granted-by-top' : 'permission/granted-by';
  const rest = (number: number) => say('more', { number });
  return [
    types.length > 0 ? say(grantedBy, { grants: names(types, MOST, rest) }) : '',
    families.length > 0 ? say('permission/families', { grants: names(families, MOST, rest) }) : '',
  ]
    .filter((line) => line !== '')
    .join(' ');
}

function needing({ name, services }: Permission, question: Question): string {
  const { say, catalog } = question;
  const all = operationsThatNeed(catalog).get(name.toLowerCase()) ?? [];
  const rest = (number: number) => say('more', { number });
  if (all.length === 0) return inTheSameCell(name, services, question);
  const alone = all.filter(({ alone }) => alone).map(({ operation }) => operation.name);
  const together = all.filter(({ alone }) => !alone);
  const shown = together.slice(0, MOST).map(({ operation, others, isOption }) => {
    const args = { operation: code(operation.name), others: names(others, 6, rest) };
    if (others.length === 0) return say('permission/sometimes', args);
    return say(isOption ? 'permission/one-way' : 'permission/with', args);
  });
  if (together.length > MOST) shown.push(rest(together.length - MOST));
  return paragraphs(
    alone.length > 0 ? say('permission/alone', { operations: names(alone, 2 * MOST, rest) }) : undefined,
    together.length > 0 ? `${say('permission/together')}\n\n${bullets(shown)}` : undefined,
  );
}

/** Where no source says what operations need, the cells that grant the permission name operations beside it. */
function inTheSameCell(name: string, services: readonly string[], { say, catalog }: Question): string {
  const beside = catalog.resourceTypes
    .filter((type) => type.services.some((service) => services.includes(service)))
    .flatMap(({ verbs }) => Object.values(verbs ?? {}))
    .filter(({ permissions }) => permissions.includes(name))
    .flatMap(({ operations, partial }) => [...operations, ...partial.map(({ operation }) => operation)]);
  const list = [...new Set(beside)];
  if (list.length === 0) return say('permission/no-operations');
  return say('permission/same-cell', {
    operations: names(list, 2 * MOST, (number) => say('more', { number })),
  });
}

interface Need {
  readonly operation: Operation;
  /** The permission is enough for the operation. */
  readonly alone: boolean;
  /** What else is needed with it. */
  readonly others: readonly string[];
  /** Needed only in some cases, or one of several ways. */
  readonly isOption: boolean;
}

const indexes = new WeakMap<Catalog, ReadonlyMap<string, readonly Need[]>>();

/** The operations that need each permission, by its name in lower case; made on first use. */
function operationsThatNeed(catalog: Catalog): ReadonlyMap<string, readonly Need[]> {
  const known = indexes.get(catalog);
  if (known) return known;
  const index = new Map<string, Need[]>();
  const add = (permission: string, need: Need) => {
    const key = permission.toLowerCase();
    const list = index.get(key);
    if (list) list.push(need);
    else index.set(key, [need]);
  };
  for (const operation of catalog.operations) {
    const { permissions = [], anyOf, conditional } = operation;
    const isPlain = anyOf.length === 0;
    for (const permission of permissions)
      add(permission, {
        operation,
        alone: permissions.length === 1 && isPlain,
        others: permissions.filter((other) => other !== permission),
        isOption: false,
      });
    for (const set of [...anyOf, ...conditional.map(({ permissions: each }) => each)])
      for (const permission of set.filter((each) => !permissions.includes(each)))
        add(permission, {
          operation,
          alone: false,
          others: [...permissions, ...set.filter((other) => other !== permission)],
          isOption: true,
        });
  }
  indexes.set(catalog, index);
  return index;
}
