import type { Item } from '../../language/document.ts';
import { createScanner, type Token } from '../../language/scan.ts';
import type { Leaf, Span, TreeNode } from '../../language/tree.ts';
import { childrenOf, isNode } from '../../language/walk.ts';

/** What stands at an offset of an item. Offsets count from the item's first character. */
export interface Place {
  /** The offset that was asked for; the one before it when the word ends there. */
  readonly at: number;
  /** The word: a leaf of the tree, or a token that is none. */
  readonly word: Leaf;
  /** False for a word that the tree does not hold: a keyword, a sign, or what no statement has there. */
  readonly isLeaf: boolean;
  /** The nodes around it, outermost first; the last one has the leaf. Empty for an item without a tree. */
  readonly above: readonly TreeNode[];
  /** The token before it, if any. */
  readonly before: Token | undefined;
}

/** The word at an offset, or the one that ends there; undefined in blanks and comments. */
export function placeAt(item: Item, offset: number): Place | undefined {
  const tokens = tokensOf(item.text);
  const token = tokens.find((each) => holds(each, offset)) ?? tokens.find((each) => each.end === offset);
  if (!token) return undefined;
  const at = token.end === offset ? offset - 1 : offset;
  const before = tokens[tokens.indexOf(token) - 1];
  const path = item.tree && leafAt(item.tree, at);
  if (path) return { at, word: path.leaf, isLeaf: true, above: path.above, before };
  return { at, word: token, isLeaf: false, above: item.tree ? nodesAround(item.tree, token) : [], before };
}

/** The tokens of an item's text. */
export function tokensOf(text: string): Token[] {
  const scanner = createScanner(text);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token; token = scanner.next()) tokens.push(token);
  return tokens;
}

const holds = ({ start, end }: Span, offset: number) => start <= offset && offset < end;

/** Spans of mended nodes need not hold those of their leaves, so every leaf is asked. */
function leafAt(
  node: TreeNode,
  offset: number,
  above: readonly TreeNode[] = [],
): { leaf: Leaf; above: readonly TreeNode[] } | undefined {
  const path = [...above, node];
  for (const child of childrenOf(node)) {
    if (!isNode(child)) {
      if (holds(child, offset)) return { leaf: child, above: path };
      continue;
    }
    const found = leafAt(child, offset, path);
    if (found) return found;
  }
  return undefined;
}

function nodesAround(node: TreeNode, span: Span): readonly TreeNode[] {
  const path: TreeNode[] = [];
  for (let next: TreeNode | undefined = node; next;) {
    path.push(next);
    next = childrenOf(next)
      .filter(isNode)
      .find((child) => child.start <= span.start && span.end <= child.end);
  }
  return path;
}
