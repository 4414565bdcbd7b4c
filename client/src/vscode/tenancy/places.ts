import { Position, Selection, Uri, window, workspace } from 'vscode';
import type { Source } from '../../tenancy/tenancy.ts';

/** Shows a place of a policy file that a plan is about; a file that is not in the workspace any more is passed over. */
export async function openSource({ file, line, column }: Source): Promise<void> {
  const open = workspace.textDocuments.find((each) => workspace.asRelativePath(each.uri) === file);
  const [folder] = workspace.workspaceFolders ?? [];
  const uri = open?.uri ?? (folder && Uri.joinPath(folder.uri, file));
  if (!uri) return;
  const at = new Position(line - 1, column - 1);
  await window.showTextDocument(uri, { selection: new Selection(at, at) });
}
