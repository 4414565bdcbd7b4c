// The window of VS Code that all tests of this folder share, with the extension as a person has it installed.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suiteTeardown, teardown } from 'mocha';
import { quickOpen, startWindows } from '../../scripts/workbench-window.mjs';
import { linkExtension, setSettings, temporaryProfile } from '../../scripts/workbench.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const profile = temporaryProfile();

/** How long something may take to be on the screen, in milliseconds; a slow machine needs some. */
export const TIMEOUT = 60_000;

let starting;

/** VS Code's server and a browser, started once for all tests: see `startWindows`. */
export function windows() {
  starting ??= (async () => {
    linkExtension(profile, root);
    setSettings(profile, { 'editor.minimap.enabled': false, 'workbench.editor.restoreViewState': false });
    return startWindows(profile, { env: { OCIPOLICY_STATE: path.join(profile.folder, 'state') } });
  })();
  return starting;
}
suiteTeardown(async () => (await starting?.catch(() => undefined))?.stop());

/**
 * A folder of policy files in a window of its own.
 * @param name of the folder
 * @param files the text of each file by its name; the first one is opened
 * @returns `page`; `open(name)`: opens a file as a person does, by its name; `onDisk(name)`: its text there, and
 * `write(name, text)`; `step(words)`: saves a picture where UI_PICTURES names a folder for them
 */
export async function openFolder(name, files) {
  const folder = path.join(profile.folder, name);
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const [first] = Object.keys(files);
  const page = await (await windows()).open(folder, first);
  page.setDefaultTimeout(TIMEOUT);
  const step = steps(name);
  return {
    page,
    open: async (file) => {
      // What an earlier test may have left open.
      await page.keyboard.press('Escape');
      await quickOpen(page, file);
    },
    write,
    onDisk: (file) => readFileSync(path.join(folder, file), 'utf8'),
    step: (words) => step(page, words),
  };
}

/** What saves pictures of steps, numbered, where UI_PICTURES names a folder for them. */
export function steps(name) {
  let taken = 0;
  return async (page, words) => {
    const to = process.env.UI_PICTURES;
    if (!to) return;
    mkdirSync(to, { recursive: true });
    const number = String(++taken).padStart(2, '0');
    await page.screenshot({ path: path.join(to, `${name}-${number}-${words.replaceAll(' ', '-')}.png`) });
  };
}

/** In the page: the lines of the editor in front, as they are drawn; VS Code draws spaces as ones that do not break. */
function drawnText() {
  const editor = document.querySelector('.editor-group-container.active .editor-instance .view-lines');
  return [...(editor?.querySelectorAll('.view-line') ?? [])]
    .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
    .map((line) => line.textContent.replaceAll('\u00a0', ' '))
    .join('\n');
}

/** Waits until the text in front is this one; where it does not become it, says which one it is. */
export async function awaitText(page, wanted) {
  await page
    .waitForFunction(`(${drawnText})() === ${JSON.stringify(wanted)}`, undefined, { polling: 50 })
    .catch(async () => assert.equal(await page.evaluate(drawnText), wanted));
}

/** Saves what the screen showed when a test failed. To be called in a suite. */
export function picturesOfFailures(pageOf) {
  teardown(async function () {
    if (this.currentTest.state !== 'failed') return;
    mkdirSync(path.join(root, 'artifacts'), { recursive: true });
    const name = this.currentTest.title.replace(/[^a-z0-9]+/gi, '-');
    const file = path.join(root, 'artifacts', `ui-${name}.png`);
    await pageOf()?.screenshot({ path: file });
    console.log(`      The screen as it was: ${path.relative(root, file)}`);
  });
}
