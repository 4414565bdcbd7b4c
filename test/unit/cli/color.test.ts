import { expect, it } from 'vitest';
import { wantsColor } from '../../../client/src/cli/color.ts';
import { ocipolicy, stage } from './stage.ts';

it.each<[boolean, boolean | undefined, boolean, Record<string, string>]>([
  [true, undefined, true, {}],
  [false, undefined, false, {}],
  [false, undefined, true, { TERM: 'dumb' }],
  [false, undefined, true, { NO_COLOR: '1' }],
  [true, undefined, true, { NO_COLOR: '' }],
  [true, undefined, false, { FORCE_COLOR: '1' }],
  [true, undefined, false, { FORCE_COLOR: '' }],
  [false, undefined, true, { FORCE_COLOR: '0' }],
  [false, undefined, true, { NO_COLOR: '1', FORCE_COLOR: '1' }],
  [true, true, false, { NO_COLOR: '1' }],
  [false, false, true, { FORCE_COLOR: '1' }],
])('colour is %s with the option %s, a terminal %s and %j', (expected, option, isTTY, env) => {
  expect(wantsColor(option, stage({ isTTY, env }).terminal)).toBe(expected);
});

it.each([
  [['check', '-'], false],
  [['check', '-', '--color'], true],
  [['check', '-', '--color', '--no-color'], false],
  [['check', '-', '--color', '--format', 'json'], false],
  [['parse', '-', '--color', '--format', 'pretty'], true],
])('%j colours: %s', async (args, expected) => {
  const { stdout } = await ocipolicy(args, { stdin: 'ERROR' });
  expect(stdout.includes('\u001b[')).toBe(expected);
});
