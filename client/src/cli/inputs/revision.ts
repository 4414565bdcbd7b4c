import { dirname, join, resolve } from 'node:path';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { hostOf } from '../../../../server/src/hosts/endings.ts';
import { say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';
import { decode } from './decode.ts';
import { displayName, STDIN } from './find.ts';
import type { Input } from './inputs.ts';
import { notRead, type Problem } from './problem.ts';

/** The output of git may be this long, in bytes. */
const LONGEST = 200 * 1024 * 1024;

/**
 * The policy files that path arguments stand for, as a revision of their Git repository has them. A path that the revision lacks
 * gives nothing. Runs `git`, which reads; nothing is changed.
 * @param hosts whether folders also give the files of other languages that may hold statements
 */
export async function readRevision(
  revision: string,
  paths: readonly string[],
  terminal: Pick<Terminal, 'cwd'>,
  hosts = false,
): Promise<readonly (Input | Problem)[]> {
  const asked = (paths.length > 0 ? paths : ['.'])
    .filter((path) => path !== STDIN)
    .map((path) => resolve(terminal.cwd, path));
  const run = await runner();
  const found: (Input | Problem)[] = [];
  const seen = new Set<string>();
  for (const path of asked) {
    const folder = isFolder(path) ? path : dirname(path);
    const git = async (args: readonly string[]) => {
      const { stdout } = await run('git', ['-C', folder, ...args], {
        encoding: 'buffer',
        maxBuffer: LONGEST,
      });
      return stdout;
    };
    try {
      const root = (await git(['rev-parse', '--show-toplevel'])).toString().trim();
      const commit = (
        await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
      )
        .toString()
        .trim();
      const listed = await git(['ls-tree', '-r', '-z', '--name-only', '--full-name', commit, '--', path]);
      for (const name of listed
        .toString()
        .split('\0')
        .filter((each) => isPolicy(each, root, path, hosts))) {
        const file = join(root, name);
        if (seen.has(file)) continue;
        seen.add(file);
        found.push(inputOf(file, await git(['show', `${commit}:${name}`]), terminal));
      }
    } catch (error) {
      found.push({ sentence: say('git.failed', { revision: visible(revision), reason: reasonOf(error) }) });
    }
  }
  return found;
}

/** Gives the texts of the Terraform files in the folder of one, as a revision has them; none where that cannot be told. */
export function moduleAt(revision: string): (uri: string) => Promise<readonly string[]> {
  return async (uri) => {
    const run = await runner();
    const git = (args: readonly string[]) =>
      run('git', ['-C', dirname(fileURLToPath(uri)), ...args], { maxBuffer: LONGEST }).then(
        ({ stdout }) => stdout,
      );
    try {
      const names = (await git(['ls-tree', '-z', '--name-only', revision])).split('\0');
      const wanted = names.filter((name) => hostOf(name) === 'terraform' && !name.endsWith('.tfvars'));
      return await Promise.all(wanted.map((name) => git(['show', `${revision}:./${name}`])));
    } catch {
      return [];
    }
  };
}

/** Runs programs. Loaded when it is asked for: most runs of the command line read no revision. */
async function runner() {
  const { execFile } = await import('node:child_process');
  return promisify(execFile);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A file that is named counts whatever its ending; of a folder, its policy files do, as far as they are read today. */
function isPolicy(name: string, root: string, asked: string, hosts: boolean): boolean {
  if (name === '') return false;
  if (join(root, name) === asked) return true;
  const isHidden = name.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
  return !isHidden && (name.toLowerCase().endsWith('.ocipolicy') || (hosts && hostOf(name) !== undefined));
}

function inputOf(path: string, bytes: Buffer, { cwd }: Pick<Terminal, 'cwd'>): Input | Problem {
  const name = displayName(path, cwd, false);
  const decoded = decode(bytes);
  if ('reason' in decoded) return notRead(name, decoded.reason);
  return { name, path, uri: pathToFileURL(path).href, text: decoded.text };
}

/** What git says, on one line; that there is no git. */
function reasonOf(error: unknown): string {
  const { code, stderr } = error as { code?: unknown; stderr?: Buffer };
  if (code === 'ENOENT') return say('git.missing');
  const told = stderr?.toString().trim().split('\n')[0] ?? '';
  return visible(told === '' ? say('git.noRevision') : told.replace(/\.$/, '')) + (told === '' ? '' : '.');
}
