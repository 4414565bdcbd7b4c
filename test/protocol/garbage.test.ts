import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ErrorCodes, ResponseError } from 'vscode-languageserver-protocol';
import { bundled } from './bundle.ts';
import { shown, start, type ServerProcess } from './client.ts';

const URI = 'file:///a.ocipolicy';
const FAULTY = 'allow group A to rread buckets in tenancy\n';
const FAULT = ['0:17-0:22 unknown-verb'];

const folder = bundled('server.cjs');
let server: ServerProcess;
beforeAll(async () => void (server = await start(folder(), { pulls: true })));
afterAll(() => server.stop());
beforeEach(() => server.open(URI, FAULTY));

/** The document is what it was, and what is done to it next has its effect. */
async function isAlive() {
  expect(shown(await server.diagnostics(URI))).toEqual(FAULT);
  const range = { start: { line: 0, character: 17 }, end: { line: 0, character: 18 } };
  await server.change(URI, { range, text: '' });
  expect(await server.diagnostics(URI)).toEqual([]);
}

const place = (line: unknown, character: unknown) => ({ line, character });
const change = (contentChanges: unknown, uri: unknown = URI, version: unknown = 2) => ({
  textDocument: { uri, version },
  contentChanges,
});
const edit = (start: unknown, end: unknown, text: unknown = 'x') => change([{ range: { start, end }, text }]);

/** What the client sends by its position, as a list of one, because it has no names. */
const NAMELESS = [42, null, 'file:///a.ocipolicy', [], ['x']];

describe('a notification with parameters of the wrong type', () => {
  it.each<[string, unknown]>([
    ['didOpen', {}],
    ['didOpen', { textDocument: null }],
    ['didOpen', { textDocument: 'file:///a.ocipolicy' }],
    ['didOpen', { textDocument: { uri: URI } }],
    ['didOpen', { textDocument: { uri: URI, languageId: 'ocipolicy', version: 1, text: 42 } }],
    ['didOpen', { textDocument: { uri: URI, languageId: 'ocipolicy', version: 1, text: null } }],
    ['didOpen', { textDocument: { uri: URI, languageId: 'ocipolicy', version: 1, text: ['a', 'b'] } }],
    ['didOpen', { textDocument: { uri: URI, languageId: 'ocipolicy', version: 1, text: { length: 3 } } }],
    ['didOpen', { textDocument: { uri: 42, languageId: 'ocipolicy', version: 1, text: 'allow' } }],
    ['didChange', {}],
    ['didChange', { textDocument: { uri: URI, version: 2 } }],
    ['didChange', change(null)],
    ['didChange', change('text')],
    ['didChange', change({ text: 'x' })],
    ['didChange', change([null])],
    ['didChange', change(['x'])],
    ['didChange', change([{}])],
    ['didChange', change([{ text: 42 }])],
    ['didChange', change([{ text: null }])],
    ['didChange', change([{ range: 'all', text: 'x' }])],
    ['didChange', change([{ range: {}, text: 'x' }])],
    ['didChange', edit(place(0, 0), undefined)],
    ['didChange', edit(place('0', '0'), place('0', '1'))],
    ['didChange', edit(place(0, null), place(0, 1))],
    ['didChange', edit(place(-1, 0), place(0, 1))],
    ['didChange', edit(place(0, -5), place(0, 1))],
    ['didChange', edit(place(0.5, 0), place(0, 1))],
    ['didChange', edit(place(0, 0), place(0, 1), 7)],
    ['didChange', change([{ range: { start: place(0, 0), end: place(0, 1) } }])],
    [
      'didChange',
      change([{ text: '// one that could be applied\n' }, { range: 1, text: 'and one that cannot' }]),
    ],
    ['didChange', change([{ text: 'x' }], null)],
    ['didClose', {}],
    ['didClose', { textDocument: { uri: null } }],
    ['didClose', { textDocument: { uri: ['file:///a.ocipolicy'] } }],
  ])('%s %j leaves every document as it is', async (method, params) => {
    await server.connection.sendNotification(`textDocument/${method}`, params);
    await isAlive();
  });

  it.each(['didOpen', 'didChange', 'didClose'])('%s without any parameters does no harm', async (method) => {
    await server.connection.sendNotification(`textDocument/${method}`);
    for (const params of NAMELESS) {
      await server.connection.sendNotification(`textDocument/${method}`, params);
    }
    await isAlive();
  });

  it('is written to the log, and what a document holds is not', async () => {
    const before = server.errors.length;
    await server.connection.sendNotification(
      'textDocument/didChange',
      change([{ text: { secret: 'hunter2' } }]),
    );
    await isAlive();
    expect(server.errors.slice(before)).toHaveLength(1);
    expect(server.errors.slice(before).join()).toContain(URI);
    expect(server.errors.slice(before).join()).not.toContain('hunter2');
  });
});

describe('a range that points out of the document', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['behind its end', place(7, 0), place(9, 4), [...FAULT, '1:0-1:1 tenancy-named']],
    ['behind the end of a line', place(0, 999), place(0, 1000), [...FAULT, '0:34-0:42 keyword-typo']],
    ['that ends before it starts', place(0, 22), place(0, 17), ['0:17-0:23 unknown-verb']],
    [
      'with numbers beyond all lines',
      place(2 ** 31 - 1, 2 ** 31 - 1),
      place(2 ** 31 - 1, 2 ** 31 - 1),
      FAULT,
    ],
  ])('%s is taken as far as there is text', async (_, start, end, expected) => {
    const text = expected === FAULT ? '' : 'x';
    await server.connection.sendNotification('textDocument/didChange', edit(start, end, text));
    expect(shown(await server.diagnostics(URI))).toEqual(expected);
  });
});

/** Requests, and what makes each a whole one besides the document. */
const AT = { position: place(0, 20) };
const LINE = { range: { start: place(0, 0), end: place(1, 0) } };
const REQUESTS: [method: string, rest: object][] = [
  ['textDocument/diagnostic', {}],
  ['textDocument/completion', AT],
  ['textDocument/signatureHelp', AT],
  ['textDocument/hover', AT],
  ['textDocument/definition', AT],
  ['textDocument/references', { ...AT, context: { includeDeclaration: true } }],
  ['textDocument/documentHighlight', AT],
  ['textDocument/prepareRename', AT],
  ['textDocument/prepareCallHierarchy', AT],
  ['textDocument/rename', { ...AT, newName: 'B' }],
  ['textDocument/documentSymbol', {}],
  ['textDocument/foldingRange', {}],
  ['textDocument/selectionRange', { positions: [place(0, 20)] }],
  ['textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }],
  ['textDocument/rangeFormatting', { ...LINE, options: { tabSize: 2, insertSpaces: true } }],
  ['textDocument/codeAction', { ...LINE, context: { diagnostics: [] } }],
];

describe.each(REQUESTS)('%s with parameters of the wrong type', (method, rest) => {
  it.each([
    [{}],
    [{ textDocument: null }],
    [{ textDocument: [] }],
    [{ textDocument: { uri: 42 } }],
    [{ textDocument: { uri: {} } }],
    [{ textDocument: 'file:///a.ocipolicy' }],
  ])('%j is answered with an error', async (params) => {
    const answer = server.connection.sendRequest(method, { ...rest, ...params });
    await expect(answer).rejects.toMatchObject({ code: ErrorCodes.InvalidParams });
    await isAlive();
  });

  it.each(NAMELESS.map((params) => [params]))(
    '[%j] by position is answered with an error',
    async (params) => {
      await expect(server.connection.sendRequest(method, params)).rejects.toThrow(ResponseError);
      await isAlive();
    },
  );
});

const PLACES = [undefined, null, 7, {}, place('0', '0'), place(0, null), place(-1, 0), place(0, 0.5)];

describe('a request about a place', () => {
  const asked = REQUESTS.filter(([, rest]) => 'position' in rest);
  it.each(asked)('%s, that is no place, is answered with an error', async (method, rest) => {
    for (const position of PLACES) {
      const answer = server.connection.sendRequest(method, { textDocument: { uri: URI }, ...rest, position });
      await expect(answer).rejects.toMatchObject({ code: ErrorCodes.InvalidParams });
    }
    await isAlive();
  });

  it.each(asked)('%s, out of the document, is answered', async (method, rest) => {
    for (const position of [place(0, 999), place(999, 0), place(2 ** 31 - 1, 2 ** 31 - 1)]) {
      const answer = server.connection.sendRequest(method, { textDocument: { uri: URI }, ...rest, position });
      await expect(answer).resolves.toBeDefined();
    }
    await isAlive();
  });
});

describe('a request about a range', () => {
  const asked = REQUESTS.filter(([, rest]) => 'range' in rest);
  it.each(asked)('%s, that is no range, is answered with an error', async (method, rest) => {
    const whole = place(0, 0);
    const ranges = PLACES.flatMap((no) => [
      { start: no, end: whole },
      { start: whole, end: no },
    ]);
    for (const range of [null, 7, {}, ...ranges]) {
      const answer = server.connection.sendRequest(method, { textDocument: { uri: URI }, ...rest, range });
      await expect(answer).rejects.toThrow(ResponseError);
    }
    await isAlive();
  });
});

describe('a request with other parts of the wrong type', () => {
  it.each<[string, object]>([
    ['textDocument/completion', { ...AT, context: 7 }],
    ['textDocument/signatureHelp', { ...AT, context: { triggerKind: 'x', isRetrigger: 7 } }],
    ['textDocument/references', { ...AT, context: null }],
    ['textDocument/references', AT],
    ['textDocument/rename', AT],
    ['textDocument/rename', { ...AT, newName: 42 }],
    ['textDocument/rename', { ...AT, newName: { length: 3 } }],
    ['textDocument/selectionRange', {}],
    ['textDocument/selectionRange', { positions: null }],
    ['textDocument/selectionRange', { positions: 'x' }],
    ['textDocument/formatting', { options: 7 }],
    ['textDocument/rangeFormatting', LINE],
    ['textDocument/codeAction', LINE],
    ['textDocument/codeAction', { ...LINE, context: { only: 7, diagnostics: 7 } }],
    ['callHierarchy/outgoingCalls', {}],
    ['callHierarchy/outgoingCalls', { item: 7 }],
    ['callHierarchy/incomingCalls', { item: { uri: 7 } }],
    ['callHierarchy/incomingCalls', { item: { uri: URI, selectionRange: { start: 7 } } }],
    ['callHierarchy/incomingCalls', { item: { uri: URI, selectionRange: LINE.range, data: 7 } }],
    ['completionItem/resolve', {}],
    ['completionItem/resolve', { label: 7, data: 7 }],
    ['completionItem/resolve', { label: 'read', data: { name: 7 } }],
  ])('%s %j is answered', async (method, rest) => {
    const answer = server.connection.sendRequest(method, { textDocument: { uri: URI }, ...rest });
    const settled = await answer.then(
      () => 'a result',
      (error: unknown) => (error instanceof ResponseError ? 'an error' : error),
    );
    expect(['a result', 'an error']).toContain(settled);
    await isAlive();
  });
});

describe('a request for diagnostics', () => {
  it('is answered when only the identifier of the last result is of the wrong type', async () => {
    for (const previousResultId of [null, 42, {}, []]) {
      const params = { textDocument: { uri: URI }, previousResultId };
      await expect(server.connection.sendRequest('textDocument/diagnostic', params)).resolves.toMatchObject({
        kind: 'full',
      });
    }
  });
});

describe('a method that the server does not know', () => {
  it.each(['workspace/nonsense', 'textDocument/nonsense', '', '$/nonsense'])(
    'as a request, "%s", is answered so',
    async (method) => {
      const answer = server.connection.sendRequest(method, { textDocument: { uri: URI } });
      await expect(answer).rejects.toMatchObject({ code: ErrorCodes.MethodNotFound });
      await isAlive();
    },
  );

  it('as a notification is passed over', async () => {
    await server.connection.sendNotification('textDocument/nonsense', { textDocument: { uri: URI } });
    await server.connection.sendNotification('$/nonsense', {});
    await isAlive();
  });
});

describe('bytes that are no message', () => {
  it.each([
    ['no JSON', 'Content-Length: 5\r\n\r\nhello'],
    ['JSON that is no message', 'Content-Length: 2\r\n\r\n42'],
    ['null', 'Content-Length: 4\r\n\r\nnull'],
    ['an empty batch', 'Content-Length: 2\r\n\r\n[]'],
    ['a message of no kind', 'Content-Length: 17\r\n\r\n{"jsonrpc":"2.0"}'],
    ['a header that is not known', 'X-Nonsense: 1\r\nContent-Length: 2\r\n\r\n{}'],
  ])('%s are passed over', async (_, bytes) => {
    server.child.stdin?.write(bytes);
    await isAlive();
  });
});
