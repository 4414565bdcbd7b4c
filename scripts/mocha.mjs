// node scripts/mocha.mjs FOLDER[/FILE]…: runs the tests of test/packages or test/ui, or those of their files whose names begin so;
// they drive VS Code from outside. After a build.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import { runMain } from './missing.mjs';
import { findChromium, installChromium } from './workbench-browser.mjs';
import { installWorkbench } from './workbench-install.mjs';
import { exitOnSignals } from './workbench.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs the test files of a folder of test/ with mocha, in this process. What needs a VS Code is skipped elsewhere than on
 * Linux, where VS Code for the browser cannot be had.
 * @param begin what the names of the files begin with; all of them by default
 * @returns `{ passed, failed, skipped }`; a file without a test counts as failed
 * @throws Missing where VS Code or Chromium cannot be had
 */
export async function runFolder(name, begin = '') {
  if (process.platform === 'linux') {
    if (!findChromium()) await installChromium();
    await installWorkbench();
  }
  const folder = path.join(root, 'test', name);
  const files = readdirSync(folder)
    .filter((file) => file.startsWith(begin) && file.endsWith('.test.mjs'))
    .map((file) => path.join(folder, file));
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: 120_000,
    // So that each test is listed with the time that it took.
    slow: 0,
    forbidOnly: process.env.CI === 'true',
  });
  const untouched = new Set(files);
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  const stats = await new Promise((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('test end', (test) => untouched.delete(test.file));
  });
  for (const file of untouched) console.error(`${file} has no test`);
  return { passed: stats.passes, failed: stats.failures + untouched.size, skipped: stats.pending };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  exitOnSignals();
  await runMain(async () => {
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const name of process.argv.slice(2)) {
      const counts = await runFolder(...name.split('/'));
      for (const key of Object.keys(total)) total[key] += counts[key];
    }
    console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
    return total.failed === 0 && total.passed > 0 ? 0 : 1;
  });
}
