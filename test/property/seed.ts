import fc from 'fast-check';

/**
 * What is random has one seed in every run, so that the same tree has the same result wherever it is tested.
 * `SEED=2 npx vitest run test/property` tries others; what must find new faults is `npm run fuzz`.
 */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) });
