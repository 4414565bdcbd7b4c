import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { KINDS, type State } from './state.ts';

/** A tenancy in a file. */
export interface Store {
  /** The tenancy as the file has it now: somebody else may have written it (`ocipolicy sandbox seed`). */
  read(): State;
  /**
   * Replaces the file as a whole: whoever reads it sees the old state or the new one. Throws `StateChanged` when somebody else has
   * written it since it was read, and what the system refuses with.
   */
  write(state: State): void;
}

/** The tenancy in the file at `path`; where there is none yet, `create` says what is in it. */
export function openStore(path: string, create: () => State): Store {
  let known: { readonly state: State; readonly stamp: string } | undefined;
  const write = (state: State) => {
    if (known && known.stamp !== stampOf(path)) throw new StateChanged();
    writeWhole(path, `${JSON.stringify(state, null, 2)}\n`, 0o600);
    known = { state, stamp: stampOf(path) ?? '' };
  };
  return {
    read: () => {
      const stamp = stampOf(path);
      if (known && known.stamp === stamp) return known.state;
      if (stamp === undefined) {
        known = undefined;
        const state = create();
        write(state);
        return state;
      }
      const state = readState(path);
      known = { state, stamp };
      return state;
    },
    write,
  };
}

/** Somebody else has written the file: what was worked out from the old state must not go over theirs. */
export class StateChanged extends Error {}

/** A state file that this program cannot read. */
export class UnreadableState extends Error {
  constructor(readonly path: string) {
    super(`${path} is not a sandbox that this program can read.`);
  }
}

function readState(path: string): State {
  let state: unknown;
  try {
    state = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UnreadableState(path);
    throw error;
  }
  if (typeof state !== 'object' || state === null || (state as { format?: unknown }).format !== 1)
    throw new UnreadableState(path);
  return withAllKinds(state as State);
}

/** A tenancy that was kept before there were things of some kind has none of them. */
function withAllKinds(state: State): State {
  const lists = KINDS.map((kind) => [kind, (state.resources as Partial<State['resources']>)[kind] ?? []]);
  return { ...state, resources: Object.fromEntries(lists) as State['resources'] };
}

/** Changes whenever the file was replaced: a rename brings another inode or another time. */
function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat && `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
}

/** Writes a file beside its place and renames it; on the disk before it has its name. */
export function writeWhole(path: string, text: string, mode: number): void {
  const beside = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = openSync(beside, 'wx', mode);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
