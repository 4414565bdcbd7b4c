import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';
import { packed } from './scripts/bundling.mjs';

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
      // The same for the parser of Terraform (server/src/hosts/wasm.d.ts).
      name: 'packed-wasm',
      enforce: 'pre',
      load: async (id) =>
        id.endsWith('.wasm') ? `export default ${JSON.stringify(packed(await readFile(id)))}` : undefined,
    },
  ],
  test: {
    include: ['test/{unit,property,protocol}/**/*.test.ts'],
    setupFiles: ['test/property/seed.ts'],
    testTimeout: 60_000,
    server: { deps: { inline: [/\.wasm$/] } },
    forceRerunTriggers: [],
  },
});
