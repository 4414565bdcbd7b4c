import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { generateFile } from '../bench/generate.mjs';
import { ASKINGS, comparable, type Asking } from '../fuzz/asking.ts';
import { converse, type Conversation } from '../fuzz/conversation.ts';
import { bundled } from './bundle.ts';
import { start, type Client, type ServerProcess } from './client.ts';

const folder = bundled('server.cjs');
let busy: ServerProcess;
let calm: ServerProcess;
beforeAll(async () => {
  [busy, calm] = [await start(folder(), { pulls: true }), await start(folder(), { pulls: true })];
});
afterAll(() => Promise.all([busy.stop(), calm.stop()]));

const URI = 'file:///typed.ocipolicy';
const BEFORE = `policy p in compartment Labs description "d" {
  allow group Ops to rread buckets in compartment Labs where target.bucket.name = 'logs'
  allow group Ops, Dev to manage vcns in tenancy
}
dynamic-group Fleet matching any {resource.type = 'fnfunc', resource.id = 'ocid1.fnfunc.oc1..a'}
allow dynamic-group Fleet to use keys in compartment <name>
`;

/** What is typed, one after the other: each makes another text of which each answer is another one. */
const TYPED: readonly (readonly [line: number, character: number, until: number, text: string])[] = [
  [1, 22, 23, ''],
  [0, 0, 0, 'allow group A read vcns in tenancy\n'],
  [2, 14, 17, 'Operators'],
  [0, 14, 14, 'to '],
  [4, 0, 1, '}\n\n'],
  [1, 0, 0, '/* '],
  [1, 0, 3, ''],
  [0, 12, 13, "'Very long name'"],
  [2, 2, 2, 'allow any-user to inspect users in tenancy\n  '],
  [6, 14, 19, 'Crew'],
  [0, 0, 0, '\r\n'],
  [3, 2, 2, 'deny group Ops to {VCN_DELETE} in tenancy\n  '],
];

/** The texts that the typing leads through, and what is asked of each: a place that every one of them has. */
const document = TextDocument.create(URI, 'ocipolicy', 0, BEFORE);
const STATES = TYPED.map(([line, character, until, text], index) => {
  const change = { range: { start: { line, character }, end: { line, character: until } }, text };
  TextDocument.update(document, [change], index + 1);
  return { change, after: document.getText() };
});

const paramsOf = ({ params }: Asking, text: string) => ({
  textDocument: { uri: URI },
  ...params({ line: 2, character: 16 }, { line: 3, character: 8 }, text),
});

/** An answer, or the code of the error that it is. */
async function answer(work: Promise<unknown>): Promise<unknown> {
  try {
    return comparable(await work);
  } catch (error) {
    if (error instanceof ResponseError) return error.code;
    throw error;
  }
}

/** What a server answers that has all the time it wants. */
async function calmAnswers(client: Client, asking: Asking): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const { after } of STATES) {
    await client.open(URI, after);
    answers.push(await answer(client.connection.sendRequest(asking.method, paramsOf(asking, after))));
    await client.close(URI);
  }
  return answers;
}

describe.each(ASKINGS.map((asking, number) => [`${asking.method} (${number})`, asking] as const))(
  '%s while somebody types',
  (_, asking) => {
    it('is answered for the text that it was asked about', async () => {
      const wanted = await calmAnswers(calm, asking);
      await busy.open(URI, BEFORE);
      const answers: Promise<unknown>[] = [];
      for (const { change, after } of STATES) {
        void busy.change(URI, change);
        answers.push(answer(busy.connection.sendRequest(asking.method, paramsOf(asking, after))));
      }
      expect(await Promise.all(answers)).toEqual(wanted);
      await busy.close(URI);
    });

    it('is answered for that text, or as cancelled, when it is taken back', async () => {
      const wanted = await calmAnswers(calm, asking);
      await busy.open(URI, BEFORE);
      const sources: CancellationTokenSource[] = [];
      const answers = STATES.map(({ change, after }, index) => {
        void busy.change(URI, change);
        const source = new CancellationTokenSource();
        if (index % 2 === 0) sources.push(source);
        return answer(busy.connection.sendRequest(asking.method, paramsOf(asking, after), source.token));
      });
      for (const source of sources) source.cancel();
      const found = await Promise.all(answers);
      found.forEach((each, index) => {
        if (index % 2 === 0 && each === LSPErrorCodes.RequestCancelled) return;
        expect(each).toEqual(wanted[index]);
      });
      await busy.close(URI);
    });
  },
);

it('what is taken back before its turn is not worked on', async () => {
  await busy.open(URI, BEFORE);
  const answers = Array.from({ length: 50 }, () => {
    const source = new CancellationTokenSource();
    const given = answer(
      busy.connection.sendRequest(
        'textDocument/hover',
        paramsOf({ method: '', params: (position) => ({ position }) }, ''),
        source.token,
      ),
    );
    source.cancel();
    return given;
  });
  const found = await Promise.all(answers);
  expect(found.filter((each) => each === LSPErrorCodes.RequestCancelled).length).toBeGreaterThan(0);
  await busy.close(URI);
});

describe('comparing a large file, which takes several parts', () => {
  const large = generateFile(3_000, { faultEvery: 200 }).text;
  const textDocument = { uri: URI };
  const hover = { textDocument, position: { line: 5, character: 4 } };
  let texts = 0;
  /** A text that no server has read yet, which takes parts, too. */
  const unread = () => `${large.replaceAll(' to read buckets ', ' to inspect buckets ')}\n// ${++texts}`;
  const compare = ({ connection }: Client, before: string, source = new CancellationTokenSource()) =>
    answer(connection.sendRequest('ocipolicy/compare', { textDocument, before }, source.token));

  /** What comparing comes to while something else is asked, and in which order the answers come. */
  async function besides(
    before: string,
    then: (client: Client, source: CancellationTokenSource) => Promise<unknown>[],
  ) {
    await busy.open(URI, large);
    const source = new CancellationTokenSource();
    const order: string[] = [];
    const compared = compare(busy, before, source).finally(() => order.push('compared'));
    await Promise.all(then(busy, source).map((each) => answer(each).finally(() => order.push('other'))));
    const found = await compared;
    await busy.close(URI);
    return { found, order };
  }

  /** What a server says that does nothing else. */
  async function calmly(text: string, before: string): Promise<unknown> {
    await calm.open(URI, text);
    const found = await compare(calm, before);
    await calm.close(URI);
    return found;
  }

  it('lets others be answered meanwhile, and says what it says without them', async () => {
    const before = unread();
    const { found, order } = await besides(before, ({ connection }) => [
      connection.sendRequest('textDocument/hover', hover),
      connection.sendRequest('ocipolicy/tests', { textDocument }),
    ]);
    expect(found).toMatchObject({ verdict: 'different' });
    expect(found).toEqual(await calmly(large, before));
    expect(order).toEqual(['other', 'other', 'compared']);
  });

  it('is given up when the text is edited, and answered for the text that there is then', async () => {
    const before = unread();
    let again: Promise<unknown> | undefined;
    const { found } = await besides(before, (client) => {
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      void client.change(URI, { range, text: '\n\n' });
      return [(again = compare(client, before))];
    });
    expect(found).toBe(LSPErrorCodes.ContentModified);
    expect(await again).toMatchObject({ verdict: 'different' });
    expect(await again).toEqual(await calmly(`\n\n${large}`, before));
  });

  it('is given up when it is taken back', async () => {
    const { found } = await besides(unread(), ({ connection }, source) => {
      const given = connection.sendRequest('textDocument/hover', hover);
      source.cancel();
      return [given];
    });
    expect(found).toBe(LSPErrorCodes.RequestCancelled);
  });
});

/** A client that is asked for settings, and takes its time to answer. */
async function slowToAnswer(): Promise<Conversation> {
  const client = await converse({ pulls: true, settings: {} });
  onTestFinished(() => client.end());
  const textDocument = { uri: URI, languageId: 'ocipolicy', version: 1, text: BEFORE };
  await client.connection.sendNotification('textDocument/didOpen', { textDocument });
  await client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
  client.hold(true);
  return client;
}

describe('what has to wait for settings', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const textDocument = { uri: URI };

  it.each([
    ['textDocument/inlayHint', { textDocument, range }, LSPErrorCodes.ContentModified],
    ['textDocument/diagnostic', { textDocument }, LSPErrorCodes.ServerCancelled],
  ])('%s is not answered once the text is another one', async (method, params, code) => {
    const { connection, hold } = await slowToAnswer();
    // Settings that have changed are asked for anew.
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const given = answer(connection.sendRequest(method, params));
    const contentChanges = [{ text: 'allow group A to read vcns in tenancy' }];
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges,
    });
    await connection.sendRequest('textDocument/foldingRange', { textDocument });
    hold(false);
    expect(await given).toBe(code);
  });

  it('asks for diagnostics that were not given to be asked for again', async () => {
    const { connection, hold } = await slowToAnswer();
    await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const given = connection.sendRequest('textDocument/diagnostic', { textDocument });
    const contentChanges = [{ text: 'allow group A to rread vcns in tenancy' }];
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges,
    });
    hold(false);
    await expect(given).rejects.toMatchObject({ data: { retriggerRequest: true } });
    const report = await connection.sendRequest('textDocument/diagnostic', { textDocument });
    expect(report).toMatchObject({ kind: 'full', items: [{ code: 'unknown-verb' }] });
  });
});
