import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ErrorCodes, type ResponseError } from 'vscode-languageserver-protocol';
import type { Choices } from '../../server/src/features/access/access.ts';
import { bundled } from './bundle.ts';
import { start, type ServerProcess } from './client.ts';

const [POLICY, TESTS] = ['file:///a.ocipolicy', 'file:///b.ocipolicy'];
const folder = bundled('server.cjs');
let server: ServerProcess;
beforeAll(async () => {
  server = await start(folder(), { pulls: true });
  await server.open(POLICY, 'allow group Analysts to read buckets in compartment Finance\n');
  await server.open(TESTS, 'test "reads" { as group Analysts can GetBucket in compartment Finance }\n');
});
afterAll(() => server.stop());

const ask = <Answer>(method: string, uri: string, more: object = {}): Promise<Answer> =>
  server.connection.sendRequest(`ocipolicy/${method}`, { textDocument: { uri }, ...more });

const question = { who: 'group Analysts', action: 'GetBucket', where: 'Finance' };

describe('requests about access', () => {
  it('tell the tests of a document, and run them against all that the server knows, or some of it', async () => {
    expect(await ask('tests', TESTS)).toMatchObject([
      { name: 'reads', expectations: [{ text: 'as group Analysts can GetBucket in compartment Finance' }] },
    ]);
    expect(await ask('runTests', TESTS)).toMatchObject({
      tests: [{ verdict: 'passed' }],
      coverage: { touched: 1 },
    });
    expect(await ask('runTests', TESTS, { tenancy: [TESTS] })).toMatchObject({
      tests: [{ verdict: 'failed', expectations: [{ message: 'It should be allowed, and is denied.' }] }],
    });
  });

  it('answer who can do what', async () => {
    expect(await ask('can', POLICY, { question })).toMatchObject({
      outcome: 'allowed',
      reasons: [{ statement: { uri: POLICY, range: { start: { line: 0, character: 0 } } } }],
    });
    expect(await ask('can', POLICY, { question: { ...question, who: 'nobody at all' } })).toEqual({
      misread: 'who',
    });
    const holders = await ask<{ who: string }[]>('whoCan', POLICY, { question });
    expect(holders.map(({ who }) => who)).toEqual(['group Administrators', 'group Analysts']);
    expect(
      await ask('whatCan', POLICY, { question: { who: 'group Analysts', where: 'Finance' } }),
    ).toMatchObject([
      { where: 'compartment Finance', abilities: [{ permissions: ['BUCKET_INSPECT', 'BUCKET_READ'] }, {}] },
    ]);
    expect(await ask('explain', POLICY)).toMatchObject({
      expansions: [{ permissions: ['BUCKET_INSPECT', 'BUCKET_READ'] }],
    });
  });

  it('tell what can be asked, and what a place suggests', async () => {
    const at = (uri: string, character: number) =>
      ask<Choices>('choices', uri, { position: { line: 0, character } });
    const [policy, test] = [await at(POLICY, 20), await at(TESTS, 45)];
    expect(policy.who).toEqual(['group Analysts', 'user somebody']);
    expect(policy.where).toEqual(['tenancy', 'compartment Finance']);
    expect(policy.operations).toContain('GetSecretBundle');
    expect(policy.permissions).toContain('SECRET_BUNDLE_READ');
    expect(policy.here).toMatchObject({ who: 'group Analysts', where: 'compartment Finance' });
    expect(policy.here.actions).toEqual(expect.arrayContaining(['GetBucket', 'BUCKET_READ']));
    expect(test.here).toEqual({
      ...{ who: 'group Analysts', where: 'compartment Finance', actions: ['GetBucket'] },
    });
  });

  it('compare a document with the text that it had', async () => {
    const before = 'allow group Analysts to inspect buckets in compartment Finance\n';
    expect(await ask('compare', POLICY, { before })).toMatchObject({
      verdict: 'different',
      changes: [
        {
          kind: 'gained',
          permissions: ['BUCKET_READ'],
          witness: expect.stringContaining('can BUCKET_READ') as string,
        },
      ],
    });
  });

  it.each([
    [
      'a policy that is gone is told of at the start',
      { gone: 'old' },
      'policy old in tenancy description "x" {\n',
      '}\n',
    ],
    ['statements outside of policies that are gone, too', { gone: '' }, '', ''],
  ])('%s', async (_, gone, head, end) => {
    const lost = `${head}allow group Leavers to {BUCKET_READ} in tenancy\n${end}`;
    const now =
      'policy kept in tenancy description "x" {\n  allow group Analysts to {BUCKET_READ, BUCKET_INSPECT} in tenancy\n}\n';
    const uri = 'file:///kept.ocipolicy';
    await server.open(uri, now);
    const { policies } = await ask<{ policies: unknown[] }>('compare', uri, {
      before: lost + now.replace('BUCKET_READ, ', ''),
      tenancy: [uri],
    });
    const start = { line: 0, character: 0 };
    expect(policies).toEqual([
      { range: { start, end: start }, more: 0, less: 1, open: 0, ...gone },
      {
        range: { start: { line: 0, character: 7 }, end: { line: 0, character: 11 } },
        more: 1,
        less: 0,
        open: 0,
      },
    ]);
    await server.close(uri);
  });

  it('answer empty about a document that is not there', async () => {
    expect(await ask('tests', 'file:///none.ocipolicy')).toEqual([]);
    expect(await ask('runTests', 'file:///none.ocipolicy')).toMatchObject({ tests: [] });
  });

  it.each([
    ['can', {}],
    ['can', { question: null }],
    ['can', { question: { who: 1, action: 'x' } }],
    ['can', { question: { who: 'a' } }],
    ['whoCan', { question: { action: 'GetBucket', where: 7 } }],
    ['whoCan', { question: { action: 'GetBucket', elsewhere: 'instances=A' } }],
    ['compare', { before: 3 }],
    ['runTests', { tenancy: 'all' }],
  ])('refuse %s of %j', async (method, more) => {
    const error = await ask(method, POLICY, more).then(
      () => undefined,
      (refused: ResponseError) => refused.code,
    );
    expect(error).toBe(ErrorCodes.InvalidParams);
    expect(await ask('tests', TESTS)).toHaveLength(1);
  });
});
