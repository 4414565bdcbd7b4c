import { createEmbedding, type Embedded, type Embedding } from './embedded.ts';
import type { Node } from './terraform-parser.ts';

interface About extends Pick<Embedded, 'kind' | 'sure' | 'list' | 'whole' | 'restIsHere' | 'owner'> {
  /** What `format` fills its verbs with; undefined where there are none. */
  readonly given: readonly string[] | undefined;
}

/**
 * What a string of HCL says, with its interpolations as slots. Undefined for one with directives (`%{ if … }`): what it says is
 * known when it runs only.
 * @param host the text of the file that the node is of
 */
export function embeddedIn(node: Node, host: string, { given, ...about }: About): Embedded | undefined {
  const formats = given !== undefined;
  const isHeredoc = node.type === 'heredoc_template';
  const span = isHeredoc
    ? insideHeredoc(node, host)
    : { hostStart: node.startIndex + 1, hostEnd: node.endIndex - 1 };
  if (!span) return undefined;
  const embedding = createEmbedding();
  let literal = false;
  let verbs = 0;
  const argumentOf = (verb: string) => {
    const [, number] = /\[(\d+)\]/.exec(verb) ?? [];
    return given?.[number === undefined ? verbs++ : Number(number) - 1];
  };
  const read = (from: number, to: number) => {
    literal =
      readLiteral(embedding, host.slice(from, to), from, { isHeredoc, formats, argumentOf }) || literal;
  };
  let at = span.hostStart;
  for (const child of node.namedChildren) {
    if (child.type === 'template_directive') return undefined;
    if (child.type !== 'template_interpolation') continue;
    read(at, child.startIndex);
    const source = host.slice(child.startIndex, child.endIndex);
    embedding.slot(source, child.startIndex, child.endIndex, source.replace(/^\$\{~?\s*|\s*~?\}$/g, ''));
    at = child.endIndex;
  }
  read(at, span.hostEnd);
  // A dollar sign that is meant as such would look like a slot in a text that is written back.
  const write = isHeredoc
    ? (text: string) => escapeTemplate(text, formats)
    : (text: string) => escapeQuoted(text, formats);
  return embedding.done({ ...about, ...span }, literal ? () => undefined : write);
}

/** The lines of a heredoc, from the first character of the first to the last of the last. */
function insideHeredoc(node: Node, host: string): { hostStart: number; hostEnd: number } | undefined {
  const [opening, closing] = node.namedChildren.filter(({ type }) => type === 'heredoc_identifier');
  if (!opening || !closing) return undefined;
  const hostStart = host.indexOf('\n', opening.endIndex) + 1;
  const hostEnd = host.lastIndexOf('\n', closing.startIndex);
  return hostStart > 0 && hostEnd >= hostStart ? { hostStart, hostEnd } : undefined;
}

const QUOTED = /\\(?:([nrt"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|([$%])\4\{/g;
const HEREDOC = /([$%])\1\{/g;
const VERBS = /%%|%(?:\[\d+\])?[-+# 0]*\d*(?:\.\d+)?[a-zA-Z]/g;
const CONTROL: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Takes in a stretch of a template without interpolations. True when it holds the sign of one that is meant as text. */
function readLiteral(
  embedding: Embedding,
  text: string,
  from: number,
  {
    isHeredoc,
    formats,
    argumentOf,
  }: {
    readonly isHeredoc: boolean;
    readonly formats: boolean;
    argumentOf(verb: string): string | undefined;
  },
): boolean {
  let literal = false;
  let at = 0;
  const parts = [...text.matchAll(isHeredoc ? HEREDOC : QUOTED)];
  const verbs = formats
    ? [...text.matchAll(VERBS)].filter(({ 0: verb, index }) => !(verb === '%%' && text[index + 2] === '{'))
    : [];
  for (const part of [...parts, ...verbs].sort((a, b) => a.index - b.index)) {
    if (part.index < at) continue;
    embedding.plain(text.slice(at, part.index), from + at);
    const [start, end] = [from + part.index, from + part.index + part[0].length];
    at = part.index + part[0].length;
    if (verbs.includes(part)) {
      if (part[0] === '%%') embedding.escape('%', start, end);
      else embedding.slot(part[0], start, end, argumentOf(part[0]));
    } else if (part[0].endsWith('{')) {
      literal = true;
      embedding.escape(part[0].slice(1), start, end);
    } else embedding.escape(isHeredoc ? part[0] : unescaped(part), start, end);
  }
  embedding.plain(text.slice(at), from + at);
  return literal;
}

function unescaped([, sign, short, long]: RegExpExecArray): string {
  if (sign !== undefined) return CONTROL[sign] ?? sign;
  const code = parseInt(short ?? long ?? '', 16);
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
}

/** A text without slots as a quoted template has it. */
function escapeQuoted(text: string, formats: boolean): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return escapeTemplate(escaped, formats);
}

function escapeTemplate(text: string, formats: boolean): string {
  return (formats ? text.replaceAll('%', '%%') : text).replace(/[$%](?=\{)/g, '$&$&');
}
