import assert from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { awaitTenancy, command, goTo } from '../../scripts/workbench-window.mjs';
import { awaitText, openFolder, picturesOfFailures } from './window.mjs';

const policy = (verb) =>
  `policy typed in compartment labs\n  description "Written without a mouse"\n{\n` +
  `  allow group lab-members to ${verb} buckets in compartment labs\n}\n`;

suite('nothing needs a mouse', () => {
  let page, folder;
  suiteSetup(async () => {
    folder = await openFolder('keyboard', {
      'mended.ocipolicy': policy('reed'),
      'read.ocipolicy': policy('read'),
      'applied.ocipolicy': policy('use'),
    });
    ({ page } = folder);
    // Whoever clicks in here fails.
    page.mouse.click = page.mouse.move = () => Promise.reject(new Error('this is done by keys alone'));
    await awaitTenancy(page);
  });
  suiteTeardown(() => page?.close());
  picturesOfFailures(() => page);

  test('a fault is reached, told, mended and saved', async () => {
    await folder.open('mended.ocipolicy');
    await page
      .locator('.editor-group-container.active .squiggly-error')
      .first()
      .waitFor({ state: 'attached' });
    await page.keyboard.press('F8');
    const problem = page.locator('.zone-widget .marker-widget', { hasText: 'reed' });
    await problem.waitFor();
    await folder.step('next problem');
    await page.keyboard.press('Escape');
    await problem.waitFor({ state: 'detached' });
    await page.locator('[class*="lightbulb-auto"]:visible').first().waitFor();
    await page.keyboard.press('Control+.');
    await page
      .locator('.action-widget .monaco-list-row.focused', { hasText: 'Replace “reed” with “read”' })
      .waitFor();
    await page.keyboard.press('Enter');
    await awaitText(page, policy('read'));
    await page.keyboard.press('Control+S');
    await page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    assert.equal(folder.onDisk('mended.ocipolicy'), policy('read'));
  });

  test('the verb table is shown, and can be scrolled to its end', async () => {
    await folder.open('read.ocipolicy');
    await goTo(page, '4:31');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.locator('.monaco-hover table', { hasText: 'BUCKET_READ' }).waitFor();
    // A second time gives the hover the focus, so that its text is read and scrolled.
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await page.waitForFunction(() => document.activeElement?.closest('.monaco-hover'));
    await folder.step('hover');
    await page.keyboard.press('Escape');
  });

  test('a policy is applied, and taken back', async () => {
    await folder.open('applied.ocipolicy');
    await command(page, 'OCI Policy: Start Sandbox Tenancy');
    await page.locator('.notification-toast', { hasText: 'sandbox tenancy runs' }).waitFor();
    await command(page, 'Notifications: Clear All Notifications');
    await command(page, 'OCI Policy: Apply to Tenancy...');
    // The answer that Enter gives is the one that has the focus.
    await focused('Apply').waitFor();
    await folder.step('question');
    await page.keyboard.press('Enter');
    await page.locator('.notification-toast', { hasText: 'changes done' }).waitFor();
    await command(page, 'Notifications: Clear All Notifications');
    await command(page, 'OCI Policy: Undo Last Apply');
    await focused('Apply').waitFor();
    assert.match(await page.locator('.monaco-dialog-box').innerText(), /delete policy typed/);
    await page.keyboard.press('Enter');
    await page.locator('.notification-toast', { hasText: 'changes done' }).waitFor();
  });

  const focused = (label) => page.locator('.monaco-dialog-box .monaco-button:focus', { hasText: label });
});
