import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYWORDS } from '../../server/src/language/kinds.ts';
import { createDocument } from '../../server/src/language/document.ts';
import { isOpen } from '../../server/src/language/names.ts';
import { print } from '../../server/src/language/print.ts';
import type { Leaf, TreeNode } from '../../server/src/language/tree.ts';
import { childrenOf, isNode } from '../../server/src/language/walk.ts';
import { declaration, statement } from './generate.ts';

/** A tree without the places where its words stand, and without the letter case that means nothing. */
function bare(node: TreeNode | Leaf, inSet = false): unknown {
  if (!isNode(node)) {
    // A word that is not there must not come to be there; what a program fills in has letter case.
    if (node.start === node.end || isOpen(node)) return node.start === node.end ? '' : node.text;
    if (KEYWORDS.has(node.kind)) return node.kind === 'not' ? '!' : node.kind;
    return inSet ? node.text.toUpperCase() : node.text;
  }
  return [node.type, ...childrenOf(node).map((child) => bare(child, node.type === 'PermissionSet'))];
}

function treesOf(text: string) {
  return createDocument(text).items.map(({ tree, faults }) => {
    expect(faults).toEqual([]);
    if (!tree) throw new Error(`nothing was read of ${text}`);
    return tree;
  });
}

describe('the canonical text', () => {
  it('is read as the tree that it was printed from, and printed again the same', () => {
    fc.assert(
      fc.property(fc.oneof(statement, declaration), (text) => {
        const trees = treesOf(text);
        const printed = trees.map(print).join('\n');
        expect(treesOf(printed).map((tree) => bare(tree))).toEqual(trees.map((tree) => bare(tree)));
        expect(treesOf(printed).map(print).join('\n')).toBe(printed);
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    ['ALLOW Group Ops TO Manage vcns IN Tenancy', 'allow group Ops to manage vcns in tenancy'],
    [
      'allow group A,B to {vcn_read,  VCN_CREATE} in compartment A : B',
      'allow group A, B to {VCN_READ, VCN_CREATE} in compartment A:B',
    ],
    [
      "deny any-user to use keys in tenancy where ALL{request.region='phx',not target.x}",
      "deny any-user to use keys in tenancy where all { request.region = 'phx', !target.x }",
    ],
    [
      'ALLOW <subject> to {${local.more}, vcn_read}  in ${local.place}',
      'allow <subject> to {${local.more}, VCN_READ} in ${local.place}',
    ],
    ['endorse group A {VCN_READ} in any-tenancy', 'endorse group A to {VCN_READ} in any-tenancy'],
  ])('of %s is %s', (text, canonical) => {
    expect(treesOf(text).map(print)).toEqual([canonical]);
  });
});
