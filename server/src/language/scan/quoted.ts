import { fault } from '../fault.ts';
import type { Token } from '../scan.ts';
import { match, reportHidden, reportOdd, take, type Cursor, type Gap } from './cursor.ts';

const TO_STRUCTURE = /[^,{})\r\n]*/y;
const LINE_END = /[ \t]*(?=[\r\n]|$(?![\s\S]))/y;

/** Reads a value or text in quotes; undefined for a quote behind a word that closes nothing, which is passed over. */
export function readQuoted(cursor: Cursor, gap: Gap): Token | undefined {
  const { text, normal, faults, at: start, last, odd } = cursor;
  const quote = normal[start] ?? "'";
  const kind = quote === '"' ? 'TEXT' : 'STRING';
  if (last?.end === start && match(LINE_END, normal, start + 1) !== undefined) {
    faults.push(
      fault('unterminated-string', start, start + 1, { quote }, [{ start, end: start + 1, text: '' }]),
    );
    cursor.at++;
    return undefined;
  }
  let close = text[start] === quote ? closingQuote(text, start, quote) : -1;
  if (close < 0) close = closingQuote(normal, start, quote);
  if (close < 0 || swallowsNext(normal, start, close)) {
    const inner = (match(TO_STRUCTURE, normal, start + 1) ?? '').trimEnd();
    const end = start + 1 + inner.length;
    faults.push(fault('unterminated-string', start, end, { quote }, [{ start: end, end, text: quote }]));
    reportOdd(cursor, start, start + 1);
    reportHidden(cursor, start + 1, end, kind === 'TEXT' ? 'shown' : 'value');
    return take(cursor, kind, end, gap, quote + inner + quote);
  }
  reportHidden(cursor, start + 1, close, kind === 'TEXT' ? 'shown' : 'value');
  if (odd && (text[start] !== quote || text[close] !== quote)) {
    const edits = [start, close]
      .filter((offset) => text[offset] !== quote)
      .map((offset) => ({ start: offset, end: offset + 1, text: "'" }));
    faults.push(fault('smart-quote', start, close + 1, { found: text[start] ?? '', twin: "'" }, edits));
    return take(cursor, 'STRING', close + 1, gap, `'${text.slice(start + 1, close)}'`);
  }
  return take(cursor, kind, close + 1, gap, text.slice(start, close + 1));
}

/** The offset of the quote that closes the one at `open` on the same line, or -1. */
function closingQuote(source: string, open: number, quote: string): number {
  for (let at = open + 1; at < source.length; at++) {
    const sign = source[at];
    if (sign === '\n' || sign === '\r') return -1;
    if (sign === quote) return at;
    if (sign === '\\' && (source[at + 1] === quote || source[at + 1] === '\\')) at++;
  }
  return -1;
}

/** Whether a quoted text runs into the next comparison, so that its own closing quote must be missing. */
function swallowsNext(text: string, open: number, close: number): boolean {
  return /\w/.test(text[close + 1] ?? '') && /,\s*[\w.-]+\s*!?=\s*$/.test(text.slice(open + 1, close));
}
