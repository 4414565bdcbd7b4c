import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

/** The bytes of a file as the programs import it: packed, in base64. Without this, the packages would weigh 70 KB more. */
export function packed(bytes) {
  return deflateRawSync(bytes, { level: 9 }).toString('base64');
}

const packedWasm = {
  name: 'packed-wasm',
  setup(build) {
    build.onLoad({ filter: /\.wasm$/ }, async ({ path }) => ({
      contents: packed(await readFile(path)),
      loader: 'text',
    }));
  },
};

/** Commander without what starts programs: no command of ours is a program of its own. */
const commanderAlone = {
  name: 'commander-alone',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]commander[\\/]/.test(importer)
        ? { path: 'nothing', namespace: 'commander-alone' }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'commander-alone' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Langium's parser without the protocol, which the server brings in a version of its own. */
const langiumAlone = {
  name: 'langium-alone',
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver-protocol$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]langium[\\/]/.test(importer)
        ? { path: fileURLToPath(new URL('langium-protocol.js', import.meta.url)) }
        : undefined,
    );
  },
};

/**
 * What esbuild is told wherever our sources are bundled. `platform`: what the bundle runs on, as esbuild calls it.
 * @param {'node' | 'browser'} platform
 */
export function bundling(platform) {
  return {
    // Data that is read once, at first use, is bundled as text: JSON.parse of it is faster than evaluating it as code.
    loader: { '.json.txt': 'text' },
    plugins: [packedWasm, commanderAlone, langiumAlone],
    // The manifest may have no home page; of it, only what is asked for is bundled.
    logOverride: { 'import-is-undefined': 'silent' },
    // Its other form asks for its parts with a `require` that no bundler sees.
    alias: {
      'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
      'character-entities': './scripts/no-entities.js',
      // Its form for Node.js cannot be taken in parts.
      yaml: './node_modules/yaml/browser/index.js',
      // Its form for browsers asks the page, which a web worker has not.
      'decode-named-character-reference': './node_modules/decode-named-character-reference/index.js',
    },
    // The parser of Terraform asks where it runs and was loaded from; it is given its parts, and reads no file.
    define: {
      'import.meta.url': '"file:///C:/ocipolicy.js"',
      ...(platform === 'browser' ? { 'process.versions': 'undefined' } : {}),
    },
  };
}
