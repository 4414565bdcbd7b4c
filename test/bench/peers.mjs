import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { npm } from '../../scripts/npm.mjs';
import { ofThisProcess, timed, timedAsync } from './clock.mjs';
import { createDice } from './generate.mjs';
import { keystrokes, places } from './keystrokes.mjs';
import { cedarPolicies, iamStatements, jsonFile, yamlFile } from './peer-files.mjs';
import { startProgram } from './server.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const own = path.join(import.meta.dirname, 'peers/package.json');

/** Installs what is measured beside us, unless it is there in the wanted versions; gives its folder. */
export async function installPeers() {
  const folder = path.join(root, '.cache/bench-peers');
  mkdirSync(folder, { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(own, 'utf8'));
  const isThere = Object.entries(dependencies).every(([name, version]) => {
    const file = path.join(folder, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  });
  copyFileSync(own, path.join(folder, 'package.json'));
  const why = 'The programs that the bench measures beside ours cannot be installed';
  if (!isThere)
    await npm(['install', '--ignore-scripts', '--no-package-lock'], { cwd: folder, quiet: true, why });
  return folder;
}

/** Language servers for files of as many lines as there are statements in ours. */
const EDITORS = [
  {
    ...{ peer: 'JSON', program: 'vscode-langservers-extracted/bin/vscode-json-language-server' },
    ...{ languageId: 'json', uri: 'file:///bench.json', write: jsonFile },
  },
  {
    ...{ peer: 'YAML', program: 'yaml-language-server/bin/yaml-language-server' },
    ...{ languageId: 'yaml', uri: 'file:///bench.yaml', write: yamlFile, pushes: true },
  },
];

/** What is asked of them, by the names of our rows. */
const ASKED = [
  ['completion, stdio', 'completion'],
  ['hover, stdio', 'hover'],
  ['outline, stdio', 'documentSymbol'],
  ['folding, stdio', 'foldingRange'],
  ['formatting the file, stdio', 'formatting'],
];

/**
 * Times of the other language servers, by the names of our rows.
 * @yields `{ what, peer, times }`, or `{ what, peer, memory }` in bytes
 */
export async function* editorPeers(folder, size, { edits, runs }) {
  for (const { peer, program, write, ...options } of EDITORS) {
    const text = write(size);
    const args = [path.join(folder, 'node_modules', program), '--stdio'];
    const server = await startProgram(args, options);
    const time = (work) => timedAsync(work, server.processor);
    yield { peer, what: 'open to first diagnostics, stdio', times: [await time(() => server.open(text))] };
    yield { peer, what: 'memory of the server, file open', memory: server.resident() };
    const dice = createDice(7);
    const typed = [];
    for (const change of keystrokes(text, edits / 2, dice).flat())
      typed.push(await time(() => server.changeAndAsk(change)));
    yield { peer, what: 'keystroke to diagnostics, stdio', times: typed };
    const at = places(text, runs, dice);
    const line = { options: { tabSize: 2, insertSpaces: true } };
    for (const [what, method] of ASKED) {
      const times = [];
      for (const position of at)
        times.push(await time(() => server.request(`textDocument/${method}`, { position, ...line })));
      yield { peer, what, times };
    }
    await server.stop();
  }
}

/** Times of engines that read and answer policies of other clouds, by the names of our rows. */
export async function* enginePeers(folder, size, runs) {
  const require = createRequire(path.join(folder, 'package.json'));
  const cedar = require('@cedar-policy/cedar-wasm/nodejs');
  const staticPolicies = cedarPolicies(size);
  const parsed = Array.from({ length: Math.min(runs, 3) }, () =>
    timed(() => demand(cedar.checkParsePolicySet({ staticPolicies }))),
  );
  yield { peer: 'Cedar', what: 'parse, once more', times: parsed, isSpeed: true };
  demand(cedar.preparsePolicySet('bench', { staticPolicies }));
  const entity = (type, id, parent) => ({ uid: { type, id }, attrs: {}, parents: parent ? [parent] : [] });
  const call = {
    ...{
      principal: { type: 'User', id: 'ana' },
      action: { type: 'Action', id: 'GetBucket' },
      resource: { type: 'Bucket', id: 'b' },
    },
    ...{ context: { region: 'phx' }, preparsedPolicySetId: 'bench' },
    entities: [
      entity('User', 'ana', { type: 'Group', id: 'g3' }),
      entity('Bucket', 'b', { type: 'Compartment', id: 'c3' }),
    ],
  };
  demand(cedar.statefulIsAuthorized(call));
  const answered = Array.from({ length: runs }, () => timed(() => demand(cedar.statefulIsAuthorized(call))));
  yield { peer: 'Cedar', what: 'access: a request answered', times: answered };

  const simulator = path.join(folder, 'node_modules/@cloud-copilot/iam-simulate/dist/esm/index.js');
  const { runSimulation } = await import(pathToFileURL(simulator).href);
  const identityPolicies = [{ name: 'p', policy: { Version: '2012-10-17', Statement: iamStatements(size) } }];
  const request = {
    ...{ action: 's3:GetObject', principal: 'arn:aws:iam::123456789012:user/ana' },
    resource: { resource: `arn:aws:s3:::bucket${size >> 1}/a`, accountId: '123456789012' },
    contextVariables: { 'aws:RequestedRegion': 'us-east-1' },
  };
  const simulation = { request, identityPolicies, serviceControlPolicies: [], resourceControlPolicies: [] };
  const times = [];
  for (let run = 0; run < Math.min(runs, 5); run++) {
    times.push(
      await timedAsync(async () => {
        const { overallResult } = await runSimulation(simulation, {});
        if (overallResult !== 'Allowed') throw new Error(`iam-simulate answers ${overallResult}`);
      }, ofThisProcess),
    );
  }
  yield { peer: 'iam-simulate', what: 'access: a request answered', times };
}

function demand(answer) {
  if (answer.type !== 'success') throw new Error(`Cedar answers ${JSON.stringify(answer).slice(0, 200)}`);
}
