import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import type { Position } from 'vscode';
import {
  commands,
  Range,
  workspace,
  WorkspaceEdit,
  type CodeAction,
  type CompletionList,
  type DocumentSymbol,
  type Hover,
  type Location,
  type MarkdownString,
  type TextDocument,
  type TextEdit,
} from 'vscode';
import { closeAll, diagnostics, open, rewrite } from './editor.ts';

/** What VS Code itself asks the extension for, through its own commands. */
function ask<Answer>(command: string, document: TextDocument, ...more: unknown[]): Thenable<Answer> {
  return commands.executeCommand<Answer>(`vscode.${command}`, document.uri, ...more);
}

async function write(text: string): Promise<{ document: TextDocument; at: Position }> {
  const document = await open('clean.ocipolicy');
  const offset = text.indexOf('|');
  await rewrite(document, text.replace('|', ''));
  return { document, at: document.positionAt(Math.max(0, offset)) };
}

suite('language features', () => {
  suiteTeardown(closeAll);

  test('resource types are completed, those that fit', async () => {
    const { document, at } = await write('allow group Analysts to read data-sci|\n');
    const { items } = await ask<CompletionList>('executeCompletionItemProvider', document, at);
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('data-science-models'), labels.slice(0, 20).join(', '));
  });

  test('a verb shows its table', async () => {
    const { document, at } = await write('allow group Analysts to ma|nage buckets in tenancy\n');
    const hovers = await ask<Hover[]>('executeHoverProvider', document, at);
    const text = hovers.flatMap(({ contents }) => contents as MarkdownString[]).map(({ value }) => value);
    assert.match(text.join('\n'), /BUCKET_CREATE/);
  });

  test('a slip is mended by its quick fix', async () => {
    const { document } = await write('allow group Analysts read buckets in tenancy\n');
    await diagnostics(document.uri, ({ length }) => length > 0);
    const actions = await ask<CodeAction[]>('executeCodeActionProvider', document, new Range(0, 21, 0, 25));
    const fix =
      actions.find(({ edit, isPreferred }) => edit && isPreferred) ?? actions.find(({ edit }) => edit);
    const edits = fix?.edit?.get(document.uri) ?? [];
    assert.deepEqual(
      edits.map(({ newText }) => newText.trim()),
      ['to'],
    );
  });

  test('a dynamic group is found where it is declared', async () => {
    const { document, at } = await write(
      "allow dynamic-group fl|eet to read buckets in tenancy\ndynamic-group fleet matching resource.type = 'fnfunc'\n",
    );
    const found = await ask<Location[]>('executeDefinitionProvider', document, at);
    assert.deepEqual(
      found.map(({ range }) => [range.start.line, range.start.character]),
      [[1, 14]],
    );
  });

  test('a file is formatted, and outlined', async () => {
    const { document } = await write(
      'policy p in compartment Labs {\nALLOW group A TO read buckets IN tenancy\n}\n',
    );
    const edits = await ask<TextEdit[]>('executeFormatDocumentProvider', document, {
      tabSize: 2,
      insertSpaces: true,
    });
    const change = new WorkspaceEdit();
    change.set(document.uri, edits);
    assert.ok(await workspace.applyEdit(change));
    assert.equal(
      document.getText(),
      'policy p in compartment Labs {\n  allow group A to read buckets in tenancy\n}\n',
    );
    const [policy] = await ask<DocumentSymbol[]>('executeDocumentSymbolProvider', document);
    assert.equal(policy?.name, 'p');
    assert.equal(policy.children.length, 1);
  });
});
