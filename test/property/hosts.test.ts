import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { hostChange, hostSpan, type Embedded } from '../../server/src/hosts/embedded.ts';
import { hostOf, HOSTS, type HostName } from '../../server/src/hosts/hosts.ts';
import { applyEdits } from '../../server/src/features/fix-edits.ts';
import { hosted } from '../unit/hosts/check.ts';

beforeAll(() => HOSTS.terraform.load?.());

const hcl = (text: string) => JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&');

const FIRST = 'allow group A to read buckets in tenancy';
const list = (text: string) => JSON.stringify([FIRST, text]);

/** Files of each host with a statement in them. */
const FILES = {
  terraform: ['a.tf', (text) => `resource "oci_identity_policy" "p" {\n  statements = [${hcl(text)}]\n}\n`],
  json: ['a.json', (text) => `{"statements": ${list(text)}}`],
  yaml: ['a.yaml', (text) => `statements:\n  - ${FIRST}\n  - ${JSON.stringify(text)}\n`],
  'yaml, single quotes': ['b.yaml', (text) => `statements: [${FIRST}, '${text.replaceAll("'", "''")}']\n`],
  shell: ['a.sh', (text) => `oci x --statements '${list(text).replaceAll("'", "'\\''")}'\n`],
  'shell, double quotes': [
    'b.sh',
    (text) => `oci x --statements "${list(text).replace(/[\\"$\`]/g, '\\$&')}"\n`,
  ],
  python: ['a.py', (text) => `Details(statements=${list(text)})\n`],
  'python, f-string': [
    'b.py',
    (text) => `Details(statements=["${FIRST}", f${JSON.stringify(text.replace(/[{}]/g, '$&$&'))}])\n`,
  ],
  typescript: ['a.ts', (text) => `const details = { statements: ${list(text)} };\n`],
  'typescript, template': [
    'b.ts',
    (text) => `use({ statements: ['${FIRST}', \`${text.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\`] });\n`,
  ],
} satisfies Record<string, readonly [name: string, write: (text: string) => string]>;
type Kind = keyof typeof FILES;
const KINDS = Object.keys(FILES) as Kind[];

const hostNamed = (name: string) => hostOf(name) as HostName;
const readIn = (kind: Kind, text: string) => HOSTS[hostNamed(FILES[kind][0])].read(text);
const lastOf = (kind: Kind, text: string): Embedded | undefined => readIn(kind, text)?.at(-1);

const piece = fc.constantFrom(
  ...[
    'allow group A to ',
    'read',
    'buckets ',
    "'x'",
    '"x"',
    '\\',
    '\n',
    '\t',
    'é',
    '😀',
    '\u201c',
    '%',
    '$',
    '{',
    '}',
    'any {',
  ],
);
const written = fc
  .array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 12 })
  .map((parts) => parts.join(''));
/** In single quotes of YAML, the end of a line is a blank. */
const fits = (kind: Kind, text: string) => kind !== 'yaml, single quotes' || !text.includes('\n');
const usable = (text: string) =>
  !/[$%]+\{|\$[A-Z_]{2}|[\b\f\u007f-\u009f\u0000-\u0008\u000b-\u001f\u2028\u2029\ufeff]|\{[{%#]|%s/.test(
    text,
  );

it('reads what was written, and each of its characters stands where it is said to', () => {
  fc.assert(
    fc.property(written.filter(usable), fc.constantFrom(...KINDS), (text, host) => {
      fc.pre(fits(host, text));
      const file = FILES[host][1](text);
      const found = lastOf(host, file);
      expect(found?.text).toBe(text);
      for (let at = 0; found && at < text.length; at++) {
        const span = hostSpan(found, at, at + 1);
        const piece = found.pieces.find(({ start, end }) => start <= at && at < end);
        const said = file.slice(span.start, span.end);
        expect(piece?.whole ? said.length > 0 && said !== text[at] : said).toBe(
          piece?.whole ? true : text[at],
        );
      }
    }),
  );
});

it('a change of a text is a change of its host, which then says the changed text', () => {
  fc.assert(
    fc.property(
      ...([
        written.filter(usable),
        written.filter(usable),
        fc.constantFrom(...KINDS),
        fc.nat(),
        fc.nat(),
      ] as const),
      (text, fresh, host, a, b) => {
        const file = FILES[host][1](text);
        const found = lastOf(host, file);
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const change = found && hostChange(found, { start, end, text: fresh });
        const meant = text.slice(0, start) + fresh + text.slice(end);
        fc.pre(change !== undefined && usable(meant) && fits(host, text));
        expect(lastOf(host, applyEdits(file, [change]))?.text).toBe(meant);
      },
    ),
  );
});

/** Statements with slips, as the tests of slips have them, without their marks. */
const SLIPS = readdirSync('test/fixtures/slips')
  .flatMap((name) =>
    Object.values(JSON.parse(readFileSync(`test/fixtures/slips/${name}`, 'utf8')) as object).flat(9),
  )
  .flatMap((value: unknown) => textsIn(value))
  .filter((text) => /^\s*(?:allow|deny|endorse|admit|define)\b/i.test(text))
  .map((text) => text.replace(/[«»⟦⟧‹›]/g, ''));

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

it.each(KINDS)('fixes leave a file of %s readable, and say in it what they say', async (host) => {
  expect(SLIPS.length).toBeGreaterThan(300);
  const [name, write] = FILES[host];
  // Of the further ways to write a string, a part of them is enough.
  for (const text of SLIPS.filter((_, index) => name.startsWith('a.') || index % 8 === 0)) {
    const file = write(text);
    const service = await hosted(name, file);
    const lines = file.split('\n');
    const whole = { start: { line: 0, character: 0 }, end: { line: lines.length - 1, character: 0 } };
    const everything = lines.length === 1 ? { ...whole, end: { line: 0, character: file.length } } : whole;
    const actions = service.codeActions(name, everything, { explains: false });
    const offset = ({ line, character }: { line: number; character: number }) =>
      lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
    const results = actions.flatMap(({ edit }) => {
      const edits = edit?.changes?.[name];
      return edits
        ? [
            applyEdits(
              file,
              edits.map(({ range, newText }) => ({
                start: offset(range.start),
                end: offset(range.end),
                text: newText,
              })),
            ),
          ]
        : [];
    });
    for (const result of [...results, service.mended(name)?.text ?? '']) {
      const before = readIn(host, file)?.length;
      expect([text, result, readIn(host, result)?.length]).toEqual([text, result, before]);
    }
  }
});
