import { isAbsolute, relative, sep } from 'node:path';

/** The path from `folder` to `path`, with `/` on every system; undefined when `path` is not inside (or the folder). */
export function pathBelow(path: string, folder: string): string | undefined {
  const below = relative(folder, path);
  const isOutside = below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below);
  return isOutside ? undefined : below.replaceAll(sep, '/');
}
