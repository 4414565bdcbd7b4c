import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decode } from './inputs/decode.ts';
import { systemReason, type Problem } from './inputs/problem.ts';
import { say } from './say.ts';
import { visible } from './visible.ts';

const MARK = '\ufeff';

/**
 * Writes a text in the place of the one that a file holds: into a new file beside it, which then takes its name, so that no
 * reader ever sees half of it. Permissions, owner and byte order mark stay; of a link, the file that it leads to is written.
 * @param before the text that was read, without a mark; a file that no longer holds it is left alone
 * @returns a problem when the file was not written; it is then as it was
 */
export function writeText(path: string, name: string, before: string, text: string): Problem | undefined {
  let draft: string | undefined;
  try {
    const target = realpathSync(path);
    const { mode, uid, gid, isRegular } = statusOf(target);
    if (!isRegular) return notWritten(name, say('reason.notRegular'));
    // Renaming asks only for the folder's permission; a file that may not be written is not to be replaced either.
    accessSync(target, constants.W_OK);
    const bytes = readFileSync(target);
    const decoded = decode(bytes);
    if (!('text' in decoded) || decoded.text !== before) return notWritten(name, say('reason.changed'));
    const hasMark = bytes.toString('utf8', 0, 3) === MARK;
    draft = join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.tmp`);
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(file, (hasMark ? MARK : '') + text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    keepOwner(draft, uid, gid);
    chmodSync(draft, mode);
    renameSync(draft, target);
    return undefined;
  } catch (error) {
    if (draft !== undefined) rmSync(draft, { force: true });
    return notWritten(name, systemReason(error, path));
  }
}

function statusOf(path: string) {
  const status = statSync(path);
  return { mode: status.mode & 0o7777, uid: status.uid, gid: status.gid, isRegular: status.isFile() };
}

/** Only the administrator may give a file away; for everyone else it is theirs already, or stays theirs. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    return;
  }
}

function notWritten(name: string, reason: string): Problem {
  return { sentence: say('file.notWritten', { name: visible(name), reason }) };
}

/** How many findings of each code were mended, as people read it: `missing-to (2), smart-quote (1)`. */
export function fixedCounts(fixed: Readonly<Record<string, number>>): string {
  return Object.entries(fixed)
    .map(([code, count]) => `${code} (${count})`)
    .join(', ');
}
