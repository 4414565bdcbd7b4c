import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import {
  commands,
  env,
  Position,
  Range,
  Selection,
  window,
  workspace,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CodeAction,
  type CodeLens,
  type InlayHint,
  type SemanticTokens,
  type SemanticTokensLegend,
  type SymbolInformation,
  type TextDocument,
  type TextEdit,
} from 'vscode';
import { api, closeAll, open, rewrite, serverIs } from './editor.ts';

const ask = <Answer>(command: string, ...more: unknown[]) =>
  commands.executeCommand<Answer>(`vscode.${command}`, ...more);

async function write(text: string): Promise<TextDocument> {
  await serverIs('running');
  const document = await open('clean.ocipolicy');
  await rewrite(document, text);
  return document;
}

const whole = (document: TextDocument) => new Range(0, 0, document.lineCount, 0);
const POLICY = 'policy lab in tenancy {\n  allow group A, B to read buckets in tenancy\n}\n';

suite('editing', () => {
  suiteTeardown(closeAll);

  test('words are coloured by their meaning', async () => {
    const { uri } = await write('allow group in to read buckets in tenancy\n');
    const legend = await ask<SemanticTokensLegend>('provideDocumentSemanticTokensLegend', uri);
    const { data } = await ask<SemanticTokens>('provideDocumentSemanticTokens', uri);
    const types = [...data].filter((_, index) => index % 5 === 3).map((type) => legend.tokenTypes[type]);
    assert.deepEqual(types, ['class', 'method', 'type']);
  });

  test('a statement is formatted when its line is left', async () => {
    const { uri } = await write('ALLOW group A  to read buckets in tenancy\n');
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await ask<TextEdit[]>(
      'executeFormatOnTypeProvider',
      uri,
      new Range(1, 0, 1, 0).start,
      '\n',
      options,
    );
    assert.ok(edits.length > 0);
  });

  test('symbols of files that are not open are found', async () => {
    await write('// nothing\n');
    const symbols = await ask<SymbolInformation[]>('executeWorkspaceSymbolProvider', 'allow');
    const files = symbols.map(({ location }) => workspace.asRelativePath(location.uri));
    assert.ok(
      files.some((file) => file.includes('broken')),
      files.join(', '),
    );
  });

  test('the call hierarchy leads from a group to its statements and on, and back from a resource type', async () => {
    const { uri } = await write(POLICY);
    const [group] = await ask<CallHierarchyItem[]>('prepareCallHierarchy', uri, new Position(1, 14));
    assert.equal(group?.name, 'group A');
    const calls = await ask<CallHierarchyOutgoingCall[]>('provideOutgoingCalls', group);
    const own = calls.find(({ to }) => to.uri.toString() === uri.toString());
    assert.equal(own?.to.name, 'read buckets');
    const types = await ask<CallHierarchyOutgoingCall[]>('provideOutgoingCalls', own.to);
    assert.deepEqual(
      types.map(({ to }) => to.name),
      ['buckets'],
    );
    const [buckets] = await ask<CallHierarchyItem[]>('prepareCallHierarchy', uri, new Position(1, 32));
    const callers = await ask<CallHierarchyIncomingCall[]>('provideIncomingCalls', buckets);
    assert.equal(callers[0]?.from.name, 'group A, B');
  });

  test('lenses say what a policy holds and grants, and a click lists it', async () => {
    const { uri } = await write(POLICY);
    const lenses = await ask<CodeLens[]>('executeCodeLensProvider', uri, 10);
    // That of access against HEAD comes from another provider, once Git has told what HEAD is: it has a test of its own.
    const own = lenses
      .flatMap(({ command }) => command?.title ?? [])
      .filter((title) => !/ access against HEAD/.test(title));
    assert.deepEqual(own, ['Apply to tenancy…', '1 of 50 statements', 'grants 2 permissions', 'who can…?']);
    const statements = lenses.find(({ command }) => command?.title === '1 of 50 statements');
    assert.ok(statements?.command);
    await commands.executeCommand(
      statements.command.command,
      ...((statements.command.arguments ?? []) as unknown[]),
    );
  });

  test('hints are off where they disturb, until they are turned on', async () => {
    const document = await write(POLICY);
    const hints = async () => {
      const found = await ask<InlayHint[]>('executeInlayHintProvider', document.uri, whole(document));
      return found.map(({ label }) => label);
    };
    assert.deepEqual(await hints(), []);
    const settings = workspace.getConfiguration('ocipolicy.inlayHints', document.uri);
    await settings.update('permissions', true);
    try {
      assert.deepEqual(await hints(), ['2 permissions']);
    } finally {
      await settings.update('permissions', undefined);
    }
  });

  test('a refactoring is offered, and has its edits when it is chosen', async () => {
    const { uri } = await write('allow group A, B to read buckets in tenancy\n');
    const at = new Range(0, 8, 0, 8);
    const actions = await ask<CodeAction[]>('executeCodeActionProvider', uri, at, 'refactor', 10);
    const split = actions.find(({ title }) => title.startsWith('Split into 2 statements'));
    assert.ok(split?.edit, actions.map(({ title }) => title).join(', '));
    assert.ok(await workspace.applyEdit(split.edit));
    const text = 'allow group A to read buckets in tenancy\nallow group B to read buckets in tenancy\n';
    assert.equal(window.activeTextEditor?.document.getText(), text);
  });

  test('statements are copied for other tools, and pasted from them', async () => {
    const document = await write(POLICY);
    const editor = window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new Selection(0, 0, 0, 0);
    await commands.executeCommand('ocipolicy.copyAsTerraform');
    const list = '[\n  "allow group A, B to read buckets in tenancy",\n]\n';
    assert.equal(await env.clipboard.readText(), list);
    editor.selection = new Selection(
      whole(document).start,
      document.lineAt(document.lineCount - 1).range.end,
    );
    await commands.executeCommand('ocipolicy.pasteAsStatements');
    assert.equal(document.getText(), 'allow group A, B to read buckets in tenancy\n');
  });

  test('the server answers what is asked besides the protocol', async () => {
    const { server } = await api();
    await assert.rejects(server.request('ocipolicy/nothing', {}));
  });
});
