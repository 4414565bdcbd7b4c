import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
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
    await buildProduction(folder);
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

/** The build writes into the `dist/` of the checkout that it stands in: here, one that is made of links to this one. */
async function buildProduction(folder) {
  cpSync(path.join(root, 'scripts'), path.join(folder, 'scripts'), { recursive: true });
  for (const name of ['package.json', 'tsconfig.json'])
    cpSync(path.join(root, name), path.join(folder, name));
  for (const name of ['client', 'server', 'node_modules']) {
    symlinkSync(path.join(root, name), path.join(folder, name), 'junction');
  }
  const args = [path.join(folder, 'scripts/build.mjs'), '--production'];
  const { code, output } = await run(process.execPath, args, { cwd: folder, quiet: true });
  if (code !== 0) throw new Error(`the production build failed:\n${output}`);
}

/** The size of each bundle of a folder in bytes, as it is and compressed. */
export function sizesOf(dist) {
  return readdirSync(dist).map((file) => {
    const code = readFileSync(path.join(dist, file));
    return { file, raw: code.length, gzip: gzipSync(code).length };
  });
}
