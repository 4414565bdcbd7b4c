import {
  itemAt,
  offsetAt,
  rangeIn,
  type PolicyDocument,
  type Position,
  type Range,
} from '../language/document.ts';

/** Ranges with the same text, and what it may become, as a regular expression. */
export interface LinkedEditingRanges {
  readonly ranges: Range[];
  readonly wordPattern: string;
}

/** What a placeholder may hold while it is edited: all but what ends it. */
const INNER = '[^<>"\'{}=\\r\\n]*';

/**
 * The places of a document that change together with the placeholder at a place: what stands between the brackets of each
 * `<name>` of that name. Undefined where there is none, or only one.
 */
export function linkedEditingRanges(
  document: PolicyDocument,
  position: Position,
): LinkedEditingRanges | undefined {
  const offset = offsetAt(document, position);
  const item = itemAt(document, offset);
  if (!item) return undefined;
  const at = offset - item.start;
  const slot = item.placeholders.find(({ start, end }) => start < at && at < end);
  const brackets = slot && /^(<+)[^<>]*(>+)$/.exec(slot.text);
  if (!brackets) return undefined;
  const [, open = '', close = ''] = brackets;
  const ranges = document.items.flatMap((each) =>
    each.placeholders
      .filter(({ text }) => text === slot.text)
      .map(({ start, end }) => rangeIn(each, { start: start + open.length, end: end - close.length })),
  );
  return ranges.length > 1 ? { ranges, wordPattern: INNER } : undefined;
}
