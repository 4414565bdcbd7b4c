import type { DocumentLink } from 'vscode-languageserver-types';
import { CODES } from '../checks/codes.ts';
import { ignoresOf } from '../checks/ignore-comments.ts';
import { rangeIn, type PolicyDocument } from '../language/document.ts';

/**
 * Links on the codes of checks in `ocipolicy-ignore` comments, in their order.
 *
 * OCIDs get none: no address of Oracle's console is documented that opens a resource by its OCID alone.
 * @param page the address of the page that tells of the checks, with a heading for each code; without it there are no links
 */
export function documentLinksOf(document: PolicyDocument, page: string | undefined): DocumentLink[] {
  if (page === undefined) return [];
  return document.items.flatMap((item) =>
    ignoresOf(item).flatMap(({ codes }) =>
      codes
        .filter(({ code }) => Object.hasOwn(CODES, code))
        .map((each) => ({ range: rangeIn(item, each), target: `${page}#${each.code}` })),
    ),
  );
}
