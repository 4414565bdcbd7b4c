import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite, suiteSetup, suiteTeardown, teardown, test } from 'mocha';
import {
  commands,
  languages,
  Position,
  Uri,
  window,
  workspace,
  type CompletionList,
  type Diagnostic,
  type TextDocument,
} from 'vscode';
import type { DesktopApi } from '../../client/src/vscode/extension.ts';
import type { Applied, Plan } from '../../client/src/tenancy/tenancy.ts';
import { closeAll, diagnostics, extension } from './editor.ts';

const TUTORIAL = `tag-namespace lab-secrets in compartment labs
  description "Secrets of the lab"
{
  key secret-id description "OCID of the secret that a group may read"
}

dynamic-group lab-notebook
  description "A notebook session of the lab"
  tag lab-secrets.secret-id = 'ocid1.vaultsecret.oc1..vox'
  matching all { resource.type = 'datasciencenotebooksession', resource.id = 'ocid1.datasciencenotebooksession.oc1..vox' }

policy lab-secrets in compartment labs
  description "Each notebook session reads its own secret"
{
  allow any-user to read secret-bundles in compartment labs where target.secret.id = request.principal.group.tag.lab-secrets.secret-id
}
`;

const CODE = 'any-user-unconditional';

function codeOf(code: Diagnostic['code']): unknown {
  return typeof code === 'object' ? code.value : code;
}

suite('a tenancy', () => {
  const state = mkdtempSync(path.join(tmpdir(), 'ocipolicy-state-'));
  let tenancy: DesktopApi['tenancy'];
  let asked: { message: string; detail: string }[] = [];

  suiteSetup(async () => {
    process.env['OCIPOLICY_STATE'] = state;
    ({ tenancy } = (await extension().activate()) as DesktopApi);
    const started = await commands.executeCommand<object | undefined>('ocipolicy.startSandbox');
    assert.ok(started, 'the sandbox runs');
  });
  suiteTeardown(async () => {
    tenancy.answerWith();
    await commands.executeCommand('ocipolicy.stopSandbox');
    await closeAll();
    rmSync(state, { recursive: true, force: true });
  });
  teardown(() => {
    asked = [];
    tenancy.answerWith();
  });

  const policy = async (content: string): Promise<TextDocument> => {
    const document = await workspace.openTextDocument({ language: 'ocipolicy', content });
    await window.showTextDocument(document);
    return document;
  };
  const answer = (isSure: boolean) =>
    tenancy.answerWith({
      confirm: (message, detail) => {
        asked.push({ message, detail });
        return Promise.resolve(isSure);
      },
    });

  test('is chosen as the profile when its sandbox starts', () => {
    assert.equal(tenancy.session.chosen.profile, 'SANDBOX');
  });

  test('is not written without a yes, and the question names tenancy, region and profile', async () => {
    await policy(TUTORIAL);
    answer(false);
    assert.equal(await commands.executeCommand('ocipolicy.apply'), undefined);
    assert.equal(asked.length, 1);
    assert.match(asked[0]?.message ?? '', /a sandbox on this machine \(region \S+, profile SANDBOX\)/);
    assert.match(asked[0]?.detail ?? '', /create policy lab-secrets/);
    await policy(TUTORIAL);
    const plan = await commands.executeCommand<Plan>('ocipolicy.previewChanges');
    assert.deepEqual(
      plan.changes.map(({ action }) => action),
      ['create', 'create', 'create', 'create'],
    );
  });

  test('takes a tutorial in one go, has nothing to do afterwards, and gives it back', async () => {
    const document = await policy(TUTORIAL);
    answer(true);
    const applied = await commands.executeCommand<Applied>('ocipolicy.apply', document.uri);
    assert.equal(applied.outcome, 'done');
    assert.equal(applied.done.length, 4);
    const again = await commands.executeCommand<Plan>('ocipolicy.previewChanges', document.uri);
    assert.deepEqual(again.changes, []);
    const undone = await commands.executeCommand<Applied>('ocipolicy.undoLastApply');
    assert.equal(undone.outcome, 'done');
    const after = await commands.executeCommand<Plan>('ocipolicy.previewChanges', document.uri);
    assert.ok(after.changes.some(({ name, kind }) => kind === 'policy' && name === 'lab-secrets'));
  });

  test('shows what it has beside what it would have', async () => {
    const document = await policy(TUTORIAL);
    await commands.executeCommand('ocipolicy.previewChanges', document.uri);
    const sides = workspace.textDocuments.filter(({ uri }) => uri.scheme === 'ocipolicy-tenancy');
    assert.equal(sides.length >= 2, true);
    assert.ok(sides.some((side) => side.getText().includes('policy lab-secrets in compartment labs')));
    // What the plan leaves as it is, is no matter of the preview.
    for (const side of sides) assert.doesNotMatch(side.getText(), /Partners|shop-functions/);
  });

  test('is not judged where it is only shown', async () => {
    const text = 'policy open in tenancy description "x" { allow any-user to read buckets in tenancy }\n';
    const document = await policy(text);
    const isFound = (found: readonly Diagnostic[]) => found.some(({ code }) => codeOf(code) === CODE);
    await diagnostics(document.uri, isFound);
    await commands.executeCommand('ocipolicy.previewChanges', document.uri);
    // The preview stands before this one in the queue of what is asked of the server.
    const other = await policy(text);
    await diagnostics(other.uri, isFound);
    const sides = workspace.textDocuments.filter(({ uri }) => uri.scheme === 'ocipolicy-tenancy');
    assert.ok(sides.some((side) => side.getText().includes('policy open in tenancy')));
    for (const { uri } of sides) assert.deepEqual(languages.getDiagnostics(uri), []);
  });

  test('asks where bare statements belong', async () => {
    const document = await policy('allow group Analysts to read buckets in compartment labs\n');
    const titles: string[] = [];
    tenancy.answerWith({
      pick: (items, title) => {
        titles.push(title);
        return Promise.resolve(items[0]);
      },
    });
    const plan = await commands.executeCommand<Plan>('ocipolicy.previewChanges', document.uri);
    assert.match(titles[0] ?? '', /compartment/i);
    assert.equal(plan.changes[0]?.kind, 'policy');
  });

  test('lists what is left to fill, and writes nothing', async () => {
    const document = await policy(
      'policy open in tenancy description "x" { allow group <group-name> to read buckets in tenancy }\n',
    );
    const labels: string[] = [];
    answer(true);
    tenancy.answerWith({
      confirm: () => Promise.reject(new Error('nobody may be asked')),
      pick: (items) => {
        labels.push(...items.map(({ label }) => label));
        return Promise.resolve(undefined);
      },
    });
    assert.equal(await commands.executeCommand('ocipolicy.apply', document.uri), undefined);
    assert.ok(
      labels.some((label) => label.includes('<group-name>')),
      labels.join(),
    );
  });

  test('is planned for by the settings of the project, as the command line does', async () => {
    const faultsOf = async (name: string) => {
      const [folder] = workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
      tenancy.answerWith({
        pick: (items, title) => Promise.resolve(/compartment/i.test(title) ? items[0] : undefined),
      });
      const plan = await commands.executeCommand<Plan>('ocipolicy.previewChanges', document.uri);
      return plan.faults.map(({ finding }) => finding.code);
    };
    assert.deepEqual(await faultsOf('broken.ocipolicy'), ['missing-to']);
    assert.deepEqual(await faultsOf('strict/broken.ocipolicy'), []);
  });

  test('is imported as a policy file', async () => {
    tenancy.answerWith({ pick: (items) => Promise.resolve(items[0]) });
    const document = await commands.executeCommand<TextDocument>('ocipolicy.importPolicies');
    assert.match(document.getText(), /^policy /m);
    assert.equal(document.languageId, 'ocipolicy');
  });

  test('lends its names to completion', async () => {
    const document = await policy('allow group ');
    await commands.executeCommand('ocipolicy.refreshTenancy');
    const list = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new Position(0, 12),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('Administrators'), labels.slice(0, 30).join());
  });

  test('leaves no key in its journals', () => {
    const folder = path.join(state, 'journals');
    const journals = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'));
    assert.ok(journals.length >= 2);
    for (const journal of journals) assert.doesNotMatch(journal, /PRIVATE KEY|signature|fingerprint/i);
  });
});
