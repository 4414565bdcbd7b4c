import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  type Connection,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { diagnosticsOf } from './features/diagnostics.ts';
import { createPolicyService, type PolicyService } from './features/service.ts';

/** What the server calls itself, as a client may show it. */
export const SERVER_NAME = 'OCI Policy language server';

/**
 * Binds the language to a connection: one thin handler a method. A request that fails answers with an error and
 * the server goes on; what it was asked about is named in the log, never the text of a document.
 */
export function serve(
  connection: Connection,
  version: string,
  service: PolicyService = createPolicyService(),
): void {
  const versions = new Map<string, number>();
  let pulls = false;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    pulls = params.capabilities.textDocument?.diagnostic !== undefined;
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
      },
    };
  });

  /** A client that asks for diagnostics gets them when it asks; any other gets them when they change. */
  const push = (uri: string) => {
    if (pulls) return;
    const version = versions.get(uri);
    void connection.sendDiagnostics({
      uri,
      diagnostics: version === undefined ? [] : diagnosticsOf(service.findings(uri)),
      ...(version === undefined ? {} : { version }),
    });
  };

  const guarded = (what: string, uri: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      connection.console.error(`${what} of ${uri} failed: ${describe(error)}`);
    }
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, text, version } }) => {
    guarded('Opening', uri, () => {
      service.open(uri, text);
      versions.set(uri, version);
      push(uri);
    });
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    guarded('A change', uri, () => {
      service.change(uri, contentChanges);
      versions.set(uri, version);
      push(uri);
    });
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    guarded('Closing', uri, () => {
      service.close(uri);
      versions.delete(uri);
      push(uri);
    });
  });

  connection.languages.diagnostics.on(
    ({ textDocument: { uri }, previousResultId }): DocumentDiagnosticReport => {
      const resultId = String(versions.get(uri) ?? '');
      if (resultId !== '' && resultId === previousResultId)
        return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
      try {
        return {
          kind: DocumentDiagnosticReportKind.Full,
          resultId,
          items: diagnosticsOf(service.findings(uri)),
        };
      } catch (error) {
        connection.console.error(`Checking ${uri} failed: ${describe(error)}`);
        throw new ResponseError(LSPErrorCodes.RequestFailed, 'The document could not be checked.');
      }
    },
  );

  connection.onShutdown(() => {
    for (const uri of versions.keys()) service.close(uri);
    versions.clear();
  });
}

/** Where something failed, without what a document or a profile holds. */
function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name} ${(error.stack ?? '').split('\n').slice(1, 4).join(' ').trim()}`
    : 'unknown';
}
