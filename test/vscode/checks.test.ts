import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import {
  CodeActionKind,
  commands,
  ConfigurationTarget,
  DiagnosticSeverity,
  TabInputWebview,
  Uri,
  window,
  workspace,
  type CodeAction,
  type Diagnostic,
  type Tab,
} from 'vscode';
import { EXPLAIN } from '../../server/src/features/explain.ts';
import { closeAll, diagnostics, extension, open, rewrite } from './editor.ts';

const severityOf = (code: string, found: readonly Diagnostic[]) =>
  found.find((each) => codeOf(each) === code)?.severity;
const codeOf = ({ code }: Diagnostic) => (typeof code === 'object' ? code.value : code);

const is = (severity: DiagnosticSeverity | undefined) => (found: Diagnostic[]) =>
  severityOf('missing-to', found) === severity;

/** The actions of a document where its first finding is. */
async function actions(uri: Uri, kind?: CodeActionKind): Promise<CodeAction[]> {
  const [first] = await diagnostics(uri, ({ length }) => length > 0);
  assert.ok(first);
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    ...[uri, first.range, ...(kind ? [kind.value] : [])],
  );
}

/** Resolves when a rendered Markdown page of that name is open; until then mocha's time limit runs. */
function previewOf(name: RegExp): Promise<Tab> {
  return new Promise((resolve) => {
    const look = () => {
      const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
      const preview = tabs.find(({ input, label }) => {
        return input instanceof TabInputWebview && input.viewType.includes('markdown') && name.test(label);
      });
      if (!preview) return;
      subscription.dispose();
      resolve(preview);
    };
    const subscription = window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

suite('quick fixes', () => {
  suiteTeardown(closeAll);

  test('one mends what it is offered for', async () => {
    const document = await open('broken.ocipolicy');
    const fix = (await actions(document.uri)).find(({ title }) => title.includes('to'));
    assert.ok(fix?.edit && fix.isPreferred);
    assert.equal(fix.kind?.value, CodeActionKind.QuickFix.value);
    assert.ok(await workspace.applyEdit(fix.edit));
    await diagnostics(document.uri, is(undefined));
    assert.match(document.getText(), /Analysts to read/);
  });

  test('all are applied when a file is to be mended as a whole', async () => {
    const document = await open('clean.ocipolicy');
    await rewrite(document, 'allow group Ops manage VCNs in compartment Networks.\n');
    const [all, more] = await actions(document.uri, CodeActionKind.SourceFixAll);
    assert.ok(all?.edit);
    assert.equal(more, undefined);
    assert.ok(await workspace.applyEdit(all.edit));
    assert.equal(document.getText(), 'allow group Ops to manage vcns in compartment Networks\n');
  });

  test('the manual explains a code', async () => {
    const document = await open('strict/broken.ocipolicy');
    const explain = (await actions(document.uri)).find(({ command }) => command?.command === EXPLAIN);
    assert.deepEqual(explain?.command?.arguments, ['missing-to']);
    await commands.executeCommand(EXPLAIN, ...(explain.command.arguments as string[]));
    await window.tabGroups.close(await previewOf(/checks\.md/));
  });

  test('a code links to the manual through the extension itself', async () => {
    const document = await open('strict/broken.ocipolicy');
    const found = await diagnostics(document.uri, ({ length }) => length > 0);
    const code = found.find((each) => codeOf(each) === 'missing-to')?.code;
    assert.ok(typeof code === 'object');
    assert.equal(code.target.authority, extension().id);
    assert.equal(`${code.target.path}#${code.target.fragment}`, '/checks#missing-to');
  });
});

suite('settings of checks', () => {
  suiteTeardown(closeAll);

  test('the nearest project file sets the severity of a code', async () => {
    const document = await open('strict/broken.ocipolicy');
    await diagnostics(document.uri, is(DiagnosticSeverity.Hint));
    const file = Uri.joinPath(document.uri, '../ocipolicy.json');
    const before = await workspace.fs.readFile(file);
    const text = '{ "checks": { "severity": { "missing-to": "warning" } } }';
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    await diagnostics(document.uri, is(DiagnosticSeverity.Warning));
    await workspace.fs.writeFile(file, before);
    await diagnostics(document.uri, is(DiagnosticSeverity.Hint));
  });

  test('the setting does too, behind the project file', async () => {
    const plain = await open('broken.ocipolicy');
    const settings = workspace.getConfiguration('ocipolicy', plain.uri);
    const set = (value: object | undefined) =>
      settings.update('checks.severity', value, ConfigurationTarget.Workspace);
    await diagnostics(plain.uri, is(DiagnosticSeverity.Error));
    await set({ 'missing-to': 'information' });
    await diagnostics(plain.uri, is(DiagnosticSeverity.Information));
    const strict = await open('strict/broken.ocipolicy');
    await diagnostics(strict.uri, is(DiagnosticSeverity.Hint));
    await open('broken.ocipolicy');
    await set(undefined);
    await diagnostics(plain.uri, is(DiagnosticSeverity.Error));
  });
});
