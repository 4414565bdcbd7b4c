/** A snippet that a new policy can begin with. */
export interface Template {
  readonly name: string;
  /** What is typed to get it in a document that is open. */
  readonly prefix: string;
  readonly description: string;
  /** In VS Code's snippet syntax. */
  readonly body: string;
  /** What it is about: the name of its file, unless it says so itself, as in a package, where one file holds all. */
  readonly topic: string;
}

/** One file of snippets in the manifest of an extension, its path from the folder of the extension. */
export interface SnippetFile {
  readonly language: string;
  readonly path: string;
}

const several = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string');

/** The files of snippets for policies that a manifest (`packageJSON`) contributes: the bundles, then the bare forms. */
export function snippetFilesOf(manifest: unknown): SnippetFile[] {
  const { contributes } = manifest as { contributes?: { snippets?: readonly SnippetFile[] } };
  const files = (contributes?.snippets ?? []).filter(({ language }) => language === 'ocipolicy');
  const isForms = ({ path }: SnippetFile) => path.endsWith('/ocipolicy.json');
  return [...files.filter((file) => !isForms(file)), ...files.filter(isForms)];
}

/**
 * The snippets of a file in their order there. A file of snippets is an object of snippets by their names, whose
 * prefix and body are a text or a list of texts (https://code.visualstudio.com/docs/editor/userdefinedsnippets).
 * @throws SyntaxError when the text is no JSON
 */
export function templatesOf(text: string, path: string): Template[] {
  const snippets = JSON.parse(text) as Record<string, Record<string, unknown>>;
  const file = /([^/]+)\.json$/.exec(path)?.[1] ?? path;
  return Object.entries(snippets).map(([name, { prefix, description, body, topic }]) => ({
    name,
    prefix: several(prefix).join(', '),
    description: several(description).join(' '),
    body: several(body).join('\n'),
    topic: typeof topic === 'string' ? topic : file,
  }));
}
