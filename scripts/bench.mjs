// npm run bench: how fast and how large the product is, as one table. See docs/performance.md.
//   node scripts/bench.mjs [--quick] [--json] [--only <pattern>] [--peers]
// --quick  fewer and smaller runs, to see whether something is far off
// --json   the rows as JSON instead of Markdown
// --only   only the measures whose names fit the pattern: parse, check,
//          keystroke, server, methods, access, plan, start, activation, size, editors or engines
// --peers  others as well, which are installed into .cache/: language servers of JSON and YAML, engines of Cedar and AWS
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { againstHead, comparisons, evaluations, preparations } from '../test/bench/access.mjs';
import { activations } from '../test/bench/activation.mjs';
import { makeBundles, packagesMade, sizesOf } from '../test/bench/bundles.mjs';
import { generateFile } from '../test/bench/generate.mjs';
import * as measure from '../test/bench/measure.mjs';
import { askMethods } from '../test/bench/methods.mjs';
import { editorPeers, enginePeers, installPeers } from '../test/bench/peers.mjs';
import { plans } from '../test/bench/plan.mjs';
import { markdown, peerRow, sizeRow, speedRow, timeRow, withGrowth, withPeers } from '../test/bench/rows.mjs';
import { Missing, runMain } from './missing.mjs';

const { values: options } = parseArgs({
  options: {
    ...{ quick: { type: 'boolean' }, json: { type: 'boolean' }, peers: { type: 'boolean' } },
    only: { type: 'string' },
  },
});

const SIZES = options.quick ? [100, 1_000, 10_000] : [100, 1_000, 10_000, 50_000];
/** Others take long with the largest files, and this is no test of theirs. */
const PEERS_AT = [1_000, 10_000];
const KEYSTROKES = options.quick ? 100 : 1_000;
const STARTS = options.quick ? 5 : 15;
/** Runs of what grows with the size of the file: enough at every size, without waiting for hours at the largest. */
const runsAt = (size) => (options.quick ? 3 : size > 10_000 ? 5 : 15);

/** The budgets; every other figure is there to be watched. */
const BUDGETS = {
  speed: { 10_000: { text: 'at least 50,000 statements/s', of: 'median', least: 50_000 } },
  // At 50,000 no more than twice that.
  keystroke: {
    10_000: { text: 'p95 at most 16 ms', of: 'p95', most: 16 },
    50_000: { text: 'p95 at most 32 ms', of: 'p95', most: 32 },
  },
  open: { 10_000: { text: 'at most 1 s', of: 'p95', most: 1_000 } },
  completion: { 10_000: { text: 'p95 at most 20 ms', of: 'p95', most: 20 } },
  hover: { 10_000: { text: 'p95 at most 5 ms', of: 'p95', most: 5 } },
  evaluate: { 10_000: { text: 'p95 at most 5 ms', of: 'p95', most: 5 } },
  compare: { text: 'at most 1 s', of: 'median', most: 1_000 },
  start: { text: 'at most 150 ms', of: 'median', most: 150 },
  memory: { 10_000: { text: 'at most 150 MB', of: 'median', most: 150 } },
  package: { text: 'at most 2,000 KB', of: 'median', most: 2_000 },
};

const say = (text) => process.stderr.write(`${text}\n`);
const at = (size) => `at ${size.toLocaleString('en')} statements`;

/** Every measure: what it is, and the rows that it gives. */
const MEASURES = {
  parse: async ({ bundles, files }) => {
    const access = await import(bundles.access);
    return files.map(([size, text]) => {
      say(`parse ${at(size)}`);
      return speedRow('parse, once more', size, measure.parseAgain(access, text, runsAt(size)));
    });
  },
  check: ({ bundles, createPolicyService, files }) => {
    const fresh = [];
    const again = [];
    for (const [size, text] of files) {
      say(`check ${at(size)}`);
      const first = measure.checkFresh(bundles, text, Math.min(runsAt(size), 7));
      fresh.push(speedRow('parse and check, new process', size, first, BUDGETS.speed[size]));
      const next = measure.checkAgain(createPolicyService, text, runsAt(size));
      again.push(speedRow('parse and check, once more', size, next, BUDGETS.speed[size]));
    }
    return [...fresh, ...again];
  },
  keystroke: ({ createPolicyService, files }) => {
    return files.map(([size, text]) => {
      say(`keystroke in process ${at(size)}`);
      const times = measure.typeInProcess(createPolicyService, text, KEYSTROKES);
      return timeRow('keystroke to findings, in process', size, times, BUDGETS.keystroke[size]);
    });
  },
  server: async ({ bundles: { dist }, files }) => {
    const [open, typed, completion, hover, opened, edited] = [[], [], [], [], [], []];
    for (const [size, text] of files) {
      say(`server ${at(size)}`);
      const first = await measure.openInServer(dist, text, Math.min(runsAt(size), 7));
      open.push(
        timeRow(
          'open to first diagnostics, stdio',
          size,
          first.map(({ time }) => time),
          BUDGETS.open[size],
        ),
      );
      opened.push(
        sizeRow(
          'memory of the server, file open',
          size,
          first.map(({ memory }) => memory),
          'MB',
          BUDGETS.memory[size],
        ),
      );
      const then = await measure.typeInServer(dist, text, KEYSTROKES);
      typed.push(timeRow('keystroke to diagnostics, stdio', size, then.times, BUDGETS.keystroke[size]));
      if (then.completion)
        completion.push(timeRow('completion, stdio', size, then.completion, BUDGETS.completion[size]));
      if (then.hover) hover.push(timeRow('hover, stdio', size, then.hover, BUDGETS.hover[size]));
      const after = `memory of the server, after ${KEYSTROKES.toLocaleString('en')} edits`;
      edited.push(sizeRow(after, size, [then.memory], 'MB', BUDGETS.memory[size]));
    }
    return [...open, ...typed, ...completion, ...hover, ...opened, ...edited];
  },
  methods: async ({ bundles: { dist }, files }) => {
    const rows = [];
    for (const [size, text] of files) {
      say(`methods ${at(size)}`);
      for (const [name, times] of await askMethods(dist, text, options.quick || size > 10_000 ? 10 : 40))
        rows.push(timeRow(`${name}, stdio`, size, times));
    }
    return rows;
  },
  access: async ({ bundles, files }) => {
    const access = await import(bundles.access);
    const runs = options.quick ? 24 : 120;
    const rows = files.flatMap(([size, text]) => {
      say(`access ${at(size)}`);
      const { first, then } = evaluations(access, text, runs);
      return [
        timeRow('access: a request answered', size, then, BUDGETS.evaluate[size]),
        timeRow('access: a request, its permissions for the first time', size, first),
        timeRow('access: statements made ready', size, preparations(access, text, runsAt(size))),
      ];
    });
    for (const every of [100, 10]) {
      say(`comparing, one statement in ${every} changed`);
      const times = comparisons(access, 1_000, every, options.quick ? 3 : 10);
      rows.push(timeRow(`access: two files compared, 1 in ${every} changed`, 1_000, times, BUDGETS.compare));
    }
    for (const size of options.quick ? [1_000] : [1_000, 10_000]) {
      say(`comparing with HEAD ${at(size)}`);
      const { first, then } = againstHead(access, size, options.quick ? 5 : 20);
      rows.push(timeRow('access: what changes against HEAD, the first time', size, first));
      rows.push(timeRow('access: keystroke to what changes against HEAD', size, then));
    }
    return rows;
  },
  plan: async ({ bundles: { plan, folder } }) => {
    say('plan of 1,000 policies');
    const tenancy = mkdtempSync(path.join(folder, 'tenancy-'));
    const times = await plans(await import(plan), tenancy, 1_000, options.quick ? 3 : 7);
    return [timeRow('plan of 1,000 policies, 1 in 10 changed', undefined, times)];
  },
  editors: async ({ peers }) => {
    const rows = [];
    for (const size of peers ? PEERS_AT : []) {
      say(`other language servers ${at(size)}`);
      const runs = { edits: options.quick ? 20 : 100, runs: options.quick ? 10 : 40 };
      for await (const { peer, what, times, memory } of editorPeers(peers, size, runs))
        rows.push(peerRow(peer, times ? timeRow(what, size, times) : sizeRow(what, size, [memory], 'MB')));
    }
    return rows;
  },
  engines: async ({ peers }) => {
    const rows = [];
    for (const size of peers ? PEERS_AT : []) {
      say(`engines of others ${at(size)}`);
      for await (const { peer, what, times, isSpeed } of enginePeers(peers, size, options.quick ? 5 : 20))
        rows.push(peerRow(peer, (isSpeed ? speedRow : timeRow)(what, size, times)));
    }
    return rows;
  },
  start: async ({ bundles: { dist, folder } }) => {
    say('start');
    const file = path.join(folder, 'small.ocipolicy');
    writeFileSync(file, generateFile(3, { seed: 3 }).text);
    const commandLine = (args) => measure.commandRuns(path.join(dist, 'cli.cjs'), args, STARTS);
    return [
      timeRow('node alone: a program that does nothing', undefined, measure.commandRuns('-e', ['0'], STARTS)),
      timeRow('command line: --version', undefined, commandLine(['--version']), BUDGETS.start),
      timeRow('command line: check of 3 statements', undefined, commandLine(['check', file]), BUDGETS.start),
      timeRow('server: spawn to answer', undefined, await measure.serverStarts(dist, STARTS)),
    ];
  },
  activation: async ({ bundles, files }) => {
    say('activation in VS Code');
    const [size, text] = files[0];
    const measured = await activations(bundles, text, options.quick ? 2 : 7).catch((error) => {
      if (!(error instanceof Missing)) throw error;
      // Not every machine can have VS Code or a browser; the other rows are told all the same.
      say(error.message);
    });
    if (!measured) return [];
    const { activated, shown } = measured;
    return [
      timeRow('activation: the extension in VS Code', undefined, activated),
      timeRow('activation: open to the first fault on the screen', size, shown),
    ];
  },
  size: ({ bundles: { dist } }) => [
    ...sizesOf(dist).flatMap(({ file, raw, gzip }) => [
      sizeRow(`${file}`, undefined, [raw], 'KB'),
      sizeRow(`${file}, gzip`, undefined, [gzip], 'KB'),
    ]),
    // They are not made here: that would take the place of a `dist/` in use.
    ...packagesMade().map(({ file, raw }) =>
      sizeRow(
        `package ${file}`,
        undefined,
        [raw],
        'KB',
        file.endsWith('.vsix') ? BUDGETS.package : undefined,
      ),
    ),
  ],
};

await runMain(async () => {
  const chosen = Object.entries(MEASURES).filter(([name]) => new RegExp(options.only ?? '').test(name));
  if (chosen.length === 0)
    throw new Missing(`No measure is called ${options.only}; there are ${Object.keys(MEASURES).join(', ')}.`);
  const peers = options.peers ? await installPeers() : undefined;
  say('bundling');
  const bundles = await makeBundles();
  try {
    const { createPolicyService } = await import(bundles.service);
    const files = SIZES.map((size) => [size, generateFile(size).text]);
    const reference = measure.reference(3).slice(2);
    const rows = [];
    let failed = 0;
    for (const [name, rowsOf] of chosen) {
      // What took a quarter of an hour is told, also when the last measure fails.
      try {
        rows.push(...(await rowsOf({ bundles, createPolicyService, files, peers })));
      } catch (error) {
        failed++;
        say(`${name} was not measured: ${error instanceof Error ? error.stack : error}`);
      }
      reference.push(...measure.reference(5));
    }
    rows.push(timeRow('reference: nothing of the product', undefined, reference));
    print(withGrowth(withPeers(rows)));
    return failed === 0 ? 0 : 1;
  } finally {
    bundles.remove();
  }
});

function print(rows) {
  const machine = {
    date: new Date().toISOString().slice(0, 10),
    cores: os.cpus().length,
    memoryInGB: Math.round(os.totalmem() / 1e9),
    system: `${os.platform()} ${os.arch()}`,
    node: process.version,
  };
  if (options.json) return console.log(JSON.stringify({ ...machine, rows }, undefined, 2));
  const { date, cores, memoryInGB, system, node } = machine;
  console.log(`${date}, ${cores} cores, ${memoryInGB} GB, ${system}, Node ${node}\n`);
  console.log(markdown(rows));
}
