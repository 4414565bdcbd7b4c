import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { glob } from '../../../client/src/cli/inputs/glob.ts';
import { folder } from './stage.ts';

const files = [
  'a.x',
  'b.x',
  'ab.x',
  'a.y',
  'a{1}.x',
  'a+b.x',
  'a-b.x',
  '.dot.x',
  '*.x',
  'é😀.x',
  's/a.x',
  's/t/a.x',
  's/t/u/a.y',
  '.s/a.x',
  'node_modules/a.x',
  's/node_modules/a.x',
];

it.skipIf(process.platform === 'win32').each<[string, string[]]>([
  ['*', ['*.x', 'a+b.x', 'a-b.x', 'a.x', 'a.y', 'ab.x', 'a{1}.x', 'b.x', 'é😀.x']],
  ['?.x', ['*.x', 'a.x', 'b.x']],
  ['??.x', ['ab.x', 'é😀.x']],
  ['a*.x', ['a+b.x', 'a-b.x', 'a.x', 'ab.x', 'a{1}.x']],
  ['a[-+]b.x', ['a+b.x', 'a-b.x']],
  ['[ab].x', ['a.x', 'b.x']],
  ['[a-b].[xy]', ['a.x', 'a.y', 'b.x']],
  ['[!a].x', ['*.x', 'b.x']],
  ['[^a].x', ['*.x', 'b.x']],
  ['[a.x', []],
  ['\\*.x', ['*.x']],
  ['\\*.[x]', ['*.x']],
  ['{a,b}.x', ['a.x', 'b.x']],
  ['{a,s/{a,t/a}}.x', ['a.x', 's/a.x', 's/t/a.x']],
  ['a{,b}.x', ['a.x', 'ab.x']],
  ['a{1}.?', ['a{1}.x']],
  ['{a.?', []],
  ['.*.x', ['.dot.x']],
  ['.s/*', ['.s/a.x']],
  ['./a.?', ['a.x', 'a.y']],
  ['s/../a.?', ['a.x', 'a.y']],
  ['*/a.x', ['s/a.x']],
  ['s/*/a.x', ['s/t/a.x']],
  ['s/**', ['s/a.x', 's/t/a.x', 's/t/u/a.y']],
  ['s/**/*', ['s/a.x', 's/t/a.x', 's/t/u/a.y']],
  ['**/a.x', ['a.x', 's/a.x', 's/t/a.x']],
  ['**/t/**/a.?', ['s/t/a.x', 's/t/u/a.y']],
  ['**/**/a.y', ['a.y', 's/t/u/a.y']],
  ['node_modules/*', ['node_modules/a.x']],
  ['no/*', []],
  ['a.x/*', []],
  ['s/*/', []],
])('%s matches %j', (pattern, expected) => {
  const cwd = folder(Object.fromEntries(files.map((name) => [name, ''])));
  const heard: string[] = [];
  const refused = (error: unknown) => heard.push((error as NodeJS.ErrnoException).code ?? '');
  const names = (of: string) => glob(of, cwd, refused).map((path) => relative(cwd, path));
  expect(names(pattern)).toEqual(expected);
  expect(names(`${cwd}/${pattern}`)).toEqual(expected);
  expect(heard.filter((code) => code !== 'ENOENT' && code !== 'ENOTDIR')).toEqual([]);
});
