import { rangeIn, type Item, type PolicyDocument, type Range } from '../language/document.ts';
import type { Leaf, TreeNode } from '../language/tree.ts';
import { childrenOf, isNode } from '../language/walk.ts';

/** A document's items as plain data for other tools; positions are 0-based, in the document. */
export interface DocumentTree {
  readonly items: readonly ItemData[];
}

export interface ItemData {
  readonly kind: string;
  readonly range: Range;
  /** Null for what is neither a statement nor a declaration. */
  readonly tree: NodeData | null;
  /** Codes of the slips that were mended to get the tree. */
  readonly slips: readonly string[];
}

export interface NodeData {
  readonly type: string;
  readonly range: Range;
  readonly [part: string]: unknown;
}

/** The items of a document that hold something. */
export function treeOf(document: PolicyDocument): DocumentTree {
  return {
    items: document.items
      .filter((item) => item.kind !== 'empty')
      .map((item) => ({
        kind: item.kind,
        range: rangeIn(item, item.tree ?? { start: 0, end: item.text.trimEnd().length }),
        tree: item.tree ? nodeData(item, item.tree) : null,
        slips: item.faults.map((fault) => fault.code),
      })),
  };
}

function nodeData(item: Item, node: TreeNode): NodeData {
  const data: Record<string, unknown> = { type: node.type, range: rangeIn(item, node) };
  const wanted = new Set<unknown>(childrenOf(node));
  for (const [name, value] of Object.entries(node) as [string, unknown][]) {
    if (Array.isArray(value)) data[name] = value.map((each) => partData(item, each as TreeNode | Leaf));
    else if (wanted.has(value)) data[name] = partData(item, value as TreeNode | Leaf);
  }
  return data as NodeData;
}

function partData(item: Item, part: TreeNode | Leaf): unknown {
  return isNode(part) ? nodeData(item, part) : { text: part.text, range: rangeIn(item, part) };
}
