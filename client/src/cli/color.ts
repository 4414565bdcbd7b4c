import type { Terminal } from './terminal.ts';

/**
 * Whether to colour the output. An option decides before the environment, NO_COLOR (https://no-color.org) before
 * FORCE_COLOR, and without any of them, a terminal that is not dumb gets colour.
 */
export function wantsColor(
  option: boolean | undefined,
  { stdout, env }: Pick<Terminal, 'stdout' | 'env'>,
): boolean {
  if (option !== undefined) return option;
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return stdout.isTTY && env['TERM'] !== 'dumb';
}
