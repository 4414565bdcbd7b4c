// npm run document: writes docs/checks.md and schemas/ocipolicy.schema.json, which tell of every check.
// What they say comes from server/src/checks alone; a test holds that both are current.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { page } from './document-checks/manual.mjs';
import { schema } from './document-checks/schema.mjs';
import { bundling } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const { manual, DEFAULT_SETTINGS, LEVELS } = await loadChecks();
const chapters = manual();
const files = {
  'docs/checks.md': page(chapters),
  'schemas/ocipolicy.schema.json': await schema(chapters, {
    limits: DEFAULT_SETTINGS.limits,
    levels: LEVELS,
  }),
};
for (const [file, text] of Object.entries(files)) writeFileSync(path.join(root, file), text);
console.log(
  `${chapters.flatMap(({ entries }) => entries).length} codes told of in ${Object.keys(files).join(' and ')}`,
);

/** Bundles the checks as they stand, so that no build is needed before. */
async function loadChecks() {
  const place = mkdtempSync(path.join(tmpdir(), 'ocipolicy-document-'));
  try {
    const outfile = path.join(place, 'manual.mjs');
    const contents = `export { manual } from './server/src/checks/manual.ts';
      export { DEFAULT_SETTINGS, LEVELS } from './server/src/checks/settings.ts';`;
    await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      ...{ outfile, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' },
      ...bundling('node'),
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
