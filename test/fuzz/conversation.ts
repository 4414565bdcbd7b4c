import { PassThrough } from 'node:stream';
import {
  createProtocolConnection,
  InitializeRequest,
  LogMessageNotification,
  MessageType,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import { CANCELLING } from '../../server/src/cancelling.ts';
import { serve } from '../../server/src/server.ts';

/** How a client of a conversation is. */
export interface ClientManner {
  /** It asks for diagnostics; otherwise it is sent them. */
  readonly pulls: boolean;
  /** It is asked for settings, and these are what it answers. */
  readonly settings?: unknown;
}

/** Both ends of a conversation over the real protocol, in this process. */
export interface Conversation {
  readonly connection: ProtocolConnection;
  /** What the server wrote to its log as errors. */
  readonly errors: readonly string[];
  /** What the server sent of itself, the last of each document. */
  readonly pushed: ReadonlyMap<string, readonly Diagnostic[]>;
  /** Keeps the answers to questions about settings back, or lets them go. */
  hold(holds: boolean): void;
  end(): void;
}

/** A server and a client that are through with the handshake, with messages framed and written as on standard streams. */
export async function converse({ pulls, settings }: ClientManner): Promise<Conversation> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  // Readers and writers of our own: with streams alone, the end of its input would end this process.
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), CANCELLING);
  serve(server, 'fuzz');
  server.listen();
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const errors: string[] = [];
  const pushed = new Map<string, readonly Diagnostic[]>();
  let waiting: (() => void)[] | undefined;
  connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
    if (type === MessageType.Error) errors.push(message);
  });
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    pushed.set(uri, diagnostics);
  });
  connection.onRequest(
    'workspace/configuration',
    async ({ items }: { items: readonly { section: string }[] }) => {
      if (waiting) await new Promise<void>((resolve) => waiting?.push(resolve));
      return items.map(({ section }) => (section === 'ocipolicy' ? settings : {}));
    },
  );
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.onRequest('workspace/inlayHint/refresh', () => null);
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    initializationOptions: { lenses: true, applies: true, explains: true },
    capabilities: {
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        ...(pulls ? { diagnostic: { dynamicRegistration: false } } : {}),
        codeAction: { resolveSupport: { properties: ['edit'] } },
      },
      workspace: settings === undefined ? {} : { configuration: true, diagnostics: { refreshSupport: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  return {
    ...{ connection, errors, pushed },
    hold: (holds) => {
      const all = waiting ?? [];
      waiting = holds ? (waiting ?? []) : undefined;
      if (!holds) for (const each of all) each();
    },
    end: () => {
      connection.dispose();
      server.dispose();
      for (const stream of [up, down]) stream.destroy();
    },
  };
}
