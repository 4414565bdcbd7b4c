import type { Event } from 'vscode';
import { Disposable, EventEmitter, workspace } from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import { FILES, type ToldFile } from '../../../server/src/features/workspace-files.ts';
import { findPolicyFiles, POLICY_FILES } from './policyFiles.ts';
import type { CreateClient } from './policyServer.ts';
import { readFiles, watchFiles } from './toldFiles.ts';

/** Of more files than this, or of a larger one, nothing is told: only what is open of them is known then. */
const MOST_FILES = 2_000;
const LARGEST = 2 * 1024 * 1024;
/** How many files are read at once, and told of together. */
const AT_ONCE = 50;

/** Clients whose servers know the policy files of the workspace, open or not; telling of them ends with `dispose`. */
export interface WorkspaceFiles extends Disposable {
  readonly createClient: CreateClient;
  /** The URIs of the files that the server knows of: those that policies are, and no other documents of the editor. */
  readonly known: ReadonlySet<string>;
  /** Fires with the URIs of files that the server was told of, or that are gone. */
  readonly onDidTell: Event<readonly string[]>;
}

/**
 * Makes clients that tell the server, which reads no files, what the policy files of the workspace hold: all of them
 * whenever it has started, and each that changes. So a name is found and renamed in files that nobody has opened.
 */
export function withWorkspaceFiles(createClient: CreateClient): WorkspaceFiles {
  let client: BaseLanguageClient | undefined;
  const known = new Set<string>();
  const told = new EventEmitter<readonly string[]>();
  const tell = (files: readonly ToldFile[]) => {
    if (!client?.isRunning() || files.length === 0) return;
    void client.sendNotification(FILES, { files });
    for (const { uri, text } of files) {
      if (text === null) known.delete(uri);
      else known.add(uri);
    }
    told.fire(files.map(({ uri }) => uri));
  };
  const tellAll = async (folders = workspace.workspaceFolders ?? []) => {
    for (const folder of folders) {
      const uris = await findPolicyFiles(folder, MOST_FILES);
      for (let at = 0; at < uris.length; at += AT_ONCE) {
        tell(await readFiles(uris.slice(at, at + AT_ONCE), LARGEST));
      }
    }
  };
  const watching = Disposable.from(
    told,
    watchFiles(POLICY_FILES, LARGEST, tell),
    workspace.onDidChangeWorkspaceFolders(({ added }) => void tellAll(added)),
  );
  return {
    known,
    onDidTell: told.event,
    dispose: () => watching.dispose(),
    createClient: (id, name, options) => {
      const made = createClient(id, name, options);
      client = made;
      made.onDidChangeState(({ newState }) => {
        if (newState === State.Running && client === made) void tellAll();
      });
      return made;
    },
  };
}
