import { RelativePattern, workspace, type Uri, type WorkspaceFolder } from 'vscode';

export const POLICY_FILES = '**/*.ocipolicy';

/** The policy files of the workspace, or of one folder of it; those of installed packages are not its own. */
export function findPolicyFiles(folder?: WorkspaceFolder, most?: number): Thenable<Uri[]> {
  const pattern = folder ? new RelativePattern(folder, POLICY_FILES) : POLICY_FILES;
  return workspace.findFiles(pattern, '**/node_modules/**', most);
}

/** What a file says, as it stands in an editor where it is open in one. It is not opened for that. */
export async function textOfFile(uri: Uri): Promise<string> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText() ?? new TextDecoder().decode(await workspace.fs.readFile(uri));
}
