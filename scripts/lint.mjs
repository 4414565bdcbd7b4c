// npm run lint: all checks of the sources, each one run, so that one run tells everything.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runMain } from './missing.mjs';
import { run } from './run.mjs';

const root = path.resolve(import.meta.dirname, '..');
const generated = path.join(root, 'server/src/language/generated');

const node = async (...args) => (await run(process.execPath, args, { cwd: root })).code === 0;
const checks = {
  ESLint: () => node('node_modules/eslint/bin/eslint.js', '.'),
  Prettier: () => node('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  TypeScript: () => node('node_modules/typescript/bin/tsc', '-p', '.', '--noEmit'),
  'the generated parser': isGenerated,
};

await runMain(async () => {
  const failed = [];
  for (const [name, check] of Object.entries(checks)) if (!(await check())) failed.push(name);
  console.log(failed.length === 0 ? 'lint: no faults' : `lint: faults found by ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
});

/** Whether the committed parser is what the grammar gives; afterwards it is, so that it can be committed. */
async function isGenerated() {
  const before = contents();
  const { code, output } = await run(
    process.execPath,
    ['--import', './scripts/groupby.mjs', 'node_modules/langium-cli/bin/langium.js', 'generate'],
    { cwd: root, quiet: true },
  );
  if (code !== 0) {
    console.error(output);
    return false;
  }
  if (contents() === before) return true;
  console.error(
    'server/src/language/generated was not what `npm run generate` makes of the grammar: commit it.',
  );
  return false;
}

function contents() {
  if (!existsSync(generated)) return '';
  return readdirSync(generated)
    .map((file) => `${file}\n${readFileSync(path.join(generated, file), 'utf8')}`)
    .join('\n');
}
