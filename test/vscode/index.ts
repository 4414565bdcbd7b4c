import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * Runs every test file of this folder inside the extension host; each launcher, in the browser and on the desktop,
 * names this module to VS Code. Rejects when a test fails or a file has no test.
 *
 * At its end it writes `{ passed, failed, skipped, output }` to the file that SUITE_REPORT names, `output` being the lines
 * of the reporter. Launchers demand that file: VS Code ends with exit code 0 for a suite that was killed, too.
 */
export async function run(): Promise<void> {
  const output: string[] = [];
  Mocha.reporters.Base.consoleLog = (...words: unknown[]) => {
    output.push(format(...words));
    console.log(...words);
  };
  const mocha = new Mocha({
    ui: 'tdd',
    color: false,
    timeout: 60_000,
    // So that each test is listed with the time that it took.
    slow: 0,
    forbidOnly: Boolean(process.env['CI']),
  });
  const untouched = new Set(
    readdirSync(__dirname)
      .filter((name) => name.endsWith('.test.cjs'))
      .map((name) => path.join(__dirname, name)),
  );
  for (const file of untouched) mocha.addFile(file);
  const stats = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats ?? noStats));
    runner.on('test end', (test) => untouched.delete(test.file ?? ''));
  });
  for (const file of untouched) output.push(`${file} has no test`);
  const report = {
    passed: stats.passes,
    failed: stats.failures + untouched.size,
    skipped: stats.pending,
    output,
  };
  const file = process.env['SUITE_REPORT'];
  if (file) writeFileSync(file, JSON.stringify(report));
  if (report.failed > 0 || report.passed === 0)
    throw new Error(`${report.failed} failed, ${report.passed} passed`);
}

const noStats: Mocha.Stats = { suites: 0, tests: 0, passes: 0, pending: 0, failures: 0 };
