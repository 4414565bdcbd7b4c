// npm run fuzz -- [--minutes N] [--seed S] [--target <word>]: random input to everything that reads any. See docs/sturdy.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundling } from './bundling.mjs';
import { runMain } from './missing.mjs';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Bundles the program and runs it.
 * @param {readonly string[]} args
 * @returns the exit code and what it wrote; its last line is `N passed, N failed`, counted in targets
 */
export async function fuzz(args) {
  // Who asks for this may be what installs it.
  const esbuild = await import('esbuild');
  const folder = mkdtempSync(path.join(tmpdir(), 'ocipolicy-fuzz-'));
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: { main: 'test/fuzz/main.ts', worker: 'test/fuzz/worker.ts' },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: 'inline',
      ...bundling('node'),
      // What is no module asks for modules of node with `require`.
      banner: {
        js: "import { createRequire as $r } from 'node:module'; const require = $r(process.cwd() + '/');",
      },
      logLevel: 'warning',
    });
    const program = [
      '--enable-source-maps',
      path.join(folder, 'main.mjs'),
      '--worker',
      path.join(folder, 'worker.mjs'),
    ];
    return await run(process.execPath, [...program, ...args], { cwd: root });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runMain(async () => (await fuzz(process.argv.slice(2))).code);
}
