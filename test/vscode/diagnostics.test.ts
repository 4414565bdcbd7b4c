import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import { DiagnosticSeverity, languages } from 'vscode';
import { closeAll, diagnostics, open, rewrite } from './editor.ts';

suite('diagnostics', () => {
  suiteTeardown(closeAll);

  test('a broken statement is underlined, its neighbours are not', async () => {
    const document = await open('broken.ocipolicy');
    const found = await diagnostics(document.uri, ({ length }) => length > 0);
    assert.deepEqual(
      found.map(({ range, severity, source }) => [range.start.line, severity, source]),
      [[1, DiagnosticSeverity.Error, 'ocipolicy']],
    );
    assert.equal(typeof found[0]?.code === 'object' ? found[0].code.value : found[0]?.code, 'missing-to');
  });

  test('the mended statement is not', async () => {
    const document = await open('broken.ocipolicy');
    await diagnostics(document.uri, ({ length }) => length > 0);
    await rewrite(document, document.getText().replace('Analysts read', 'Analysts to read'));
    await diagnostics(document.uri, ({ length }) => length === 0);
    assert.deepEqual(languages.getDiagnostics(document.uri), []);
  });

  test('a clean file has no fault but the one that is typed into it', async () => {
    const document = await open('clean.ocipolicy');
    await rewrite(document, `${document.getText()}\nAllow group Analysts read objects in tenancy\n`);
    const found = await diagnostics(document.uri, ({ length }) => length > 0);
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [document.getText().split('\n').indexOf('Allow group Analysts read objects in tenancy')],
    );
  });
});
