import type { SelectionRange } from 'vscode-languageserver-types';
import {
  itemAt,
  offsetAt,
  rangeIn,
  type Item,
  type PolicyDocument,
  type Position,
} from '../language/document.ts';
import type { Leaf, Span, TreeNode } from '../language/tree.ts';
import { childrenOf, isNode } from '../language/walk.ts';

/** For each place the spans that widening a selection takes in turn: word, clause, statement, policy block, file. */
export function selectionRanges(document: PolicyDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = offsetAt(document, position);
    const item = itemAt(document, offset);
    const whole: SelectionRange = { range: { start: { line: 0, character: 0 }, end: endOf(document) } };
    if (!item) return whole;
    const block = blockAround(document, item);
    const outer: SelectionRange = block ? { range: block, parent: whole } : whole;
    const spans = item.tree ? spansAt(item.tree, offset - item.start) : [];
    return spans.reduce<SelectionRange>((parent, span) => ({ range: rangeIn(item, span), parent }), outer);
  });
}

function spansAt(tree: TreeNode, at: number): Span[] {
  const spans: Span[] = [];
  let node: TreeNode | Leaf | undefined = tree;
  while (node && node.start <= at && at <= node.end) {
    const last = spans[spans.length - 1];
    if (last?.start !== node.start || last.end !== node.end) spans.push(node);
    node = isNode(node) ? childrenOf(node).find((child) => child.start <= at && at <= child.end) : undefined;
  }
  return spans;
}

function endOf({ items }: PolicyDocument): Position {
  const last = items[items.length - 1];
  return last
    ? rangeIn(last, { start: last.text.length, end: last.text.length }).end
    : { line: 0, character: 0 };
}

/** The policy block that an item stands in. */
function blockAround({ items }: PolicyDocument, item: Item) {
  const index = items.indexOf(item);
  const head = items
    .slice(0, index + 1)
    .findLast((each) => each.kind === 'policy' || (each.kind === 'end' && each !== item));
  const end = items
    .slice(index)
    .find((each) => each.kind === 'end' || (each.kind === 'policy' && each !== item));
  if (head?.kind !== 'policy' || end?.kind !== 'end' || !head.tree || !end.tree) return undefined;
  return { start: rangeIn(head, head.tree).start, end: rangeIn(end, end.tree).end };
}
