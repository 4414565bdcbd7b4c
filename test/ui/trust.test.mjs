import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { ask, command, startWindows } from '../../scripts/workbench-window.mjs';
import { linkExtension, setSettings, temporaryProfile } from '../../scripts/workbench.mjs';
import { picturesOfFailures, TIMEOUT } from './window.mjs';

const TEXT = 'allow group Analysts to reed buckets in compartment labs\n';

/** What somebody else's folder may hold to lead a reader astray. */
const FOREIGN = {
  'ocipolicy.tenancy.configFile': './foreign-config',
  'ocipolicy.tenancy.profile': 'FOREIGN',
  'ocipolicy.trace.server': 'verbose',
};

suite('a folder that is not trusted', () => {
  let windows, page;
  suiteSetup(async () => {
    const profile = temporaryProfile();
    linkExtension(profile, path.resolve(import.meta.dirname, '../..'));
    setSettings(profile, {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'editor.minimap.enabled': false,
    });
    const folder = path.join(profile.folder, 'foreign');
    mkdirSync(path.join(folder, '.vscode'), { recursive: true });
    writeFileSync(path.join(folder, 'a.ocipolicy'), TEXT);
    writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(FOREIGN));
    windows = await startWindows(profile, {
      trusting: false,
      env: { OCIPOLICY_STATE: path.join(profile.folder, 'state') },
    });
    page = await windows.open(folder, 'a.ocipolicy');
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ timeout: TIMEOUT });
  });
  suiteTeardown(() => windows?.stop());
  picturesOfFailures(() => page);

  /** The titles of the palette for some words, when it has found all that it finds. */
  async function offered(words) {
    await ask(page, 'F1', words);
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    await rows
      .filter({ hasText: /^(?!.*Show All Commands)/ })
      .first()
      .waitFor();
    const titles = await rows.allTextContents();
    await page.keyboard.press('Escape');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    return titles.filter((title) => title.includes('OCI Policy'));
  }

  test('is checked, mended and explained as any other', async () => {
    const fault = page.locator('.editor-instance [class*="squiggly-error"]').first();
    await fault.waitFor({ state: 'attached', timeout: TIMEOUT });
    await page.locator('.view-line', { hasText: 'reed' }).click();
    await command(page, 'OCI Policy: Who Can…?');
    await page.locator('.quick-input-widget', { hasText: 'Which operation or permission?' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('offers no command that reaches a tenancy, and has no view of one', async () => {
    const titles = await offered('OCI Policy: ');
    assert.ok(
      titles.some((title) => title.includes('Explain Access')),
      titles.join('\n'),
    );
    for (const word of ['Apply', 'Preview', 'Import', 'Drift', 'Undo', 'Sandbox', 'Profile']) {
      assert.deepEqual(
        titles.filter((title) => title.includes(word)),
        [],
      );
    }
    await ask(page, 'Control+P', 'view ');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Search' }).first().waitFor();
    const views = await page.locator('.quick-input-list .monaco-list-row').allTextContents();
    assert.deepEqual(
      views.filter((view) => /tenancy/i.test(view)),
      [],
    );
    await page.keyboard.press('Escape');
  });

  test('names the settings of the folder that are not used', async () => {
    await command(page, 'Preferences: Open Workspace Settings');
    const restricted = page.locator('.settings-editor .setting-item', {
      hasText: 'Requires workspace trust',
    });
    await restricted.first().waitFor({ timeout: TIMEOUT });
    const names = await restricted.locator('.setting-item-label').allTextContents();
    assert.deepEqual(names.sort(), ['Config File', 'Profile', 'Server']);
    await page.keyboard.press('Escape');
    await page.locator('.settings-editor').waitFor({ state: 'detached' });
  });

  test('has them once it is trusted', async () => {
    await command(page, 'Workspaces: Manage Workspace Trust');
    await page
      .locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust/ })
      .first()
      .click();
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
    const titles = await offered('OCI Policy: Apply');
    assert.ok(
      titles.some((title) => title.includes('Apply')),
      titles.join('\n'),
    );
  });
});
