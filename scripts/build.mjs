// Bundles the extension, the language server, the command line and the tests that run inside VS Code into dist/.
//   node scripts/build.mjs [--watch | --production [FOLDER]]
// --watch builds again whenever a source changes; --production minifies, without source maps and tests, into another
// folder than dist/ when one is named, and writes the licences of what is bundled beside it.
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { bundling } from './bundling.mjs';
import { commonJs } from './common-js.mjs';
import { licencesOf } from './licences.mjs';
import { runMain } from './missing.mjs';

const root = path.resolve(import.meta.dirname, '..');
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const dist = path.resolve(root, process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'dist');

const node = { platform: 'node', format: 'cjs', target: 'node20' };
const browser = { platform: 'browser', target: 'es2022' };

/** Oracle's SDK without what Node.js has itself, and without its remarks on the console. */
const sdk = {
  alias: {
    'isomorphic-fetch': './scripts/sdk/empty.cjs',
    'es6-promise': './scripts/sdk/empty.cjs',
    'node-fetch': './scripts/sdk/fetch.cjs',
  },
  define: {
    'console.log': 'quiet',
    'console.warn': 'quiet',
    'console.info': 'quiet',
    'console.debug': 'quiet',
    'console.error': 'quiet',
  },
  inject: ['scripts/sdk/quiet.js'],
};

/** What is loaded on first use, by the module that is imported for it; a bundle beside the one that imports it. */
const LATE = { 'client/src/tenancy/sdk.ts': 'sdk.cjs', 'client/src/cli/main.ts': 'cli/main.cjs' };

/**
 * What is loaded when one of its functions is first called, by the module that has them. Programs that have a bundle for it beside
 * them read that bundle then, which has modules of its own; the others hold it, and evaluate it then.
 */
const ON_CALL = {
  'server/src/language/read-kinds.ts': { file: 'parser.cjs', functions: ['readKinds'] },
  'server/src/checks/words/translations.ts': {
    file: 'translations.cjs',
    functions: ['japaneseMessages', 'portugueseMessages'],
  },
  'client/src/cli/translations.ts': {
    file: 'translations.cjs',
    functions: ['japaneseWords', 'portugueseWords'],
  },
};
/** The package of the extension may hold no more files. */
const HOLDS_ALL = ['server.mjs', 'server.browser.js'];

/** A module, since the extension imports it, too. Packages of npm that are no modules ask for parts of Node.js in their own way. */
const asModule = {
  format: 'esm',
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
};

/** Every bundle by its file in dist/: where it begins, and what it runs on. */
const bundles = {
  'client.cjs': { entry: 'client/src/vscode/extension.ts', ...node, external: ['vscode'] },
  'client.browser.js': {
    entry: 'client/src/vscode/extension.browser.ts',
    ...browser,
    format: 'cjs',
    external: ['vscode'],
  },
  'server.mjs': { entry: 'client/src/vscode/program.ts', ...node, ...asModule },
  'server.cjs': { entry: 'server/src/main.ts', ...node },
  'server.browser.js': { entry: 'server/src/main.browser.ts', ...browser, format: 'iife' },
  'cli.cjs': {
    entry: 'client/src/cli/start.ts',
    ...node,
    banner: { js: '#!/usr/bin/env node' },
    supported: { 'dynamic-import': false },
  },
  'cli/main.cjs': { entry: 'client/src/cli/main.ts', ...node, format: 'esm', splitting: true },
  'sdk.cjs': { entry: 'client/src/tenancy/sdk.ts', ...node, ...sdk },
  'translations.cjs': { entry: 'client/src/cli/translations.ts', ...node },
  'parser.cjs': { entry: 'server/src/language/read-kinds.ts', ...node },
  ...(production ? {} : testBundles()),
};

await runMain(async () => {
  // Modules have names of their own in each build.
  for (const folder of production ? [dist] : [path.join(dist, 'test'), path.join(dist, 'cli')])
    rmSync(folder, { recursive: true, force: true });
  const contexts = await Promise.all(
    Object.entries(bundles).map(([file, { entry, ...bundle }]) =>
      esbuild.context(options(file, { ...output(file, entry, bundle.splitting), ...bundle })),
    ),
  );
  if (watch) return void (await Promise.all(contexts.map((context) => context.watch())));
  try {
    // esbuild prints each fault itself, with its place; all bundles are tried, so that one run tells them all.
    const results = await Promise.allSettled(contexts.map((context) => context.rebuild()));
    if (results.some((result) => result.status === 'rejected')) return 1;
    if (production) {
      const licences = licencesOf(
        root,
        results.map((result) => result.value.metafile),
      );
      writeFileSync(path.join(dist, 'LICENSES.txt'), licences);
    }
  } finally {
    await Promise.all(contexts.map((context) => context.dispose()));
  }
});

/** The suite that runs in the extension host, and its desktop launcher; mocha is loaded from node_modules. */
function testBundles() {
  const files = readdirSync(path.join(root, 'test/vscode')).filter((file) =>
    /(^index|^run-desktop|\.test)\.ts$/.test(file),
  );
  const external = ['vscode', 'mocha', '@vscode/test-electron'];
  return Object.fromEntries(
    files.map((file) => [
      `test/${file.replace(/\.ts$/, '.cjs')}`,
      { entry: `test/vscode/${file}`, ...node, external },
    ]),
  );
}

/** Where a bundle goes: into one file, or into modules that are loaded when they are needed. */
function output(file, entry, splitting) {
  const out = path.join(dist, file);
  if (!splitting) return { entryPoints: [entry], outfile: out };
  const name = path.basename(file, '.cjs');
  return { entryPoints: { [name]: entry }, outdir: path.dirname(out), outExtension: { '.js': '.cjs' } };
}

/** Leaves what is loaded late to run time: the imports of `LATE`, and the functions of `ON_CALL`, which load it when they are called. */
function late(name) {
  const beside = (bundle) => {
    const place = path.posix.relative(path.posix.dirname(name), bundle);
    return place.startsWith('.') ? place : `./${place}`;
  };
  return {
    name: 'late',
    setup(build) {
      build.onResolve({ filter: /\.ts$/ }, ({ path: imported, resolveDir, kind }) => {
        const file = path.relative(root, path.resolve(resolveDir, imported)).replaceAll(path.sep, '/');
        if (kind === 'dynamic-import' && file in LATE) return { path: beside(LATE[file]), external: true };
        if (kind === 'import-statement' && (ON_CALL[file]?.file ?? name) !== name)
          return { path: file, namespace: 'on-call' };
        return undefined;
      });
      build.onLoad({ filter: /./, namespace: 'on-call' }, ({ path: file }) => {
        const place = HOLDS_ALL.includes(name) ? path.join(root, file) : beside(ON_CALL[file].file);
        const calls = ON_CALL[file].functions.map(
          (each) =>
            `export const ${each} = (...given) => require(${JSON.stringify(place)}).${each}(...given);`,
        );
        return { contents: calls.join('\n'), resolveDir: root };
      });
      build.onResolve({ filter: /^\.\.?\//, namespace: 'on-call' }, ({ path: bundle }) => ({
        path: bundle,
        external: true,
      }));
    },
  };
}

/** Leaves data beside the bundle, to be read when the module that imports it is: Node.js would read every letter of it as code. */
function dataBeside(name) {
  return {
    name: 'data-beside',
    setup(build) {
      build.onLoad({ filter: /\.json\.txt$/ }, ({ path: file }) => {
        const place = path.basename(file, '.txt');
        mkdirSync(path.join(dist, path.dirname(name)), { recursive: true });
        copyFileSync(file, path.join(dist, path.dirname(name), place));
        const read = `readFileSync(require.resolve('./${place}'), 'utf8')`;
        return {
          contents: `import { readFileSync } from 'node:fs';\nexport default ${read};`,
          watchFiles: [file],
        };
      });
      build.onResolve({ filter: /\.json$/ }, ({ path: place, kind }) =>
        kind === 'require-resolve' ? { path: place, external: true } : undefined,
      );
    },
  };
}

function options(name, { platform, ...bundle }) {
  const common = bundling(platform);
  return {
    absWorkingDir: root,
    bundle: true,
    // Words for people are in many scripts. One character beyond Latin, and the engine keeps the whole program with two bytes a
    // character, for as long as it runs: escaped they weigh 5 KB more, packed, and 2 MB less in memory.
    charset: 'ascii',
    minify: production,
    sourcemap: !production,
    metafile: production,
    legalComments: 'none',
    ...common,
    logLevel: 'warning',
    plugins: [
      ...common.plugins,
      ...(bundle.splitting ? [dataBeside(name), commonJs] : []),
      late(name),
      report(name, path.join(dist, name)),
    ],
    platform,
    ...bundle,
  };
}

/** Tells the size of what was built, and the editor's task when a build begins and ends. */
function report(name, outfile) {
  return {
    name: 'report',
    setup(build) {
      build.onStart(() => {
        if (watch) console.log(`${name}: build started`);
      });
      build.onEnd(({ errors }) => {
        if (watch) console.log(`${name}: build ended`);
        if (errors.length > 0) return;
        if (name === 'cli.cjs') chmodSync(outfile, 0o755);
        if (name.startsWith('test/')) return;
        const code = readFileSync(outfile);
        console.log(
          `${path.relative(root, outfile)}  ${kilobytes(code.length)}, ${kilobytes(gzipSync(code).length)} compressed`,
        );
      });
    },
  };
}

function kilobytes(bytes) {
  return `${Math.round(bytes / 1024)} KB`;
}
