import assert from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { awaitText, openFolder, picturesOfFailures } from './window.mjs';

const FAULTY = 'allow group Analysts to reed buckets in compartment labs\n';
const CLEAN = 'allow group Analysts to read buckets in compartment labs\n';

suite('a policy is written with the mouse and the keyboard', () => {
  let page, folder;
  suiteSetup(async () => {
    folder = await openFolder('writing', {
      'clean.ocipolicy': CLEAN,
      'faulty.ocipolicy': FAULTY,
      'mended.ocipolicy': FAULTY,
      'completed.ocipolicy': '',
      'snippet.ocipolicy': '',
      'lens.ocipolicy': `policy lab in compartment labs description "x" {\n  ${CLEAN}}\n`,
    });
    ({ page } = folder);
  });
  suiteTeardown(() => page?.close());
  picturesOfFailures(() => page);

  const squiggles = () => page.locator('.editor-group-container.active .squiggly-error');
  const suggestion = (label) =>
    page.locator(`.suggest-widget.visible .monaco-list-row.focused[aria-label^="${label}"]`);
  /** Types some letters, and takes the suggestion that then stands first. What follows is suggested by itself. */
  const complete = async (letters, label) => {
    await page.keyboard.type(letters);
    await suggestion(label).waitFor();
    await page.keyboard.press('Enter');
    await suggestion(label).waitFor({ state: 'detached' });
  };

  test('a file of the explorer is opened: its fault is underlined, and told in Problems', async () => {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'faulty.ocipolicy' }).dblclick();
    await page.locator('.tab.active', { hasText: 'faulty.ocipolicy' }).waitFor();
    await squiggles().first().waitFor({ state: 'attached' });
    assert.equal(await squiggles().count(), 1);
    assert.match(await page.locator('#status\\.editor\\.mode').innerText(), /OCI Policy/);
    await page.locator('#status\\.problems').click();
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'reed' });
    await problem.first().waitFor();
    await folder.step('problems');
    await page.locator('#status\\.problems').click();
    await problem.first().waitFor({ state: 'hidden' });
  });

  test('a statement is written by completion, word for word', async () => {
    await folder.open('completed.ocipolicy');
    await complete('all', 'allow');
    await complete('gr', 'group');
    await complete('Ana', 'Analysts');
    await page.keyboard.type(' to ');
    await suggestion('inspect').waitFor();
    await folder.step('verbs');
    await complete('re', 'read');
    await complete('object-fam', 'object-family');
    await page.keyboard.type(' in ');
    await complete('comp', 'compartment');
    await complete('la', 'labs');
    await page.keyboard.press('Enter');
    await awaitText(page, 'allow group Analysts to read object-family in compartment labs\n');
    await folder.step('completed');
  });

  test('the lightbulb mends a fault, and the file is saved mended', async () => {
    await folder.open('mended.ocipolicy');
    await squiggles().first().waitFor({ state: 'attached' });
    await page.locator('.view-line span span', { hasText: /^reed$/ }).click();
    // The bulb has this form where it holds a fix; wherever something can be rewritten, it has another one.
    await page.locator('[class*="lightbulb-auto"]:visible').first().click();
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Replace “reed” with “read”' });
    await fix.waitFor();
    await folder.step('lightbulb');
    await fix.click();
    await awaitText(page, CLEAN);
    await squiggles().first().waitFor({ state: 'detached' });
    assert.equal(folder.onDisk('mended.ocipolicy'), FAULTY);
    await page.keyboard.press('Control+S');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    assert.equal(folder.onDisk('mended.ocipolicy'), CLEAN);
  });

  test('the mouse on a verb shows the table of what the verb gives', async () => {
    await folder.open('clean.ocipolicy');
    await page.locator('.view-line span span', { hasText: /^read$/ }).hover();
    const rows = page.locator('.monaco-hover table tbody tr');
    await rows.filter({ hasText: 'BUCKET_READ' }).waitFor();
    await folder.step('verb table');
    const verbs = await rows.evaluateAll((all) =>
      all.map((row) => row.cells[0].textContent.replace(/\W/g, '')),
    );
    assert.deepEqual(verbs, ['inspect', 'read', 'use', 'manage']);
  });

  test('a snippet is expanded, and its stops are filled one after the other', async () => {
    await folder.open('snippet.ocipolicy');
    await complete('allow-gro', 'allow-group');
    await awaitText(page, 'allow group <group> to inspect <resource-type> in compartment <compartment>');
    await folder.step('snippet');
    await page.keyboard.type('Zebras');
    await page.keyboard.press('Tab');
    await suggestion('inspect').waitFor();
    await page.keyboard.press('ArrowDown');
    await suggestion('read').waitFor();
    await folder.step('choice of a stop');
    // A choice that is taken leads to the next stop by itself.
    await page.keyboard.press('Enter');
    await complete('buck', 'buckets');
    await page.keyboard.press('Tab');
    await suggestion('compartment').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Zoo');
    await awaitText(page, 'allow group Zebras to read buckets in compartment Zoo');
  });

  test('a lens tells what a policy grants, and a click on it lists the permissions', async () => {
    await folder.open('lens.ocipolicy');
    await page.locator('.codelens-decoration a', { hasText: '2 permissions' }).click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'BUCKET_READ' }).waitFor();
    await folder.step('permissions');
    await page.keyboard.press('Escape');
  });
});
