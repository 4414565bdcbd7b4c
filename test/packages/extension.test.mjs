import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { BUDGET, filesInside } from '../../scripts/package.mjs';
import { command, hover, startWindows } from '../../scripts/workbench-window.mjs';
import { installExtension, temporaryProfile } from '../../scripts/workbench.mjs';
import { packed, version } from './packed.mjs';

const FAULTY = 'allow group A to reed buckets in tenancy\nallow group A to read buckets in tenancy\n';

suite('the extension, installed from its package into a clean VS Code', () => {
  const profile = temporaryProfile();
  const folder = path.join(profile.folder, 'policies');
  let windows;

  suiteSetup(async function () {
    if (process.platform !== 'linux') return this.skip();
    const { vsix } = await packed();
    await installExtension(profile, vsix);
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'faulty.ocipolicy'), FAULTY);
    windows = await startWindows(profile);
  });
  suiteTeardown(() => windows?.stop());

  const opened = async () => {
    const page = await windows.open(folder, 'faulty.ocipolicy');
    page.setDefaultTimeout(60_000);
    return page;
  };

  test('keeps to its budget, and holds nothing but what VS Code loads', async () => {
    const { vsix, files } = await packed();
    assert.ok(statSync(vsix).size <= BUDGET.bytes, `${statSync(vsix).size} bytes`);
    assert.ok(filesInside(vsix) <= BUDGET.files, `${filesInside(vsix)} files`);
    // The two of the format: its list of types and its manifest.
    assert.equal(filesInside(vsix), files.length + 2);
    assert.deepEqual(
      files.filter((file) => /\.map$|\btest|\.tsx?$|^(server|client|scripts)\/|cli\.cjs$/.test(file)),
      [],
    );
    for (const file of [
      'dist/LICENSES.txt',
      'LICENSE',
      'docs/checks.md',
      'dist/client.cjs',
      'dist/client.browser.js',
    ])
      assert.ok(files.includes(file), file);
  });

  test('opens a file: fault underlined, verb table in the hover', async () => {
    const page = await opened();
    await seesFaultAndTable(page);
    await page.close();
  });

  test('brings its manual, and its templates by topic', async () => {
    const page = await opened();
    await seesFaultAndTable(page);
    await command(page, 'OCI Policy: Open the Manual of Checks');
    await page.locator('.tab.active', { hasText: /checks/ }).waitFor();
    await page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('h1').waitFor();
    await command(page, 'OCI Policy: New Policy from Template...');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'First policies of a tenancy' }).first().waitFor();
    await page.keyboard.type('secrets-per-notebook');
    await rows.filter({ hasText: 'Secrets: one per notebook session' }).first().waitFor();
    await page.close();
  });

  test('brings all that its package.json names', async () => {
    const installed = path.join(profile.extensions, `oci-policy.oci-policy-${version}`);
    const manifest = readFileSync(path.join(installed, 'package.json'), 'utf8');
    const named = [
      ...manifest.matchAll(/"(?:\.\/)?((?:dist|docs|icons|snippets|syntaxes|schemas)\/[^"]+)"/g),
    ];
    assert.ok(named.length > 10);
    for (const [, file] of named) assert.ok(existsSync(path.join(installed, file)), file);
  });
});

/** Both come from the language server. */
async function seesFaultAndTable(page) {
  await page
    .locator('.editor-instance .squiggly-error')
    .first()
    .waitFor({ state: 'attached', timeout: 60_000 });
  await hover(page, '2:18');
  await page.locator('.monaco-hover', { hasText: 'BUCKET_READ' }).first().waitFor();
}
