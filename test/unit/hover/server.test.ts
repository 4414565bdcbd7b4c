import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentLinkRequest,
  HoverRequest,
  InitializeRequest,
  type InitializeParams,
  type MarkupContent,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { documentLinksOf } from '../../../server/src/features/document-links.ts';
import { sayIn } from '../../../server/src/features/words/words.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { serve } from '../../../server/src/server.ts';

const uri = 'file:///a.ocipolicy';

/** A client of a server in this process, which has one document open. */
async function clientOf(text: string, params: Partial<InitializeParams>): Promise<ProtocolConnection> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(ProposedFeatures.all, toServer, toClient);
  serve(server, '0.0.0');
  server.listen();
  const client = createProtocolConnection(toClient, toServer);
  onTestFinished(() => {
    client.dispose();
    server.dispose();
  });
  client.listen();
  await client.sendRequest(InitializeRequest.type, {
    ...{ processId: null, rootUri: null, capabilities: {} },
    ...params,
  });
  await client.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'ocipolicy', version: 1, text },
  });
  return client;
}

const statement = 'allow group g to manage buckets in tenancy';
const breaks: Partial<InitializeParams> = {
  capabilities: { general: { markdown: { parser: 'marked', allowedTags: ['br'] } } },
};

it.each([
  ['a client that shows breaks gets them', breaks, '`BUCKET_CREATE`, <br>`BUCKET_DELETE`'],
  ['any other gets names in a row', {}, '`BUCKET_CREATE`, `BUCKET_DELETE`'],
  ['a client gets its language', { locale: 'ja' }, '加わる権限'],
])('%s', async (_, params, expected) => {
  const client = await clientOf(statement, params);
  const hover = await client.sendRequest(HoverRequest.type, {
    textDocument: { uri },
    position: { line: 0, character: statement.indexOf('manage') },
  });
  expect((hover?.contents as MarkupContent).value).toContain(expected);
  expect(hover?.range).toEqual({ start: { line: 0, character: 17 }, end: { line: 0, character: 23 } });
});

it('answers with nothing where there is nothing to tell, and for a document that is not open', async () => {
  const client = await clientOf(`${statement}  `, {});
  const ask = (of: string, character: number) =>
    client.sendRequest(HoverRequest.type, { textDocument: { uri: of }, position: { line: 0, character } });
  expect(await ask(uri, statement.length + 2)).toBeNull();
  expect(await ask('file:///b.ocipolicy', 0)).toBeNull();
});

it('links codes when the client names the page of the checks', async () => {
  const text = `// ocipolicy-ignore broad-grant, unknown-verb, flurb: reviewed\n${statement}`;
  const page = 'https://example.com/docs/checks.md';
  const linked = await clientOf(text, { initializationOptions: { checksPage: page } });
  const links = await linked.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
  expect(links?.map(({ target }) => target)).toContain(`${page}#unknown-verb`);
  expect(links?.find(({ target }) => target?.includes('unknown-verb'))?.range.start.character).toBe(
    text.indexOf('unknown-verb'),
  );
  expect(links?.some(({ target }) => target?.includes('flurb'))).toBe(false);
  expect(documentLinksOf(createDocument(text), undefined, sayIn('en'))).toEqual([]);
});
