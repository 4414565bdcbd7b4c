import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LARGEST_FILE, readInputs } from '../../../client/src/cli/inputs/inputs.ts';
import { folder, stage, type Play } from './stage.ts';

/** The names that were read, and the sentences about the rest, in their order. */
async function read(paths: string[], play: Play, stdinName?: string): Promise<string[]> {
  const seen: string[] = [];
  for await (const input of readInputs(paths, stdinName, stage(play).terminal)) {
    seen.push('sentence' in input ? `! ${input.sentence}` : input.name);
  }
  return seen;
}

const tree = {
  'b.ocipolicy': '',
  'a.OCIPOLICY': '',
  'a.txt': '',
  '.hidden.ocipolicy': '',
  'teams/one/x.ocipolicy': '',
  'teams/two/y.ocipolicy': '',
  'teams/two/notes.md': '',
  'folder.ocipolicy/inner.ocipolicy': '',
  '.git/c.ocipolicy': '',
  'node_modules/d.ocipolicy': '',
  'teams/node_modules/d.ocipolicy': '',
  'empty/.keep': '',
  '[odd] (1).ocipolicy': '',
};

describe('readInputs', () => {
  const all = [
    '.hidden.ocipolicy',
    '[odd] (1).ocipolicy',
    'a.OCIPOLICY',
    'b.ocipolicy',
    'folder.ocipolicy/inner.ocipolicy',
    'teams/one/x.ocipolicy',
    'teams/two/y.ocipolicy',
  ];

  it.each<[string, string[], string[]]>([
    ['the current folder when nothing is named', [], all],
    ['the current folder by its name', ['.'], all],
    ['a folder', ['teams'], ['teams/one/x.ocipolicy', 'teams/two/y.ocipolicy']],
    ['a folder with a slash', ['./teams/'], ['teams/one/x.ocipolicy', 'teams/two/y.ocipolicy']],
    ['a file whatever its ending', ['a.txt'], ['a.txt']],
    ['a file whose name looks like a pattern', ['[odd] (1).ocipolicy'], ['[odd] (1).ocipolicy']],
    ['a named folder that is left out elsewhere', ['node_modules'], ['node_modules/d.ocipolicy']],
    ['a dot-folder that is named', ['.git'], ['.git/c.ocipolicy']],
    ['a pattern', ['teams/*/*.ocipolicy'], ['teams/one/x.ocipolicy', 'teams/two/y.ocipolicy']],
    ['a pattern of any depth', ['**/*.md'], ['teams/two/notes.md']],
    ['a pattern with choices', ['{a,b}.{txt,ocipolicy}'], ['a.txt', 'b.ocipolicy']],
    ['a pattern, without node_modules', ['**/d.*', 'a.txt'], [noMatch('**/d.*'), 'a.txt']],
    ['a pattern into node_modules', ['node_modules/*'], ['node_modules/d.ocipolicy']],
    [
      'arguments in their order, each file once',
      ['teams/two', 'b.ocipolicy', 'teams'],
      ['teams/two/y.ocipolicy', 'b.ocipolicy', 'teams/one/x.ocipolicy'],
    ],
    [
      'what is there beside what is not',
      ['no.ocipolicy', 'a.txt'],
      ['! no.ocipolicy was not read: there is no file or folder of that name.', 'a.txt'],
    ],
    [
      'no path through a file',
      ['a.txt/b'],
      ['! a.txt/b was not read: a part of this path is a file, not a folder.'],
    ],
    [
      'no folder without policies',
      ['empty'],
      [expect.stringMatching(/^! empty was not read: this folder .* no \.ocipolicy/) as string],
    ],
    ['no empty path', ['', 'a.txt'], [expect.stringContaining('An empty path was given') as string, 'a.txt']],
    [
      'a path that is too long',
      ['x'.repeat(5000)],
      [expect.stringContaining('does not take a name of this length') as string],
    ],
  ])('reads %s', async (_, paths, expected) => {
    expect(await read(paths, { cwd: folder(tree) })).toEqual(expected);
  });

  it('says that the current folder holds nothing', async () => {
    expect(await read([], { cwd: folder({ 'a.txt': '' }) })).toEqual([
      expect.stringMatching(/^! Nothing to read: the current folder .* or write - for standard input\.$/),
    ]);
  });

  it('names a file outside the current folder as it was asked for', async () => {
    const root = folder({ 'here/a.ocipolicy': '', 'there/b.ocipolicy': '' });
    const cwd = join(root, 'here');
    expect(await read(['../there', join(root, 'there'), join(cwd, 'a.ocipolicy')], { cwd })).toEqual([
      '../there/b.ocipolicy',
      'a.ocipolicy',
    ]);
    expect(await read([join(root, 'there')], { cwd })).toEqual([join(root, 'there/b.ocipolicy')]);
    expect(await read(['../there/*.ocipolicy'], { cwd })).toEqual(['../there/b.ocipolicy']);
  });

  it('follows links to files, and ends where links go round in a circle', async () => {
    const cwd = folder({ 'real/a.ocipolicy': '' });
    symlinkSync('..', join(cwd, 'real/up'));
    symlinkSync('real/a.ocipolicy', join(cwd, 'link.ocipolicy'));
    symlinkSync('gone', join(cwd, 'nowhere.ocipolicy'));
    symlinkSync('circle.ocipolicy', join(cwd, 'circle.ocipolicy'));
    symlinkSync('real', join(cwd, 'linked'));
    const expected = [
      '! circle.ocipolicy was not read: its symbolic links lead round in a circle.',
      'link.ocipolicy',
      '! nowhere.ocipolicy was not read: it is a symbolic link to something that does not exist.',
      'real/a.ocipolicy',
    ];
    expect(await read([], { cwd })).toEqual(expected);
    expect(await read(['**/*.ocipolicy'], { cwd })).toEqual(expected);
    expect(await read(['linked'], { cwd })).toEqual(['linked/a.ocipolicy']);
    expect(await read(['circle.ocipolicy'], { cwd })).toEqual(expected.slice(0, 1));
  });

  it('refuses a file over 50 MiB without reading it, and reads the next', async () => {
    const cwd = folder({ 'a.ocipolicy': '', 'large.ocipolicy': '' });
    truncateSync(join(cwd, 'large.ocipolicy'), LARGEST_FILE + 1);
    expect(await read(['large.ocipolicy', 'a.ocipolicy'], { cwd })).toEqual([
      '! large.ocipolicy was not read: it is larger than 50 MiB. Split it into smaller files.',
      'a.ocipolicy',
    ]);
  });

  it.skipIf(process.platform === 'win32')('stops reading a device that never ends', async () => {
    expect(await read(['/dev/zero'], {})).toEqual([expect.stringContaining('larger than 50 MiB')]);
  });

  it.skipIf(process.platform === 'win32')('reads a named pipe', async () => {
    const cwd = folder({});
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const writer = spawn('sh', ['-c', 'printf allow > pipe'], { cwd });
    const closed = new Promise((done) => writer.on('close', done));
    expect(await read(['pipe'], { cwd })).toEqual(['pipe']);
    expect(await closed).toBe(0);
  });

  it('reads standard input once, and gives it its name', async () => {
    const cwd = folder({ 'a.ocipolicy': '' });
    expect(await read(['-', 'a.ocipolicy', '-'], { cwd, stdin: 'allow' })).toEqual([
      '<stdin>',
      'a.ocipolicy',
    ]);
    expect(await read(['-'], { cwd, stdin: 'allow' }, './x/y.ocipolicy')).toEqual(['x/y.ocipolicy']);
    expect(await read(['-'], { cwd, stdin: 'a\0' })).toEqual([
      expect.stringMatching(/^! <stdin> was not read: it is not text/),
    ]);
  });

  it('gives the text, the path and the address', async () => {
    const cwd = folder({ 'a b.ocipolicy': '\uFEFFallow 本' });
    const inputs = [];
    for await (const input of readInputs(
      ['a b.ocipolicy', '-'],
      undefined,
      stage({ cwd, stdin: 'é本😀' }).terminal,
    )) {
      inputs.push(input);
    }
    const path = join(cwd, 'a b.ocipolicy');
    expect(inputs).toEqual([
      { name: 'a b.ocipolicy', path, uri: pathToFileURL(path).href, text: 'allow 本', mark: true },
      {
        ...{ name: '<stdin>', path: undefined, uri: 'untitled:stdin.ocipolicy', text: 'é本😀' },
        fromStdin: true,
      },
    ]);
  });

  it('spells out control characters of a name', async () => {
    const cwd = folder({});
    mkdirSync(join(cwd, 'a\u001b[2Jb'));
    expect(await read(['a\u001b[2Jb'], { cwd })).toEqual([
      expect.stringContaining('a<U+001B>[2Jb was not read'),
    ]);
  });
});

function noMatch(pattern: string): string {
  return `! ${pattern} was not read: no file matches this pattern (dot-folders and node_modules are left out).`;
}
