import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDocument } from '../../server/src/language/document.ts';
import type { TreeNode } from '../../server/src/language/tree.ts';
import { childrenOf, isNode, walk } from '../../server/src/language/walk.ts';
import { declaration, statement } from './generate.ts';

const allBelow = (node: TreeNode): TreeNode[] => [
  node,
  ...childrenOf(node).flatMap((child) => (isNode(child) ? allBelow(child) : [])),
];

it('a walk meets every node of a tree once, parents first', () => {
  fc.assert(
    fc.property(fc.oneof(statement, declaration), (text) => {
      for (const { tree } of createDocument(text).items) {
        if (!tree) continue;
        const met: TreeNode[] = [];
        walk(tree, (node) => void met.push(node));
        expect(met).toEqual(allBelow(tree));
      }
    }),
    { numRuns: 500 },
  );
});
