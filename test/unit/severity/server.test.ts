/** The server over a connection in this process: what it asks a client for, and what it makes of the answers. */
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShowMessageNotification,
  type ClientCapabilities,
  type CodeAction,
  type ConfigurationParams,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { FIX_ALL } from '../../../server/src/features/code-actions.ts';
import { serve } from '../../../server/src/server.ts';

const URI = 'file:///project/a.ocipolicy';
const BAD = 'allow group Ops manage vcns in compartment Networks\n';

interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly asked: ConfigurationParams[];
  readonly messages: string[];
  readonly registered: string[];
  /** What was sent about documents, the newest last. */
  readonly pushed: Diagnostic[][];
  refreshes: number;
  open(text: string): Promise<void>;
  pull(): Promise<Diagnostic[]>;
}

/** A client with these capabilities; `settings` is its answer to each question, when it can be asked. */
async function connect(
  capabilities: ClientCapabilities,
  settings?: () => unknown,
  initializationOptions?: object,
): Promise<Client> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(up),
    new StreamMessageWriter(down),
  );
  serve(server, '0.0.0');
  server.listen();
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  onTestFinished(() => {
    connection.dispose();
    server.dispose();
  });
  const seen = { asked: [], messages: [], registered: [], pushed: [], refreshes: 0 } as Pick<
    Client,
    'asked' | 'messages' | 'registered' | 'pushed' | 'refreshes'
  >;
  connection.onRequest(ConfigurationRequest.type, (params) => {
    seen.asked.push(params);
    const answer = settings?.();
    if (answer instanceof Error) throw answer;
    return params.items.map(() => answer ?? null);
  });
  connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
    seen.registered.push(...registrations.map(({ method }) => method));
  });
  connection.onRequest(DiagnosticRefreshRequest.type, () => void seen.refreshes++);
  connection.onNotification(ShowMessageNotification.type, ({ message }) => void seen.messages.push(message));
  connection.onNotification(
    PublishDiagnosticsNotification.type,
    ({ diagnostics }) => void seen.pushed.push(diagnostics),
  );
  connection.listen();
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    ...{ processId: null, rootUri: null, workspaceFolders: null, capabilities },
    ...(initializationOptions ? { initializationOptions } : {}),
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return Object.assign(seen, {
    ...{ connection, initialized },
    open: (text: string) =>
      connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: URI, languageId: 'ocipolicy', version: 1, text },
      }),
    pull: async () => {
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, {
        textDocument: { uri: URI },
      });
      return 'items' in report ? report.items : [];
    },
  });
}

const PULLS: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
  },
};

const severity = (level: string) => ({ checks: { severity: { 'missing-to': level } } });
const project = (value: object | string) => ({
  project: {
    name: 'project/ocipolicy.json',
    text: typeof value === 'string' ? value : JSON.stringify(value),
  },
});
const shown = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, severity: level }) => `${level} ${code}`);

describe('the settings of a document', () => {
  it.each([
    ['nothing', () => null, ['1 missing-to']],
    ["the editor's", () => severity('hint'), ['4 missing-to']],
    ["the project's", () => project(severity('off')), []],
    [
      "the project's before the editor's",
      () => ({ ...severity('hint'), ...project(severity('warning')) }),
      ['2 missing-to'],
    ],
    ['an error', () => new Error('no answer'), ['1 missing-to']],
    ['nonsense', () => 'nonsense', ['1 missing-to']],
  ])('are as usual or as the client says: %s', async (_, answer, expected) => {
    const client = await connect(PULLS, answer);
    await client.open(BAD);
    expect(shown(await client.pull())).toEqual(expected);
    expect(client.asked).toEqual([{ items: [{ scopeUri: URI, section: 'ocipolicy' }] }]);
  });

  it('are asked for again when they change, and the client is told to look again', async () => {
    let level = 'hint';
    const client = await connect(PULLS, () => severity(level));
    await client.open(BAD);
    expect(shown(await client.pull())).toEqual(['4 missing-to']);
    expect(client.registered).toEqual(['workspace/didChangeConfiguration']);
    level = 'warning';
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    expect(shown(await client.pull())).toEqual(['2 missing-to']);
    await client.pull();
    expect([client.asked.length, client.refreshes]).toEqual([2, 1]);
  });

  it('come with what is sent to a client that does not ask for diagnostics', async () => {
    const client = await connect({ workspace: { configuration: true } }, () => severity('hint'));
    await client.open(BAD);
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: `// a\n${BAD}` }],
    });
    await expect.poll(() => client.pushed.map(shown).at(-1)).toEqual(['4 missing-to']);
    expect(client.pushed.flatMap(shown)).not.toContain('1 missing-to');
  });

  it('may be sent by a client that cannot be asked', async () => {
    const client = await connect({ textDocument: { diagnostic: {} } });
    await client.open(BAD);
    expect(shown(await client.pull())).toEqual(['1 missing-to']);
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { ocipolicy: severity('hint') },
    });
    expect(shown(await client.pull())).toEqual(['4 missing-to']);
    expect(client.asked).toEqual([]);
  });

  it('that cannot be used are told of once, and again when they were right in between', async () => {
    let text = '{';
    const client = await connect(PULLS, () => project(text));
    const changed = async (newer: string) => {
      text = newer;
      await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
      await client.pull();
    };
    await client.open(BAD);
    expect(shown(await client.pull())).toEqual(['1 missing-to']);
    await changed('{');
    expect(client.messages).toHaveLength(1);
    expect(client.messages[0]).toMatch(
      /^project\/ocipolicy\.json cannot be used as it is: it is not valid JSON/,
    );
    await changed('{}');
    await changed('{');
    expect(client.messages).toHaveLength(2);
  });
});

describe('code actions', () => {
  const ask = (client: Client, only?: string[]) =>
    client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: URI },
      range: { start: { line: 0, character: 17 }, end: { line: 0, character: 17 } },
      context: { diagnostics: [], ...(only ? { only } : {}) },
    }) as Promise<CodeAction[]>;

  /** Refactorings are offered whatever is found. */
  const withoutRefactorings = (actions: readonly CodeAction[]) =>
    actions.filter(({ kind }) => !kind?.startsWith('refactor'));

  it('are announced and given', async () => {
    const client = await connect(PULLS, undefined, { explains: true, checksPage: 'x://y/checks' });
    expect(client.initialized.capabilities.codeActionProvider).toMatchObject({
      codeActionKinds: ['quickfix', FIX_ALL, 'refactor.rewrite', 'refactor.extract', 'refactor.inline'],
    });
    await client.open(BAD);
    const actions = withoutRefactorings(await ask(client));
    expect(actions.map(({ title }) => title)).toEqual([
      ...['Write “to”', 'Ignore missing-to here', 'Ignore missing-to in this file', 'Explain missing-to'],
    ]);
    expect(actions[0]?.diagnostics).toEqual(await client.pull());
    expect(actions[0]?.diagnostics?.[0]?.codeDescription).toEqual({ href: 'x://y/checks#missing-to' });
    expect((await ask(client, [FIX_ALL])).map(({ kind }) => kind)).toEqual([FIX_ALL]);
  });

  it('go by the settings', async () => {
    const client = await connect(PULLS, () => severity('off'));
    await client.open(BAD);
    await client.pull();
    expect(withoutRefactorings(await ask(client))).toEqual([]);
    expect(await ask(client, [FIX_ALL])).toEqual([]);
  });

  it('are refused for what is no range', async () => {
    const client = await connect(PULLS);
    await client.open(BAD);
    const answer = client.connection.sendRequest('textDocument/codeAction', { textDocument: { uri: URI } });
    await expect(answer).rejects.toThrow('range is no range');
  });
});
