import { ResponseError, type CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { converse, type ClientManner, type Conversation } from './conversation.ts';
import { same } from './target.ts';

/** All that a server has been told: a fresh one that is told it at once must answer the same. */
export interface Told {
  readonly documents: ReadonlyMap<string, { readonly text: string; readonly id: string }>;
  readonly files: ReadonlyMap<string, string>;
  readonly names: unknown;
}

/** How a request was answered: with a result, or with the code of an error. */
export type Answer = { readonly answer: unknown } | { readonly refused: number };

/** Sends a request. */
export function ask(
  { connection }: Conversation,
  method: string,
  params: object,
  source?: CancellationTokenSource,
): Promise<Answer> {
  const sent = source
    ? connection.sendRequest(method, params, source.token)
    : connection.sendRequest(method, params);
  return sent.then(
    (answer: unknown) => ({ answer }),
    (error: unknown) => {
      if (error instanceof ResponseError) return { refused: error.code };
      throw error;
    },
  );
}

/** Fresh servers that were told all at once; one for each state. */
export interface Fresher {
  of(told: Told): Promise<Conversation>;
  end(): Promise<void>;
}

/** Makes fresh servers for a client of this manner. */
export function fresher(manner: ClientManner): Fresher {
  const made = new Map<Told, Promise<Conversation>>();
  const make = async ({ documents, files, names }: Told) => {
    const server = await converse(manner);
    for (const [uri, text] of files)
      await server.connection.sendNotification('ocipolicy/files', { files: [{ uri, text }] });
    for (const [uri, { text, id }] of documents) {
      const textDocument = { uri, languageId: id, version: 1, text };
      await server.connection.sendNotification('textDocument/didOpen', { textDocument });
    }
    await server.connection.sendRequest('ocipolicy/tenancyNames', { names });
    // Whatever a document has to wait for has come once its diagnostics have.
    for (const uri of documents.keys())
      await ask(server, 'textDocument/diagnostic', { textDocument: { uri } });
    return server;
  };
  return {
    of: (told) => {
      const known = made.get(told) ?? make(told);
      made.set(told, known);
      return known;
    },
    end: async () => {
      for (const server of await Promise.all(made.values())) {
        const { errors } = server;
        server.end();
        same('errors in the log of a fresh server', errors, []);
      }
    },
  };
}
