import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { startBrowser } from '../../scripts/workbench-browser.mjs';
import { installWorkbench } from '../../scripts/workbench-install.mjs';
import { startServer, temporaryProfile, workbenchUrl } from '../../scripts/workbench.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const TIME_LIMIT = 120_000;

/** In the first line, so that it is on the screen. */
const FAULTY = 'allow group A to reed buckets in tenancy\n';

/**
 * What a person waits for in VS Code, each time in a window of its own with an extension host that has run nothing of the product.
 * @param bundles the production bundles, and a folder to work in
 * @param text of the file that is opened
 * @returns times: `activated`, the extension loaded and activated; `shown`, from opening the file, which activates the extension
 *   and starts the server, to its first underlined fault on the screen
 * @throws Missing where VS Code or Chromium cannot be had
 */
export async function activations({ dist, folder }, text, runs) {
  await installWorkbench();
  const extension = installable(dist, path.join(folder, 'extension'));
  const tests = path.join(folder, 'activation-suite.cjs');
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'activation-suite.mjs')],
    ...{
      outfile: tests,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['vscode'],
      logLevel: 'warning',
    },
  });
  const profile = temporaryProfile();
  writeFileSync(path.join(profile.folder, 'before.txt'), 'Any text.\n');
  writeFileSync(path.join(profile.folder, 'opened.ocipolicy'), FAULTY + text);
  const server = await startServer(profile, { development: true });
  const context = await startBrowser(profile);
  try {
    const inWindow = (name) =>
      windowRuns({ context, server, extension, tests }, path.join(profile.folder, name));
    const [activated, shown] = [[], []];
    for (let run = 0; run < runs; run++) {
      activated.push((await inWindow(`activate-${run}`)).measured);
      const { measured, seen } = await inWindow(`open-${run}`);
      shown.push({ wall: seen - measured.begin, processor: undefined });
    }
    return { activated, shown };
  } finally {
    await context.close().catch(() => undefined);
    await server.stop();
  }
}

/** The extension as VS Code finds it installed: what the repository has of it, and the bundles. */
function installable(dist, folder) {
  mkdirSync(folder);
  for (const name of readdirSync(root))
    if (/^(package.*\.json|language-configuration\.json|icons|l10n|schemas|snippets|syntaxes)$/.test(name))
      symlinkSync(path.join(root, name), path.join(folder, name));
  symlinkSync(dist, path.join(folder, 'dist'));
  return folder;
}

/** Opens a folder in a new window, which runs the suite; gives what that measured, and when the first fault was seen. */
async function windowRuns({ context, server, extension, tests }, folder) {
  mkdirSync(folder);
  const page = await context.newPage();
  try {
    // A page behind another draws nothing.
    await page.bringToFront();
    await page.exposeFunction('codeAutomationLog', () => undefined);
    const ended = new Promise((resolve) => void page.exposeFunction('codeAutomationExit', resolve));
    const url = workbenchUrl(server.origin, folder, { extension, tests });
    const seen = path.basename(folder).startsWith('open')
      ? firstFault(page, url).then((at) => {
          // The extension host ends with the suite, and then nothing is underlined any more.
          writeFileSync(`${folder}.seen`, '');
          return at;
        })
      : page.goto(url);
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`${folder} did not end`)), TIME_LIMIT).unref();
    });
    await Promise.race([Promise.all([seen, ended]), late]);
    return { measured: JSON.parse(readFileSync(`${folder}.json`, 'utf8')), seen: await seen };
  } finally {
    await page.close();
  }
}

/** When the page first shows a fault underlined, in milliseconds since 1970; it looks before each frame. */
async function firstFault(page, url) {
  await page.goto(url);
  const looked = () => document.querySelector('.squiggly-error') !== null && Date.now();
  const seen = await page.waitForFunction(looked, undefined, { polling: 'raf', timeout: TIME_LIMIT });
  return seen.jsonValue();
}
