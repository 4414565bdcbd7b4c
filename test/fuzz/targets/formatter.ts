import { formattedText } from '../../../server/src/features/format.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { KEYWORDS } from '../../../server/src/language/kinds.ts';
import { print } from '../../../server/src/language/print.ts';
import type { Leaf, TreeNode } from '../../../server/src/language/tree.ts';
import { childrenOf, isNode } from '../../../server/src/language/walk.ts';
import { same, type Target } from '../target.ts';
import { policyText } from '../texts.ts';

/** A tree without places and without the letter case that means nothing. */
function bare(node: TreeNode | Leaf): unknown {
  if (isNode(node)) return [node.type, ...childrenOf(node).map(bare)];
  return KEYWORDS.has(node.kind) ? (node.kind === 'not' ? '!' : node.kind) : node.text.toUpperCase();
}

/** What a text says: its trees and faults. */
function meaning(text: string) {
  return createDocument(text)
    .items.filter(({ kind }) => kind !== 'empty')
    .map(({ tree, faults }) => [tree && bare(tree), faults.map(({ code }) => code)]);
}

/** Formatting: twice gives what once gives, and it says the same; a tree printed is read as that tree. */
export const formatter: Target<string> = {
  name: 'formatter',
  values: policyText,
  check: (text) => {
    const document = createDocument(text);
    const once = formattedText(document);
    same('formatted twice', formattedText(createDocument(once)), once);
    same('what a formatted file says', meaning(once), meaning(text));
    for (const { tree, faults } of document.items) {
      if (!tree || faults.length > 0) continue;
      const printed = print(tree);
      const again = createDocument(printed).items.filter(({ kind }) => kind !== 'empty');
      same(
        `what ${printed} is read as`,
        again.map((each) => each.tree && bare(each.tree)),
        [bare(tree)],
      );
    }
  },
};
