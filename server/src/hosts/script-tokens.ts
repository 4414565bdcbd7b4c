/** A token of a program: a string, a name, or a sign. Offsets count in the file. */
export interface Token {
  readonly kind: 'string' | 'name' | 'sign';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of a string: what it is written with, `'`, `"`, `` ` `` or three of them, and the letters before it in lower case. */
  readonly quote: string;
  readonly prefix: string;
}

/** A language whose programs are read: what its comments and strings begin with. */
export interface ScriptLanguage {
  readonly comment: RegExp;
  readonly string: RegExp;
  /** A slash may begin a pattern. */
  readonly hasPatterns: boolean;
  /** Strings between accents, in which expressions stand. */
  readonly hasTemplates: boolean;
}

export const PYTHON: ScriptLanguage = {
  comment: /#[^\r\n]*/y,
  string: /([rbuf]{0,2})("""|'''|"|')/iy,
  hasPatterns: false,
  hasTemplates: false,
};

export const JAVASCRIPT: ScriptLanguage = {
  comment: /\/\/[^\r\n]*|\/\*[^]*?\*\//y,
  string: /()(["'`])/y,
  hasPatterns: true,
  hasTemplates: true,
};

const BLANK = /\s+/y;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const NUMBER = /\d[\w.]*/y;
const PATTERN =
  /\/(?![*/])[^/\\[\r\n]*(?:(?:\\.|\[[^\]\\\r\n]*(?:\\.[^\]\\\r\n]*)*\])[^/\\[\r\n]*)*\/[a-z]*/y;
/** Behind these words, though they are names, a value begins. */
const LEADS = /^(?:return|typeof|case|in|of|delete|void|throw|new|do|else|yield|await|instanceof)$/;

/** The tokens of a program, without its comments and numbers; undefined for one with a string that does not end. */
export function tokensOf(text: string, language: ScriptLanguage): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const add = (kind: Token['kind'], end: number, quote = '', prefix = '') => {
    tokens.push({ kind, start: at, end, text: kind === 'string' ? '' : text.slice(at, end), quote, prefix });
    at = end;
  };
  const beginsValue = () => {
    const last = tokens.at(-1);
    if (!last || last.kind === 'string') return !last;
    return last.kind === 'name' ? LEADS.test(last.text) : !/^[)\]}0]$/.test(last.text);
  };
  while (at < text.length) {
    const skipped = match(BLANK) ?? match(language.comment);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const string = match(language.string);
    if (string) {
      const [head, prefix = '', quote = ''] = string;
      const end = endOfString(text, at + head.length, quote, language);
      if (end === undefined) return undefined;
      add('string', end, quote, prefix.toLowerCase());
      continue;
    }
    const name = match(NAME);
    const number = name ? null : match(NUMBER);
    const pattern = language.hasPatterns && text[at] === '/' && beginsValue() ? match(PATTERN) : null;
    if (name) add('name', at + name[0].length);
    else if (number) {
      // Nothing but that a value stands here.
      tokens.push({ kind: 'sign', start: at, end: at + number[0].length, text: '0', quote: '', prefix: '' });
      at += number[0].length;
    } else if (pattern) at += pattern[0].length;
    else add('sign', at + 1);
  }
  return tokens;
}

/** Where a string ends, behind its quote; a quote behind a backslash ends not even a raw one. */
function endOfString(
  text: string,
  from: number,
  quote: string,
  language: ScriptLanguage,
): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (quote === '`' && language.hasTemplates && text.startsWith('${', at)) {
      const end = endOfSlot(text, at + 2, language);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (quote.length === 1 && quote !== '`' && /[\r\n]/.test(text[at] ?? '')) return undefined;
  }
  return undefined;
}

/** Where an expression between braces ends, behind its brace; strings and braces in it are stepped over. */
export function endOfSlot(
  text: string,
  from: number,
  language: ScriptLanguage = JAVASCRIPT,
): number | undefined {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === '{') depth++;
    else if (sign === '}' && --depth === 0) return at + 1;
    else if (sign === "'" || sign === '"' || (sign === '`' && language.hasTemplates)) {
      const end = endOfString(text, at + 1, sign, language);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}
