import { normalise } from './characters.ts';
import { fault, type Fault } from './fault.ts';
import type { Kind } from './kinds.ts';
import { placeholderAt, wrappedNameAt } from './placeholder.ts';
import { match, matchEnd, reportHidden, reportOdd, take, type Cursor, type Gap } from './scan/cursor.ts';
import { readMarkup } from './scan/markup.ts';
import { readQuoted } from './scan/quoted.ts';
import { readWord } from './scan/word.ts';

/** One token. Offsets are UTF-16 code units in the scanned text. */
export interface Token {
  readonly kind: Kind;
  /** What stands there, with odd characters replaced by what they stand for. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Nothing but blanks, comments and line ends stands before it on its line. */
  readonly lineStart: boolean;
  /** An empty line stands before it. */
  readonly blankBefore: boolean;
}

export interface Scanner {
  /** The next token, or undefined at the end of the text. */
  next(): Token | undefined;
  /** Faults of the characters seen so far, in the order of their offsets within each token. */
  readonly faults: Fault[];
}

/** After these a `/` opens a pattern; anywhere else it parts a domain from a name. */
const BEFORE_VALUE: ReadonlySet<Kind> = new Set([
  ...['=', '!=', '(', ',', 'in', 'between', 'and', 'before', 'after'],
]);
const LINE_COMMENT = /(?:#|\/\/)[^\r\n]*/y;
const BLOCK_COMMENT = /\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/y;
// No group is repeated for each character of these: that fills the stack of the engine when a line is megabytes long.
const PATTERN = /\/[^/\\\r\n']*(?:\\.[^/\\\r\n']*)*[^/\\\s']\//y;
const LISTED_PATTERN = /\/(?![*/])[^/\\\r\n']*(?:\\.[^/\\\r\n']*)*\/|\/\*[^\s'"/]*\/(?=\s*[,)])/y;
const WORD_PATTERN = /\/(?!\*)[^/\\\r\n']*(?:\\.[^/\\\r\n']*)*[^/\\\s']\/|\/\*[^\s'"/]*[^\s*'"/]\//y;
const COMMENT_THEN_VALUE = /\/\*[^\r\n]{0,400}?\*\/[ \t]*['"/\w<$]/y;
const UNCLOSED_PATTERN = /\/[^\s,})]*/y;
const WRONG_OPERATOR = /==|=~|=>|<=|>=|<>(?=\s*')|&&|\|\||[<>](?=\s+')|(?<=\s)>(?=[ \t]+[\w'])/y;
const SPACED_OPERATOR = /!\s+=|=[ \t]+=/y;
const ANGLES = /[<>]+/y;
const MARKER = /\(?(?:\d{1,3}|[a-z])\)(?=[ \t]+[a-z])/iy;
const PUNCTUATION: ReadonlySet<string> = new Set('={}(),:');

/**
 * Reads tokens from `text`, starting at offset `from`. It never fails: what belongs to no token becomes one of
 * kind `OTHER`. Of what it has read it remembers the kind of the last token and what closes on the same line, so
 * that it can be started again at the first token of any item.
 */
export function createScanner(text: string, from = 0): Scanner {
  const normal = normalise(text);
  const cursor: Cursor = {
    ...{ text, normal, odd: normal !== text, faults: [], at: from, last: undefined },
    closing: new Set<number>(),
  };
  return { next: () => nextToken(cursor), faults: cursor.faults };
}

function nextToken(cursor: Cursor): Token | undefined {
  const gap = skipGap(cursor);
  for (;;) {
    if (cursor.at >= cursor.normal.length) return undefined;
    const code = cursor.normal.charCodeAt(cursor.at);
    const isPlain = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
    const sign = isPlain ? undefined : readSign(cursor, code, gap);
    if (sign === 'skipped') {
      const more = skipGap(cursor);
      gap.lineStart ||= more.lineStart;
      gap.blankBefore ||= more.blankBefore;
      continue;
    }
    if (sign) return sign;
    const marker = gap.lineStart ? matchEnd(MARKER, cursor.normal, cursor.at) : -1;
    if (marker > 0) return take(cursor, 'OTHER', marker, gap);
    const word = readWord(cursor, gap, BEFORE_VALUE.has(cursor.last?.kind ?? ''));
    if (word) return word;
    reportOdd(cursor, cursor.at, cursor.at + 1);
    return take(cursor, 'OTHER', cursor.at + 1, gap);
  }
}

/** Skips blanks, line ends and comments; says whether a line end and whether an empty line was among them. */
function skipGap(cursor: Cursor): Gap {
  const { normal } = cursor;
  let lineStart = cursor.last === undefined && cursor.at === 0;
  let blankBefore = false;
  let breaks = 0;
  for (;;) {
    const start = cursor.at;
    let code = normal.charCodeAt(start);
    while (isBlank(code)) code = normal.charCodeAt(++cursor.at);
    reportOdd(cursor, start, cursor.at);
    if (code === 10 || code === 13) {
      cursor.at += code === 13 && normal.charCodeAt(cursor.at + 1) === 10 ? 2 : 1;
      lineStart = true;
      if (++breaks > 1) blankBefore = true;
      continue;
    }
    const comment = commentAt(cursor, code);
    if (comment === undefined) return { lineStart, blankBefore };
    reportHidden(cursor, cursor.at, cursor.at + comment.length, 'shown');
    if (/[\r\n]/.test(comment)) lineStart = true;
    cursor.at += comment.length;
    breaks = 0;
  }
}

/** A blank, a tab, and what stands for a character that cannot be seen. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 12 || code === 11 || code === 1;
}

function commentAt(cursor: Cursor, code: number): string | undefined {
  const { normal, at } = cursor;
  if (code === 35) return match(LINE_COMMENT, normal, at);
  if (code !== 47) return undefined;
  const next = normal.charCodeAt(at + 1);
  if (next === 47) return match(LINE_COMMENT, normal, at);
  return next === 42 && patternAt(cursor) === undefined ? match(BLOCK_COMMENT, normal, at) : undefined;
}

function patternAt({ normal, at, last }: Cursor): string | undefined {
  if (!last || !BEFORE_VALUE.has(last.kind)) return undefined;
  if (last.kind === ',') return match(LISTED_PATTERN, normal, at);
  if (match(COMMENT_THEN_VALUE, normal, at) !== undefined) return undefined;
  // The words may be names too (a compartment called “in”), and then what follows is a comment more often than a value.
  if (/^[a-z]/.test(last.kind)) return match(WORD_PATTERN, normal, at);
  return match(PATTERN, normal, at);
}

/** A token that begins with no letter or digit; 'skipped' when something was passed over; undefined for a word. */
function readSign(cursor: Cursor, code: number, gap: Gap): Token | 'skipped' | undefined {
  const { normal, at, last, faults } = cursor;
  const markup = readMarkup(cursor, gap);
  if (markup !== undefined) return markup;
  if (code === 39 || code === 34) return readQuoted(cursor, gap) ?? 'skipped';
  const marker = code === 40 && gap.lineStart ? matchEnd(MARKER, normal, at) : -1;
  if (marker > 0) return take(cursor, 'OTHER', marker, gap);
  const wrapped = wrappedNameAt(normal, at, last?.kind);
  if (wrapped !== undefined) return take(cursor, 'ID', wrapped, gap);
  if (code === 47) return readSlash(cursor, gap);
  const spaced = code === 33 || code === 61 ? match(SPACED_OPERATOR, normal, at) : undefined;
  if (spaced !== undefined) {
    const operator = code === 33 ? '!=' : '=';
    const end = at + spaced.length;
    faults.push(fault('spaced-operator', at, end, { operator }, [{ start: at, end, text: operator }]));
    return take(cursor, operator, end, gap, operator);
  }
  const wrong = matchEnd(WRONG_OPERATOR, normal, at);
  if (wrong > 0) return take(cursor, 'OTHER', wrong, gap);
  if ((code === 60 || code === 36 || code === 123) && placeholderAt(normal, at, undefined)) return undefined;
  const end = code === 33 && normal.charCodeAt(at + 1) === 61 ? at + 2 : at + 1;
  if (code === 33 || PUNCTUATION.has(normal[at] ?? '')) {
    reportOdd(cursor, at, end);
    return take(cursor, normal.slice(at, end), end, gap);
  }
  if (code === 60 || code === 62) return passOverAngles(cursor);
  if (code === 1) {
    reportOdd(cursor, at, at + 1);
    cursor.at++;
    return 'skipped';
  }
  return code === 46 || code === 45 || code === 43 ? take(cursor, 'OTHER', at + 1, gap) : undefined;
}

function readSlash(cursor: Cursor, gap: Gap): Token {
  const { normal, at, last, faults } = cursor;
  const pattern = patternAt(cursor);
  if (pattern !== undefined) {
    reportHidden(cursor, at, at + pattern.length, 'value');
    return take(cursor, 'PATTERN', at + pattern.length, gap);
  }
  const isOperand = ['=', '!=', '('].includes(last?.kind ?? '');
  if (isOperand || (last?.kind === ',' && /[\w*]/.test(normal[at + 1] ?? ''))) {
    const end = at + (match(UNCLOSED_PATTERN, normal, at)?.length ?? 1);
    faults.push(fault('unterminated-pattern', at, end, {}, [{ start: end, end, text: '/' }]));
    return take(cursor, 'PATTERN', end, gap, `${normal.slice(at, end)}/`);
  }
  reportOdd(cursor, at, at + 1);
  return take(cursor, '/', at + 1, gap);
}

function passOverAngles(cursor: Cursor): 'skipped' {
  const { normal, at } = cursor;
  const found = match(ANGLES, normal, at) ?? '';
  const end = at + found.length;
  cursor.faults.push(fault('unbalanced-angle-bracket', at, end, { found }, [{ start: at, end, text: '' }]));
  cursor.at = end;
  return 'skipped';
}
