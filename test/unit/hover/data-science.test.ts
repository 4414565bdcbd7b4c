import { describe, expect, it } from 'vitest';
import { VERBS, loadCatalog, type Verb } from '../../../server/src/catalog/catalog.ts';
import { LOCALES } from '../../../server/src/checks/words/locale.ts';
import seed from '../../fixtures/catalog/data-science-tables.json';
import { told } from './marked.ts';

interface Cell {
  readonly permissions: readonly string[];
  readonly full: readonly string[];
  readonly partial: readonly { readonly operation: string; readonly needs?: readonly string[] }[];
}

const catalog = loadCatalog();
const tables = Object.entries(seed.tables as Record<string, Record<Verb, Cell>>);
/** Two headings of the page are spelled otherwise than the names of the types. */
const nameOf = (heading: string) => catalog.resourceType(heading)?.name;
const cells = tables.flatMap(([type, table]) => VERBS.map((verb) => ({ type, verb, cell: table[verb] })));

/** The row of a table that begins with a verb. */
const rowOf = (contents: string, verb: Verb) =>
  contents.split('\n').find((line) => new RegExp(`^\\| \\W*${verb}\\W* \\|`).test(line)) ?? '';

describe("the owner's Data Science tables, cell by cell", () => {
  it('has the cells of all types', () => {
    expect(cells).toHaveLength(13 * 4);
  });

  it.each(cells)('$verb $type', ({ type, verb, cell }) => {
    for (const locale of LOCALES) {
      const contents = told(`allow group g to |${verb} ${type} in tenancy`, locale);
      const row = rowOf(contents, verb);
      expect(row).toContain(`▸\u00a0**${verb}**`);
      for (const printed of cell.permissions)
        expect(row).toContain(`\`${catalog.permission(printed)?.name}\``);
      for (const operation of [...cell.full, ...cell.partial.map((each) => each.operation)])
        expect(row).toMatch(new RegExp(`(?<!\\w)${operation}(?!\\w)`));
      for (const { operation, needs = [] } of cell.partial) {
        expect(row).toContain(`${operation}\u00a0†`);
        for (const need of needs) expect(contents).toMatch(new RegExp(`${operation}.*\`${need}\``));
      }
      if (cell.permissions.length + cell.full.length + cell.partial.length === 0) expect(row).toContain('—');
    }
  });

  it.each(seed.withoutTable)('%s has none, and says so', (type) => {
    expect(told(`allow group g to |use ${type} in tenancy`)).toContain(`No table of \`${type}\` is known`);
  });

  it.each(cells)('each permission of $verb $type says that it comes from there', ({ type, verb, cell }) => {
    for (const printed of cell.permissions) {
      const contents = told(`allow group g to {|${printed}} in tenancy`);
      expect(contents).toContain(`\`${verb} ${nameOf(type)}\``);
    }
  });

  it.each(cells)('each operation of $verb $type says that it is covered there', ({ type, verb, cell }) => {
    for (const operation of [...cell.full, ...cell.partial.map((each) => each.operation)]) {
      const contents = told(`allow group g to use vcns in tenancy where request.operation = '|${operation}'`);
      if (!contents.includes('more')) expect(contents).toContain(`\`${verb} ${nameOf(type)}\``);
    }
  });
});
