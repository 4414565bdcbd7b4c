import { describe, expect, it } from 'vitest';
import { treeOutline } from '../../../client/src/cli/formats/treePretty.ts';
import { folder, ocipolicy } from './stage.ts';

const cwdOf = () => folder({ 'a.ocipolicy': 'one\ntwo', 'sub/b.ocipolicy': 'three' });

describe('ocipolicy parse', () => {
  it.each<[string, string[], string | string[]]>([
    ['one named file', ['a.ocipolicy'], 'a.ocipolicy'],
    ['standard input', ['-'], '<stdin>'],
    ['standard input with a name', ['-', '--stdin-name', 'x.ocipolicy'], 'x.ocipolicy'],
    ['two files', ['a.ocipolicy', 'sub/b.ocipolicy'], ['a.ocipolicy', 'sub/b.ocipolicy']],
    ['a folder with one file', ['sub'], ['sub/b.ocipolicy']],
    ['a pattern with one match', ['sub/*'], ['sub/b.ocipolicy']],
    ['the current folder', [], ['a.ocipolicy', 'sub/b.ocipolicy']],
  ])('prints as JSON %s', async (_, args, names) => {
    const { exitCode, stdout, stderr } = await ocipolicy(['parse', ...args], { cwd: cwdOf(), stdin: 'x' });
    expect([exitCode, stderr]).toEqual([0, '']);
    const parsed = JSON.parse(stdout) as { file: string; tree: { type: string } }[];
    const trees = Array.isArray(names) ? parsed : [parsed as unknown as (typeof parsed)[number]];
    expect(trees.map(({ file }) => file)).toEqual([names].flat());
    expect(new Set(trees.map(({ tree }) => tree.type))).toEqual(new Set(['Document']));
  });

  it('gives the tree as the service made it', async () => {
    const { stdout } = await ocipolicy(['parse', '-'], { stdin: 'a\nb' });
    expect(JSON.parse(stdout)).toEqual({
      file: '<stdin>',
      tree: { type: 'Document', uri: 'untitled:stdin.ocipolicy', items: ['a', 'b'] },
    });
  });

  it('prints the rest when something cannot be read or parsed, and ends with 2', async () => {
    const cwd = folder({ 'a.ocipolicy': 'CRASH', 'b.ocipolicy': 'fine', 'c.ocipolicy': '\0' });
    const { exitCode, stdout, stderr } = await ocipolicy(['parse'], { cwd });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([{ file: 'b.ocipolicy' }]);
    expect(stderr).toContain('An internal error stopped the work on a.ocipolicy: the tree broke down.');
    expect(stderr).toContain('c.ocipolicy was not read: it is not text');
  });

  it.each([
    ['a file that is missing', ['no.ocipolicy'], '[]\n'],
    ['a file that is no text', ['c.ocipolicy'], ''],
  ])('prints no tree of %s', async (_, args, stdout) => {
    const played = await ocipolicy(['parse', ...args], { cwd: folder({ 'c.ocipolicy': '\0' }) });
    expect(played).toMatchObject({ exitCode: 2, stdout });
  });

  it('prints an outline for people', async () => {
    const { stdout } = await ocipolicy(['parse', '-', '--format', 'pretty'], { stdin: 'a\nb' });
    expect(stdout).toBe('<stdin>\nDocument\n  uri: "untitled:stdin.ocipolicy"\n  items: ["a", "b"]\n\n');
  });
});

describe('treeOutline', () => {
  const range = { start: { line: 0, character: 6 }, end: { line: 1, character: 2 } };

  it.each<[string, unknown, string[]]>([
    ['no tree', undefined, ['undefined']],
    ['a plain value', 'a', ['"a"']],
    ['a node', { type: 'Tenancy', range }, ['Tenancy 1:7-2:3']],
    ['a leaf', { text: 'r "x"', range }, ['"r \\"x\\"" 1:7-2:3']],
    [
      'parts in parts',
      { type: 'A', b: { type: 'B', range, c: [{ text: 'd' }, { type: 'E', f: { text: 'g' } }] } },
      ['A', '  b: B 1:7-2:3', '    c:', '      - "d"', '      - E', '        f: "g"'],
    ],
    [
      'lists of plain values',
      { items: [], slips: ['a', null, 1] },
      ['', '  items: []', '  slips: ["a", null, 1]'],
    ],
    ['lists of lists', { a: [[{ text: 'b' }]] }, ['', '  a:', '    -', '      - "b"']],
    ['a control character', { type: 'A\u202E', text: '\u001b[2J' }, ['A<U+202E> "\\u001b[2J"']],
    ['what is not there', { type: 'A', b: undefined, c: null }, ['A', '  c: null']],
    [
      'parts of odd kinds',
      { type: 1, text: [2], range: 'x' },
      ['', '  type: 1', '  text: [2]', '  range: "x"'],
    ],
  ])('shows %s', (_, tree, expected) => {
    expect(treeOutline(tree)).toBe(`${expected.join('\n')}\n`);
  });
});
