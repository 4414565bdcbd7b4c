import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../../server/src/catalog/catalog.ts';
import { facts, folder, importer } from './importer.ts';

describe('the importer', () => {
  test('writes the same bytes again, in whatever order the files come', () => {
    const { text } = importer.importFacts(facts(), []);
    const turned = Object.fromEntries(Object.entries(facts()).reverse());
    expect(importer.importFacts(turned, []).text).toBe(text);
    expect(importer.importFacts(facts(), []).text).toBe(text);
    expect(text).toMatch(/^[\0-\x7f]*\n$/);
  });

  test('leaves the facts that it is given as they are', () => {
    const given = facts();
    importer.importFacts(given, [
      { at: ['lamps.json', 'variables', 'target.lamp.id'], set: { listed: false } },
    ]);
    expect(given).toEqual(facts());
  });

  test('counts what it wrote', () => {
    expect(importer.importFacts(facts(), []).counts).toMatchObject({
      services: 2,
      'services, oracle-page': 1,
      'services, third-party': 1,
      'services, seed': 0,
      'resource types': 4,
      'resource types with a verb table': 4,
      families: 4,
      permissions: 10,
      operations: 6,
      'operations with known requirements': 5,
      'variables of services': 6,
      'general variables': 7,
      regions: 1,
      'principal types': 1,
    });
  });

  test('mends facts before it checks them', () => {
    const mended = importer.importFacts(facts(), [
      {
        at: ['lamps.json', 'resourceTypes', 'lamps', 'verbs', 'manage', 'partial', 'ListLamps'],
        set: { note: 'mended' },
      },
      { at: ['gone.json', 'variables', 'x'], set: {} },
    ]);
    expect(readCatalog(mended.text).resourceType('lamps')?.verbs?.manage.partial).toEqual([
      { operation: 'ListLamps', needs: [], conditional: false, note: 'mended' },
    ]);
  });

  test('stops when a correction names a fact that is gone', () => {
    expect(() => importer.importFacts(facts(), [{ at: ['lamps.json', 'variables', 'x'], set: {} }])).toThrow(
      'lamps.json: variables x is gone; mend scripts/import-catalog/corrections.mjs',
    );
  });

  test('names the file that is no JSON', () => {
    expect(() => importer.readFacts(folder('broken'))).toThrow('half.json is no JSON: ');
  });
});

test('the data of the project is what the importer writes: one fact a line, ASCII, form 1', () => {
  const text = readFileSync(
    new URL('../../../server/src/catalog/data/catalog.json.txt', import.meta.url),
    'utf8',
  );
  expect(text.startsWith('{"format":1,\n"general":{')).toBe(true);
  expect(text).toMatch(/^[\0-\x7f]*\n\]\}\n$/);
});
