import { Disposable, EventEmitter, extensions, type Event, type Uri } from 'vscode';

/** What is used of the built-in Git extension: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: Event<boolean>;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly onDidOpenRepository: Event<GitRepository>;
  readonly repositories: readonly GitRepository[];
  getRepository(uri: Uri): GitRepository | null;
  toGitUri(uri: Uri, ref: string): Uri;
}

interface GitRepository {
  readonly rootUri: Uri;
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly onDidChange: Event<void>;
  };
  /** Rejects for a file that the revision does not have. */
  show(ref: string, path: string): Promise<string>;
}

/** A file as it was committed last. */
export interface Committed {
  /** Empty for a file that is not in that commit. */
  readonly text: string;
  /** Shows that text. */
  readonly uri: Uri;
}

/** What the workspace's Git repositories hold. */
export interface HeadTexts extends Disposable {
  /** Undefined where there is no Git, no repository, or nothing committed yet. */
  of(uri: Uri): Promise<Committed | undefined>;
  /** Fires when a repository is found, or when something in one has changed. */
  readonly onDidChange: Event<void>;
}

/** Reads through the Git extension that comes with VS Code; it is started by the first question. */
export function createHeadTexts(): HeadTexts {
  const changed = new EventEmitter<void>();
  const watched = new Map<GitRepository, Disposable>();
  const subscriptions: Disposable[] = [changed];
  const kept = new Map<string, { readonly commit: string; readonly text: string }>();
  const watch = (repository: GitRepository) => {
    if (watched.has(repository)) return;
    watched.set(
      repository,
      repository.state.onDidChange(() => changed.fire()),
    );
  };
  let opening: Promise<GitApi | undefined> | undefined;
  const open = async (): Promise<GitApi | undefined> => {
    const extension = extensions.getExtension<GitExtension>('vscode.git');
    if (!extension) return undefined;
    const git = await extension.activate();
    if (!git.enabled) {
      const enabling = git.onDidChangeEnablement(() => {
        enabling.dispose();
        opening = undefined;
        changed.fire();
      });
      subscriptions.push(enabling);
      return undefined;
    }
    const api = git.getAPI(1);
    subscriptions.push(
      api.onDidOpenRepository((repository) => {
        watch(repository);
        changed.fire();
      }),
    );
    return api;
  };
  return {
    onDidChange: changed.event,
    of: async (uri) => {
      const api = await (opening ??= open().catch(() => undefined));
      const repository = api?.getRepository(uri);
      if (!api || !repository) return undefined;
      watch(repository);
      const commit = repository.state.HEAD?.commit;
      if (commit === undefined) return undefined;
      const key = uri.toString();
      let found = kept.get(key);
      if (found?.commit !== commit) {
        // What the commit does not have was empty there.
        found = { commit, text: await repository.show(commit, uri.fsPath).catch(() => '') };
        kept.set(key, found);
      }
      return { text: found.text, uri: api.toGitUri(uri, commit) };
    },
    dispose: () => Disposable.from(...subscriptions, ...watched.values()).dispose(),
  };
}
