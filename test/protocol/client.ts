import { fork, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  MessageType,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';
import {
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

/** How a client reaches the server: its standard streams, node's messages, or `ocipolicy lsp`. */
export type Transport = 'stdio' | 'ipc' | 'command line';

export interface ClientOptions {
  readonly transport?: Transport;
  /** The client asks for diagnostics; otherwise the server sends them of itself. */
  readonly pulls?: boolean;
  /** The process that the server is told to serve; this one when left out. */
  readonly processId?: number;
}

/** An editor's side of the protocol. */
export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Errors that the server wrote to its log. */
  readonly errors: readonly string[];
  open(uri: string, text: string): Promise<void>;
  change(uri: string, ...changes: TextDocumentContentChangeEvent[]): Promise<void>;
  close(uri: string): Promise<void>;
  /** Asks for a document's diagnostics. */
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** What the server says about a document as it now is, asked for or waited for, as the client does. */
  diagnostics(uri: string): Promise<Diagnostic[]>;
  /** What the server sent of itself about a document as it now is; waits for it. */
  pushed(uri: string): Promise<PublishDiagnosticsParams>;
  /** Whether the server has sent anything of itself about a document, since it was last closed. */
  wasPushed(uri: string): boolean;
}

/** A server in a process of its own, and a client that is through with the handshake. */
export interface ServerProcess extends Client {
  readonly child: ChildProcess;
  /** The exit code of the server, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Takes leave as an editor does; gives the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the bundled server of a folder. */
export async function start(folder: string, options: ClientOptions = {}): Promise<ServerProcess> {
  const child = launch(folder, options.transport ?? 'stdio');
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('the server has no standard streams');
  const connection =
    options.transport === 'ipc'
      ? createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
      : createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  // What waits for a server that is gone must not wait for ever.
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      connection.dispose();
      resolve(code);
    }),
  );
  const client = await connect(connection, options);
  const stop = async () => {
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    return ended;
  };
  return { ...client, child, ended, stop };
}

function launch(folder: string, transport: Transport): ChildProcess {
  if (transport === 'ipc') return fork(join(folder, 'server.cjs'), ['--node-ipc'], { silent: true });
  const args =
    transport === 'stdio' ? [join(folder, 'server.cjs'), '--stdio'] : [join(folder, 'cli.cjs'), 'lsp'];
  return spawn(process.execPath, args, { stdio: 'pipe' });
}

/** Shakes hands with the server at the other end of a connection. */
export async function connect(connection: ProtocolConnection, options: ClientOptions = {}): Promise<Client> {
  const errors: string[] = [];
  // Versions grow over all documents, so that one tells which state of which document was meant.
  let lastVersion = 0;
  const versions = new Map<string, number>();
  const received = new Map<string, PublishDiagnosticsParams>();
  let waiting: (() => void)[] = [];
  const wake = () => {
    const all = waiting;
    waiting = [];
    for (const each of all) each();
  };
  let gone = false;
  connection.onDispose(() => {
    gone = true;
    wake();
  });
  connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
    if (type === MessageType.Error) errors.push(message);
  });
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    received.set(params.uri, params);
    wake();
  });
  connection.listen();

  const initialized = await connection.sendRequest(InitializeRequest.type, handshake(options));
  await connection.sendNotification(InitializedNotification.type, {});

  const touch = (uri: string): number => {
    versions.set(uri, ++lastVersion);
    return lastVersion;
  };
  const pushed = async (uri: string): Promise<PublishDiagnosticsParams> => {
    for (;;) {
      const params = received.get(uri);
      if (params && params.version === versions.get(uri)) return params;
      if (gone) throw new Error(`the server ended before it said anything about ${uri}`);
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const pull = (uri: string, previousResultId?: string) =>
    connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  return {
    ...{ connection, initialized, errors, pull, pushed },
    wasPushed: (uri) => received.has(uri),
    open: (uri, text) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: 'ocipolicy', version: touch(uri), text },
      }),
    change: (uri, ...contentChanges) =>
      connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: touch(uri) },
        contentChanges,
      }),
    close: (uri) => {
      versions.delete(uri);
      received.delete(uri);
      return connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    },
    diagnostics: async (uri) => {
      if (!options.pulls) return (await pushed(uri)).diagnostics;
      const report = await pull(uri);
      if (report.kind !== DocumentDiagnosticReportKind.Full) throw new Error('no full report was given');
      return report.items;
    },
  };
}

function handshake({ pulls = false, processId = process.pid }: ClientOptions): InitializeParams {
  return {
    processId,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {
      general: { positionEncodings: ['utf-8', 'utf-16'] },
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        ...(pulls ? { diagnostic: { dynamicRegistration: false } } : {}),
      },
    },
  };
}

/** Diagnostics as lines that a person can read: `line:character-line:character code`, 0-based as on the wire. */
export function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ range: { start, end }, code }) => {
    return `${start.line}:${start.character}-${end.line}:${end.character} ${code}`;
  });
}
