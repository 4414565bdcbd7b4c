import type { Found } from '../checks/check.ts';
import { IGNORE } from '../checks/ignore-comments.ts';
import { commentsOf } from '../language/comments.ts';
import type { Item, PolicyDocument } from '../language/document.ts';
import type { Edit } from '../language/fault.ts';

/**
 * The edit that writes an ignore of a finding's code above the statement or declaration that it is in; undefined where
 * that one does not begin its line. Offsets count in the document.
 * @param reason what stands where a person writes the reason
 */
export function ignoreHere(
  document: PolicyDocument,
  { item, finding }: Found,
  reason: string,
): Edit | undefined {
  const first = firstToken(item);
  const blanks = lineBefore(document, item, first);
  if (blanks === undefined) return undefined;
  const start = item.start + first - blanks.length;
  return {
    start,
    end: start,
    text: `${blanks}// ${IGNORE} ${finding.code}: ${reason}${lineEndOf(document)}`,
  };
}

/** The edit that writes an ignore of a code for the whole document, as its first line. */
export function ignoreInFile(document: PolicyDocument, code: string, reason: string): Edit {
  return { start: 0, end: 0, text: `// ${IGNORE}-file ${code}: ${reason}${lineEndOf(document)}` };
}

/** Offset of an item's first token. Only the first item of a document holds anything before it. */
function firstToken({ text, start }: Item): number {
  if (start > 0) return 0;
  return commentsOf(text)[0]?.first ?? text.search(/\S|$/);
}

/** The blanks before an offset of an item on its line; undefined when something else stands there too. */
function lineBefore({ items }: PolicyDocument, item: Item, offset: number): string | undefined {
  const before = offset > 0 ? item.text.slice(0, offset) : (items[items.indexOf(item) - 1]?.text ?? '');
  return /(?:^|[\r\n])([^\S\r\n]*)$/.exec(before)?.[1];
}

function lineEndOf({ items }: PolicyDocument): string {
  for (const { text } of items) {
    const found = /\r\n|\r|\n/.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  return '\n';
}
