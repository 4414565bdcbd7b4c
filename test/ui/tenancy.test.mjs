import assert from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { command, startSandbox } from '../../scripts/workbench-window.mjs';
import { openFolder, picturesOfFailures } from './window.mjs';

const policy = (name) =>
  `policy ${name} in compartment labs\n  description "What the lab reads"\n{\n` +
  '  allow group lab-members to read buckets in compartment labs\n}\n';

suite('a policy goes to a tenancy', () => {
  let page, folder;
  suiteSetup(async () => {
    folder = await openFolder('tenancy', {
      'asked.ocipolicy': policy('asked'),
      'applied.ocipolicy': policy('applied'),
      'previewed.ocipolicy': policy('previewed'),
    });
    ({ page } = folder);
    await startSandbox(page);
  });
  suiteTeardown(() => page?.close());
  picturesOfFailures(() => page);

  const inserted = () => page.locator('.monaco-diff-editor .modified .line-insert');
  const dialog = () => page.locator('.monaco-dialog-box');
  const button = (label) => dialog().locator('.monaco-button', { hasText: label });
  const toast = (words) => page.locator('.notification-toast', { hasText: words });
  const noToasts = async () => {
    await command(page, 'Notifications: Clear All Notifications');
    await page.locator('.notification-toast').first().waitFor({ state: 'detached' });
  };
  const words = async (name) =>
    page.locator('.monaco-diff-editor .modified .view-line', { hasText: `policy ${name}` }).waitFor();

  test('the button over the editor shows what would change', async () => {
    await folder.open('previewed.ocipolicy');
    await page.locator('.editor-actions [aria-label="Preview Changes"]').click();
    await inserted().first().waitFor();
    await words('previewed');
    assert.match(await page.locator('.tab.active').innerText(), /\(SANDBOX\): now ↔ after the apply/);
    await folder.step('preview');
  });

  test('nothing is written without a yes, and the question says where to', async () => {
    await folder.open('asked.ocipolicy');
    await command(page, 'OCI Policy: Apply to Tenancy...');
    await dialog().waitFor();
    const question = await dialog().innerText();
    assert.match(question, /a sandbox on this machine \(region \S+, profile SANDBOX\)/);
    assert.match(question, /create policy asked · labs \(\+1 −0\)/);
    assert.match(question, /Access gained:/);
    await folder.step('question');
    await button('Cancel').click();
    await dialog().waitFor({ state: 'detached' });
    await folder.open('asked.ocipolicy');
    await command(page, 'OCI Policy: Preview Changes');
    await words('asked');
  });

  test('a yes applies it, and a click takes it back', async () => {
    await folder.open('applied.ocipolicy');
    await command(page, 'OCI Policy: Apply to Tenancy...');
    await button('Apply').click();
    await toast('changes done').waitFor();
    await folder.step('applied');
    await toast('changes done').locator('.monaco-button', { hasText: 'Undo' }).click();
    await dialog().waitFor();
    assert.match(await dialog().innerText(), /delete policy applied/);
    await folder.step('undo');
    await button('Apply').click();
    await dialog().waitFor({ state: 'detached' });
    await toast('changes done').waitFor();
    await noToasts();
    await folder.open('applied.ocipolicy');
    await command(page, 'OCI Policy: Preview Changes');
    await words('applied');
  });

  test('what a tenancy has is imported as a policy file', async () => {
    await command(page, 'OCI Policy: Import Policies from Tenancy...');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Everything' }).first().waitFor();
    await folder.step('what to import');
    await rows
      .filter({ hasText: /^network/ })
      .first()
      .click();
    await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
    await page
      .locator('.editor-group-container.active .view-line', { hasText: /^policy\s/ })
      .first()
      .waitFor();
    await folder.step('imported');
  });

  test('drift is told, and shown', async () => {
    await command(page, 'OCI Policy: Check for Drift');
    await toast('Drift: 3 things').waitFor();
    await inserted().first().waitFor();
    for (const name of ['asked', 'applied', 'previewed']) await words(name);
    await folder.step('drift');
    await noToasts();
  });
});
