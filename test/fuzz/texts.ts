import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { file, soup, statement, word } from '../property/generate.ts';

// Random texts: what the grammar makes, what the project's own examples and tests hold, and what becomes of either when it is
// spoiled. The folder of the project is the one that the program was started in.

/** Characters that are read in some way of their own somewhere. */
const ODD = [
  ...[
    '\u0000',
    '\ud800',
    '\udc00',
    '\ufeff',
    '\u200b',
    '\u202e',
    '\u2066',
    '\u00a0',
    '\u2028',
    '\u0085',
    '\u001a',
  ],
  ...[
    '\r',
    '\n',
    '\r\n',
    '\t',
    '"',
    "'",
    '`',
    '\\',
    '\\u',
    '\\"',
    '\\x',
    '/*',
    '*/',
    '//',
    '#',
    '<<',
    '>>',
    '${',
    '%{',
    '$${',
    '<<-EOT\n',
    '\nEOT\n',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ',',
    ';',
    ':',
    '.',
    '=',
    '<',
    '>',
    '|',
    '&',
    '*',
    '/',
    '?',
    '!',
    '-',
    '+',
    '%',
    '~',
    '^',
    '@',
  ],
  ...[
    '```',
    '```ocipolicy\n',
    '\n```\n',
    '0',
    '-1',
    '1e999',
    'null',
    'true',
    '__proto__',
    'constructor',
    'toString',
    'İ',
    'ſ',
    'ß',
    'K',
    '😀',
    '👩‍👩‍👧',
    'é',
    'e\u0301',
    'ａ',
    '日本',
  ],
];
const odd = fc.constantFrom(...ODD);

/** Texts that stand in the folders of the project, with marks of spans taken out. */
export function textsIn(folder: string, ending: RegExp): string[] {
  const path = join(process.cwd(), folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(path, name), 'utf8');
      return name.endsWith('.json') ? stringsIn(JSON.parse(text)) : [text];
    })
    .map((text) => text.replace(/[«»⟦⟧‹›]/g, ''))
    .filter((text) => text.length > 12 && text.length < 20_000);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

const KNOWN = [...textsIn('examples', /\.ocipolicy$/), ...textsIn('test/fixtures/slips', /\.json$/)];
const known = fc.constantFrom(...(KNOWN.length > 0 ? KNOWN : ['allow group A to read buckets in tenancy']));

/** One way to spoil a text: where, by parts of its length, and what is done there. */
const slip = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 60 })),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  how: fc.constantFrom('put', 'put', 'take', 'instead', 'copy', 'move', 'repeat', 'cut'),
  text: fc.oneof(word, odd, odd, fc.string({ maxLength: 4 }), fc.string({ unit: 'binary', maxLength: 3 })),
});

/** A text after so many slips. */
export function spoiled(texts: fc.Arbitrary<string>, most = 6): fc.Arbitrary<string> {
  return fc
    .tuple(texts, fc.array(slip, { maxLength: most }))
    .map(([text, slips]) => slips.reduce(spoil, text));
}

function spoil(
  text: string,
  { at, size, to, how, text: fresh }: typeof slip extends fc.Arbitrary<infer S> ? S : never,
): string {
  const start = Math.floor(at * text.length);
  const end = Math.min(text.length, start + size);
  const other = Math.floor(to * text.length);
  const piece = text.slice(start, end);
  switch (how) {
    case 'put':
      return text.slice(0, start) + fresh + text.slice(start);
    case 'take':
      return text.slice(0, start) + text.slice(end);
    case 'instead':
      return text.slice(0, start) + fresh + text.slice(end);
    case 'copy':
      return text.slice(0, other) + piece + text.slice(other);
    case 'move': {
      const rest = text.slice(0, start) + text.slice(end);
      return rest.slice(0, other) + piece + rest.slice(other);
    }
    case 'repeat':
      return text.slice(0, start) + (piece || fresh).repeat(1 + (size % 40)) + text.slice(end);
    default:
      return text.slice(0, start);
  }
}

const line = fc.constantFrom('\n', '\n', '\r\n', '\r', ' ', '\n\n', '');

/** Several texts, one after the other. */
const joined = fc
  .array(fc.tuple(fc.oneof(known, statement, soup), line), { maxLength: 5 })
  .map((parts) => parts.flat().join(''));

/** The text of a policy file, good or bad. */
export const policyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: spoiled(fc.oneof(file, joined)) },
  { weight: 2, arbitrary: file },
  { weight: 1, arbitrary: joined },
  { weight: 1, arbitrary: soup },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(word, odd, fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 40 })
      .map((parts) => parts.join('')),
  },
);

/** A change of a text, by parts of its length. */
export const anyChange = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.oneof(fc.constant(0), fc.nat({ max: 6 }), fc.nat({ max: 200 })),
  text: fc.oneof(
    fc.constant(''),
    word,
    odd,
    soup,
    statement.map((text) => `\n${text}\n`),
    fc.constantFrom('\n', '}', '{', "'", '/*', ' '),
  ),
});
export type AnyChange = typeof anyChange extends fc.Arbitrary<infer Change> ? Change : never;

/** Any data that JSON can say, with names that someone may look up. */
export const anyJson = (keys: readonly string[]): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(
        fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, 50, 1e308, ''),
        odd,
        word,
        fc.string({ maxLength: 8 }),
        fc.constantFrom(...keys),
      ),
      fc.array(tie('value'), { maxLength: 4 }),
      fc
        .array(fc.tuple(fc.oneof(fc.constantFrom(...keys), odd), tie('value')), { maxLength: 5 })
        .map((entries) => Object.fromEntries(entries)),
    ),
  })).value;

/** As a text travels as UTF-8: half a surrogate pair comes out as U+FFFD. */
export function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
