// npm run fuzz: random input to everything that reads any, until the time is over. See docs/sturdy.md.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { growthOf, MOST_GROWTH } from './memory.ts';
import { smaller } from './smaller.ts';
import type { Told, Work } from './worker.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    target: { type: 'string' },
    path: { type: 'string' },
    value: { type: 'string' },
    edits: { type: 'string' },
    worker: { type: 'string' },
  },
});

/** Longer than this, by the clock, nothing takes: what does is taken for a hang. */
const HANG = 60_000;
const LARGEST = 16 * 1024 * 1024;

interface Tally {
  executions: number;
  failures: number;
  hangs: number;
}

const minutes = Number(options.minutes ?? 1);
const seed = options.seed === undefined ? randomInt(2 ** 31) : Number(options.seed);
if (!Number.isFinite(minutes) || !Number.isInteger(seed))
  throw new Error('--minutes and --seed are numbers.');

const tally = new Map<string, Tally>();
console.log(`seed ${seed}, ${minutes} minutes`);
await watch({ until: Date.now() + minutes * 60_000 });
// What takes minutes is for runs that are long anyway.
const edits = Number(options.edits ?? (minutes >= 5 && options.target === undefined ? 10_000 : 0));
if (edits > 0) await watchMemory(edits);
const rows = [...tally].map(([target, counts]) => ({ target, ...counts }));
console.table(rows);
const failed = rows.filter(({ failures, hangs }) => failures + hangs > 0).length;
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && rows.length > 0 ? 0 : 1;

function of(target: string): Tally {
  const known = tally.get(target) ?? { executions: 0, failures: 0, hangs: 0 };
  tally.set(target, known);
  return known;
}

/** Runs a worker to its end. One that hangs is ended, and what it hangs at is made smaller. */
async function watch({ until }: { until: number }): Promise<void> {
  let last = '';
  await run({ until, value: options.value }, HANG, {
    told: (told) => {
      if (told.kind === 'end' || told.kind === 'memory') return;
      const counts = of(told.target);
      counts.executions += told.executions;
      last = told.target;
      if (told.kind !== 'failure') return;
      counts.failures++;
      report(told);
    },
    hung: async (value) => {
      // The targets take turns, so the one that hangs is not always the last that told something.
      const target = options.target ?? `behind ${last}`;
      of(target).hangs++;
      console.error(`\nHANG in ${target}, seed ${seed}\n${await smallest(value)}`);
    },
  });
}

/** So many edits in one server, whose heap must not grow with them. */
async function watchMemory(edits: number): Promise<void> {
  const counts = of('memory');
  counts.executions = edits;
  await run({ until: 0, value: undefined, edits }, HANG, {
    told: (told) => {
      if (told.kind !== 'memory') return;
      const growth = growthOf(told.heaps);
      const megabytes = told.heaps.map((heap) => (heap / 1e6).toFixed(1)).join(', ');
      console.log(
        `heap after each tenth of ${edits} edits, in MB: ${megabytes}; grown by ${growth.toFixed(2)}`,
      );
      if (!(growth <= MOST_GROWTH)) counts.failures++;
    },
    hung: async () => void counts.hangs++,
  });
}

function report({ target, seed: own, path, value, error }: Told & { kind: 'failure' }): void {
  console.error(`\nFAILURE in ${target}\n${error}\nvalue: ${value}`);
  console.error(`again: npm run fuzz -- --target '${target}' --seed ${own} --path ${path}\n`);
}

interface Listening {
  told(told: Told): void;
  hung(value: string): Promise<void>;
}

function run(
  given: Pick<Work, 'until' | 'value'> & Partial<Pick<Work, 'edits'>>,
  limit: number,
  { told, hung }: Listening,
): Promise<void> {
  const begun = new Int32Array(new SharedArrayBuffer(8));
  const bytes = new Uint8Array(new SharedArrayBuffer(LARGEST));
  const work: Work = {
    seed,
    only: options.target,
    path: options.path,
    edits: undefined,
    ...given,
    begun,
    bytes,
  };
  const worker = new Worker(options.worker ?? '', { workerData: work, stdout: false, execArgv: [] });
  return new Promise((resolve, reject) => {
    let [seen, since] = [-1, Date.now()];
    const timer = setInterval(() => {
      const count = Atomics.load(begun, 0);
      if (count !== seen) [seen, since] = [count, Date.now()];
      else if (Date.now() - since > limit && count > 0) {
        clearInterval(timer);
        const value = Buffer.from(bytes.slice(0, Atomics.load(begun, 1))).toString();
        void worker
          .terminate()
          .then(() => hung(value))
          .then(resolve, reject);
      }
    }, 500);
    worker.on('message', (each: Told) => {
      told(each);
      if (each.kind === 'end') {
        clearInterval(timer);
        void worker.terminate().then(() => resolve());
      }
    });
    worker.once('error', (error) => {
      clearInterval(timer);
      const value = Buffer.from(bytes.slice(0, Atomics.load(begun, 1))).toString();
      console.error(`\nThe worker ended with ${error.stack}\nvalue: ${value}`);
      of('the worker').failures++;
      resolve();
    });
  });
}

/** The smallest value found that still hangs; a few minutes are spent on it. */
async function smallest(value: string): Promise<string> {
  if (options.target === undefined) return value;
  const end = Date.now() + 180_000;
  const hangs = async (candidate: unknown) => {
    let is = false;
    const given = { until: 0, value: JSON.stringify(candidate) };
    await run(given, 4_000, { told: () => undefined, hung: async () => void (is = true) });
    return is;
  };
  return JSON.stringify(await smaller(JSON.parse(value), hangs, () => Date.now() < end));
}
