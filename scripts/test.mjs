// npm test [-- PART…]: installs, builds and runs every test, or those of the parts named. Its last line sums them up: `N passed, N failed`.
// With CI=true nothing may be left out that this kind of machine can run: what is missing is installed where that is possible, else
// counted as failed. What is left out is named at the end, with the reason.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fuzz } from './fuzz.mjs';
import { installAndBuild } from './install.mjs';
import { Impossible, Missing, runMain } from './missing.mjs';
import { run } from './run.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const isCI = process.env.CI === 'true';
const hasWorkbench = process.platform === 'linux';
const NO_WORKBENCH =
  'VS Code in the browser, which these tests drive, is had on Linux only; the suite inside VS Code runs on the desktop here.';

/** What is run, one after the other; each gives `{ passed, failed, skipped }` or throws what kept it from its end. */
const parts = {
  vitest: unitTests,
  grammar: grammarTests,
  // A short run, always with the same seed, so that a red one is about the change: `npm run fuzz` takes another each time, and as long as one wants.
  fuzz: async () => lastCounts(await fuzz(['--minutes', '0.2', '--seed', '1'])),
  editor: suiteInVSCode,
  screen: onScreen,
  packages: packages,
};

await runMain(async () => {
  await installAndBuild();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const told = [];
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new Missing(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);
  for (const [name, part] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) {
      told.push(`${name}: left out. It was not asked for.`);
      continue;
    }
    let counts;
    try {
      counts = await part();
      told.push(`${name}: ${line(counts)}${counts.why ? `. ${counts.why}` : ''}`);
    } catch (error) {
      const leftOut = error instanceof Impossible || (error instanceof Missing && !isCI);
      counts = { passed: 0, failed: leftOut ? 0 : 1, skipped: 0 };
      told.push(
        `${name}: ${leftOut ? 'left out' : 'failed'}. ${error instanceof Missing ? error.message : error.stack}`,
      );
    }
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  console.log(`\n${told.join('\n')}\n${line(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
});

function line({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Everything under test/ that runs without an editor. A file that gives no result counts as failed. */
async function unitTests() {
  const folder = mkdtempSync(path.join(tmpdir(), 'ocipolicy-'));
  const file = path.join(folder, 'results.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code } = await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters], {
      cwd: root,
    });
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const lost = results.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
    );
    const withResult = new Set(results.testResults.map(({ name }) => path.resolve(name)));
    const unrun = testFiles().filter((each) => !withResult.has(each));
    for (const each of unrun) console.error(`${each} gave no result`);
    const failed = results.numFailedTests + lost.length + unrun.length;
    return {
      passed: results.numPassedTests,
      // An error outside of any test fails the run, too.
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files that vitest.config.mts names. */
function testFiles() {
  const folder = path.join(root, 'test');
  return readdirSync(folder, { recursive: true })
    .filter((file) => /^(unit|property|protocol)[/\\].*\.test\.ts$/.test(file))
    .map((file) => path.join(folder, file));
}

/** The tests of the TextMate grammars. */
async function grammarTests() {
  return lastCounts(await run(process.execPath, ['scripts/test-grammar.mjs'], { cwd: root }));
}

/** The suite of test/vscode: in VS Code in the browser on Linux, in desktop VS Code elsewhere or when it is named. */
async function suiteInVSCode() {
  if (process.platform !== 'linux' || process.env.VSCODE_EXECUTABLE) {
    const result = await run(process.execPath, ['dist/test/run-desktop.cjs'], { cwd: root });
    if (result.code === 2)
      throw new Missing('There is no desktop VS Code: see above, or name one with VSCODE_EXECUTABLE.');
    return lastCounts(result);
  }
  const { findChromium, installChromium } = await import('./workbench-browser.mjs');
  const { exitOnSignals } = await import('./workbench.mjs');
  const { runSuite } = await import('./workbench-suite.mjs');
  if (isCI) await installChromium();
  if (!findChromium()) throw new Missing('There is no Chromium: install it, or name one with CHROMIUM_PATH.');
  exitOnSignals();
  return runSuite();
}

/** What a person does in VS Code, on the screen. */
async function onScreen() {
  if (!hasWorkbench) throw new Impossible(NO_WORKBENCH);
  return fromOutside('ui');
}

/** What is given away, installed. */
async function packages() {
  return { ...(await fromOutside('packages')), why: hasWorkbench ? undefined : `Skipped: ${NO_WORKBENCH}` };
}

/** A folder of tests that drive VS Code, and what is packed for others, from outside. */
async function fromOutside(folder) {
  const { exitOnSignals } = await import('./workbench.mjs');
  const { runFolder } = await import('./mocha.mjs');
  exitOnSignals();
  return runFolder(folder);
}

/** The counts of the last line `N passed, N failed` that a program wrote; it and its exit code must agree. */
function lastCounts({ code, output }) {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm)].at(-1);
  if (!found) throw new Error(`no line \`N passed, N failed\`, exit code ${code}`);
  const [passed, failed, skipped] = found.slice(1).map((count) => Number(count ?? 0));
  if (passed + failed === 0) throw new Error('no test ran');
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}
