import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { openOnWeb } from '../../scripts/workbench-web.mjs';
import { ask, awaitEditor, hover } from '../../scripts/workbench-window.mjs';
import { awaitText, picturesOfFailures, steps, TIMEOUT, windows } from './window.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const step = steps('web');

suite('in VS Code for the Web, on a file in memory', () => {
  let page, asked;
  suiteSetup(async () => {
    ({ page, asked } = await openOnWeb(await windows(), root));
    page.setDefaultTimeout(TIMEOUT);
    await page.locator('.explorer-folders-view').waitFor({ timeout: 60_000 });
    await newFile('lab.ocipolicy');
    await page.locator('.statusbar-item', { hasText: 'OCI Policy' }).waitFor();
  });
  suiteTeardown(() => page?.close());
  picturesOfFailures(() => page);

  const newFile = async (name) => {
    await page.locator('.explorer-folders-view').hover();
    await page.locator('.pane-header [aria-label="New File..."]').first().click();
    await page.locator('.explorer-item-edited input').fill(name);
    await page.keyboard.press('Enter');
    await awaitEditor(page, name);
  };
  const rewrite = async (text) => {
    await page.locator('.editor-instance .view-lines').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };
  const words = (text) => page.locator('.editor-instance .view-line span span', { hasText: text });

  test('the extension and its server are those for web workers', async () => {
    await rewrite('allow group A to reed buckets in tenancy');
    await page.locator('.editor-instance .squiggly-error').first().waitFor({ state: 'attached' });
    const bundles = [...asked].filter((file) => /^dist\/.*\.[cm]?js$/.test(file));
    assert.deepEqual(bundles.sort(), ['dist/client.browser.js', 'dist/server.browser.js']);
  });

  test('a fault is underlined and mended', async () => {
    await rewrite('allow group Analysts to reed buckets in compartment labs');
    await page.locator('.editor-instance .squiggly-error').first().waitFor({ state: 'attached' });
    await words(/^reed$/).click();
    await page.locator('[class*="lightbulb-auto"]:visible').first().click();
    await step(page, 'fix');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Replace “reed” with “read”' }).click();
    await awaitText(page, 'allow group Analysts to read buckets in compartment labs');
  });

  test('a verb shows its table, and a type is completed', async () => {
    await rewrite('allow group Analysts to read ');
    await page.keyboard.type('object-fam');
    await page
      .locator('.suggest-widget.visible .monaco-list-row.focused[aria-label^="object-family"]')
      .waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(' in tenancy');
    await page.keyboard.press('Escape');
    await awaitText(page, 'allow group Analysts to read object-family in tenancy');
    await hover(page, '1:26');
    await page.locator('.monaco-hover table', { hasText: 'OBJECT_READ' }).waitFor();
    await step(page, 'hover');
  });

  test('there is no tenancy to apply to, nor a view of one', async () => {
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await ask(page, 'F1', 'OCI Policy: ');
    await rows.filter({ hasText: 'OCI Policy: Restart Language Server' }).waitFor();
    const titles = await rows.allInnerTexts();
    assert.deepEqual(
      titles.filter((title) => /Tenancy|Apply|Preview|Drift|Profile/.test(title)),
      [],
    );
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.pane-header', { hasText: 'Outline' }).count(), 1);
    assert.equal(await page.locator('.pane-header', { hasText: 'OCI Tenancy' }).count(), 0);
  });
});
