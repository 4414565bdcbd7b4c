import { fault } from '../fault.ts';
import type { Token } from '../scan.ts';
import { match, take, type Cursor, type Gap } from './cursor.ts';

const FENCE = /```+\w*/y;
const EMPHASIS = /\*\*+/y;
const ESCAPED_SLOT = /&lt;([A-Za-z][\w -]{0,80})&gt;/y;
const TAG =
  /&lt;\/?(?:copy|code|pre|b|i|em|strong|span|br|p)\/?&gt;|<\/?(?:copy|code|pre|b|i|em|strong|span|br|p)\/?>/iy;
const ESCAPED = /&(?:lt|gt|amp|quot|nbsp|#39);/y;

/**
 * Passes over what is left of a page's markup, with a fault, and says so by `skipped`; gives a token where the
 * markup wraps a placeholder; undefined where there is none.
 */
export function readMarkup(cursor: Cursor, gap: Gap): Token | 'skipped' | undefined {
  const { text, normal, faults, at } = cursor;
  const code = normal.charCodeAt(at);
  if (code === 39 && text.charCodeAt(at) === 96) return residue(cursor, match(FENCE, text, at));
  if (code === 42) return emphasis(cursor, gap, match(EMPHASIS, normal, at));
  if (code !== 38 && code !== 60) return undefined;
  const slot = code === 38 ? match(ESCAPED_SLOT, normal, at) : undefined;
  if (slot === undefined || match(TAG, normal, at) !== undefined) {
    return residue(cursor, match(TAG, normal, at) ?? match(ESCAPED, normal, at));
  }
  const name = `<${slot.slice(4, -4)}>`;
  const end = at + slot.length;
  faults.push(fault('markup-residue', at, end, { found: slot }, [{ start: at, end, text: name }]));
  return take(cursor, 'ID', end, gap, name);
}

function residue(cursor: Cursor, found: string | undefined): 'skipped' | undefined {
  if (found === undefined) return undefined;
  const { at } = cursor;
  const end = at + found.length;
  cursor.faults.push(fault('markup-residue', at, end, { found }, [{ start: at, end, text: '' }]));
  cursor.at = end;
  return 'skipped';
}

/** Where it stands, an item can begin: between two signs, or right behind the first one. */
const BEGINS_ITEM = /[{}\r\n]|\b(?:allow|deny|define|endorse|admit)\b/i;

/**
 * `**word**`: one fault for both ends; the closing one is passed over when it is met. Where an item may begin behind the first
 * sign each is a fault of its own, so that none reaches out of its item, and each item can be read from its own beginning.
 */
function emphasis(cursor: Cursor, gap: Gap, sign: string | undefined): 'skipped' | undefined {
  if (sign === undefined) return undefined;
  const { normal, at, closing, last } = cursor;
  const end = at + sign.length;
  if (closing.delete(at)) {
    cursor.at = end;
    return 'skipped';
  }
  const close = normal.indexOf(sign, end);
  const mayEnd = last !== undefined && (gap.lineStart || last.kind === '{' || last.kind === '}');
  if (close < 0 || mayEnd || BEGINS_ITEM.test(normal.slice(end, close))) return residue(cursor, sign);
  closing.add(close);
  cursor.faults.push(
    fault('markup-residue', at, close + sign.length, { found: sign }, [
      { start: at, end, text: '' },
      { start: close, end: close + sign.length, text: '' },
    ]),
  );
  cursor.at = end;
  return 'skipped';
}
