import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,property,protocol}/**/*.test.ts'],
    testTimeout: 60_000,
    forceRerunTriggers: [],
  },
});
