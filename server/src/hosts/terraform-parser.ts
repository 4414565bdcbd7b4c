import grammar from '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm';
import { Language, Parser, type Node } from 'web-tree-sitter';
import engine from 'web-tree-sitter/web-tree-sitter.wasm';

export type { Node } from 'web-tree-sitter';

let parser: Parser | undefined;
let loading: Promise<void> | undefined;

/** Makes the parser ready, once; it is in the bundle, and takes some milliseconds. Rejects where WebAssembly is not to be had. */
export function loadTerraform(): Promise<void> {
  loading ??= (async () => {
    await Parser.init({ wasmBinary: await unpacked(engine) });
    const made = new Parser();
    made.setLanguage(await Language.load(await unpacked(grammar)));
    parser = made;
  })();
  return loading;
}

/**
 * Reads a text as Terraform has it and gives what `read` makes of its tree; undefined for a text that is broken, and while the
 * parser is not ready. Offsets of nodes are UTF-16 code units.
 */
export function withTerraform<Result>(text: string, read: (root: Node) => Result): Result | undefined {
  const tree = parser?.parse(text);
  if (!tree) return undefined;
  try {
    return tree.rootNode.hasError ? undefined : read(tree.rootNode);
  } finally {
    tree.delete();
  }
}

async function unpacked(base64: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
