import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';

/**
 * Runs the suite in desktop VS Code: the one that VSCODE_EXECUTABLE names, else one that is downloaded, of version
 * VSCODE_VERSION or the newest stable. Ends with a line `N passed, N failed, N skipped`; exit code 2 when there is no
 * VS Code to be had.
 */
async function main(): Promise<number> {
  const root = path.resolve(__dirname, '../..');
  const profile = mkdtempSync(path.join(tmpdir(), 'ocipolicy-'));
  const report = path.join(profile, 'report.json');
  const workspace = path.join(profile, 'workspace');
  try {
    const executable = await desktop();
    if (!executable) return 2;
    cpSync(path.join(root, 'test/vscode/workspace'), workspace, { recursive: true });
    const code = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(__dirname, 'index.cjs'),
      extensionTestsEnv: { SUITE_REPORT: report },
      launchArgs: [
        workspace,
        '--disable-extensions',
        '--disable-workspace-trust',
        `--user-data-dir=${profile}/data`,
      ],
    });
    // The exit code alone proves nothing: it is 0 for an extension host that was killed.
    if (!existsSync(report)) throw new Error('the suite left no report: it did not run to its end');
    const { passed, failed, skipped } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    return code || failed || !passed ? 1 : 0;
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

async function desktop(): Promise<string | undefined> {
  const { VSCODE_EXECUTABLE: executable, VSCODE_VERSION: version } = process.env;
  if (executable) return executable;
  try {
    return await downloadAndUnzipVSCode(version);
  } catch (error) {
    console.error('VS Code cannot be downloaded:', error instanceof Error ? error.message : error);
    return undefined;
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
