// Runs the suite of test/vscode inside VS Code in the browser: node scripts/workbench-suite.mjs, after a build.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMain } from './missing.mjs';
import { installWorkbench } from './workbench-install.mjs';
import { startBrowser } from './workbench-browser.mjs';
import { exitOnSignals, startServer, temporaryProfile, workbenchUrl } from './workbench.mjs';

const root = path.resolve(import.meta.dirname, '..');
const timeLimit = 5 * 60_000;

/**
 * Runs the suite to its end and prints what mocha says.
 * @returns `{ passed, failed, skipped }`
 * @throws Missing where VS Code or Chromium cannot be had; an Error when the suite did not run to its end
 */
export async function runSuite() {
  await installWorkbench();
  const profile = temporaryProfile();
  const report = path.join(profile.folder, 'report.json');
  // A copy: tests edit its files.
  const workspace = path.join(profile.folder, 'workspace');
  cpSync(path.join(root, 'test/vscode/workspace'), workspace, { recursive: true });
  const server = await startServer(profile, { env: { SUITE_REPORT: report }, development: true });
  const context = await startBrowser(profile);
  const page = context.pages()[0] ?? (await context.newPage());
  let log = '';
  try {
    // VS Code calls these two, in a page that has them: with all that it and the tests log, and at the end.
    await page.exposeFunction('codeAutomationLog', (_type, words) => (log += `${words.join(' ')}\n`));
    const exit = new Promise((resolve, reject) => {
      void page.exposeFunction('codeAutomationExit', (code) => resolve(code)).catch(reject);
      page.once('crash', () => reject(new Error('the page crashed')));
      setTimeout(
        () => reject(new Error(`the suite did not end within ${timeLimit / 60_000} minutes`)),
        timeLimit,
      ).unref();
    });
    const tests = path.join(root, 'dist/test/index.cjs');
    await page.goto(workbenchUrl(server.origin, workspace, { extension: root, tests }));
    const code = await exit;
    // The exit code alone proves nothing: it is 0 for an extension host that was killed, and for one without tests.
    if (!existsSync(report)) throw new Error('the suite left no report: it did not run to its end');
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    console.log(counts.output.join('\n'));
    if (counts.passed === 0) throw new Error('no test passed');
    if (code !== 0 && counts.failed === 0) throw new Error(`VS Code ended the suite with exit code ${code}`);
    return counts;
  } catch (error) {
    mkdirSync(path.join(root, 'artifacts'), { recursive: true });
    await page.screenshot({ path: path.join(root, 'artifacts/suite-failure.png') }).catch(() => undefined);
    error.message += `\n${log.slice(-3000)}\n${server.output().slice(-3000)}\nThe window as it was: artifacts/suite-failure.png`;
    throw error;
  } finally {
    await context.close().catch(() => undefined);
    await server.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  exitOnSignals();
  await runMain(async () => {
    const { passed, failed, skipped } = await runSuite();
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    return failed === 0 ? 0 : 1;
  });
}
