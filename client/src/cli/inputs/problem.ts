import { lstatSync } from 'node:fs';
import { say } from '../say.ts';
import { visible } from '../visible.ts';

/** Something that was asked for and could not be worked on, as a whole sentence for a person. */
export interface Problem {
  readonly sentence: string;
  /** The error behind it when the fault is the program's own; its stack is for debugging. */
  readonly cause?: unknown;
}

export function notRead(name: string, reason: string): Problem {
  return { sentence: say('input.notRead', { name: visible(name), reason }) };
}

/** Why the system did not give `path` (or standard input, when there is no path), in words. */
export function systemReason(error: unknown, path?: string): string {
  const code = errorCode(error);
  switch (code) {
    case 'ENOENT':
      return path !== undefined && isLink(path) ? say('reason.linkNowhere') : say('reason.missing');
    case 'EACCES':
    case 'EPERM':
      return say('reason.denied');
    case 'ELOOP':
      return say('reason.linkCircle');
    case 'ENOTDIR':
      return say('reason.notFolder');
    case 'EISDIR':
      return say('reason.folder');
    case 'ENAMETOOLONG':
      return say('reason.nameTooLong');
    case undefined:
      // Not the system's refusal but a fault of this program: it must not pass for a file that cannot be read.
      throw error;
    default:
      return say('reason.system', { code });
  }
}

/** The system's word for what went wrong, such as `EACCES`; undefined when it was not the system. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}
