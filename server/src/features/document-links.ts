import type { DocumentLink } from 'vscode-languageserver-types';
import { CODES } from '../checks/codes.ts';
import { ignoresOf } from '../checks/ignore-comments.ts';
import { rangeIn, type Item, type PolicyDocument } from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import type { Leaf, Span } from '../language/tree.ts';
import { leavesOf } from '../language/walk.ts';
import { consolePage } from './console-pages.ts';
import type { Say } from './words/words.ts';

/**
 * Links on OCIDs, to what they name in Oracle's console, and on the codes of checks in `ocipolicy-ignore` comments.
 *
 * @param page the address of the page that tells of the checks, with a heading for each code; without it codes have no links
 */
export function documentLinksOf(
  document: PolicyDocument,
  page: string | undefined,
  say: Say,
): DocumentLink[] {
  return document.items.flatMap((item) => [
    ...ocidLinks(item, say('ocid/open')),
    ...(page === undefined ? [] : codeLinks(item, page)),
  ]);
}

function ocidLinks(item: Item, tooltip: string): DocumentLink[] {
  // Few items hold an OCID; the tree of the others need not be walked.
  if (!item.tree || !/ocid1\./i.test(item.text)) return [];
  return leavesOf(item.tree).flatMap((leaf) => {
    const target = consolePage(valueOf(leaf));
    return target === undefined ? [] : [{ range: rangeIn(item, withoutQuotes(leaf)), target, tooltip }];
  });
}

function withoutQuotes({ kind, start, end }: Leaf): Span {
  return kind === 'STRING' || kind === 'TEXT' ? { start: start + 1, end: end - 1 } : { start, end };
}

function codeLinks(item: Item, page: string): DocumentLink[] {
  return ignoresOf(item).flatMap(({ codes }) =>
    codes
      .filter(({ code }) => Object.hasOwn(CODES, code))
      .map((each) => ({ range: rangeIn(item, each), target: `${page}#${each.code}` })),
  );
}
