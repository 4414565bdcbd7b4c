import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ofEndedChildren, timed, timedAsync } from './clock.mjs';
import { createDice } from './generate.mjs';
import { keystrokes, places } from './keystrokes.mjs';
import { startServer } from './server.mjs';

const URI = 'file:///bench.ocipolicy';

/** What takes long is measured less often: three times at least, and no longer than about this many milliseconds. */
const LONG_ENOUGH = 45_000;

/** Numbers of runs: as many as are asked for, or as fit into `LONG_ENOUGH`. */
function* repeat(runs) {
  const begin = performance.now();
  for (let run = 0; run < runs && (run < 3 || performance.now() - begin < LONG_ENOUGH); run++) yield run;
}

/** As many results of `work`, one after the other, as `repeat` gives numbers. */
async function each(runs, work) {
  const results = [];
  for (const run of repeat(runs)) results.push(await work(run));
  return results;
}

/**
 * The same piece of work every time, nothing of the product: making and sorting 200,000 small objects. How long it
 * takes tells how fast the machine is, and how its times differ, how much else is going on there.
 */
export function reference(runs) {
  const work = () => {
    const dice = createDice(5);
    const objects = Array.from({ length: 200_000 }, () => ({ number: dice.below(1e9) }));
    objects.sort((a, b) => a.number - b.number);
  };
  return Array.from({ length: runs }, () => timed(work));
}

/** Reading and checking a text in this process, which has done it before. */
export function checkAgain(createPolicyService, text, runs) {
  const service = createPolicyService();
  const once = () => {
    service.open(URI, text);
    service.findings(URI);
  };
  once();
  return Array.from(repeat(runs), () => timed(once));
}

/** Reading and checking a text in processes that have done nothing before. */
export function checkFresh({ folder, service }, text, runs) {
  const file = path.join(folder, 'fresh.ocipolicy');
  writeFileSync(file, text);
  const program = path.join(import.meta.dirname, 'fresh.mjs');
  return Array.from(repeat(runs), () => JSON.parse(runNode([program, service, file])).time);
}

/** Reading a text into items and trees, in this process, which has done it before; nothing is checked. */
export function parseAgain({ read }, text, runs) {
  const once = () => read([{ uri: URI, text }]);
  once();
  return Array.from(repeat(runs), () => timed(once));
}

/** Keystroke to findings in this process, without a connection. */
export function typeInProcess(createPolicyService, text, count) {
  const service = createPolicyService();
  service.open(URI, text);
  service.findings(URI);
  const pairs = keystrokes(text, count / 2, createDice(7));
  return Array.from(repeat(pairs.length), (run) =>
    pairs[run].map((change) =>
      timed(() => {
        service.change(URI, [change]);
        service.findings(URI);
      }),
    ),
  ).flat();
}

/** What an editor waits for when it opens a file: opening to diagnostics, each in a new server; and the memory after. */
export function openInServer(dist, text, runs) {
  return each(runs, async () => {
    const server = await startServer(dist);
    const time = await timedAsync(() => server.open(text), server.processor);
    const memory = server.resident();
    await server.stop();
    return { time, memory };
  });
}

/** What an editor waits for while somebody types, and the memory of the server after all `count` edits. */
export async function typeInServer(dist, text, count) {
  const server = await startServer(dist);
  await server.open(text);
  const pairs = keystrokes(text, count / 2, createDice(7));
  const asked = (change) => timedAsync(() => server.changeAndAsk(change), server.processor);
  const typed = await each(pairs.length, async (run) => [
    await asked(pairs[run][0]),
    await asked(pairs[run][1]),
  ]);
  const times = typed.flat();
  for (const change of pairs.flat().slice(times.length)) await server.change(change);
  await server.diagnostics();
  const memory = server.resident();
  const answers = {};
  for (const [method, capability] of [
    ['completion', 'completionProvider'],
    ['hover', 'hoverProvider'],
  ]) {
    if (!server.capabilities[capability]) continue;
    const at = places(text, Math.min(count, 400), createDice(11));
    answers[method] = await each(at.length, (run) =>
      timedAsync(() => server.ask(method, at[run]), server.processor),
    );
  }
  await server.stop();
  return { times, memory, ...answers };
}

/** Starting the server, from spawning to its answer to the handshake. */
export function serverStarts(dist, runs) {
  return each(runs, async () => {
    const server = await startServer(dist);
    await server.stop();
    return server.startTime;
  });
}

/** Running a program with node, from start to end. */
export function commandRuns(program, args, runs) {
  runNode([program, ...args]);
  return Array.from(repeat(runs), () => timed(() => runNode([program, ...args]), ofEndedChildren));
}

function runNode(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}${stdout}`);
  return stdout;
}
