// What a person does in a window of VS Code, each step awaited until the screen shows it.
import { startBrowser } from './workbench-browser.mjs';
import { startServer, workbenchUrl } from './workbench.mjs';

/**
 * VS Code's server and a browser, on one profile. `open(folder, file)` gives a page with the file of the folder open
 * in it; `stop()` ends both.
 */
export async function startWindows(profile, options) {
  const server = await startServer(profile, options);
  const context = await startBrowser(profile).catch(async (error) => {
    await server.stop();
    throw error;
  });
  const open = async (folder, file) => {
    const page = await context.newPage();
    // A changed file asks before its window goes.
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
    await page.goto(openedUrl(server.origin, folder, file));
    await awaitEditor(page, file);
    return page;
  };
  const stop = async () => {
    await context.close().catch(() => undefined);
    await server.stop();
  };
  return { server, context, open, stop };
}

/** The address that opens a folder with one of its files. */
export function openedUrl(origin, folder, file) {
  const payload = [['openFile', `vscode-remote://${new URL(origin).host}${folder}/${file}`]];
  return `${workbenchUrl(origin, folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Waits until a file is the one that is edited, and its text is on the screen. */
export async function awaitEditor(page, file) {
  await page.locator('.tab.active', { hasText: file }).waitFor({ timeout: 60_000 });
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Runs a command of the palette by its title. */
export async function command(page, title) {
  await ask(page, 'F1', title);
  // Until the list is narrowed down, another command is the one that would be run.
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
}

/** Opens a file of the folder by its name. */
export async function quickOpen(page, file) {
  await ask(page, 'Control+P', file);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: file }).waitFor();
  await page.keyboard.press('Enter');
  await awaitEditor(page, file);
}

/** Puts the cursor at `line:column`, both from 1. */
export async function goTo(page, place) {
  await ask(page, 'Control+G', place);
  await page.keyboard.press('Enter');
}

/** Opens the input at the top of the window with a key, and types into it. */
export async function ask(page, key, words) {
  await page.keyboard.press(key);
  await page.locator('.quick-input-widget input:focus').waitFor();
  await page.keyboard.type(words);
}

/** Shows the hover of `line:column`. */
export async function hover(page, place) {
  await goTo(page, place);
  await page.keyboard.press('Control+K');
  await page.keyboard.press('Control+I');
  await page.locator('.monaco-hover .hover-contents').first().waitFor();
}

/** Waits until the extension is there, with its commands for tenancies: the button over a policy file comes with them. */
export async function awaitTenancy(page) {
  await page.locator('.editor-actions [aria-label="Preview Changes"]').waitFor({ timeout: 60_000 });
}

/** Starts the sandbox tenancy, and takes away what tells so. It ends with its window. */
export async function startSandbox(page) {
  await awaitTenancy(page);
  await command(page, 'OCI Policy: Start Sandbox Tenancy');
  const toast = page.locator('.notification-toast', { hasText: 'sandbox tenancy runs' });
  await toast.waitFor();
  await command(page, 'Notifications: Clear All Notifications');
  await toast.waitFor({ state: 'detached' });
}

/** How often something is looked at before it is given up: each look takes a frame of the screen at least. */
const MOST_LOOKS = 3_000;

/**
 * Looks until something holds.
 * @throws when it does not come to that
 */
export async function until(holds) {
  for (let look = 0; look < MOST_LOOKS; look++) if (await holds()) return;
  throw new Error('what was waited for did not come');
}

/** How wide all elements of a selector are together, in pixels. */
export function widthOf(page, selector) {
  return page.evaluate(
    (selector) =>
      new Promise((resolve) => {
        requestAnimationFrame(() =>
          resolve(
            [...document.querySelectorAll(selector)].reduce(
              (sum, element) => sum + element.getBoundingClientRect().width,
              0,
            ),
          ),
        );
      }),
    selector,
  );
}

/** So many pictures in a row that are the same are one of a screen on which nothing moves any more. */
const STILL = 4;

/** A picture of the page, taken when nothing fades in, moves or is being worked out any more: what it shows stays the same. */
export async function stillPicture(page) {
  let last, same;
  await until(async () => {
    await page.evaluate(() =>
      Promise.allSettled(
        document
          .getAnimations()
          .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
          .map(({ finished }) => finished),
      ),
    );
    // The cursor is not part of it.
    const picture = await page.screenshot({ caret: 'hide', animations: 'disabled' });
    same = last?.equals(picture) ? same + 1 : 1;
    last = picture;
    return same >= STILL;
  });
  return last;
}
