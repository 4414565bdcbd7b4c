import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import { commands, languages, Uri, window, workspace, type CodeAction, type TextEdit } from 'vscode';
import { api, closeAll, diagnostics, open } from './editor.ts';

/** What a command of ours gives. */
interface Checked {
  readonly checked: number;
  readonly files: number;
}

suite('policies in files of other languages', () => {
  suiteTeardown(closeAll);

  test('a file that is not open is checked with the workspace, and no longer when it is opened', async () => {
    await api();
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = Uri.joinPath(folder.uri, 'ansible.yaml');
    const counts = await commands.executeCommand<Checked>('ocipolicy.checkWorkspace');
    assert.ok(counts.files > 0);
    assert.equal(counts.checked, counts.files);
    assert.deepEqual(
      languages.getDiagnostics(uri).map(({ range }) => [range.start.line, range.start.character]),
      [[6, 29]],
    );
    await open('ansible.yaml');
    const [fault, ...more] = await diagnostics(uri, (found) => found.length === 1);
    assert.deepEqual(more, []);
    assert.equal(fault?.range.start.line, 6);
  });

  test('a fault is mended in place', async () => {
    const document = await open('ansible.yaml');
    const [fault] = await diagnostics(document.uri, (found) => found.length === 1);
    assert.ok(fault);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      ...[document.uri, fault.range, 'quickfix'],
    );
    const fix = actions.find(({ edit }) => edit);
    assert.ok(fix?.edit, actions.map(({ title }) => title).join(', '));
    await workspace.applyEdit(fix.edit);
    assert.match(document.lineAt(6).text, /^ {6}- allow group Analysts to manage vcns/);
    await diagnostics(document.uri, (found) => found.length === 0);
  });

  test('its policies are extracted', async () => {
    await open('ansible.yaml');
    await commands.executeCommand('ocipolicy.extractPolicies');
    const made = window.activeTextEditor?.document;
    assert.equal(made?.languageId, 'ocipolicy');
    assert.match(made?.getText() ?? '', /^policy .*\{\n {2}allow group Analysts to read buckets/);
  });

  test('it is formatted by nobody else', async () => {
    const document = await open('ansible.yaml');
    const edits = await commands.executeCommand<TextEdit[] | undefined>(
      ...([
        'vscode.executeFormatDocumentProvider',
        document.uri,
        { tabSize: 2, insertSpaces: true },
      ] as const),
    );
    assert.equal(edits, undefined);
  });
});
