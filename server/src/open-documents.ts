import {
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type Connection,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticReport,
  type InitializeParams,
} from 'vscode-languageserver';
import { describe, guarding, uriOf } from './asked.ts';
import type { Configuration } from './configuration.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import type { PolicyService } from './features/service.ts';
import { isChange } from './places.ts';

/** The documents that the client has open, and what is told of them. */
export interface OpenDocuments {
  /** Takes in what the client can do; before anything is open. */
  begin(params: InitializeParams): void;
  /** Another number whenever a text was told. What had to wait since it was asked for holds for the texts that there were then, or is not given. */
  texts(): number;
  /** Checks all of them again, after a change of what they are checked by. */
  checkAnew(): void;
  closeAll(): void;
}

/** What documents are read by, checked by and told of with. */
interface Parts {
  readonly service: () => PolicyService;
  readonly configuration: Configuration;
  /** The address of the page that tells of the checks, if any. */
  readonly checksPage: () => string | undefined;
}

/** Binds the opening, changing and closing of documents, and their diagnostics, to a connection. */
export function bindDocuments(
  connection: Connection,
  { service, configuration, checksPage }: Parts,
): OpenDocuments {
  const open = new Map<string, State>();
  let [states, texts] = [0, 0];
  let [pulls, refreshes] = [false, false];

  const diagnostics = (uri: string) => diagnosticsOf(service().findings(uri), checksPage());

  /** A client that asks for diagnostics gets them when it asks; any other gets them when they change. */
  const push = (uri: string) => {
    if (pulls) return;
    const state = open.get(uri);
    void connection.sendDiagnostics({
      uri,
      diagnostics: state ? diagnostics(uri) : [],
      ...(state ? { version: state.version } : {}),
    });
  };

  /** Waits until a document can be read. One that never can is told of in the log, and has no findings. */
  const made = (uri: string): Promise<void> | undefined =>
    service()
      .ready?.(uri)
      ?.catch((error: unknown) => {
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
        service().configure(uri, settings);
        open.set(uri, { ...state, resultId: String(++states) });
        push(uri);
      } catch (error) {
        connection.console.error(`Checking ${uri} failed: ${describe(error)}`);
      }
    });
    awaited.set(uri, answer);
    return answer;
  };

  const guarded = guarding(connection);
  connection.onDidOpenTextDocument(
    guarded('Opening', (uri, { textDocument: { text, version, languageId } }) => {
      if (typeof text !== 'string') throw new TypeError('the text of a document is no string');
      service().open(uri, text, typeof languageId === 'string' ? languageId : 'ocipolicy');
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
      service().change(uri, contentChanges);
      open.set(uri, { version, resultId: String(++states), text: ++texts });
      if (!awaited.has(uri)) push(uri);
    }),
  );

  connection.onDidCloseTextDocument(
    guarded('Closing', (uri) => {
      service().close(uri);
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
      const items = diagnostics(uri);
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

  return {
    begin: ({ capabilities: { textDocument, workspace } }) => {
      pulls = textDocument?.diagnostic !== undefined;
      refreshes = workspace?.diagnostics?.refreshSupport === true;
    },
    texts: () => texts,
    checkAnew: () => {
      void Promise.all([...open.keys()].map(configure)).then(() => {
        if (!pulls || !refreshes) return;
        void connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
      });
    },
    closeAll: () => {
      for (const uri of open.keys()) service().close(uri);
      open.clear();
    },
  };
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
