import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import { MarkdownString, TestRunRequest } from 'vscode';
import { api, closeAll, open, rewrite } from './editor.ts';

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
});
