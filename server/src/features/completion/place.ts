import type { Kind } from '../../language/kinds.ts';
import { complete } from '../../language/repair/mend.ts';
import type { Token } from '../../language/scan.ts';
import { canFollow, type Rule } from '../../language/shape.ts';
import type { ItemTree, TreeNode } from '../../language/tree.ts';
import { childrenOf, isNode, walk } from '../../language/walk.ts';

/** Which part of a tree a word would be. */
export interface Place {
  /** What stands before the word, brought to an end behind it. */
  readonly tree: ItemTree;
  /** The node that the word is a part of, and the nodes above it, outermost first. */
  readonly node: TreeNode;
  readonly above: readonly TreeNode[];
  /** The property of `node` that holds the word, and the word's place in it when it is a list. */
  readonly part: string;
  readonly index: number;
}

/** The place of a word behind these tokens, or else that of a quoted text; undefined where neither fits. */
export function placeOf(before: readonly Token[], rule: Rule, offset: number): Place | undefined {
  const kinds = before.map((token) => token.kind);
  for (const kind of ['ID', 'STRING'] satisfies Kind[]) {
    if (!canFollow(kinds, kind, rule)) continue;
    const word: Token = { kind, text: '', start: offset, end: offset, lineStart: false, blankBefore: false };
    const tree = complete([...before, word], rule);
    const place = tree && placeIn(tree as ItemTree, word);
    if (place) return place;
  }
  return undefined;
}

function placeIn(tree: ItemTree, word: Token): Place | undefined {
  let place: Place | undefined;
  walk(tree, (node, above) => {
    if (place || !childrenOf(node).some((child) => !isNode(child) && child === word)) return;
    for (const [part, value] of Object.entries(node) as [string, unknown][]) {
      const index = Array.isArray(value) ? value.indexOf(word) : value === word ? 0 : -1;
      if (index >= 0) place = { tree, node, above: [...above], part, index };
    }
  });
  return place;
}
