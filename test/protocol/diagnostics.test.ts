import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  DiagnosticSeverity,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver-protocol';
import { bundled } from './bundle.ts';
import { shown, start, type ServerProcess } from './client.ts';

const URI = 'file:///a.ocipolicy';
const FAULTY = 'allow group A to rread buckets in tenancy\n';
const FAULT = ['0:17-0:22 unknown-verb'];
const CLEAN = 'allow group A to read buckets in tenancy\n';

const folder = bundled('server.cjs');

describe('a client that does not ask for diagnostics', () => {
  let server: ServerProcess;
  beforeAll(async () => void (server = await start(folder(), { pulls: false })));
  afterAll(() => server.stop());

  it('is sent them when a document is opened, with the version that they are of', async () => {
    await server.open(URI, FAULTY);
    expect(await server.pushed(URI)).toEqual({
      uri: URI,
      version: 1,
      diagnostics: [
        {
          range: { start: { line: 0, character: 17 }, end: { line: 0, character: 22 } },
          severity: DiagnosticSeverity.Error,
          code: 'unknown-verb',
          source: 'ocipolicy',
          message: expect.stringContaining('rread') as string,
        },
      ],
    });
  });

  it('is sent them after each change', async () => {
    await server.open(URI, CLEAN);
    expect((await server.pushed(URI)).diagnostics).toEqual([]);
    await server.change(URI, {
      range: { start: { line: 0, character: 17 }, end: { line: 0, character: 17 } },
      text: 'r',
    });
    expect(shown((await server.pushed(URI)).diagnostics)).toEqual(FAULT);
    await server.change(URI, { text: CLEAN });
    expect((await server.pushed(URI)).diagnostics).toEqual([]);
  });

  it('is sent an empty list when a document is closed, and a full one when it is opened again', async () => {
    await server.open(URI, FAULTY);
    expect(shown((await server.pushed(URI)).diagnostics)).toEqual(FAULT);
    await server.close(URI);
    expect(await server.pushed(URI)).toEqual({ uri: URI, diagnostics: [] });
    await server.open(URI, FAULTY);
    expect(shown((await server.pushed(URI)).diagnostics)).toEqual(FAULT);
  });

  it('gets them for each document on its own', async () => {
    const other = 'untitled:Untitled-1';
    await server.open(URI, FAULTY);
    await server.open(other, CLEAN);
    expect((await server.pushed(other)).diagnostics).toEqual([]);
    await server.close(other);
    await server.pushed(other);
    expect(shown((await server.pushed(URI)).diagnostics)).toEqual(FAULT);
  });
});

describe('a client that asks for diagnostics', () => {
  let server: ServerProcess;
  beforeAll(async () => void (server = await start(folder(), { pulls: true })));
  afterAll(() => server.stop());

  const resultId = async () => (await server.pull(URI)).resultId ?? '';

  it('gets all of them, and nothing without asking', async () => {
    await server.open(URI, FAULTY);
    const report = await server.pull(URI);
    expect(report.kind).toBe(DocumentDiagnosticReportKind.Full);
    expect(shown(await server.diagnostics(URI))).toEqual(FAULT);
    expect(server.wasPushed(URI)).toBe(false);
  });

  it('is told that nothing has changed, as long as nothing has', async () => {
    await server.open(URI, FAULTY);
    const first = await resultId();
    expect(await server.pull(URI, first)).toEqual({
      kind: DocumentDiagnosticReportKind.Unchanged,
      resultId: first,
    });
    await server.change(URI, { text: `\n${FAULTY}` });
    expect(await server.pull(URI, first)).toMatchObject({
      kind: DocumentDiagnosticReportKind.Full,
      items: [{ range: { start: { line: 1 } } }],
    });
    expect(await resultId()).not.toBe(first);
  });

  it('is told anew after a document was closed and opened with the same version', async () => {
    const open = (text: string) =>
      server.connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: URI, languageId: 'ocipolicy', version: 1, text },
      });
    await open(CLEAN);
    const first = await resultId();
    await server.close(URI);
    await open(FAULTY);
    expect(await server.pull(URI, first)).toMatchObject({
      kind: DocumentDiagnosticReportKind.Full,
      items: [{ code: 'unknown-verb' }],
    });
  });

  it.each([
    ['that was never opened', () => Promise.resolve()],
    [
      'that was closed',
      async (uri: string) => {
        await server.open(uri, FAULTY);
        await server.close(uri);
      },
    ],
    ['that was changed without being open', (uri: string) => server.change(uri, { text: FAULTY })],
    [
      'that was closed without being open',
      (uri: string) =>
        server.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } }),
    ],
  ])('gets an empty list for a document %s', async (name, before) => {
    const uri = `file:///${encodeURIComponent(name)}.ocipolicy`;
    await before(uri);
    expect(await server.pull(uri)).toMatchObject({ kind: DocumentDiagnosticReportKind.Full, items: [] });
    expect(await server.pull(uri, '1')).toMatchObject({ kind: DocumentDiagnosticReportKind.Full, items: [] });
  });

  it.each([
    ['completion', { isIncomplete: false, items: [] }],
    ['signatureHelp', null],
    ['hover', null],
    ['definition', []],
    ['documentHighlight', []],
    ['documentSymbol', null],
    ['foldingRange', null],
    ['formatting', null],
    ['prepareRename', null],
  ])('gets nothing when it asks for %s in a document that is not open', async (method, nothing) => {
    const params = {
      textDocument: { uri: 'file:///nowhere.ocipolicy' },
      position: { line: 3, character: 1 },
    };
    expect(await server.connection.sendRequest(`textDocument/${method}`, params)).toEqual(nothing);
  });

  it('may take a request back', async () => {
    await server.open(URI, FAULTY);
    const answers = Array.from({ length: 20 }, () => {
      const { token, cancel } = cancellable();
      const answer = server.connection.sendRequest(
        DocumentDiagnosticRequest.type,
        { textDocument: { uri: URI } },
        token,
      );
      cancel();
      return answer.then(
        (report) => report.kind as string,
        (error: unknown) => (error instanceof ResponseError ? error.code : error),
      );
    });
    for (const answer of await Promise.all(answers)) {
      expect([DocumentDiagnosticReportKind.Full, LSPErrorCodes.RequestCancelled]).toContain(answer);
    }
    expect(shown(await server.diagnostics(URI))).toEqual(FAULT);
  });

  it('may take back what it never asked for', async () => {
    await server.open(URI, FAULTY);
    for (const id of [987_654, 'no such request', -1]) {
      await server.connection.sendNotification('$/cancelRequest', { id });
    }
    expect(shown(await server.diagnostics(URI))).toEqual(FAULT);
  });
});

function cancellable() {
  const source = new CancellationTokenSource();
  return { token: source.token, cancel: () => source.cancel() };
}
