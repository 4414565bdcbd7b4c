/** A quoted string in a text, with what it stands for. */
export interface Quoted {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * The double-quoted strings of a list in HCL or JSON that begins at offset `from`, behind its bracket, and the comments between
 * them; undefined when it is no list of strings.
 */
export function listOfStrings(
  text: string,
  from: number,
): { readonly strings: readonly Quoted[]; readonly end: number } | undefined {
  const strings: Quoted[] = [];
  for (let at = from; ;) {
    at = behindGap(text, at);
    if (text[at] === ']') return { strings, end: at + 1 };
    const string = text[at] === '"' ? quotedAt(text, at) : undefined;
    if (!string) return undefined;
    strings.push(string);
    at = string.end;
  }
}

/** The offset behind blanks, commas and comments. */
export function behindGap(text: string, from: number): number {
  const gap = /(?:[\s,]+|#[^\r\n]*|\/\/[^\r\n]*|\/\*[^]*?\*\/)*/y;
  gap.lastIndex = from;
  return from + (gap.exec(text)?.[0].length ?? 0);
}

/** A double-quoted string with backslashes, as HCL and JSON have it; line breaks in it become blanks. */
export function quotedAt(text: string, start: number): Quoted | undefined {
  const quoted = /"([^"\\]*(?:\\[^][^"\\]*)*)"/y;
  quoted.lastIndex = start;
  const [whole, inner] = quoted.exec(text) ?? [];
  if (whole === undefined || inner === undefined) return undefined;
  const value = inner
    .replace(/\\(?:u([0-9a-f]{4})|([^]))/gi, (_, code: string | undefined, sign: string) =>
      code === undefined ? (ESCAPES[sign] ?? sign) : String.fromCharCode(parseInt(code, 16)),
    )
    .replaceAll('%%{', '%{')
    .replaceAll('$${', '${');
  return { value, start, end: start + whole.length };
}

/** The words of a command as a POSIX shell reads them; line ends behind a backslash are no line ends. */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  const part = /(\\(?:\r\n|\r|\n))|(\s+)|'([^']*)'|"([^"\\]*(?:\\[^][^"\\]*)*)"|\\([^])|([^\s'"\\]+)/gy;
  let word: string | undefined;
  for (const [, joined, blanks, single, double, escaped, plain] of text.matchAll(part)) {
    if (joined !== undefined) continue;
    if (blanks === undefined)
      word = (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '');
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
