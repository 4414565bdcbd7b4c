import { describe, expect, test } from 'vitest';
import { loadCatalog, VERBS, type Verb } from '../../../server/src/catalog/catalog.ts';
import seed from '../../fixtures/catalog/data-science-tables.json';

interface Cell {
  permissions: string[];
  full: string[];
  partial: { operation: string; needs?: string[]; conditional?: boolean }[];
}

const catalog = loadCatalog();
const tables = Object.entries(seed.tables as Record<string, Record<Verb, Cell>>);
const cells = tables.flatMap(([heading, table]) =>
  VERBS.map((verb) => ({ heading, verb, cell: table[verb] })),
);

describe("the owner's Data Science tables, cell by cell", () => {
  test.each(cells)('$verb $heading', ({ heading, verb, cell }) => {
    const found = catalog.resourceType(heading)?.verbs?.[verb];
    expect(found?.permissions).toEqual(cell.permissions.map((printed) => catalog.permission(printed)?.name));
    expect(found?.operations).toEqual(cell.full);
    expect(found?.partial).toEqual(
      cell.partial.map(({ operation, needs = [], conditional = false }) => ({
        operation,
        needs,
        conditional,
      })),
    );
  });

  test('the printed names of permissions are names of the catalogue, but for one misprint', () => {
    const printed = cells.flatMap(({ cell }) => cell.permissions);
    const other = printed.filter((name) => catalog.permission(name)?.name !== name);
    expect(other).toEqual(['DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY__INSPECT']);
    expect(catalog.permission(other[0] ?? '')?.name).toBe('DATA_SCIENCE_MODEL_GROUP_VERSION_HISTORY_INSPECT');
  });

  test('the family has the resource types of the page, with a table or without, and no other', () => {
    const headings = [...tables.map(([heading]) => heading), ...seed.withoutTable];
    const names = headings.map((heading) => catalog.resourceType(heading)?.name);
    expect(new Set(names)).toEqual(new Set(catalog.family('data-science-family')?.members));
    expect(names).toHaveLength(14);
    for (const name of seed.withoutTable)
      expect(catalog.resourceType(name)).toMatchObject({ verbs: undefined, verbsComplete: false });
  });

  test('the operation whose column the page leaves open stands in one column only', () => {
    for (const [heading = '', verb, operation = ''] of seed.borderUnclear) {
      const cell = catalog.resourceType(heading)?.verbs?.[verb as Verb];
      const columns = [cell?.operations ?? [], (cell?.partial ?? []).map((partial) => partial.operation)];
      expect(columns.filter((column) => column.includes(operation))).toHaveLength(1);
    }
  });

  test('the variables of the page', () => {
    for (const name of ['target.notebook-session.id', 'target.notebook-session.createdBy'])
      expect(catalog.variable(name)).toMatchObject({
        documented: true,
        evidence: 'seed',
        resourceTypes: ['data-science-notebook-sessions'],
        notAvailableFor: ['CreateNotebookSession'],
      });
  });
});
