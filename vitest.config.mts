import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    {
      // The build imports files of this name as their text (server/src/catalog/data/text.d.ts); so do the tests.
      name: 'json-text',
      enforce: 'pre',
      load: async (id) =>
        id.endsWith('.json.txt') ? `export default ${JSON.stringify(await readFile(id, 'utf8'))}` : undefined,
    },
    {
      // The same for the parser of Terraform, imported as base64 (server/src/hosts/wasm.d.ts).
      name: 'wasm-base64',
      enforce: 'pre',
      load: async (id) =>
        id.endsWith('.wasm')
          ? `export default ${JSON.stringify((await readFile(id)).toString('base64'))}`
          : undefined,
    },
  ],
  test: {
    include: ['test/{unit,property,protocol}/**/*.test.ts'],
    testTimeout: 60_000,
    server: { deps: { inline: [/\.wasm$/] } },
    forceRerunTriggers: [],
  },
});
