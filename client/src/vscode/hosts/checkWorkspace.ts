import {
  Diagnostic,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  ProgressLocation,
  Range,
  Uri,
  window,
  workspace,
  type CancellationToken,
} from 'vscode';
import type { Diagnostic as ToldDiagnostic } from 'vscode-languageserver-types';
import { CHECK_TEXT } from '../../../../server/src/features/hosts/requests.ts';
import type { PolicyServer } from '../policyServer.ts';
import { endingsOf, hostSetting } from './hostLanguages.ts';

/** A larger file is not read. */
const LARGEST = 4 * 1024 * 1024;

/** Checks of all files of the workspace that may hold policies, open or not. */
export interface WorkspaceCheck extends Disposable {
  /** Gives how many files were checked, of how many; what is found is listed among the problems. */
  check(): Promise<{ readonly checked: number; readonly files: number } | undefined>;
}

export function checkWorkspace(server: PolicyServer): WorkspaceCheck {
  const found = languages.createDiagnosticCollection('ocipolicy-workspace');
  // An open file is checked as it is written.
  const opened = workspace.onDidOpenTextDocument(({ uri }) => found.delete(uri));
  const run = async (
    report: (message: string, increment: number) => void,
    token: CancellationToken,
  ): Promise<{ checked: number; files: number }> => {
    found.clear();
    const pattern = `**/*.{${endingsOf(hostSetting()).join(',')}}`;
    const uris = await workspace.findFiles(pattern, '**/{node_modules,.terraform}/**', undefined, token);
    const open = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
    let checked = 0;
    for (const uri of uris) {
      if (token.isCancellationRequested) break;
      report(workspace.asRelativePath(uri), 100 / uris.length);
      checked++;
      if (open.has(uri.toString())) continue;
      const diagnostics = await diagnosticsOf(server, uri);
      if (diagnostics.length > 0) found.set(uri, diagnostics);
    }
    return { checked, files: uris.length };
  };
  return {
    dispose: () => Disposable.from(found, opened).dispose(),
    check: async () => {
      const counts = await window.withProgress(
        {
          location: ProgressLocation.Notification,
          title: l10n.t('Checking the policies of the workspace'),
          cancellable: true,
        },
        (progress, token) => run((message, increment) => progress.report({ message, increment }), token),
      );
      let problems = 0;
      found.forEach((_, diagnostics) => (problems += diagnostics.length));
      void window.showInformationMessage(
        l10n.t(
          'Files checked: {0} of {1}. Findings in files that are not open: {2}.',
          counts.checked,
          counts.files,
          problems,
        ),
      );
      return counts;
    },
  };
}

async function diagnosticsOf(server: PolicyServer, uri: Uri): Promise<Diagnostic[]> {
  try {
    if ((await workspace.fs.stat(uri)).size > LARGEST) return [];
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    const told = await server.request<ToldDiagnostic[]>(CHECK_TEXT, {
      textDocument: { uri: uri.toString() },
      text,
    });
    return (told ?? []).map(diagnosticOf);
  } catch {
    return [];
  }
}

const SEVERITIES = [
  DiagnosticSeverity.Error,
  DiagnosticSeverity.Warning,
  DiagnosticSeverity.Information,
  DiagnosticSeverity.Hint,
];

function diagnosticOf({
  range: { start, end },
  message,
  severity = 1,
  code,
  codeDescription,
}: ToldDiagnostic): Diagnostic {
  const range = new Range(start.line, start.character, end.line, end.character);
  const made = new Diagnostic(range, typeof message === 'string' ? message : '', SEVERITIES[severity - 1]);
  made.source = 'ocipolicy';
  if (code !== undefined)
    made.code = codeDescription ? { value: code, target: Uri.parse(codeDescription.href) } : code;
  return made;
}
