import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundled } from './bundle.ts';
import { shown, start, type ServerProcess } from './client.ts';

const URI = 'file:///large.ocipolicy';
const FAULTY = 'allow group A to rread buckets in tenancy';
const FIVE_MEGABYTES = 5_000_000;

const folder = bundled('server.cjs');
let server: ServerProcess;
beforeEach(async () => void (server = await start(folder(), { pulls: true })));
afterEach(() => void server.child.kill());

/** `unit` repeated to that many characters. */
const long = (unit: string, length = FIVE_MEGABYTES) => unit.repeat(length / unit.length);

describe('a document of one line of megabytes', () => {
  it.each([
    ['a single word', long('x')],
    ['blanks', long(' ')],
    ['a comment', `// ${long('x')}`],
    ['a name without an end', `allow group '${long('x')}`],
    ['groups', `allow group ${long('Ops, ')}Ops to read buckets in tenancy`],
    [
      'comparisons',
      `allow group A to read buckets in tenancy where any { ${long("request.region = 'phx', ")}target.id }`,
    ],
    ['quotes', long("'")],
    ['letters with nothing to be seen between them', long('x\u200b', 300_000)],
    ['opening braces', long('{', 1_000_000)],
    ['placeholders', long('<name> ', 1_000_000)],
    ['statements', long(`${FAULTY.replace('rread', 'read')} `)],
  ])('made of %s is read, and so is the statement behind it', async (_, line) => {
    await server.open(URI, `${line}\n\n${FAULTY}\n`);
    expect(shown(await server.diagnostics(URI)).at(-1)).toBe('2:17-2:22 unknown-verb');
    expect(server.errors).toEqual([]);
  });
});

describe('a document of many lines', () => {
  it('of which each is empty is read', async () => {
    await server.open(URI, `${'\n'.repeat(FIVE_MEGABYTES)}${FAULTY}`);
    expect(shown(await server.diagnostics(URI))).toEqual([
      `${FIVE_MEGABYTES}:17-${FIVE_MEGABYTES}:22 unknown-verb`,
    ]);
  });

  it('of which each is faulty is read', async () => {
    await server.open(URI, `${FAULTY}\n`.repeat(20_000));
    const all = await server.diagnostics(URI);
    const diagnostics = all.filter(({ code }) => code === 'unknown-verb');
    expect(diagnostics).toHaveLength(20_000);
    expect(shown(diagnostics).at(-1)).toBe('19999:17-19999:22 unknown-verb');
  });

  it('of which more are faulty than anybody reads is told of with the first ones', async () => {
    await server.open(URI, `${`${FAULTY}\n`.repeat(20_001)}allow group B read buckets in tenancy`);
    const all = await server.diagnostics(URI);
    const linesOf = (wanted: string) =>
      all.flatMap(({ code, range }) => (code === wanted ? range.start.line : []));
    expect(linesOf('unknown-verb')).toHaveLength(20_000);
    expect(linesOf('missing-to')).toEqual([20_001]);
  });
});

const where = (condition: string) => `allow group A to read buckets in tenancy where ${condition}`;

describe.each([100, 1_000, 5_000, 20_000])('%i braces, one in the other,', (depth) => {
  it.each([
    ['of conditions', where(`${'any { '.repeat(depth)}target.id${' }'.repeat(depth)}`)],
    ['of conditions that are never closed', where('all { '.repeat(depth))],
    ['that close nothing', where(`target.id ${'} '.repeat(depth)}`)],
    ['in place of a subject', `allow ${'{'.repeat(depth)}`],
    [
      'of a permission set',
      `allow group A to ${'{'.repeat(depth)} BUCKET_READ ${'}'.repeat(depth)} in tenancy`,
    ],
    [
      'of a matching rule',
      `dynamic-group g matching ${'any {'.repeat(depth)}resource.id = 'x'${'}'.repeat(depth)}`,
    ],
    ['of policies', 'policy p in tenancy description "d" {\n'.repeat(depth)],
    ['and parentheses', where(`target.id in ${'('.repeat(depth)}'a'${')'.repeat(depth)}`)],
  ])('%s are read, and so are the statements around them', async (_, text) => {
    await server.open(URI, `${FAULTY}\n\n${text}\n\n${FAULTY}\n`);
    const diagnostics = await server.diagnostics(URI);
    const verbs = diagnostics
      .filter(({ code }) => code === 'unknown-verb')
      .map(({ range }) => range.start.line);
    const last = 4 + text.split('\n').length - 1;
    expect(verbs).toEqual([0, last]);
    expect(server.errors).toEqual([]);
  });
});
