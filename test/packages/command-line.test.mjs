import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, suiteSetup, test } from 'mocha';
import { npm } from '../../scripts/npm.mjs';
import { run } from '../../scripts/run.mjs';
import { temporaryFolder } from '../../scripts/workbench.mjs';
import { packed, version } from './packed.mjs';

suite('the command line, installed from its package into an empty folder', () => {
  const folder = temporaryFolder();
  // Nothing of the project's is near, and no cache of npm's: what the package lacks is not there.
  const cwd = path.join(folder, 'project');
  const env = { ...process.env, HOME: folder, OCIPOLICY_STATE: path.join(folder, 'state'), LANG: 'en' };
  // The runner of the tests may want colours of its own; a person's pipe does not, in CI as elsewhere.
  delete env.FORCE_COLOR;
  env.CI = 'true';
  const cli = path.join(cwd, 'node_modules/.bin/ocipolicy');
  const ocipolicy = (...args) =>
    run(cli, args, { cwd, env, quiet: true, shell: process.platform === 'win32' });

  suiteSetup(async () => {
    const { tgz } = await packed();
    mkdirSync(cwd);
    writeFileSync(path.join(cwd, 'package.json'), '{ "private": true }');
    const args = ['install', '--offline', '--cache', path.join(folder, 'cache'), tgz];
    await npm(args, { cwd, why: 'The package cannot be installed' });
  });

  test('tells its version', async () => {
    assert.deepEqual(await ocipolicy('--version'), { code: 0, output: `${version}\n` });
  });

  test('checks a file', async () => {
    writeFileSync(path.join(cwd, 'faulty.ocipolicy'), 'allow group A to reed buckets in tenancy\n');
    const { code, output } = await ocipolicy('check', 'faulty.ocipolicy');
    assert.equal(code, 1);
    assert.match(output, /faulty\.ocipolicy:1:18 error: .*Did you mean read\? \[unknown-verb\]/);
  });

  test('answers an editor', async () => {
    const server = start('lsp', '--stdio');
    const request = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { processId: null, rootUri: null, capabilities: {} },
    };
    const body = JSON.stringify(request);
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
    await says(server, /"hoverProvider"/);
    await stop(server);
  });

  test('starts a sandbox tenancy, and applies a policy to it', async () => {
    const sandbox = start('sandbox', 'start', '--seed', '--folder', path.join(folder, 'sandbox'));
    try {
      await says(sandbox, /http:\/\/127\.0\.0\.1:\d+/);
      await says(sandbox, /config/);
      writeFileSync(
        path.join(cwd, 'labs.ocipolicy'),
        'policy lab-notes in compartment labs {\n  allow group lab-members to read buckets in compartment labs\n}\n',
      );
      const tenancy = ['--config-file', path.join(folder, 'sandbox/config'), '--profile', 'SANDBOX'];
      const applied = await ocipolicy('apply', 'labs.ocipolicy', '--yes', ...tenancy);
      assert.equal(applied.code, 0, applied.output);
      const drift = await ocipolicy('drift', 'labs.ocipolicy', ...tenancy);
      assert.equal(drift.code, 0, drift.output);
    } finally {
      await stop(sandbox);
    }
  });

  const start = (...args) => {
    const child = spawn(cli, args, { cwd, env, shell: process.platform === 'win32' });
    child.said = '';
    child.closed = new Promise((resolve) => child.once('close', resolve));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (child.said += text));
    return child;
  };
});

/** Waits until a program has written something; fails when it ends before. */
function says(child, words) {
  return new Promise((resolve, reject) => {
    const look = () => words.test(child.said) && resolve();
    for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
    void child.closed.then((code) => reject(new Error(`it ended with ${code} and said:\n${child.said}`)));
    look();
  });
}

function stop(child) {
  child.kill();
  return child.closed;
}
