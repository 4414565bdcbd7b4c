import { EventEmitter, l10n, workspace, type Disposable, type Event, type LogOutputChannel } from 'vscode';
import {
  CloseAction,
  State,
  vsdiag,
  type BaseLanguageClient,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import { hostSetting, isColoredHere, selectorOf } from './hosts/hostLanguages.ts';
import { isShownOnly } from './shownOnly.ts';

/** Where the language server stands. `failed` says why, in a sentence; only a restart leaves it. */
export type ServerState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly version: string | undefined }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly reason: string };

/** The language server as the rest of the extension sees it. */
export interface PolicyServer extends Disposable {
  readonly state: ServerState;
  readonly onDidChangeState: Event<ServerState>;
  /**
   * Starts the server, ending the one that runs first, and forgets its earlier crashes. Never rejects: when the
   * server does not start, the state is `failed` then. Calls are carried out one after the other.
   */
  restart(): Promise<void>;
  /** Asks the server something of its own, besides the protocol; undefined when it does not run. Rejects when it cannot answer. */
  request<Answer>(method: string, params: object): Promise<Answer | undefined>;
  /** Tells the server something of its own; nobody is told when none runs. */
  notify(method: string, params: object): Promise<void>;
  /** Ends the server; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Makes a client that is not started yet. Its id is the prefix of the settings that it reads. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** One client from its start to its end: a client whose start failed cannot be started again. */
interface Session {
  /** Resolves when the first start has succeeded or failed. */
  readonly started: Promise<void>;
  end(): Promise<void>;
  request<Answer>(method: string, params: object): Promise<Answer>;
  notify(method: string, params: object): Promise<void>;
}

/** How long an ending waits for a start that is under way, in milliseconds. */
const patience = 5000;

/** The language server, stopped. One that crashes is started again, at most four times in three minutes. */
export function createPolicyServer(createClient: CreateClient, output: LogOutputChannel): PolicyServer {
  const changed = new EventEmitter<ServerState>();
  const watcher = workspace.createFileSystemWatcher('**/*.ocipolicy');
  let state: ServerState = { kind: 'stopped' };
  let session: Session | undefined;
  let queue = Promise.resolve();

  const setState = (next: ServerState) => changed.fire((state = next));
  const begin = () => {
    session = beginSession(
      createClient,
      { outputChannel: output, synchronize: { fileEvents: watcher } },
      setState,
    );
  };
  const end = async () => {
    await session?.end();
    session = undefined;
    if (state.kind !== 'stopped') setState({ kind: 'stopped' });
  };
  const inTurn = (step: () => Promise<void>) => (queue = queue.then(step));
  return {
    get state() {
      return state;
    },
    onDidChangeState: changed.event,
    restart: async () => {
      await inTurn(() => end().then(begin));
      await session?.started;
    },
    request: async <Answer>(method: string, params: object) => {
      await session?.started;
      return state.kind === 'running' ? session?.request<Answer>(method, params) : undefined;
    },
    notify: async (method, params) => {
      if (state.kind === 'running') await session?.notify(method, params).catch(() => undefined);
    },
    stop: () => inTurn(end),
    dispose: () => {
      watcher.dispose();
      void inTurn(end).then(() => changed.dispose());
    },
  };
}

function beginSession(
  createClient: CreateClient,
  options: LanguageClientOptions,
  setState: (state: ServerState) => void,
): Session {
  let ended = false;
  let crashed = false;
  let givenUp: string | undefined;
  const client: BaseLanguageClient = createClient('ocipolicy', l10n.t('OCI Policy'), {
    documentSelector: selectorOf(hostSetting()),
    // Hovers hold tables whose cells have line breaks; the texts are the server's own.
    markdown: { supportHtml: true },
    ...options,
    middleware: {
      ...options.middleware,
      provideDocumentSemanticTokens: (document, token, next) =>
        isColoredHere(document.languageId) ? next(document, token) : undefined,
      provideDocumentSemanticTokensEdits: (document, previous, token, next) =>
        isColoredHere(document.languageId) ? next(document, previous, token) : undefined,
      provideDocumentRangeSemanticTokens: (document, range, token, next) =>
        isColoredHere(document.languageId) ? next(document, range, token) : undefined,
      provideDiagnostics: (document, previous, token, next) => {
        if (!isShownOnly('uri' in document ? document.uri : document)) return next(document, previous, token);
        return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] };
      },
    },
    // The client's own way with crashes; what is added is to tell why a server is not started again.
    errorHandler: {
      error: (error, message, count) => usual.error(error, message, count),
      closed: async () => {
        crashed = true;
        if (ended) return { action: CloseAction.DoNotRestart, handled: true };
        const result = await usual.closed();
        if (result.action === CloseAction.DoNotRestart) {
          givenUp = result.message ?? l10n.t('The language server ended.');
        }
        return result;
      },
    },
  });
  const usual = client.createDefaultErrorHandler();
  const subscription = client.onDidChangeState(({ newState }) => {
    switch (newState) {
      case State.Starting:
        return setState({ kind: 'starting' });
      case State.Running:
        return setState({ kind: 'running', version: client.initializeResult?.serverInfo?.version });
      case State.Stopped:
      case State.StartFailed:
        return setState(givenUp === undefined ? { kind: 'stopped' } : { kind: 'failed', reason: givenUp });
    }
  });
  // The client tells of a failure itself; here only the state follows. After a crash it goes on trying.
  const started = client.start().catch((error: unknown) => {
    if (!crashed && !ended) setState({ kind: 'failed', reason: messageOf(error) });
  });
  return {
    started,
    request: (method, params) => client.sendRequest(method, params),
    notify: (method, params) => client.sendNotification(method, params),
    end: async () => {
      await Promise.race([started, new Promise((resolve) => setTimeout(resolve, patience))]);
      ended = true;
      subscription.dispose();
      // A client that failed to start, or whose server hangs, rejects; it is given up either way.
      await client.dispose().catch((error: unknown) => client.debug(messageOf(error)));
    },
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
