import {
  DocumentDiagnosticReportKind,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  type Connection,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { toLocale } from './checks/words/locale.ts';
import { TRIGGERS } from './features/completion.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import {
  createPolicyService,
  type Change,
  type PolicyService,
  type Position,
  type ServiceOptions,
} from './features/service.ts';

/** What the server calls itself, as a client may show it. */
export const SERVER_NAME = 'OCI Policy language server';

/**
 * Binds the language to a connection: one thin handler a method. A request that fails answers with an error and
 * the server goes on; what it was asked about is named in the log, never the text of a document.
 */
export function serve(
  connection: Connection,
  version: string,
  makeService: (options: ServiceOptions) => PolicyService = createPolicyService,
): void {
  let service = makeService({});
  const open = new Map<string, State>();
  let states = 0;
  let pulls = false;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    pulls = params.capabilities.textDocument?.diagnostic !== undefined;
    // Nothing is open yet: the client opens documents when it has the answer.
    service = makeService({ locale: toLocale(params.locale) });
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
        completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: false },
        signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' '] },
      },
    };
  });

  /** A client that asks for diagnostics gets them when it asks; any other gets them when they change. */
  const push = (uri: string) => {
    if (pulls) return;
    const state = open.get(uri);
    void connection.sendDiagnostics({
      uri,
      diagnostics: state ? diagnosticsOf(service.findings(uri)) : [],
      ...(state ? { version: state.version } : {}),
    });
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
    guarded('Opening', (uri, { textDocument: { text, version } }) => {
      if (typeof text !== 'string') throw new TypeError('the text of a document is no string');
      service.open(uri, text);
      open.set(uri, { version, resultId: String(++states) });
      push(uri);
    }),
  );

  connection.onDidChangeTextDocument(
    guarded('Changing', (uri, { textDocument: { version }, contentChanges }) => {
      if (!open.has(uri)) return;
      if (!Array.isArray(contentChanges) || !contentChanges.every(isChange))
        throw new TypeError('this is no change');
      service.change(uri, contentChanges);
      open.set(uri, { version, resultId: String(++states) });
      push(uri);
    }),
  );

  connection.onDidCloseTextDocument(
    guarded('Closing', (uri) => {
      service.close(uri);
      open.delete(uri);
      push(uri);
    }),
  );

  connection.languages.diagnostics.on((params): DocumentDiagnosticReport => {
    const uri = uriOf(params);
    const resultId = open.get(uri)?.resultId;
    if (resultId !== undefined && resultId === params.previousResultId) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    }
    try {
      const items = diagnosticsOf(service.findings(uri));
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

  /** A request about a place of a document. One that fails is answered with an error, and logged. */
  const asked = <Params extends About & { readonly position: Position }, Answer>(
    what: string,
    work: (uri: string, params: Params) => Answer,
  ) => {
    return (params: Params): Answer => {
      const uri = uriOf(params);
      if (!isPlace(params.position))
        throw new ResponseError(ErrorCodes.InvalidParams, 'position is no place.');
      try {
        return work(uri, params);
      } catch (error) {
        connection.console.error(`${what} in ${uri} failed: ${describe(error)}`);
        throw new ResponseError(LSPErrorCodes.RequestFailed, `${what} failed.`);
      }
    };
  };

  connection.onCompletion(asked('Completion', (uri, { position }) => service.completion(uri, position)));
  connection.onSignatureHelp(
    asked('Signature help', (uri, { position }) => service.signatureHelp(uri, position) ?? null),
  );

  connection.onShutdown(() => {
    for (const uri of open.keys()) service.close(uri);
    open.clear();
  });
}

/** An open document as the client last told it. */
interface State {
  /** The client's number, which begins anew whenever a document is opened. */
  readonly version: number;
  /** Never given twice, so that it names one text only. */
  readonly resultId: string;
}

interface About {
  readonly textDocument: { readonly uri: string };
}

/** The document that a message is about; throws an answer for the client when it names none. */
function uriOf(params: About): string {
  const uri: unknown = params?.textDocument?.uri;
  if (typeof uri !== 'string')
    throw new ResponseError(ErrorCodes.InvalidParams, 'textDocument.uri is no string.');
  return uri;
}

/**
 * Whether a change can be applied. The protocol library checks no types, and a place that is no place would spoil
 * the document for good.
 */
function isChange(value: Change | null): boolean {
  if (typeof value?.text !== 'string') return false;
  return value.range === undefined || (isPlace(value.range?.start) && isPlace(value.range?.end));
}

function isPlace(place: Position | null | undefined): boolean {
  return isCount(place?.line) && isCount(place?.character);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

/** Where something failed, without the message, which may hold what a document or a profile says. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const calls = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...calls.slice(0, 3).map((line) => line.trim())].join(' ');
}
