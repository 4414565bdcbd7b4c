import { commentsOf, type Comment } from '../language/comments.ts';
import type { Item } from '../language/document.ts';
import type { Span } from '../language/tree.ts';

/** A comment that says which codes not to report. Offsets are UTF-16 code units from the item's first character. */
export interface Ignore {
  readonly item: Item;
  readonly comment: Comment;
  /** `here`: near the comment; `file`: in the whole document. */
  readonly scope: 'here' | 'file';
  /** The word that makes the comment an ignore. */
  readonly keyword: Span;
  readonly codes: readonly IgnoredCode[];
  /** `without colon`: words follow the codes, but no colon parts them. */
  readonly reason: 'given' | 'without colon' | 'missing';
}

export interface IgnoredCode extends Span {
  readonly code: string;
}

/** What makes a comment an ignore; `-file` may follow. */
export const IGNORE = 'ocipolicy-ignore';

const KEYWORD = new RegExp(`^(?://|#|/\\*)\\s*(${IGNORE}(-file)?)(?=[\\s:,：，、]|\\*/|$)`, 'i');
const CODES = /^\s*[\w-]+(?:\s*[,，、]\s*[\w-]+)*/;
const NOBODYS_REASON = /^(?:<[^<>]*>)?$/;

const MAY_HOLD = new RegExp(IGNORE, 'i');
const none: readonly Ignore[] = [];
const known = new WeakMap<Item, readonly Ignore[]>();

/** The ignores in the text of an item. Worked out once for an item; most have none. */
export function ignoresOf(item: Item): readonly Ignore[] {
  if (!MAY_HOLD.test(item.text)) return none;
  let ignores = known.get(item);
  if (!ignores) {
    ignores = commentsOf(item.text).flatMap((comment) => ignoreIn(item, comment) ?? []);
    known.set(item, ignores);
  }
  return ignores;
}

function ignoreIn(item: Item, comment: Comment): Ignore | undefined {
  const found = KEYWORD.exec(comment.text);
  if (!found) return undefined;
  const [head, word = '', ofFile] = found;
  const start = comment.start + head.length;
  const rest = comment.text.slice(head.length).replace(/\*\/$/, '');
  const list = CODES.exec(rest)?.[0] ?? '';
  const codes = [...list.matchAll(/[\w-]+/g)].map(({ 0: code, index }) => ({
    ...{ code: code.toLowerCase(), start: start + index, end: start + index + code.length },
  }));
  const behind = rest.slice(list.length).trim();
  const reason = behind.replace(/^[:：]/, '').trim();
  return {
    ...{ item, comment, codes, scope: ofFile === undefined ? 'here' : 'file' },
    keyword: { start: start - word.length, end: start },
    reason: NOBODYS_REASON.test(reason) ? 'missing' : /^[:：]/.test(behind) ? 'given' : 'without colon',
  };
}
