import {
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  ErrorCodes,
  LSPErrorCodes,
  MarkupKind,
  RegistrationRequest,
  ResponseError,
  SignatureHelpTriggerKind,
  TextDocumentSyncKind,
  type Connection,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  type Registration,
} from 'vscode-languageserver';
import { ACTIONS, bindActions } from './actions.ts';
import { atPlaces, type About } from './asked.ts';
import { bindEditing, EDITING } from './editing.ts';
import { bindAccess } from './access-requests.ts';
import { forOwnLanguage } from './own-language.ts';
import { bindHosts } from './host-requests.ts';
import { bindNavigation, NAVIGATION } from './navigation.ts';
import { bindHints, HINTS } from './hints.ts';
import { demandPlaces, isChange } from './places.ts';
import { toLocale, type Locale } from './checks/words/locale.ts';
import { configurationOf } from './configuration.ts';
import { TRIGGERS, type ItemDefaults } from './features/completion.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { DOCS_BASE } from './features/docs-base.ts';
import { withoutBreaks } from './features/hover.ts';
import { createHostedService } from './features/hosts.ts';
import type { PolicyService, ServiceOptions } from './features/service.ts';

/** What the server calls itself, as a client may show it. */
export const SERVER_NAME = 'OCI Policy language server';

/**
 * Binds the language to a connection: one thin handler a method. A request that fails answers with an error and
 * the server goes on; what it was asked about is named in the log, never the text of a document.
 */
export function serve(
  connection: Connection,
  version: string,
  makeService: (options: ServiceOptions) => PolicyService = createHostedService,
): void {
  let service = makeService({});
  const open = new Map<string, State>();
  let states = 0;
  /** How often a text was told. What had to wait since it was asked for holds for the texts that there were then, or is not given. */
  let texts = 0;
  let pulls = false;
  let showsBreaks = false;
  let itemDefaults: ReadonlySet<ItemDefaults> = new Set();
  let refreshes = false;
  let checksPage: string | undefined;
  let locale: Locale = 'en';
  let registrations: readonly Registration[] = [];
  /** Checks all open documents again, after a change of what they are checked by. */
  const checkAnew = () => {
    hints.refresh();
    void Promise.all([...open.keys()].map(configure)).then(() => {
      if (!pulls || !refreshes) return;
      void connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
    });
  };
  const configuration = configurationOf(connection, checkAnew);

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    pulls = params.capabilities.textDocument?.diagnostic !== undefined;
    showsBreaks = params.capabilities.general?.markdown?.allowedTags?.includes('br') ?? false;
    const defaults = params.capabilities.textDocument?.completion?.completionList?.itemDefaults;
    itemDefaults = new Set(Array.isArray(defaults) ? (defaults as ItemDefaults[]) : []);
    refreshes = params.capabilities.workspace?.diagnostics?.refreshSupport === true;
    actions.begin(params, optionOf(params.initializationOptions, 'explains') === true);
    configuration.begin(params);
    editing.begin(params);
    hints.begin(params, localeIn(params), {
      acts: optionOf(params.initializationOptions, 'lenses') === true,
      applies: optionOf(params.initializationOptions, 'applies') === true,
    });
    checksPage = pageIn(params.initializationOptions) ?? DOCS_BASE;
    // Nothing is open yet: the client opens documents when it has the answer.
    locale = localeIn(params);
    service = makeService({ locale, ...(checksPage ? { checksPage } : {}) });
    const { atOnce, later } = forOwnLanguage(
      { ...NAVIGATION, ...EDITING, ...HINTS, ...ACTIONS },
      params.capabilities,
    );
    registrations = later;
    return {
      serverInfo: { name: SERVER_NAME, version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        diagnosticProvider: {
          identifier: 'ocipolicy',
          interFileDependencies: false,
          workspaceDiagnostics: false,
        },
        completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: true },
        signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' '] },
        hoverProvider: true,
        ...atOnce,
        ...(checksPage ? { documentLinkProvider: { resolveProvider: false } } : {}),
      },
    };
  });

  connection.onInitialized(() => {
    configuration.ready();
    if (registrations.length === 0) return;
    void connection
      .sendRequest(RegistrationRequest.type, { registrations: [...registrations] })
      .catch(() => connection.console.error('Features of policy files could not be registered.'));
  });

  /** A client that asks for diagnostics gets them when it asks; any other gets them when they change. */
  const push = (uri: string) => {
    if (pulls) return;
    const state = open.get(uri);
    void connection.sendDiagnostics({
      uri,
      diagnostics: state ? diagnosticsOf(service.findings(uri), checksPage) : [],
      ...(state ? { version: state.version } : {}),
    });
  };

  /** Waits until a document can be read. One that never can is told of in the log, and has no findings. */
  const made = (uri: string): Promise<void> | undefined =>
    service.ready?.(uri)?.catch((error: unknown) => {
      connection.console.error(`Reading ${uri} failed: ${describe(error)}`);
    });

  /** Documents whose settings were asked for, each with the answer that is awaited. */
  const awaited = new Map<string, Promise<void>>();
  const configure = (uri: string): Promise<void> => {
    const answer: Promise<void> = configuration.of(uri).then(async (settings) => {
      await made(uri);
      // An answer that was overtaken by a newer question says nothing any more.
      if (awaited.get(uri) !== answer) return awaited.get(uri);
      awaited.delete(uri);
      const state = open.get(uri);
      if (!state) return;
      try {
        service.configure(uri, settings);
        open.set(uri, { ...state, resultId: String(++states) });
        push(uri);
      } catch (error) {
        connection.console.error(`Checking ${uri} failed: ${describe(error)}`);
      }
    });
    awaited.set(uri, answer);
    return answer;
  };

  /** What a notification sets off. One that fails, or says nothing that can be done, is logged: nobody gets an answer. */
  const guarded = <Params extends About>(what: string, work: (uri: string, params: Params) => void) => {
    return (params: Params) => {
      try {
        work(uriOf(params), params);
      } catch (error) {
        const uri: unknown = params?.textDocument?.uri;
        const of = typeof uri === 'string' ? uri : 'a document without a URI';
        connection.console.error(`${what} ${of} failed: ${describe(error)}`);
      }
    };
  };

  connection.onDidOpenTextDocument(
    guarded('Opening', (uri, { textDocument: { text, version, languageId } }) => {
      if (typeof text !== 'string') throw new TypeError('the text of a document is no string');
      service.open(uri, text, typeof languageId === 'string' ? languageId : 'ocipolicy');
      open.set(uri, { version, resultId: String(++states), text: ++texts });
      if (configuration.asks) void configure(uri);
      else if (!made(uri)?.then(() => push(uri))) push(uri);
    }),
  );

  connection.onDidChangeTextDocument(
    guarded('Changing', (uri, { textDocument: { version }, contentChanges }) => {
      if (!open.has(uri)) return;
      if (!Array.isArray(contentChanges) || !contentChanges.every(isChange))
        throw new TypeError('this is no change');
      service.change(uri, contentChanges);
      open.set(uri, { version, resultId: String(++states), text: ++texts });
      if (!awaited.has(uri)) push(uri);
    }),
  );

  connection.onDidCloseTextDocument(
    guarded('Closing', (uri) => {
      service.close(uri);
      open.delete(uri);
      texts++;
      awaited.delete(uri);
      push(uri);
    }),
  );

  connection.languages.diagnostics.on(async (params): Promise<DocumentDiagnosticReport> => {
    const uri = uriOf(params);
    const text = open.get(uri)?.text;
    await awaited.get(uri);
    await made(uri);
    if (open.has(uri) && open.get(uri)?.text !== text) {
      const data: DiagnosticServerCancellationData = { retriggerRequest: true };
      throw new ResponseError(LSPErrorCodes.ServerCancelled, 'The document has changed.', data);
    }
    const resultId = open.get(uri)?.resultId;
    if (resultId !== undefined && resultId === params.previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    }
    try {
      const items = diagnosticsOf(service.findings(uri), checksPage);
      return {
        kind: DocumentDiagnosticReportKind.Full,
        ...(resultId === undefined ? {} : { resultId }),
        items,
      };
    } catch (error) {
      connection.console.error(`Checking ${uri} failed: ${describe(error)}`);
      throw new ResponseError(LSPErrorCodes.RequestFailed, 'The document could not be checked.');
    }
  });

  /** A request about a document. One that fails is answered with an error, and logged. */
  function answered<Params extends About, Answer>(
    what: string,
    work: (uri: string, params: Params) => Answer,
  ) {
    return (params: Params): Answer => {
      const uri = uriOf(params);
      demandPlaces(params);
      const failed = (error: unknown): never => {
        if (error instanceof ResponseError) throw error;
        connection.console.error(`${what} in ${uri} failed: ${describe(error)}`);
        throw new ResponseError(LSPErrorCodes.RequestFailed, `${what} failed.`);
      };
      try {
        const answer = work(uri, params);
        return answer instanceof Promise ? (answer.catch(failed) as Answer) : answer;
      } catch (error) {
        return failed(error);
      }
    };
  }

  const asked = atPlaces(answered);
  connection.onCompletion(
    asked('Completion', (uri, { position }) => service.completion(uri, position, itemDefaults)),
  );
  connection.onCompletionResolve((item) => {
    try {
      return service.documented(item, showsBreaks);
    } catch (error) {
      connection.console.error(`Documentation failed: ${describe(error)}`);
      return item;
    }
  });
  connection.onSignatureHelp(
    asked('Signature help', (uri, { position, context }) => {
      const asked = context?.isRetrigger
        ? 'shown'
        : context?.triggerKind === SignatureHelpTriggerKind.TriggerCharacter
          ? 'typed'
          : 'wanted';
      return service.signatureHelp(uri, position, asked) ?? null;
    }),
  );

  connection.onHover(
    asked('Hover', (uri, { position }) => {
      const hover = service.hover(uri, position);
      if (!hover) return null;
      const value = showsBreaks ? hover.contents : withoutBreaks(hover.contents);
      return { contents: { kind: MarkupKind.Markdown, value }, range: hover.range };
    }),
  );

  connection.onDocumentLinks((params) => service.documentLinks(uriOf(params)));

  bindNavigation(
    connection,
    () => service.everywhere,
    answered,
    () => service.hosted,
  );
  bindAccess(connection, {
    ...{ documents: () => service.everywhere, hosted: () => service.hosted },
    ...{ locale: () => locale, answered },
  });
  bindHosts(connection, {
    ...{ service: () => service, asked: answered, settingsOf: (uri) => configuration.of(uri) },
    checksPage: () => checksPage,
  });
  const actions = bindActions(connection, () => service, answered);
  const hints = bindHints(
    connection,
    () => service,
    answered,
    () => texts,
  );
  const editing = bindEditing(connection, () => service, answered, checkAnew);

  connection.onShutdown(() => {
    for (const uri of open.keys()) service.close(uri);
    open.clear();
  });
}

/** An open document as the client last told it. */
interface State {
  /** The client's number, which begins anew whenever a document is opened. */
  readonly version: number;
  /** Never given twice, so that it names one text, checked in one way, only. */
  readonly resultId: string;
  /** Never given twice, so that it names one text only. */
  readonly text: number;
}

/** What a client says of itself besides its capabilities. */
function optionOf(options: unknown, name: string): unknown {
  return (options as Readonly<Record<string, unknown>> | null | undefined)?.[name];
}

/** The page that tells of the checks, when the client names one as `checksPage`. */
function pageIn(options: unknown): string | undefined {
  const page = optionOf(options, 'checksPage');
  return typeof page === 'string' && page !== '' ? page : undefined;
}

/** The language that a person chose for the extension, else the editor's. */
function localeIn({ initializationOptions, locale }: InitializeParams): Locale {
  const chosen = optionOf(initializationOptions, 'locale');
  return toLocale(typeof chosen === 'string' ? chosen : locale);
}

/** The document that a message is about; throws an answer for the client when it names none. */
function uriOf(params: About): string {
  const uri: unknown = params?.textDocument?.uri;
  if (typeof uri !== 'string')
    throw new ResponseError(ErrorCodes.InvalidParams, 'textDocument.uri is no string.');
  return uri;
}

/** Where something failed, without the message, which may hold what a document or a profile says. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const calls = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...calls.slice(0, 3).map((line) => line.trim())].join(' ');
}
