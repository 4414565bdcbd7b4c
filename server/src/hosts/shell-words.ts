import { createEmbedding, type Embedded } from './embedded.ts';

/** A word of a command, or a document that is given to one; offsets count in the file. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** What it begins with: a quote; nothing for a bare word; `<<` for a document. */
  readonly quote: string;
  /** What it says, where it is quoted as a whole. */
  readonly said: Embedded | undefined;
  /** Where a bare word, or the bare beginning of one (`--statements=`), ends. */
  readonly bare: string;
}

const NAME = /\$(?:[A-Za-z_]\w*|[\d@*#?$!-])/y;
const HEREDOC = /<<(-?)\s*(?:'([\w.-]+)'|"([\w.-]+)"|\\?([\w.-]+))/y;

/**
 * The words of a script of a shell, command by command, also of commands whose output is taken (`$(…)`); undefined for a script with
 * a quote that does not end.
 */
export function commandsOf(text: string): Word[][] | undefined {
  const commands: Word[][] = [];
  const inner: [number, number][] = [[0, text.length]];
  for (let next = inner.shift(); next; next = inner.shift()) {
    if (!readCommands(text, next, commands, inner)) return undefined;
  }
  return commands;
}

function readCommands(
  text: string,
  [from, to]: readonly [number, number],
  commands: Word[][],
  inner: [number, number][],
): boolean {
  let words: Word[] = [];
  let documents: { tag: string; isRaw: boolean }[] = [];
  const end = () => {
    if (words.length > 0) commands.push(words);
    words = [];
  };
  for (let at = from; at < to;) {
    const sign = text[at] ?? '';
    HEREDOC.lastIndex = at;
    const heredoc = sign === '<' && text[at + 2] !== '<' ? HEREDOC.exec(text) : null;
    if (heredoc) {
      const [whole, , single, double, bare] = heredoc;
      documents.push({
        tag: single ?? double ?? bare ?? '',
        isRaw: bare === undefined || whole.includes('\\'),
      });
      at += whole.length;
    } else if (sign === '\n') {
      at++;
      for (const { tag, isRaw } of documents) {
        const line = new RegExp(`^\\t*${tag.replace(/[.-]/g, '\\$&')}[ \\t]*\\r?$`, 'm').exec(
          text.slice(at, to),
        );
        if (!line) return false;
        const stop = at + line.index;
        const said = saidBy(text, at, Math.max(at, stop - 1), isRaw ? "'" : '<<');
        words.push({ start: at, end: stop, quote: '<<', said, bare: '' });
        at = stop + line[0].length;
      }
      documents = [];
      end();
    } else if (/[;|&()]/.test(sign)) {
      at++;
      end();
    } else if (/[\s<>]/.test(sign)) at++;
    else if (sign === '\\' && /[\r\n]/.test(text[at + 1] ?? ''))
      at += text.startsWith('\r\n', at + 1) ? 3 : 2;
    else if (sign === '#') {
      const line = text.indexOf('\n', at);
      at = line < 0 || line > to ? to : line;
    } else {
      const word = wordAt(text, at, to, inner);
      if (!word) return false;
      words.push(word);
      at = word.end;
    }
  }
  end();
  return true;
}

/** The word at a place; undefined when a quote in it does not end. */
function wordAt(text: string, start: number, to: number, inner: [number, number][]): Word | undefined {
  const quotes: [start: number, end: number][] = [];
  let at = start;
  let bare = '';
  while (at < to && !/[\s;|&()<>]/.test(text[at] ?? '')) {
    const sign = text[at] ?? '';
    if (sign === "'" || sign === '"') {
      const end = endOfQuote(text, at, to, inner);
      if (end === undefined) return undefined;
      quotes.push([at, end]);
      at = end;
    } else if (sign === '$' && text[at + 1] === '(') {
      const end = endOfCommand(text, at + 2, to, inner);
      if (end === undefined) return undefined;
      at = end;
    } else {
      if (quotes.length === 0) bare += sign;
      at += sign === '\\' ? 2 : 1;
    }
  }
  const first = quotes[0];
  const quote = first && first[0] === start + bare.length ? (text[first[0]] ?? '') : '';
  const isQuoted = quote !== '' && text[at - 1] === quote && quotes.at(-1)?.[1] === at;
  const said = first && isQuoted ? saidBy(text, first[0] + 1, at - 1, quote) : undefined;
  return { start, end: at, quote, said, bare };
}

function endOfQuote(text: string, start: number, to: number, inner: [number, number][]): number | undefined {
  const quote = text[start] ?? '';
  for (let at = start + 1; at < to; at++) {
    if (text[at] === quote) return at + 1;
    if (quote === "'") continue;
    if (text[at] === '\\') at++;
    else if (text.startsWith('$(', at)) {
      const end = endOfCommand(text, at + 2, to, inner);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}

/** Where `$(…)` ends, behind its parenthesis; what stands in it is noted to be read. */
function endOfCommand(text: string, from: number, to: number, inner: [number, number][]): number | undefined {
  let depth = 1;
  for (let at = from; at < to; at++) {
    const sign = text[at] ?? '';
    if (sign === '\\') at++;
    else if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) {
      inner.push([from, at]);
      return at + 1;
    } else if (sign === "'" || sign === '"') {
      const end = endOfQuote(text, at, to, []);
      if (end === undefined) return undefined;
      at = end - 1;
    }
  }
  return undefined;
}

/**
 * What a quoted word or a document says: variables and commands in it are slots. A quote that is put in between two parts
 * (`'it'\\''s'`) stands for itself.
 */
function saidBy(text: string, hostStart: number, hostEnd: number, quote: string): Embedded | undefined {
  const embedding = createEmbedding();
  let from = hostStart;
  const part = (at: number, to: number, add: () => void): number => {
    embedding.plain(text.slice(from, at), from);
    add();
    return (from = to);
  };
  for (let at = hostStart; at < hostEnd;) {
    const sign = text[at] ?? '';
    if (sign === quote) {
      const [whole, , , inside] =
        /^(['"])(?:\\(['"])|(?:"(['])"|'(["])'))\1/.exec(text.slice(at, at + 5)) ?? [];
      if (whole === undefined) return undefined;
      const meant = inside ?? whole.replace(/[^]*?\\(.)[^]*|^.(?:'(.)'|"(.)").$/, '$1$2$3');
      at = part(at, at + whole.length, () => embedding.escape(meant, at, at + whole.length));
    } else if (quote === "'") at++;
    else if (
      sign === '\\' &&
      /["$`\\\n]/.test(text[at + 1] ?? '') &&
      !(quote === '<<' && text[at + 1] === '"')
    ) {
      const meant = text[at + 1] === '\n' ? '' : (text[at + 1] ?? '');
      at = part(at, at + 2, () => embedding.escape(meant, at, at + 2));
    } else if (sign === '`') return undefined;
    else {
      NAME.lastIndex = at;
      const end =
        sign !== '$'
          ? undefined
          : text[at + 1] === '('
            ? endOfCommand(text, at + 2, hostEnd, [])
            : text[at + 1] === '{'
              ? text.indexOf('}', at) + 1 || undefined
              : NAME.exec(text) && NAME.lastIndex;
      at = end ? part(at, end, () => embedding.slot(text.slice(at, end), at, end)) : at + 1;
    }
  }
  embedding.plain(text.slice(from, hostEnd), from);
  const about = { kind: 'statement', sure: true, list: 0, whole: true, hostStart, hostEnd } as const;
  return embedding.done(about, (fresh) => {
    if (quote === "'") return fresh.replaceAll("'", "'\\''");
    return fresh.replace(quote === '<<' ? /[$`\\]/g : /["$`\\]/g, '\\$&');
  });
}
