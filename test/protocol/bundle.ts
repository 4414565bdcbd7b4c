import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { bundling } from '../../scripts/bundling.mjs';

const ROOT = resolve(import.meta.dirname, '../..');

/** What is bundled for the tests, as `scripts/build.mjs` does it. */
const BUNDLES = {
  'server.cjs': {
    entryPoints: ['server/src/main.ts'],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  },
  'cli.cjs': { entryPoints: ['client/src/cli/start.ts'], platform: 'node', format: 'cjs', target: 'node20' },
  'server.browser.js': {
    entryPoints: ['server/src/main.browser.ts'],
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
} satisfies Record<string, BuildOptions>;

/** Bundles programs before the tests of a file, into one folder that is gone after them; gives that folder. */
export function bundled(...files: readonly (keyof typeof BUNDLES)[]): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ocipolicy-protocol-'));
    for (const file of files) {
      await build({
        ...BUNDLES[file],
        absWorkingDir: ROOT,
        outfile: join(folder, file),
        bundle: true,
        ...bundling(BUNDLES[file].platform),
        logLevel: 'error',
      });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
