// node scripts/example-pictures.mjs [FILE…]: pictures of the examples (or of the files named, of examples/) in VS Code, in artifacts/.
// Each shows the file in the editor and the Problems panel below it. Installs VS Code for the browser where it lacks.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { installAndBuild } from './install.mjs';
import { runMain } from './missing.mjs';

const root = path.resolve(import.meta.dirname, '..');
const examples = path.join(root, 'examples');
const pictures = path.join(root, 'artifacts');

await runMain(async () => {
  await installAndBuild();
  const { installWorkbench } = await import('./workbench-install.mjs');
  const { installChromium, startBrowser } = await import('./workbench-browser.mjs');
  const { exitOnSignals, linkExtension, startServer, temporaryProfile, workbenchUrl } =
    await import('./workbench.mjs');
  await installChromium();
  await installWorkbench();
  exitOnSignals();
  const named = process.argv.slice(2).map((file) => path.basename(file));
  const files =
    named.length > 0 ? named : readdirSync(examples).filter((file) => file.endsWith('.ocipolicy'));
  const profile = temporaryProfile();
  linkExtension(profile, root);
  const server = await startServer(profile);
  const context = await startBrowser(profile);
  try {
    const page = await context.newPage();
    await page.goto(workbenchUrl(server.origin, examples));
    mkdirSync(pictures, { recursive: true });
    for (const file of files) {
      await show(page, file);
      const to = path.join(pictures, `${path.parse(file).name}.png`);
      await page.screenshot({ path: to });
      console.log(`${path.relative(root, to)}: ${(await problems(page)).join(' | ') || 'no problems'}`);
    }
  } finally {
    await context.close();
    await server.stop();
  }
});

/** Opens a file of the folder, with the Problems panel, and waits until what the server says of it is on screen. */
async function show(page, file) {
  await page.keyboard.press('Escape');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
  await page.locator('.tab.active', { hasText: file }).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
  if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel').waitFor();
  // A file without faults shows none, ever: this is how long the others are given.
  const underlined = page.locator('.editor-instance [class*="squiggly-"]').first();
  await underlined.waitFor({ state: 'attached', timeout: 5000 }).catch(() => undefined);
}

/** The rows of the Problems panel, as text on one line each. */
async function problems(page) {
  const rows = await page.locator('.markers-panel .monaco-list-row').allInnerTexts();
  return rows.map((row) => row.replace(/\s+/g, ' ').trim());
}
