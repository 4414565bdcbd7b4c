import { Disposable, workspace, type GlobPattern, type Uri } from 'vscode';
import type { ToldFile } from '../../../server/src/features/workspace-files.ts';

/**
 * What a file says, to be told to the server, which reads none itself.
 * @param largest a file of more bytes is told of as one that is not there
 */
export async function readFile(uri: Uri, largest: number): Promise<ToldFile> {
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > largest) return { uri: uri.toString(), text: null };
    return { uri: uri.toString(), text: new TextDecoder().decode(await workspace.fs.readFile(uri)) };
  } catch {
    return { uri: uri.toString(), text: null };
  }
}

/** What those of these files say that can be read. */
export async function readFiles(uris: readonly Uri[], largest: number): Promise<readonly ToldFile[]> {
  const files = await Promise.all(uris.map((uri) => readFile(uri, largest)));
  return files.filter(({ text }) => text !== null);
}

/** Tells of each file that comes, changes or goes. */
export function watchFiles(
  pattern: GlobPattern,
  largest: number,
  tell: (files: readonly ToldFile[]) => void,
): Disposable {
  const watcher = workspace.createFileSystemWatcher(pattern);
  const changed = async (uri: Uri) => tell([await readFile(uri, largest)]);
  return Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete((uri) => tell([{ uri: uri.toString(), text: null }])),
  );
}
