import {
  commands,
  extensions,
  languages,
  Range,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type Diagnostic,
  type Event,
  type TextDocument,
} from 'vscode';
import type { OciPolicyApi } from '../../client/src/vscode/activateFeatures.ts';
import type { ServerState } from '../../client/src/vscode/policyServer.ts';

/** The extension under test, as VS Code lists it. */
export function extension() {
  const found = extensions.getExtension<OciPolicyApi>('oci-policy.oci-policy');
  if (!found) throw new Error('VS Code does not know the extension oci-policy.oci-policy');
  return found;
}

/** What the extension's `activate` returned. */
export const api = (): Promise<OciPolicyApi> => Promise.resolve(extension().activate());

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<TextDocument> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('no folder is open');
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
  await window.showTextDocument(document);
  return document;
}

/** Replaces the whole text of a document, in the editor only. */
export async function rewrite(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new Range(0, 0, end.line, end.character), text);
  if (!(await workspace.applyEdit(edit))) throw new Error(`${document.uri.toString()} was not edited`);
}

/** Drops every edit and closes every editor. */
export async function closeAll(): Promise<void> {
  while (window.activeTextEditor)
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

/** Resolves when a document says what is wished; until then mocha's time limit runs. */
export function saying(document: TextDocument, wished: RegExp): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!wished.test(document.getText())) return;
      subscription.dispose();
      resolve();
    };
    const subscription = workspace.onDidChangeTextDocument(look);
    look();
  });
}

/** Resolves when the diagnostics of a document are as wished; until then mocha's time limit runs. */
export function diagnostics(uri: Uri, asWished: (found: Diagnostic[]) => boolean): Promise<Diagnostic[]> {
  return when(
    languages.onDidChangeDiagnostics,
    () => languages.getDiagnostics(uri),
    (found) => asWished(found),
  );
}

/** Resolves when the server is in a state of that kind. */
export async function serverIs<K extends ServerState['kind']>(kind: K): Promise<ServerState & { kind: K }> {
  const { server } = await api();
  const is = (state: ServerState): state is ServerState & { kind: K } => state.kind === kind;
  return when(server.onDidChangeState, () => server.state, is);
}

/** The value, as soon as it is as wished: now, or after one of the events. */
function when<T, U extends T>(
  event: Event<unknown>,
  value: () => T,
  asWished: (value: T) => value is U,
): Promise<U>;
function when<T>(event: Event<unknown>, value: () => T, asWished: (value: T) => boolean): Promise<T>;
function when<T>(event: Event<unknown>, value: () => T, asWished: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const now = value();
      if (!asWished(now)) return;
      subscription.dispose();
      resolve(now);
    };
    const subscription = event(look);
    look();
  });
}
