// npm start: installs, builds, and opens VS Code on examples/ with the extension loaded.
//   npm start [-- --browser]
// A desktop VS Code where there is one; otherwise, or with --browser, VS Code in the browser, on loopback.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installAndBuild } from './install.mjs';
import { runMain } from './missing.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const examples = path.join(root, 'examples');
/** The extension begins with the sandbox tenancy, so that a policy can be applied at once. */
const SANDBOX = { OCIPOLICY_SANDBOX: 'start' };

await runMain(async () => {
  await installAndBuild();
  // Only now: what these import may just have been installed.
  const { findDesktop, openDesktop } = await import('./desktop.mjs');
  const desktop = process.argv.includes('--browser') ? undefined : findDesktop();
  if (!desktop) return openBrowser();
  await openDesktop(desktop, root, examples, SANDBOX);
  console.log(`${desktop} opens examples/ in a new window, with the extension. Close the window to end it.`);
});

async function openBrowser() {
  const { installWorkbench } = await import('./workbench-install.mjs');
  const { exitOnSignals, linkExtension, prepareProfile, startServer, temporaryFolder, workbenchUrl } =
    await import('./workbench.mjs');
  await installWorkbench();
  exitOnSignals();
  const profile = prepareProfile(path.join(root, '.cache/start'), temporaryFolder());
  linkExtension(profile, root);
  const server = await startServer(profile, { env: SANDBOX });
  console.log(`\nVS Code with the extension is at\n\n  ${workbenchUrl(server.origin, examples)}\n`);
  console.log('until you press Ctrl-C. Whoever is logged in to this machine can open it, too.');
  const code = await server.ended;
  console.error(`VS Code's server ended with exit code ${code}:\n${server.output().slice(-2000)}`);
  return 1;
}
