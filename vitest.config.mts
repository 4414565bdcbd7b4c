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
  ],
  test: {
    include: ['test/{unit,property,protocol}/**/*.test.ts'],
    testTimeout: 60_000,
    forceRerunTriggers: [],
  },
});
