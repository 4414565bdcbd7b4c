import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { suite, suiteTeardown, test } from 'mocha';
import {
  commands,
  extensions,
  MarkdownString,
  Range,
  TestRunRequest,
  window,
  workspace,
  type CodeLens,
  type DocumentLink,
  type TextDocument,
  type Uri,
} from 'vscode';
import { api, closeAll, open, rewrite, saying } from './editor.ts';

const POLICIES = `policy finance in tenancy {
  allow group Analysts to read buckets in compartment Finance
}

test "analysts" {
  as group Analysts
  can    GetBucket in compartment Finance
  cannot GetBucket in compartment Finance
  cannot DeleteBucket in compartment Finance
}
`;

suite('access', () => {
  suiteTeardown(closeAll);

  const write = async (text: string) => {
    const document = await open('clean.ocipolicy');
    await rewrite(document, text);
    return document;
  };

  test('tests of a file are listed, and lose none of their places', async () => {
    const { tests } = await api();
    const { uri } = await write(POLICIES);
    await tests.find(uri.toString());
    const file = tests.controller.items.get(uri.toString());
    const [analysts] = [...(file?.children ?? [])].map(([, item]) => item);
    assert.equal(analysts?.label, 'analysts');
    assert.deepEqual(
      [...analysts.children].map(([, { label, range }]) => [label, range?.start.line]),
      [
        ['as group Analysts can GetBucket in compartment Finance', 6],
        ['as group Analysts cannot GetBucket in compartment Finance', 7],
        ['as group Analysts cannot DeleteBucket in compartment Finance', 8],
      ],
    );
    await rewrite(await open('clean.ocipolicy'), 'allow group A to read buckets in tenancy\n');
    await tests.find(uri.toString());
    assert.equal(tests.controller.items.get(uri.toString()), undefined);
  });

  test('tests are run, and one that fails says why', async () => {
    const { tests } = await api();
    const { uri } = await write(POLICIES);
    await tests.find(uri.toString());
    const file = tests.controller.items.get(uri.toString());
    assert.ok(file);
    const outcomes = await tests.run(new TestRunRequest([file]));
    assert.deepEqual(
      outcomes.map(({ report }) => report.verdict),
      ['passed', 'failed', 'passed'],
    );
    const message = outcomes[1]?.message?.message;
    assert.ok(message instanceof MarkdownString);
    assert.match(message.value, /^It should be denied, and is allowed\./);
    assert.match(message.value, /allow group Analysts to read buckets/);
    assert.equal(outcomes[1]?.message?.location?.range.start.line, 7);
  });

  test('who can do something is answered on a page that leads to the statements', async () => {
    const { uri } = await write(POLICIES);
    const page = await commands.executeCommand<TextDocument>('ocipolicy.whoCan', {
      action: 'GetBucket',
      where: 'compartment Finance',
    });
    assert.match(page.getText(), /^# Who can GetBucket in compartment Finance\?\n\n## Allowed\n/);
    assert.match(page.getText(), /### group Analysts\n\n- BUCKET_READ is given by this statement\./);
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', page.uri);
    const [link] = links.filter(({ target }) => target?.path === uri.path);
    assert.equal(link?.target?.fragment, 'L2,3');
    assert.equal(page.getText(link.range), 'clean.ocipolicy:2');
  });

  test('a request is answered with what decided it', async () => {
    await write(POLICIES);
    const page = await commands.executeCommand<TextDocument>('ocipolicy.can', {
      ...{ who: 'group Analysts', action: 'DeleteBucket', where: 'compartment Finance' },
    });
    assert.match(
      page.getText(),
      /^# Can group Analysts DeleteBucket in compartment Finance\?\n\n\*\*Denied\.\*\*/,
    );
    assert.match(page.getText(), /This statement comes near: it does not give the permission\./);
  });

  test('what somebody can do is told place by place, on a page that leads to the statements', async () => {
    const { uri } = await write(POLICIES);
    const page = await commands.executeCommand<TextDocument>('ocipolicy.whatCan', { who: 'group Analysts' });
    assert.match(
      page.getText(),
      /^# What can group Analysts do\?\n\n## compartment Finance\n\n### Allowed\n/,
    );
    assert.match(page.getText(), /\*\*Permissions \(2\)\*\*\n\nBUCKET_INSPECT, BUCKET_READ\n/);
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', page.uri);
    assert.ok(links.some(({ target }) => target?.path === uri.path && target.fragment === 'L2,3'));
  });

  test('coverage tells which statements decided an expectation', async () => {
    const { tests } = await api();
    const { uri } = await write(`${POLICIES}allow group Auditors to inspect compartments in tenancy\n`);
    await tests.find(uri.toString());
    const covered = await tests.coverage([uri.toString()]);
    const own = covered.find((each) => each.uri.toString() === uri.toString());
    assert.deepEqual(
      own?.statements.map(({ executed, location }) => [
        executed,
        location instanceof Range ? location.start.line : -1,
      ]),
      [
        [2, 1],
        [0, 10],
      ],
    );
  });

  test('the statement at the cursor is explained', async () => {
    const { uri } = await write(`${POLICIES}allow group Auditors to inspect compartments in tenancy\n`);
    await window.showTextDocument(uri, { selection: new Range(1, 5, 1, 5) });
    const page = await commands.executeCommand<TextDocument>('ocipolicy.explainAccess');
    assert.match(page.getText(), /\*\*Permissions \(2\)\*\*\n\nBUCKET_INSPECT, BUCKET_READ/);
    assert.doesNotMatch(page.getText(), /COMPARTMENT_INSPECT/);
  });

  test('an endorsement is explained with what the other tenancy must say', async () => {
    const { uri } = await write('endorse group Auditors to read buckets in tenancy Acme\n');
    await window.showTextDocument(uri, { selection: new Range(0, 5, 0, 5) });
    const page = await commands.executeCommand<TextDocument>('ocipolicy.explainAccess');
    await saying(page, /BUCKET_INSPECT, BUCKET_READ[^]+admit group Auditors of tenancy <this-tenancy>/);
    assert.doesNotMatch(page.getText(), /Analysts/);
  });

  test('what is gained and lost against HEAD is counted in the status bar, and listed', async () => {
    const { changes } = await api();
    const document = await open('clean.ocipolicy');
    await commands.executeCommand('workbench.action.files.revert');
    const original = document.getText();
    await rewrite(document, 'allow group Leavers to read buckets in compartment Finance\n');
    await document.save();
    const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
    assert.ok(folder);
    await changes.update();
    assert.equal(changes.text, undefined, 'no repository, nothing to say');

    const git = (...args: string[]) => execFileSync('git', args, { cwd: folder.fsPath });
    git('init', '-q');
    git('add', 'clean.ocipolicy');
    git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-q', '-m', 'first');
    const extension = extensions.getExtension<{ getAPI(version: 1): Git }>('vscode.git');
    assert.ok(extension, 'the Git extension is there');
    const repository = await (await extension.activate()).getAPI(1).openRepository(folder);
    assert.ok(repository, 'the repository is found');
    await repository.status();

    await rewrite(document, 'allow group Newcomers to inspect buckets in compartment Finance\n');
    await changes.update();
    assert.match(changes.text ?? '', /^\+1 −1 access against HEAD$/);
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.deepEqual(
      lenses
        .map(({ command, range }) => [command?.title, range.start.line])
        .filter(([title]) => /HEAD/.test(`${title}`)),
      [['$(shield) +1 −1 access against HEAD', 0]],
    );
    const page = await commands.executeCommand<TextDocument>('ocipolicy.showAccessChanges');
    assert.match(page.getText(), /## More access\n\n\*\*gained\*\*: BUCKET_INSPECT\n/);
    assert.match(page.getText(), /For example: `group Newcomers can BUCKET_INSPECT in compartment finance`/i);
    assert.match(page.getText(), /## Less access\n[^]*clean\.ocipolicy:1 in HEAD/);

    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.files.revert');
    await changes.update();
    assert.equal(changes.text, undefined);
    await rewrite(document, original);
    await document.save();
  });
});

interface Git {
  openRepository(folder: Uri): Promise<{ status(): Promise<void> } | null>;
}
