import { asciiTwin, characterFaults, NOTHING, normalise } from './characters.ts';
import { fault, type Fault } from './fault.ts';
import { kindOfWord, type Kind } from './kinds.ts';
import { placeholderAt, wrappedNameAt } from './placeholder.ts';

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
const BLANKS = /[ \t\f\v\u0001]*/y;
const LINE_COMMENT = /(?:#|\/\/)[^\r\n]*/y;
const BLOCK_COMMENT = /\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/y;
const PATTERN = /\/(?:\\.|[^/\\\r\n'])*[^/\\\s']\//y;
const LISTED_PATTERN = /\/(?!\*)(?:\\.|[^/\\\r\n'])+\/|\/\*[^\s'"/]*\/(?=\s*[,)])/y;
const COMMENT_THEN_VALUE = /\/\*[^\r\n]*?\*\/[ \t]*['"/\w<$]/y;
const ESCAPED_MARKUP = /&(?:lt|gt|amp|quot|nbsp|#39);/y;
const EMPHASIS = /\*\*+/y;
const MARKUP =
  /&lt;\/?(?:copy|code|pre|b|i|em|strong|span|br|p)\/?&gt;|<\/?(?:copy|code|pre|b|i|em|strong|span|br|p)\/?>/iy;
const WRONG_OPERATOR = /==|=~|=>|<=|>=|<>(?=\s*')|&&|\|\||[<>](?=\s+')|(?<=\s)>(?=[ \t]+[\w'])/y;
const MARKER = /\(?(?:\d{1,3}|[a-z])\)(?=[ \t]+[a-z])/iy;
const FENCE = /```+\w*/y;
const ESCAPED_SLOT = /&lt;([A-Za-z][\w -]*)&gt;/y;
const SPACED_OPERATOR = /!\s+=|=[ \t]+=/y;
const REST = /[^\r\n]*/y;
const TO_STRUCTURE = /[^,{})\r\n]*/y;
const WORD_RUN =
  /(?:[\w.\-@+%\u0001\u00aa-\u1fff\u2070-\u2fff\u3005-\u30fa\u30fc-\ufefe\uff5f-\uffdc]|\$(?!\{))+/y;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Whether a quoted text runs into the next comparison, so that its own closing quote must be missing. */
function swallowsNext(text: string, open: number, close: number): boolean {
  return /\w/.test(text[close + 1] ?? '') && /,\s*[\w.-]+\s*!?=\s*$/.test(text.slice(open + 1, close));
}

/** Whether a colon at `end` stands in a time of day: `2027-01-01T00:00:00Z`. */
function isTime(text: string, start: number, end: number): boolean {
  return (
    /^(?:\d{4}-\d\d-\d\dT)?\d\d(?::\d\d)*$/i.test(text.slice(start, end)) && /\d/.test(text[end + 1] ?? '')
  );
}

/**
 * Reads tokens from `text`, starting at offset `from`. It never fails: what belongs to no token becomes one of
 * kind `OTHER`. The only thing that it remembers is the kind of the last token, so that it can be started
 * again at the first token of any item.
 */
export function createScanner(text: string, from = 0): Scanner {
  const faults: Fault[] = [];
  const normal = normalise(text);
  const odd = normal !== text;
  let at = from;
  let last: Token | undefined;
  const closing = new Set<number>();

  const report = (start: number, end: number) => {
    if (odd) faults.push(...characterFaults(text, normal, start, end));
  };

  /** Skips blanks, line ends and comments; says whether a line end and whether an empty line was among them. */
  const skip = () => {
    let lineStart = last === undefined && at === 0;
    let blank = false;
    let breaks = 0;
    for (;;) {
      const start = at;
      at += match(BLANKS, normal, at)?.length ?? 0;
      report(start, at);
      const code = normal.charCodeAt(at);
      if (code === 10 || code === 13) {
        at += code === 13 && normal.charCodeAt(at + 1) === 10 ? 2 : 1;
        lineStart = true;
        if (++breaks > 1) blank = true;
        continue;
      }
      const comment = commentAt();
      if (comment === 0) break;
      if (/[\r\n]/.test(normal.slice(at, at + comment))) lineStart = true;
      at += comment;
      breaks = 0;
    }
    return { lineStart, blankBefore: blank };
  };

  const commentAt = (): number => {
    const code = normal.charCodeAt(at);
    if (code === 35) return match(LINE_COMMENT, normal, at)?.length ?? 0;
    if (code !== 47) return 0;
    const next = normal.charCodeAt(at + 1);
    if (next === 47) return match(LINE_COMMENT, normal, at)?.length ?? 0;
    if (next !== 42 || patternAt() !== undefined) return 0;
    return match(BLOCK_COMMENT, normal, at)?.length ?? 0;
  };

  const patternAt = (): string | undefined => {
    if (!last || !BEFORE_VALUE.has(last.kind)) return undefined;
    if (last.kind === ',') return match(LISTED_PATTERN, normal, at);
    if (match(COMMENT_THEN_VALUE, normal, at) !== undefined) return undefined;
    return match(PATTERN, normal, at);
  };

  const quotedAt = (start: number): { end: number; text: string } => {
    const quote = normal[start] ?? "'";
    const lineEnd = start + 1 + (match(/[^\r\n]*/y, normal, start + 1)?.length ?? 0);
    const closing = (source: string) => {
      for (let i = start + 1; i < lineEnd; i++) {
        if (source[i] === '\\' && (source[i + 1] === quote || source[i + 1] === '\\')) i++;
        else if (source[i] === quote) return i;
      }
      return -1;
    };
    let close = text[start] === quote ? closing(text) : -1;
    if (close < 0) close = closing(normal);
    if (close < 0 || swallowsNext(normal, start, close)) {
      const inner = (match(TO_STRUCTURE, normal, start + 1) ?? '').trimEnd();
      const end = start + 1 + inner.length;
      const mend = [{ start: end, end, text: quote }];
      faults.push(fault('unterminated-string', start, end, { quote }, mend));
      report(start, start + 1);
      return { end, text: quote + inner + quote };
    }
    if (odd && (text[start] !== quote || text[close] !== quote)) {
      const edits = [start, close]
        .filter((i) => text[i] !== quote)
        .map((i) => ({ start: i, end: i + 1, text: "'" }));
      faults.push(fault('smart-quote', start, close + 1, { found: text[start] ?? '', twin: "'" }, edits));
      return { end: close + 1, text: `'${text.slice(start + 1, close)}'` };
    }
    return { end: close + 1, text: text.slice(start, close + 1) };
  };

  /** The length of the word at `start`; placeholders may be parts of it. */
  const wordAt = (start: number): number => {
    let end = start;
    for (;;) {
      const run = match(WORD_RUN, normal, end);
      if (run !== undefined) {
        end += run.length;
        continue;
      }
      const code = normal.charCodeAt(end);
      if (code === 58 && isTime(normal, start, end)) {
        end++;
        continue;
      }
      if (code === 58 && /^(?:request|target)\.[^:]*[\w>:]$/i.test(normal.slice(start, end))) {
        if (match(WORD_RUN, normal, end + 1) === undefined) break;
        end++;
        continue;
      }
      if (code === 92 && end > start && /[_\-*.]/.test(normal[end + 1] ?? '')) {
        faults.push(
          fault('markup-residue', end, end + 1, { found: '\\' }, [{ start: end, end: end + 1, text: '' }]),
        );
        end++;
        continue;
      }
      const slot = placeholderAt(normal, end, end > start ? normal[end - 1] : undefined);
      if (!slot) break;
      if (slot.fault) faults.push(slot.fault);
      end = slot.end;
    }
    return end - start;
  };

  const make = (kind: Kind, end: number, flags: ReturnType<typeof skip>, value?: string): Token => {
    const token = { kind, text: value ?? normal.slice(at, end), start: at, end, ...flags };
    at = end;
    last = token;
    return token;
  };

  const word = (end: number, flags: ReturnType<typeof skip>): Token => {
    const start = at;
    if (
      normal[end] === "'" &&
      last &&
      BEFORE_VALUE.has(last.kind) &&
      !/'/.test(match(REST, normal, end + 1) ?? '')
    ) {
      faults.push(
        fault('unterminated-string', start, end + 1, { quote: "'" }, [{ start, end: start, text: "'" }]),
      );
      return make('STRING', end + 1, flags, `'${normal.slice(start, end)}'`);
    }
    let clean = normal.slice(start, end);
    if (odd && clean.includes(NOTHING)) clean = clean.replaceAll(NOTHING, '');
    if (clean.includes('\\')) clean = clean.replace(/\\([_\-*.])/g, '$1');
    report(start, end);
    const emphasis = /^_([^_].*[^_])_$/.exec(clean)?.[1];
    if (emphasis !== undefined) {
      const edits = [start, end - 1].map((offset) => ({ start: offset, end: offset + 1, text: '' }));
      faults.push(fault('markup-residue', start, end, { found: '_' }, edits));
      clean = emphasis;
    }

    const twin = /^[\x00-\x7f]*$/.test(clean) ? undefined : asciiTwin(clean);
    if (twin !== undefined) {
      faults.push(fault('homoglyph', start, end, { found: clean, twin }, [{ start, end, text: twin }]));
      clean = twin;
    }
    return make(kindOfWord(clean), end, flags, clean);
  };

  /** `**word**`: one fault for both ends; the closing one is passed over when it is met. */
  const emphasised = (sign: string) => {
    const end = at + sign.length;
    if (closing.delete(at)) {
      at = end;
      return;
    }
    const lineEnd = /[\r\n]|$/.exec(normal.slice(end))?.index ?? 0;
    const close = normal.slice(end, end + lineEnd).indexOf(sign);
    if (close < 0) {
      residue(sign);
      return;
    }
    const last = end + close;
    closing.add(last);
    faults.push(
      fault('markup-residue', at, last + sign.length, { found: sign }, [
        { start: at, end, text: '' },
        { start: last, end: last + sign.length, text: '' },
      ]),
    );
    at = end;
  };

  const residue = (found: string) => {
    const mend = [{ start: at, end: at + found.length, text: '' }];
    faults.push(fault('markup-residue', at, at + found.length, { found }, mend));
    at += found.length;
  };

  const next = (): Token | undefined => {
    const flags = skip();
    for (;;) {
      if (at >= normal.length) return undefined;
      const code = normal.charCodeAt(at);
      const isLetter =
        (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
      if (!isLetter) {
        const special = specialAt(code, flags);
        if (special === 'again') continue;
        if (special === 'skip') {
          const more = skip();
          flags.lineStart ||= more.lineStart;
          flags.blankBefore ||= more.blankBefore;
          continue;
        }
        if (special) return special;
      }
      const marker = flags.lineStart ? match(MARKER, normal, at) : undefined;
      if (marker !== undefined) return make('OTHER', at + marker.length, flags);
      const length = wordAt(at);
      if (length > 0) return word(at + length, flags);
      report(at, at + 1);
      return make('OTHER', at + 1, flags);
    }
  };

  /** A token that begins with no letter or digit; 'skip' when something was passed over; undefined for a word. */
  const specialAt = (code: number, flags: ReturnType<typeof skip>): Token | 'skip' | 'again' | undefined => {
    const fence = text.charCodeAt(at) === 96 ? match(FENCE, text, at) : undefined;
    if (fence !== undefined) {
      residue(fence);
      return 'skip';
    }
    if (code === 40 && flags.lineStart) {
      const marker = match(MARKER, normal, at);
      if (marker !== undefined) return make('OTHER', at + marker.length, flags);
    }
    if ((code === 39 || code === 34) && last?.end === at && /^\s*$/.test(match(REST, normal, at + 1) ?? '')) {
      const mend = [{ start: at, end: at + 1, text: '' }];
      faults.push(fault('unterminated-string', at, at + 1, { quote: normal[at] ?? '' }, mend));
      at++;
      return 'skip';
    }
    if (code === 39 || code === 34) {
      const { end, text: value } = quotedAt(at);
      return make(value.startsWith('"') ? 'TEXT' : 'STRING', end, flags, value);
    }
    const wrapped = wrappedNameAt(normal, at, last?.kind);
    if (wrapped !== undefined) return make('ID', wrapped, flags);
    if (code === 47) {
      const pattern = patternAt();
      if (pattern !== undefined) return make('PATTERN', at + pattern.length, flags);
      if (
        last &&
        (['=', '!=', '('].includes(last.kind) || (last.kind === ',' && /[\w*]/.test(normal[at + 1] ?? '')))
      ) {
        const end = at + (match(/\/[^\s,})]*/y, normal, at)?.length ?? 1);
        faults.push(fault('unterminated-pattern', at, end, {}, [{ start: end, end, text: '/' }]));
        return make('PATTERN', end, flags, `${normal.slice(at, end)}/`);
      }
      report(at, at + 1);
      return make('/', at + 1, flags);
    }
    const spaced = code === 33 || code === 61 ? match(SPACED_OPERATOR, normal, at) : undefined;
    if (spaced !== undefined) {
      const operator = code === 33 ? '!=' : '=';
      const end = at + spaced.length;
      faults.push(fault('spaced-operator', at, end, { operator }, [{ start: at, end, text: operator }]));
      return make(operator, end, flags, operator);
    }
    const wrong = match(WRONG_OPERATOR, normal, at);
    if (wrong !== undefined) return make('OTHER', at + wrong.length, flags);
    const slot = code === 38 ? match(ESCAPED_SLOT, normal, at) : undefined;
    if (slot !== undefined) {
      const name = `<${slot.slice(4, -4)}>`;
      const end = at + slot.length;
      faults.push(fault('markup-residue', at, end, { found: slot }, [{ start: at, end, text: name }]));
      return make('ID', end, flags, name);
    }
    const emphasis = code === 42 ? match(EMPHASIS, normal, at) : undefined;
    if (emphasis !== undefined) {
      emphasised(emphasis);
      return 'skip';
    }
    const markup = match(MARKUP, normal, at) ?? match(ESCAPED_MARKUP, normal, at);
    if (markup !== undefined) {
      residue(markup);
      return 'skip';
    }
    if (code === 60 || code === 36 || code === 123 || code === 37) {
      if (placeholderAt(normal, at, undefined)) return undefined;
    }
    if (code === 33) {
      const end = normal.charCodeAt(at + 1) === 61 ? at + 2 : at + 1;
      report(at, end);
      return make(normal.slice(at, end), end, flags);
    }
    if ('={}(),:'.includes(normal[at] ?? '')) {
      report(at, at + 1);
      return make(normal[at] ?? '', at + 1, flags);
    }
    if (code === 60 || code === 62) {
      const end = at + (match(/[<>]+/y, normal, at)?.length ?? 1);
      const mend = [{ start: at, end, text: '' }];
      faults.push(fault('unbalanced-angle-bracket', at, end, { found: normal.slice(at, end) }, mend));
      at = end;
      return 'skip';
    }
    if (code === 46 || code === 45 || code === 43) return make('OTHER', at + 1, flags);
    if (code === 1) {
      report(at, at + 1);
      at++;
      return 'again';
    }
    return undefined;
  };

  return { next, faults };
}
