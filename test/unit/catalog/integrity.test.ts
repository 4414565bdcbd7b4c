import { describe, expect, test } from 'vitest';
import { EVIDENCE, loadCatalog, VERBS } from '../../../server/src/catalog/catalog.ts';

const catalog = loadCatalog();
const { services, resourceTypes, families, permissions, operations, variables } = catalog;
const tables = [...resourceTypes, ...families].flatMap(({ name, verbs }) =>
  VERBS.flatMap((verb) => (verbs ? [{ at: `${verb} ${name}`, cell: verbs[verb] }] : [])),
);

/** What of `names` the look-up does not find. */
const lost = (names: readonly string[], look: (name: string) => unknown) =>
  names.filter((name) => !look(name));
const isTypeOrFamily = (name: string) => catalog.resourceType(name) ?? catalog.family(name);

describe('the facts hold together', () => {
  test('there are facts of every kind', () => {
    // Lower bounds: newer facts may only add.
    expect(services.length).toBeGreaterThanOrEqual(98);
    expect(resourceTypes.length).toBeGreaterThanOrEqual(592);
    expect(families.length).toBeGreaterThanOrEqual(77);
    expect(permissions.length).toBeGreaterThanOrEqual(2579);
    expect(operations.length).toBeGreaterThanOrEqual(2747);
    expect(variables.length).toBeGreaterThanOrEqual(180);
    expect(catalog.regions.length).toBeGreaterThanOrEqual(40);
    expect(catalog.principalTypes.length).toBeGreaterThanOrEqual(22);
    expect(new Set(services.map(({ evidence }) => evidence))).toEqual(new Set(EVIDENCE));
  });

  test.each(families.map((family) => ({ name: family.name, family })))(
    'every member of $name exists',
    ({ family }) => {
      expect(lost(family.members, catalog.resourceType)).toEqual([]);
      for (const member of family.members)
        expect(catalog.resourceType(member)?.families).toContain(family.name);
    },
  );

  test('every permission of a cell is a permission, and is granted by name', () => {
    for (const { at, cell } of tables)
      for (const name of cell.permissions)
        expect(catalog.permission(name)?.nameOnly, `${at}: ${name}`).toBe(false);
  });

  test('every other permission is known by its name only', () => {
    const granted = new Set(tables.flatMap(({ cell }) => cell.permissions));
    for (const { extraPermissions } of families)
      for (const name of Object.values(extraPermissions ?? {}).flat()) granted.add(name);
    for (const { name, nameOnly } of permissions) expect(nameOnly, name).toBe(!granted.has(name));
  });

  test('every operation of a cell is an operation', () => {
    for (const { at, cell } of tables) {
      const names = [...cell.operations, ...cell.partial.map(({ operation }) => operation)];
      expect(
        lost(names, (name) => catalog.operation(name)[0]),
        at,
      ).toEqual([]);
    }
  });

  test('every permission says which verb grants it on which resource type', () => {
    for (const { name, resourceTypes: types, verb, verbByResourceType, nameOnly } of permissions) {
      expect(lost(types, isTypeOrFamily), name).toEqual([]);
      if (nameOnly) continue;
      for (const type of types)
        expect(catalog.verbThatGrants(name, type), `${name} on ${type}`).toBe(
          verbByResourceType?.get(type) ?? verb,
        );
    }
  });

  test('what an operation needs exists', () => {
    for (const { name, permissions: all, anyOf, conditional } of operations) {
      const needed = [all ?? [], ...anyOf, ...conditional.map((part) => part.permissions)].flat();
      expect(lost(needed, catalog.permission), name).toEqual([]);
    }
  });

  test('what a variable is limited to exists', () => {
    for (const { name, resourceTypes: types, operations: only, notAvailableFor } of variables) {
      expect(lost(types ?? [], isTypeOrFamily), name).toEqual([]);
      expect(
        lost([...(only ?? []), ...(notAvailableFor ?? [])], (o) => catalog.operation(o)[0]),
        name,
      ).toEqual([]);
    }
  });

  test('every name and alias finds its thing, and no resource type is called as a family is', () => {
    for (const thing of resourceTypes)
      for (const name of [thing.name, ...thing.aliases]) {
        expect(catalog.resourceType(name), name).toBe(thing);
        expect(catalog.family(name), name).toBeUndefined();
      }
    for (const thing of families)
      for (const name of [thing.name, ...thing.aliases]) expect(catalog.family(name), name).toBe(thing);
    for (const thing of permissions)
      for (const name of [thing.name, ...thing.aliases]) expect(catalog.permission(name), name).toBe(thing);
    for (const thing of operations)
      for (const name of [thing.name, ...thing.aliases])
        expect(catalog.operation(name), name).toContain(thing);
    for (const thing of variables)
      if (!thing.pattern) expect(catalog.variable(thing.name), thing.name).toBe(thing);
  });

  test.each([
    ['resource types', resourceTypes, catalog.resourceTypeNames],
    ['families', families, catalog.familyNames],
    ['permissions', permissions, catalog.permissionNames],
    ['variables', variables, catalog.variableNames],
  ])('%s are sorted, each once', (_, things, names) => {
    expect(things.map(({ name }) => name)).toEqual(names);
    expect([...new Set(names)].sort()).toEqual(names);
  });

  test('every service tells its sources', () => {
    for (const { name, sources } of services) expect(sources.length, name).toBeGreaterThan(0);
  });
});
