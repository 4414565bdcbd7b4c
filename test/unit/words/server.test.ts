import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  type Diagnostic,
  type InitializeParams,
} from 'vscode-languageserver-protocol/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../../../server/src/server.ts';

/** The diagnostics of a text, from a server in this process whose client has the given language. */
async function diagnosticsOf(text: string, locale: InitializeParams['locale']): Promise<Diagnostic[]> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(ProposedFeatures.all, toServer, toClient);
  serve(server, '0.0.0');
  server.listen();
  const client = createProtocolConnection(toClient, toServer);
  onTestFinished(() => {
    client.dispose();
    server.dispose();
  });
  const told = new Promise<Diagnostic[]>((resolve) => {
    client.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics }) => resolve(diagnostics));
  });
  client.listen();
  await client.sendRequest(InitializeRequest.type, {
    ...{ processId: null, rootUri: null, capabilities: {} },
    ...(locale === undefined ? {} : { locale }),
  });
  await client.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri: 'file:///a.ocipolicy', languageId: 'ocipolicy', version: 1, text },
  });
  return told;
}

it.each([
  [undefined, '“reed” is not a verb of policies, so the statement is refused. Did you mean read?'],
  ['de', '“reed” is not a verb of policies, so the statement is refused. Did you mean read?'],
  ['pt-br', '“reed” não é um verbo de políticas, e a instrução é recusada. Você quis dizer read?'],
  ['ja', '「reed」はポリシーの動詞ではないため、ステートメントは拒否されます。「read」ではありませんか。'],
])('a client of language %s is told in it', async (locale, message) => {
  const diagnostics = await diagnosticsOf('allow group A to reed buckets in tenancy', locale);
  expect(diagnostics.find(({ code }) => code === 'unknown-verb')?.message).toBe(message);
});
