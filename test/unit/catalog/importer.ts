/** The importer as the tests call it, and the facts of a small world that uses every field of their schema. */

/** Facts as JSON gives them: broken ones included, so nothing is said of their shape. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Facts = Record<string, any>;

interface Importer {
  importFacts(
    files: Facts,
    corrections?: { at: string[]; set: object }[],
  ): { text: string; counts: Record<string, number> };
  readFacts(folder: string): Facts;
}

const here = (path: string) => new URL(path, import.meta.url);

export const importer = (await import(here('../../../scripts/import-catalog.mjs').href)) as Importer;

/** A folder below test/fixtures/catalog. */
export const folder = (name: string) => here(`../../fixtures/catalog/${name}`).pathname;

/** The facts of the fixture, after `change`. */
export function facts(change: (files: Facts) => void = () => undefined): Facts {
  const files = importer.readFacts(folder('facts'));
  change(files);
  return files;
}
