/*
 * What a document says reaches Markdown through these functions only: a name may hold any character.
 */

/** A span of code on one line. */
export function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat === '') return '';
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** Text that stands for itself. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]#|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** A note of the catalogue as a sentence; nothing for none. */
export function sentence(note: string | undefined): string {
  if (!note) return '';
  const end = /[.!?]$/.test(note) ? '' : '.';
  // A name keeps its letters: only a word that is followed by a blank or a comma is made to begin a sentence.
  return plain(`${note.replace(/^[a-z](?=[a-z]*[ ,;])/, (letter) => letter.toUpperCase())}${end}`);
}

/** A block of policy text; `text` may hold anything but is cut at 20 lines. */
export function block(text: string): string {
  const lines = text.trimEnd().split(/\r\n|\r|\n/);
  const shown = lines.length > 20 ? [...lines.slice(0, 20), '…'] : lines;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}ocipolicy\n${shown.join('\n')}\n${fence}`;
}

/** Names as code, parted by commas; those beyond `most` are counted by `rest`. */
export function names(list: readonly string[], most: number, rest: (count: number) => string): string {
  return shorten(list.map(code), most, rest).join(', ');
}

/** Markdown in a cell of a table, each on a line of its own. A client that leaves `<br>` out shows it in a row. */
export function lines(list: readonly string[]): string {
  return list.join(', <br>');
}

/** The first ones of a list; `rest` counts the others. */
export function shorten(
  list: readonly string[],
  most: number,
  rest: (count: number) => string,
): readonly string[] {
  // Naming one more takes no more room than saying that there is one more.
  if (list.length <= most + 1) return list;
  return [...list.slice(0, most), rest(list.length - most)];
}

/** A table; cells are Markdown without line ends. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [row(head), `|${head.map(() => ':--').join('|')}|`, ...rows.map(row)].join('\n');
}

/** Paragraphs and tables, one below the other; what is empty or undefined is left out. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part).join('\n\n');
}

/** Bullets. */
export function bullets(list: readonly string[]): string {
  return list.map((each) => `- ${each}`).join('\n');
}
