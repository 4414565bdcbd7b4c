import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { BUDGET } from '../../scripts/package.mjs';
import { hover, startWindows } from '../../scripts/workbench-window.mjs';
import { installExtension, temporaryProfile } from '../../scripts/workbench.mjs';
import { packed } from './packed.mjs';

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

  test('keeps to its budget, and holds nothing but what VS Code loads', async () => {
    const { vsix, files } = await packed();
    assert.ok(statSync(vsix).size <= BUDGET.bytes, `${statSync(vsix).size} bytes`);
    assert.ok(files.length <= BUDGET.files, `${files.length} files`);
    assert.deepEqual(
      files.filter((file) => /\.map$|\btest|\.tsx?$|^(server|client|scripts)\/|cli\.cjs$/.test(file)),
      [],
    );
    for (const file of ['dist/LICENSES.txt', 'LICENSE', 'dist/client.cjs', 'dist/client.browser.js'])
      assert.ok(files.includes(file), file);
  });

  test('opens a file: fault underlined, verb table in the hover', async () => {
    const page = await windows.open(folder, 'faulty.ocipolicy');
    await seesFaultAndTable(page);
    await page.close();
  });

  test('brings all that its package.json names', async () => {
    const installed = path.join(profile.extensions, 'oci-policy.oci-policy-0.1.0');
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
