import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../server/src/language/document.ts';
import type { Leaf, TreeNode } from '../../server/src/language/tree.ts';
import { childrenOf, isNode } from '../../server/src/language/walk.ts';
import { isOpen } from '../../server/src/language/names.ts';
import { KEYWORDS } from '../../server/src/language/kinds.ts';
import { formatText } from '../unit/format/check.ts';
import { declaration, file, soup, statement } from './generate.ts';

/** What a file says: its trees without places and letter case, and its comments in their order. */
function meaning(text: string) {
  const items = createDocument(text).items.filter((item) => item.kind !== 'empty');
  return {
    trees: items.map(({ tree, faults }) => [tree && bare(tree), faults.map((fault) => fault.code)]),
    comments: commentsOf(text),
  };
}

function bare(node: TreeNode | Leaf): unknown {
  if (isNode(node)) return [node.type, ...childrenOf(node).map(bare)];
  // A word that is not there must not come to be there.
  if (node.start === node.end || isOpen(node)) return node.start === node.end ? '' : node.text;
  return KEYWORDS.has(node.kind) ? (node.kind === 'not' ? '!' : node.kind) : node.text.toUpperCase();
}

function commentsOf(text: string): string[] {
  return [...text.matchAll(/\/\/ \w+/g)].map(([comment]) => comment);
}

const clean = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: statement },
      declaration,
      fc.constantFrom('// note', '', '  ', '// more'),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join('\n'));

describe('formatting', () => {
  it('twice gives what once gives', () => {
    fc.assert(
      fc.property(fc.oneof(clean, file, soup), (text) => {
        const once = formatText(text);
        expect(formatText(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('does not change what a file says', () => {
    fc.assert(
      fc.property(fc.oneof(clean, file), (text) => {
        expect(meaning(formatText(text))).toEqual(meaning(text));
      }),
      { numRuns: 500 },
    );
  });
});
