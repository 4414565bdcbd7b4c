import type { Scalar } from 'yaml';
import { placeholdersIn } from '../language/placeholder.ts';
import { createEmbedding, type Embedded } from './embedded.ts';

/** A stretch of a scalar: what it says, and where the file says it; offsets count in the file. */
interface Stretch {
  readonly said: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What a scalar of YAML says, with the slots of templates in it. Undefined for one with directives of templates (`{% if … %}`), and
 * for one whose lines are put together in a way that cannot be followed character by character.
 * @param host the text of the file
 * @param inFlow whether it stands in brackets or braces, where commas and brackets end a plain one
 */
export function embeddedIn(
  { range, type, value }: Scalar,
  host: string,
  inFlow: boolean,
  about: Pick<Embedded, 'kind' | 'sure' | 'list' | 'whole'>,
): Embedded | undefined {
  if (!range || typeof value !== 'string' || value.includes('{%')) return undefined;
  const style = STYLES[type ?? ''];
  const body = style?.body(host, range[0], range[1]);
  if (!style || !body || body.start > body.end) return undefined;
  const { start: hostStart, end: hostEnd } = body;
  const all = stretches(host, body, style);
  if (
    all.map(({ said }) => said).join('') !==
    value.slice(0, style.isBlock ? value.trimEnd().length : undefined)
  )
    return undefined;
  const embedding = createEmbedding();
  const slots = placeholdersIn(host.slice(hostStart, hostEnd), hostStart).filter(
    ({ by }) => by === 'template',
  );
  const read = (start: number, end: number) => {
    for (const each of stretches(host, { ...body, start, end }, style)) {
      if (each.said === host.slice(each.start, each.end)) embedding.plain(each.said, each.start);
      else embedding.escape(each.said, each.start, each.end);
    }
  };
  let at = hostStart;
  for (const { text, start, end } of slots) {
    read(at, start);
    embedding.slot(text, start, end);
    at = end;
  }
  read(at, hostEnd);
  return embedding.done({ ...about, hostStart, hostEnd }, (text) => style.write(text, body.indent, inFlow));
}

interface Body {
  readonly start: number;
  readonly end: number;
  /** What each line of a block begins with. */
  readonly indent: string;
}

interface Style {
  readonly isBlock: boolean;
  /** What is not said as it is written: escapes, and the ends of lines. */
  readonly special: RegExp;
  body(host: string, start: number, end: number): Body | undefined;
  /** What such a part says. */
  meant(part: string, indent: string): string;
  write(text: string, indent: string, inFlow: boolean): string | undefined;
}

/** Lines of a flow scalar become one, with a blank between; an empty one stays as the end of a line. */
const folded = (part: string) => {
  const breaks = part.match(/\r\n|\r|\n/g)?.length ?? 0;
  return breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
};
const CONTROL: Readonly<Record<string, string>> = {
  ...{ '0': '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b' },
  ...{ N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029' },
};
const LINE_ENDS = String.raw`[ \t]*(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*`;

const quoted = (_: string, start: number, end: number): Body => {
  return { start: start + 1, end: end - 1, indent: '' };
};

const STYLES: Readonly<Record<string, Style>> = {
  PLAIN: {
    isBlock: false,
    special: new RegExp(LINE_ENDS, 'g'),
    body: (_, start, end) => ({ start, end, indent: '' }),
    meant: folded,
    // A colon before a blank, and a number sign, would end it; so would, at its beginning, many a sign.
    write: (text, _, inFlow) =>
      /[\r\n#"`]|:(?:\s|$)/.test(text) || (inFlow && /[[\]{},]/.test(text)) ? undefined : text,
  },
  QUOTE_SINGLE: {
    isBlock: false,
    special: new RegExp(`''|${LINE_ENDS}`, 'g'),
    body: quoted,
    meant: (part) => (part === "''" ? "'" : folded(part)),
    write: (text) => (/[\r\n]/.test(text) ? undefined : text.replaceAll("'", "''")),
  },
  QUOTE_DOUBLE: {
    isBlock: false,
    special: new RegExp(
      String.raw`\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|(?:\r\n|\r|\n)[ \t]*|[^])|${LINE_ENDS}`,
      'g',
    ),
    body: quoted,
    meant: (part) => {
      if (!part.startsWith('\\')) return folded(part);
      if (/^\\[\r\n]/.test(part)) return '';
      if (part.length === 2) return CONTROL[part[1] ?? ''] ?? part.slice(1);
      const code = parseInt(part.slice(2), 16);
      return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    },
    write: (text) => JSON.stringify(text).slice(1, -1),
  },
  BLOCK_LITERAL: {
    isBlock: true,
    special: /(?:\r\n|\r|\n)[ ]*/g,
    body: block,
    meant: (part, indent) => part.replace(/^\r\n?/, '\n').replace(indent, ''),
    write: (text, indent) => text.replace(/\r\n|\r|\n/g, (end) => end + indent),
  },
  BLOCK_FOLDED: {
    isBlock: true,
    special: /(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ ]*/g,
    body: block,
    meant: (part, indent) => folded(part) + (/[ ]*$/.exec(part)?.[0] ?? '').slice(indent.length),
    write: (text) => (/[\r\n]/.test(text) ? undefined : text),
  },
};

/** The lines of a block scalar, from the first character of the first to the last of the last. */
function block(host: string, start: number, end: number): Body | undefined {
  const lines = /^[^\r\n]*(?:\r\n|\r|\n)([ ]*)(?=[^ \r\n])/.exec(host.slice(start, end));
  // An indentation that the header tells, or an empty first line, is too rare to be followed.
  if (!lines || /^[|>][^\r\n#]*\d/.test(lines[0])) return undefined;
  const last = host.slice(start, end).trimEnd().length;
  return { start: start + lines[0].length, end: start + last, indent: lines[1] ?? '' };
}

function stretches(host: string, { start, end, indent }: Body, { special, meant }: Style): Stretch[] {
  const source = host.slice(start, end);
  const all: Stretch[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) all.push({ said: source.slice(at, to), start: start + at, end: start + to });
  };
  for (const { 0: part, index } of source.matchAll(special)) {
    plain(index);
    at = index + part.length;
    all.push({ said: meant(part, indent), start: start + index, end: start + at });
  }
  plain(source.length);
  return all;
}
