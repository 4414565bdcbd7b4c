/** The tree of one text, under the name of its file. */
export interface NamedTree {
  readonly file: string;
  readonly tree: unknown;
}

/** `{file, tree}` on one line; a text without a tree has the tree null. */
export function treeJson({ file, tree }: NamedTree): string {
  return JSON.stringify({ file, tree: tree ?? null });
}
