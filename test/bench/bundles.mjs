import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { run } from '../../scripts/run.mjs';
import { bundling } from '../../scripts/bundling.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Builds what is measured into a folder of its own, so that a `dist/` in use stays as it is: the production bundles
 * by `scripts/build.mjs` itself, and the language service as a module for this process.
 * @returns `dist`, the folder of the production bundles; `service`, `access` and `plan`, the modules; `remove()`, which deletes both.
 */
export async function makeBundles() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ocipolicy-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await buildProduction(path.join(folder, 'dist'));
    const service = path.join(folder, 'service.mjs');
    await bundle('server/src/features/service.ts', service);
    const access = path.join(folder, 'access.mjs');
    await bundle('test/bench/access-entry.ts', access);
    const plan = path.join(folder, 'plan.mjs');
    await bundle('test/bench/plan-entry.ts', plan);
    return { folder, dist: path.join(folder, 'dist'), service, access, plan, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A source file with all that it needs, as a module for this process. */
function bundle(entryPoint, outfile) {
  return esbuild.build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    ...bundling('node'),
    // Oracle's SDK asks for modules of node with `require`.
    banner: {
      js: "import { createRequire as $r } from 'node:module'; const require = $r(process.cwd() + '/');",
    },
    logLevel: 'warning',
  });
}

async function buildProduction(dist) {
  const args = [path.join(root, 'scripts/build.mjs'), '--production', dist];
  const { code, output } = await run(process.execPath, args, { cwd: root, quiet: true });
  if (code !== 0) throw new Error(`the production build failed:\n${output}`);
}

/** The size of each bundle of a folder in bytes, as it is and compressed; of a folder of bundles, that of all together. */
export function sizesOf(dist) {
  return readdirSync(dist, { withFileTypes: true }).map((entry) => {
    const place = path.join(dist, entry.name);
    if (!entry.isDirectory()) return { file: entry.name, ...sizeOf(place) };
    const files = readdirSync(place).map((name) => sizeOf(path.join(place, name)));
    const sum = (of) => files.reduce((total, each) => total + each[of], 0);
    return { file: `${entry.name}/ (${files.length} files)`, raw: sum('raw'), gzip: sum('gzip') };
  });
}

function sizeOf(file) {
  const code = readFileSync(file);
  return { raw: code.length, gzip: gzipSync(code).length };
}

/** The packages that `npm run package` has made, and their sizes in bytes; none when it was not run. */
export function packagesMade() {
  const folder = path.join(root, 'artifacts');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.(?:vsix|tgz)$/.test(name))
    .map((file) => ({ file, raw: statSync(path.join(folder, file)).size }));
}
