import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ofEndedChildren, timed, timedAsync } from './clock.mjs';
import { createDice } from './generate.mjs';
import { keystrokes, places } from './keystrokes.mjs';
import { startServer } from './server.mjs';

const URI = 'file:///bench.ocipolicy';

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
  return Array.from({ length: runs }, () => timed(once));
}

/** Reading and checking a text in processes that have done nothing before. */
export function checkFresh({ folder, service }, text, runs) {
  const file = path.join(folder, 'fresh.ocipolicy');
  writeFileSync(file, text);
  const program = path.join(import.meta.dirname, 'fresh.mjs');
  return Array.from({ length: runs }, () => JSON.parse(runNode([program, service, file])).time);
}

/** Keystroke to findings in this process, without a connection. */
export function typeInProcess(createPolicyService, text, count) {
  const service = createPolicyService();
  service.open(URI, text);
  const found = service.findings(URI).length;
  const times = keystrokes(text, count, createDice(7)).map((change) =>
    timed(() => {
      service.change(URI, [change]);
      service.findings(URI);
    }),
  );
  expectSame(service.findings(URI).length, found);
  return times;
}

/** What an editor waits for when it opens a file: opening to diagnostics, each in a new server; and the memory after. */
export async function openInServer(dist, text, runs) {
  const times = [];
  const memory = [];
  for (let run = 0; run < runs; run++) {
    const server = await startServer(dist);
    times.push(await timedAsync(() => server.open(text), server.processor));
    memory.push(server.resident());
    await server.stop();
  }
  return { times, memory };
}

/** What an editor waits for while somebody types, and the memory of the server when it is over. */
export async function typeInServer(dist, text, count) {
  const server = await startServer(dist);
  const found = await server.open(text);
  const times = [];
  let last = found;
  for (const change of keystrokes(text, count, createDice(7))) {
    times.push(await timedAsync(async () => void (last = await server.change(change)), server.processor));
  }
  expectSame(last, found);
  const memory = server.resident();
  const asked = {};
  for (const [method, capability] of [
    ['completion', 'completionProvider'],
    ['hover', 'hoverProvider'],
  ]) {
    if (!server.capabilities[capability]) continue;
    asked[method] = [];
    for (const place of places(text, Math.min(count, 400), createDice(11))) {
      asked[method].push(await timedAsync(() => server.ask(method, place), server.processor));
    }
  }
  await server.stop();
  return { times, memory, ...asked };
}

/** Starting the server, from spawning to its answer to the handshake. */
export async function serverStarts(dist, runs) {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const server = await startServer(dist);
    times.push(server.startTime);
    await server.stop();
  }
  return times;
}

/** Running a program with node, from start to end. */
export function commandRuns(program, args, runs) {
  runNode([program, ...args]);
  return Array.from({ length: runs }, () => timed(() => runNode([program, ...args]), ofEndedChildren));
}

function runNode(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}${stdout}`);
  return stdout;
}

/** The pairs of keystrokes undo each other: what is said at the end must be what was said at the start. */
function expectSame(last, first) {
  if (last !== first)
    throw new Error(`${first} faults before the keystrokes, ${last} after they were undone`);
}
