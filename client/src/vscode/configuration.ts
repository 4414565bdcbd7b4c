import { Disposable, Uri, workspace } from 'vscode';
import { DidChangeConfigurationNotification, type BaseLanguageClient } from 'vscode-languageclient';
import type { CreateClient } from './policyServer.ts';

/** The file in which a project says how it wants its policies to be checked. */
const PROJECT_FILE = 'ocipolicy.json';

/** Clients whose servers also get the settings of project files; the watching of these ends with `dispose`. */
export interface Configuration extends Disposable {
  readonly createClient: CreateClient;
}

/**
 * Makes clients that answer the server's questions about settings with what the nearest project file says too, since the
 * server reads no files, and that tell the server when such a file of the workspace changes.
 */
export function withProjectFiles(createClient: CreateClient): Configuration {
  let client: BaseLanguageClient | undefined;
  const watcher = workspace.createFileSystemWatcher(`**/${PROJECT_FILE}`);
  const changed = () => {
    if (client?.isRunning()) {
      void client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    }
  };
  const watching = Disposable.from(
    ...[watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)],
  );
  return {
    dispose: () => watching.dispose(),
    createClient: (id, name, options) => {
      client = createClient(id, name, {
        ...options,
        middleware: {
          ...options.middleware,
          workspace: {
            ...options.middleware?.workspace,
            configuration: async (params, token, next) => {
              const answers: unknown = await next(params, token);
              if (!Array.isArray(answers)) return [];
              return Promise.all(
                params.items.map(({ scopeUri, section }, index) => {
                  const settings: unknown = answers[index];
                  return section === id && scopeUri ? withProject(settings, scopeUri) : settings;
                }),
              );
            },
          },
        },
      });
      return client;
    },
  };
}

async function withProject(settings: unknown, scopeUri: string): Promise<unknown> {
  const project = await nearestProjectFile(Uri.parse(scopeUri));
  return project ? { ...(settings as object | null), project } : settings;
}

/** The project file in the folder of a document or the nearest one above it. */
export async function nearestProjectFile(document: Uri): Promise<{ name: string; text: string } | undefined> {
  const [first] = workspace.workspaceFolders ?? [];
  // A document that was never saved is in no folder; it belongs to the one that is open.
  const own = document.scheme === 'untitled' ? first?.uri : Uri.joinPath(document, '..');
  // All at once: each look takes its turn with all else that the editor does while it opens a file.
  const found = await Promise.all(
    withAllAbove(own).map((folder) => read(Uri.joinPath(folder, PROJECT_FILE))),
  );
  return found.find((file) => file !== undefined);
}

function withAllAbove(folder: Uri | undefined): Uri[] {
  if (!folder) return [];
  const above = Uri.joinPath(folder, '..');
  return [folder, ...(above.path === folder.path ? [] : withAllAbove(above))];
}

async function read(file: Uri): Promise<{ name: string; text: string } | undefined> {
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(file));
    return { name: workspace.asRelativePath(file), text };
  } catch {
    return undefined;
  }
}
