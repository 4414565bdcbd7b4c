import { createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createFaults, type Faults } from './faults.ts';
import { createLag } from './lag.ts';
import { createListener, type Served } from './listener.ts';
import {
  configPath,
  endpointIn,
  newSigningKey,
  PROFILE,
  removeProfile,
  writeProfile,
  type TrustedKey,
} from './profile.ts';
import { seed } from './seed.ts';
import { SETTINGS, type Limits, type Settings } from './settings.ts';
import { newTenancy, type State } from './state.ts';
import { openStore, UnreadableState, type Store } from './store.ts';

export { readFault, type Fault, type FaultKind } from './faults.ts';
export type { Served } from './listener.ts';
export { UnreadableState } from './store.ts';

export interface SandboxOptions extends Partial<Omit<Settings, 'limits'>> {
  /** Where the tenancy, the profile and the key stand; without one, a temporary folder, gone after `close`. */
  readonly folder?: string;
  /** 0, or none: one that is free. */
  readonly port?: number;
  /** Those that differ from the service's. */
  readonly limits?: Partial<Limits>;
  /** Whether the teaching tenancy is put in, as far as it is not there yet. */
  readonly seed?: boolean;
  /** What time it is, for dates of signatures and of things; usually the clock's. */
  readonly now?: () => Date;
}

/** A tenancy on this machine that is running. */
export interface Sandbox {
  /** As in `http://127.0.0.1:41234`: what the `endpoint` of an SDK client is set to. */
  readonly url: string;
  /** The folder of the tenancy, the profile and the key. */
  readonly folder: string;
  /** A configuration file of OCI with one profile. */
  readonly configFile: string;
  readonly profile: string;
  readonly tenancyId: string;
  readonly userId: string;
  /** Faults on demand. */
  readonly faults: Pick<Faults, 'add' | 'clear' | 'pending'>;
  /** Takes the signatures of another key too, in PEM form, as of a session or an instance principal, until it ends. */
  trust(keyId: string, publicKey: string): void;
  /** From now on, a write shows in lists after so many further requests; 0, as it begins: at once. */
  delayLists(requests: number): void;
  /** The last requests, the oldest first. */
  readonly requests: readonly Served[];
  /** The tenancy as it is. */
  readonly state: State;
  /** Ends it; connections that wait for an answer are cut. The key is useless then, and is deleted with its profile. */
  close(): Promise<void>;
}

/** A sandbox is running in the folder already: two would take each other's key away. */
export class AlreadyRunning extends Error {
  constructor(readonly url: string) {
    super(`A sandbox is running in this folder at ${url}.`);
  }
}

/** How many requests are remembered. */
const MOST_REQUESTS = 1000;

/**
 * Starts a tenancy that only programs on this machine can reach: it listens on 127.0.0.1 and answers to names of the machine only,
 * and to requests that are signed with a key that was made for this run. Rejects with what the system refuses with, such as
 * `EADDRINUSE`, with `UnreadableState`, and with `AlreadyRunning`.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const now = options.now ?? (() => new Date());
  const folder =
    options.folder === undefined
      ? mkdtempSync(join(tmpdir(), 'ocipolicy-sandbox-'))
      : resolve(options.folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const other = endpointIn(folder);
  if (other !== undefined && (await answers(other))) throw new AlreadyRunning(other);
  const store = tenancyIn(folder, now);
  const first = store.read();
  if (options.seed) seed(store, now());
  const { denyEnabled, refuseUnknownTypes, pageSize } = { ...SETTINGS, ...defined(options) };
  const limits = { ...SETTINGS.limits, ...options.limits };
  const [faults, lag, requests] = [createFaults(), createLag(), [] as Served[]];
  const key = newSigningKey(first);
  const keys: TrustedKey[] = [key];
  const settings = { denyEnabled, refuseUnknownTypes, pageSize, limits };
  const world = { store, settings, lag, origin: '' };
  const server = await createListener(world, {
    ...{ keys, faults, now },
    served: (request) => {
      requests.push(request);
      if (requests.length > MOST_REQUESTS) requests.shift();
    },
  });
  const clear = () => {
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
    else removeProfile(folder);
  };
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', listening);
  }).catch((error: unknown) => {
    clear();
    throw error;
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world.origin = url;
  writeProfile(folder, first, key, url);
  let closed: Promise<void> | undefined;
  return {
    url,
    folder,
    configFile: configPath(folder),
    profile: PROFILE,
    tenancyId: first.tenancy.id,
    userId: first.userId,
    faults,
    trust: (keyId, publicKey) => void keys.push({ keyId, publicKey: createPublicKey(publicKey) }),
    delayLists: (count) => void (lag.after = count),
    requests,
    get state() {
      return store.read();
    },
    close: () =>
      (closed ??= new Promise((ended) => {
        clear();
        server.close(() => ended());
        server.closeAllConnections();
      })),
  };
}

/** Fills the tenancy in a folder with what teaching needs, as far as it is not there yet. It may be running. */
export function seedSandbox(folder: string, now = new Date()): readonly string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return seed(
    tenancyIn(folder, () => now),
    now,
  );
}

/** Makes the tenancy in a folder as it was on its first day; tenancy and user stay who they are, when they can be read. It may be running. */
export function resetSandbox(folder: string, now = new Date()): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = tenancyIn(folder, () => now);
  try {
    const { tenancy, userId } = store.read();
    store.write(newTenancy(now, tenancy.id, userId));
  } catch (error) {
    if (!(error instanceof UnreadableState)) throw error;
    store.write(newTenancy(now));
  }
}

/** Whether a sandbox answers at an address: it gives a request id to whoever asks. */
async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(2000) });
    return response.headers.has('opc-request-id');
  } catch {
    return false;
  }
}

function tenancyIn(folder: string, now: () => Date): Store {
  return openStore(join(folder, 'tenancy.json'), () => newTenancy(now()));
}

/** The options that were given. */
function defined(options: SandboxOptions): Partial<Settings> {
  const { denyEnabled, refuseUnknownTypes, pageSize } = options;
  return {
    ...(denyEnabled === undefined ? {} : { denyEnabled }),
    ...(refuseUnknownTypes === undefined ? {} : { refuseUnknownTypes }),
    ...(pageSize === undefined ? {} : { pageSize }),
  };
}
