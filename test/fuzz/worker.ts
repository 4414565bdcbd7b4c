import fc from 'fast-check';
import { parentPort, workerData } from 'node:worker_threads';
import type { AnyTarget as Target } from './target.ts';
import { heapOverEdits } from './memory.ts';
import { TARGETS } from './targets.ts';

/** What the thread that watches is told. */
export type Told =
  | { readonly kind: 'batch'; readonly target: string; readonly seed: number; readonly executions: number }
  | {
      readonly kind: 'failure';
      readonly target: string;
      readonly seed: number;
      readonly executions: number;
      readonly path: string | undefined;
      /** The smallest value that was found to fail. */
      readonly value: string;
      readonly error: string;
    }
  | { readonly kind: 'memory'; readonly heaps: readonly number[] }
  | { readonly kind: 'end' };

/** What a worker is to do. */
export interface Work {
  readonly seed: number;
  /** When to stop, in milliseconds of the clock; without one, after the first batch of each target. */
  readonly until: number;
  readonly only: string | undefined;
  /** The place in a batch to go to, as fast-check names it. */
  readonly path: string | undefined;
  /** One value, to be checked alone. */
  readonly value: string | undefined;
  /** So many edits of one file, to see whether memory grows; no random values then. */
  readonly edits: number | undefined;
  /** Counts what was begun, and holds the last value as UTF-8: its length, then its bytes. */
  readonly begun: Int32Array;
  readonly bytes: Uint8Array;
}

/** A batch takes about this long, so that every target has its turn. */
const BATCH = 1_500;

const work = workerData as Work;
const encoder = new TextEncoder();
const tell = (told: Told) => parentPort?.postMessage(told);
// A rejection that nobody awaits is a failure of whatever is being checked.
let stray: unknown;
process.on('unhandledRejection', (error) => (stray ??= error ?? new Error('rejected')));

const chosen = TARGETS.filter(({ name }) => name.includes(work.only ?? ''));
if (work.edits !== undefined) {
  const each = () => void Atomics.add(work.begun, 0, 1);
  tell({ kind: 'memory', heaps: await heapOverEdits(work.edits, { seed: work.seed, each }) });
} else if (work.value !== undefined) await checkOne(chosen[0], JSON.parse(work.value));
else await runAll();
if (work.edits === undefined) for (const target of chosen) await target.end?.();
tell({ kind: 'end' });

async function runAll(): Promise<void> {
  const failed = new Set<Target>();
  for (const target of chosen) await target.prepare?.();
  for (let round = 0; round === 0 || (Date.now() < work.until && work.path === undefined); round++) {
    for (const target of chosen) {
      if (failed.has(target) || (round > 0 && Date.now() >= work.until)) continue;
      if (!(await runBatch(target, seedOf(target.name, round)))) failed.add(target);
    }
  }
}

/** A seed of its own for each batch, so that a failure is replayed without what went before it. */
function seedOf(name: string, round: number): number {
  if (work.path !== undefined) return work.seed;
  let seed = work.seed;
  for (const each of `${name} ${round}`) seed = (Math.imul(seed, 31) + each.charCodeAt(0)) | 0;
  return seed;
}

async function runBatch(target: Target, seed: number): Promise<boolean> {
  const details = await fc.check(
    fc.asyncProperty(target.values, (value) => begin(target, value)),
    {
      ...{ seed, numRuns: 1_000_000, interruptAfterTimeLimit: BATCH },
      ...(work.path === undefined ? {} : { path: work.path, endOnFailure: true }),
    },
  );
  const { counterexample, counterexamplePath, errorInstance } = details;
  if (!details.failed || !counterexample) {
    tell({ kind: 'batch', target: target.name, seed, executions: details.numRuns });
    return true;
  }
  const error =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  tell({
    ...{ kind: 'failure', target: target.name, seed, executions: details.numRuns, error },
    path: counterexamplePath ?? undefined,
    value: JSON.stringify(counterexample[0]),
  });
  return false;
}

async function begin(target: Target, value: unknown): Promise<void> {
  const { written } = encoder.encodeInto(JSON.stringify(value), work.bytes);
  Atomics.store(work.begun, 1, written);
  Atomics.add(work.begun, 0, 1);
  stray = undefined;
  await target.check(value);
  if (stray !== undefined) throw stray instanceof Error ? stray : new Error(String(stray));
}

async function checkOne(target: Target | undefined, value: unknown): Promise<void> {
  if (!target) throw new Error('no such target');
  await target.prepare?.();
  try {
    await begin(target, value);
    tell({ kind: 'batch', target: target.name, seed: 0, executions: 1 });
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const where = { target: target.name, seed: 0, executions: 1, path: undefined };
    tell({ kind: 'failure', ...where, value: JSON.stringify(value), error: stack });
  }
}
