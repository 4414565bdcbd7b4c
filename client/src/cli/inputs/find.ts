import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { hostOf } from '../../../../server/src/hosts/endings.ts';
import { say } from '../say.ts';
import { pathBelow } from './below.ts';
import { listFolder, type Entry } from './folder.ts';
import { glob, looksLikeGlob } from './glob.ts';
import { errorCode, notRead, systemReason, type Problem } from './problem.ts';

/** A file to read: where it is, and what to call it to a person. */
export interface Found {
  readonly path: string;
  readonly name: string;
}

/** The path argument that stands for standard input. */
export const STDIN = '-';

/**
 * The files that one path argument stands for: the file itself whatever its ending; the `.ocipolicy` files of a
 * folder and of the folders in it, without dot-folders, `node_modules` and linked folders; the files that a glob
 * matches. What cannot be read is told as a problem in its place.
 * @param hosts whether folders also give the files of other languages that may hold statements
 */
export function* findFiles(argument: string, cwd: string, hosts = false): Generator<Found | Problem> {
  if (argument === '') {
    yield { sentence: say('input.emptyPath') };
    return;
  }
  const path = resolve(cwd, argument);
  const nameOf = (file: string) => displayName(file, cwd, isAbsolute(argument));
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    if (looksLikeGlob(argument)) yield* matches(argument, cwd, nameOf);
    else yield notRead(nameOf(path), systemReason(error, path));
    return;
  }
  if (isFolder) yield* policyFiles(path, nameOf, path === resolve(cwd), hosts);
  else yield { path, name: nameOf(path) };
}

/** Relative to `cwd` when below it or asked for so, with `/` on every system. */
export function displayName(path: string, cwd: string, keepAbsolute: boolean): string {
  const below = pathBelow(path, cwd);
  if (below !== undefined) return below || '.';
  return (keepAbsolute ? path : relative(cwd, path)).replaceAll(sep, '/');
}

function* policyFiles(
  folder: string,
  nameOf: (path: string) => string,
  isCurrent: boolean,
  hosts: boolean,
): Generator<Found | Problem> {
  let empty = true;
  for (const found of walk(folder, nameOf, hosts)) {
    empty = false;
    yield found;
  }
  if (empty) {
    yield isCurrent
      ? { sentence: say('input.emptyHere') }
      : notRead(nameOf(folder), say('reason.emptyFolder'));
  }
}

function* walk(folder: string, nameOf: (path: string) => string, hosts: boolean): Generator<Found | Problem> {
  let entries: Entry[];
  try {
    entries = listFolder(folder);
  } catch (error) {
    yield notRead(nameOf(folder), systemReason(error, folder));
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') yield* walk(path, nameOf, hosts);
    } else if (entry.name.toLowerCase().endsWith('.ocipolicy') || (hosts && hostOf(entry.name))) {
      yield { path, name: nameOf(path) };
    }
  }
}

function* matches(
  pattern: string,
  cwd: string,
  nameOf: (path: string) => string,
): Generator<Found | Problem> {
  const problems: Problem[] = [];
  const found = glob(pattern, cwd, (error, folder) => {
    const code = errorCode(error);
    // A pattern may well name folders that are not there: then it matches nothing.
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      problems.push(notRead(nameOf(folder), systemReason(error, folder)));
    }
  });
  yield* problems;
  for (const path of found) yield { path, name: nameOf(path) };
  if (found.length === 0 && problems.length === 0) yield notRead(pattern, say('reason.noMatch'));
}
