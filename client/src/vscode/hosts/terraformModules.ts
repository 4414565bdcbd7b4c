import { Disposable, RelativePattern, Uri, workspace, type TextDocument } from 'vscode';
import { FILES, type ToldFile } from '../../../../server/src/features/workspace-files.ts';
import type { PolicyServer } from '../policyServer.ts';
import { readFiles, watchFiles } from '../toldFiles.ts';
import { isTerraform } from './hostLanguages.ts';

const FILES_OF_MODULE = '*.{tf,tofu}';
/** Of more files than this in a folder, or of a larger one, nothing is told. */
const MOST_FILES = 200;
const LARGEST = 1024 * 1024;

/**
 * Tells the server what the Terraform files say that stand beside an open one: their variables and locals fill slots in it, and their
 * dynamic groups are what it names. A folder is read when the first file of it that may hold a policy is opened, and watched from then on.
 */
export function tellTerraformModules(server: PolicyServer): Disposable {
  const watched = new Map<string, Disposable>();
  const tell = (files: readonly ToldFile[]) => void server.notify(FILES, { files });
  const tellFolder = async (pattern: RelativePattern) => {
    const uris = await workspace.findFiles(pattern, undefined, MOST_FILES);
    tell(await readFiles(uris, LARGEST));
  };
  const begin = (document: TextDocument) => {
    if (!isTerraform(document.languageId) || !/oci_identity|statements/.test(document.getText())) return;
    const folder = Uri.joinPath(document.uri, '..');
    if (!workspace.getWorkspaceFolder(document.uri) || watched.has(folder.toString())) return;
    const pattern = new RelativePattern(folder, FILES_OF_MODULE);
    watched.set(folder.toString(), watchFiles(pattern, LARGEST, tell));
    void tellFolder(pattern);
  };
  const again = () => {
    for (const each of watched.values()) each.dispose();
    watched.clear();
    workspace.textDocuments.forEach(begin);
  };
  const watching = Disposable.from(
    workspace.onDidOpenTextDocument(begin),
    // A server that has started anew knows nothing yet.
    server.onDidChangeState(({ kind }) => {
      if (kind === 'running') again();
    }),
  );
  return new Disposable(() => {
    watching.dispose();
    for (const each of watched.values()) each.dispose();
  });
}
