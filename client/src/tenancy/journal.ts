import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { profileFailure } from './failure.ts';
import type { Place, Stored } from './objects.ts';
import type { Environment } from './profiles.ts';

/** `begun`: it was about to be written when the program ended; `unknown`: nobody can tell whether it was written. */
export type EntryStatus = 'planned' | 'begun' | 'done' | 'failed' | 'unknown';

/** One write. */
export interface JournalEntry {
  readonly action: 'create' | 'update' | 'delete';
  readonly name: string;
  readonly before: Stored | undefined;
  /** With its OCID once it is known. */
  readonly after: Stored | undefined;
  readonly fields: readonly string[];
  readonly status: EntryStatus;
  /** The version that was written. */
  readonly etag?: string | undefined;
  readonly requestIds: readonly string[];
  readonly error?: { readonly message: string; readonly code: string | undefined } | undefined;
}

/** What an apply did: enough to undo it. It holds no key, pass phrase, token or signature. */
export interface Journal {
  readonly version: 1;
  /** Sorts by time. */
  readonly id: string;
  readonly startedAt: string;
  readonly place: Place;
  readonly files: readonly string[];
  readonly entries: readonly JournalEntry[];
  /** The journal that this one undid. */
  readonly undoes?: string | undefined;
  readonly undoneBy?: string | undefined;
}

/** The folder for journals: in the folder that the system has for the state of programs. */
export function journalFolder(env: Environment, platform: string = process.platform): string {
  const named = env['OCIPOLICY_STATE'];
  if (named) return join(named, 'journals');
  const home = env['HOME'] || env['USERPROFILE'] || homedir();
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'ocipolicy', 'journals');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'ocipolicy', 'journals');
  return join(env['XDG_STATE_HOME'] || join(home, '.local', 'state'), 'ocipolicy', 'journals');
}

/** The name of a journal that begins now; `number` tells apart those of one moment. */
export function journalId(at: Date, number: string): string {
  return `${at.toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')}-${number}`;
}

/**
 * Writes a journal, whole or not at all; for nobody's eyes but the user's.
 * @throws TenancyFailure when it cannot be written
 */
export function writeJournal(folder: string, journal: Journal): string {
  const file = join(folder, `${journal.id}.json`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const draft = `${file}.new`;
    writeFileSync(draft, `${JSON.stringify(journal, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw profileFailure({ key: 'journal.notWritten', args: { folder, detail } });
  }
  return file;
}

/**
 * Reads a journal by its id.
 * @throws TenancyFailure when there is none or it is no journal
 */
export function readJournal(folder: string, id: string): Journal {
  const file = join(folder, `${id}.json`);
  try {
    // An id is a name, not a path.
    if (!/^[\w-]+$/.test(id)) throw new Error('not an id');
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isJournal(value)) return value;
  } catch {
    // Told below.
  }
  throw profileFailure({ key: 'journal.unreadable', args: { file } });
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== 'object' || value === null) return false;
  const { version, id, place, entries } = value as Partial<Record<keyof Journal, unknown>>;
  return version === 1 && typeof id === 'string' && typeof place === 'object' && Array.isArray(entries);
}

/** The journals of a folder, the newest first; those that cannot be read are left out. */
export function listJournals(folder: string): Journal[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const ids = names.flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
  return ids
    .sort()
    .reverse()
    .flatMap((id) => {
      try {
        return [readJournal(folder, id)];
      } catch {
        return [];
      }
    });
}

/**
 * The journal to undo: the one of an id, else that of the last apply to the tenancy that did something and was not undone. What
 * undid something is not undone itself, unless it is named.
 * @throws TenancyFailure when there is none
 */
export function journalToUndo(folder: string, tenancyId: string, id?: string): Journal {
  if (id !== undefined) return readJournal(folder, id);
  const last = listJournals(folder).find(
    ({ place, undoes, undoneBy, entries }) =>
      place.tenancyId === tenancyId &&
      undoes === undefined &&
      undoneBy === undefined &&
      entries.some(({ status }) => status !== 'planned' && status !== 'failed'),
  );
  if (last) return last;
  throw profileFailure({ key: 'journal.none', args: { folder } });
}

/** The OCIDs of what applies to a tenancy created and did not delete or undo since. */
export function createdByApplies(folder: string, tenancyId: string): Set<string> {
  const created = new Set<string>();
  for (const { place, entries } of listJournals(folder).reverse()) {
    if (place.tenancyId !== tenancyId) continue;
    for (const { action, status, before, after } of entries) {
      if (action === 'create' && status === 'done' && after) created.add(after.id);
      if (action === 'delete' && status === 'done' && before) created.delete(before.id);
    }
  }
  return created;
}
