import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as module from '../../../client/src/sandbox/sandbox.ts';
import { folder, ocipolicy, type Played } from './stage.ts';

/** Runs `ocipolicy sandbox start`, and stops it when `visit` is done with what runs. */
async function start(
  path: string,
  args: readonly string[],
  visit: (running: module.Sandbox) => Promise<void> | void = () => undefined,
): Promise<Played> {
  let running: module.Sandbox | undefined;
  const startSandbox: typeof module.startSandbox = async (options) =>
    (running = await module.startSandbox(options));
  const stopped = async () => {
    if (running) await visit(running);
  };
  return ocipolicy(['sandbox', 'start', '--folder', path, ...args], {
    parts: { sandbox: { load: () => Promise.resolve({ ...module, startSandbox }), stopped } },
  });
}

describe('ocipolicy sandbox start', () => {
  it('tells where it runs, until it is stopped', async () => {
    const path = folder({});
    let url = '';
    const { exitCode, stdout, stderr } = await start(path, [], (running) => {
      ({ url } = running);
      expect(readdirSync(path).sort()).toEqual(['config', 'key.pem', 'tenancy.json']);
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe(
      `A sandbox tenancy is running at ${url}. Nothing in it is real. Stop it with Ctrl+C.\n` +
        `Profile SANDBOX in ${join(path, 'config')}\n` +
        'The sandbox tenancy has stopped.\n',
    );
    expect(readdirSync(path)).toEqual(['tenancy.json']);
  });

  it('tells it as JSON, and holds no secret', async () => {
    const path = folder({});
    const { stdout } = await start(path, ['--format', 'json']);
    const told = JSON.parse(stdout) as Record<string, string>;
    expect(Object.keys(told)).toEqual(['url', 'folder', 'configFile', 'profile', 'tenancyId', 'userId']);
    expect(told).toMatchObject({ folder: path, profile: 'SANDBOX', configFile: join(path, 'config') });
  });

  it('starts as the options say', async () => {
    const options = ['--seed', '--fault', 'GET /groups 500 x3', '--fault', '* * stall'];
    let seen: unknown;
    await start(folder({}), options, ({ state, faults }) => {
      seen = [state.resources.groups.length > 5, faults.pending];
    });
    expect(seen).toEqual([true, 4]);
  });

  it('takes no folder that is in use, no port that is taken, and no state that is none', async () => {
    const path = folder({});
    const running = await module.startSandbox({ folder: path });
    onTestFinished(() => running.close());
    expect(await start(path, [])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `ocipolicy: A sandbox is running in this folder already, at ${running.url}. Use that one, or name another folder with --folder.\n`,
    });
    expect(existsSync(join(path, 'key.pem'))).toBe(true);

    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await new Promise((listening) => taken.once('listening', listening));
    const { port } = taken.address() as AddressInfo;
    const refused = await start(folder({}), ['--port', String(port)]);
    expect(refused.stderr).toMatch(new RegExp(`^ocipolicy: Port ${port} is taken\\.`));
    expect(refused.exitCode).toBe(2);

    const broken = folder({ 'tenancy.json': '{' });
    const { exitCode, stderr } = await start(broken, []);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /tenancy\.json is not a tenancy that this version can read\. Run 'ocipolicy sandbox reset'/,
    );
    expect((await ocipolicy(['sandbox', 'reset', '--folder', broken])).exitCode).toBe(0);
    expect((await start(broken, [])).exitCode).toBe(0);
  });

  it('has its folder refused by the system', async () => {
    const path = folder({ file: '' });
    const { exitCode, stderr } = await start(join(path, 'file'), []);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^ocipolicy: The sandbox could not use .*file: the system refused with E[A-Z]+\.\n$/,
    );
  });
});

describe('ocipolicy sandbox seed and reset', () => {
  it('put the teaching tenancy in, once, and take everything away', async () => {
    const path = folder({});
    const run = (...args: string[]) => ocipolicy(['sandbox', ...args, '--folder', path]);
    const seeded = await run('seed');
    expect(seeded).toMatchObject({ exitCode: 0, stderr: '' });
    expect(seeded.stdout).toMatch(/^Put into the sandbox tenancy in .*:\n {2}labs\n/);
    expect((await run('seed')).stdout).toBe(`The sandbox tenancy in ${path} has everything already.\n`);
    expect(JSON.parse((await run('seed', '--format', 'json')).stdout)).toEqual({ folder: path, made: [] });
    const before = JSON.parse(readFileSync(join(path, 'tenancy.json'), 'utf8')) as module.Sandbox['state'];
    expect((await run('reset')).stdout).toBe(
      `The sandbox tenancy in ${path} is as it was on its first day.\n`,
    );
    const after = JSON.parse(readFileSync(join(path, 'tenancy.json'), 'utf8')) as module.Sandbox['state'];
    expect([after.tenancy, after.resources.compartments]).toEqual([before.tenancy, []]);
    expect(JSON.parse((await run('reset', '--format', 'json')).stdout)).toEqual({ folder: path });
  });
});

describe('ocipolicy sandbox: a wrong call ends with 2 and a sentence', () => {
  it.each([
    [
      ['sandbox', 'strat'],
      "'strat' is not a command of ocipolicy. Did you mean start? See 'ocipolicy sandbox --help'.",
    ],
    [['sandbox', 'start', '--port', '70000'], "'70000' is not a port: write a number from 0 to 65535."],
    [['sandbox', 'start', '--delay-lists', '-1'], "'-1' is not a number of requests: write 0 or more."],
    [
      ['sandbox', 'start', '--fault', 'POST 500'],
      "'POST 500' is not a fault: write method, path and what happens, as in 'POST /policies 500'.",
    ],
    [['sandbox', 'seed', '--format', 'xml'], "'xml' is not a value of --format: write pretty or json."],
    [
      ['sandbox', 'seed', 'x'],
      "'ocipolicy sandbox seed' takes no such arguments. See 'ocipolicy sandbox seed --help'.",
    ],
  ])('%j', async (args, sentence) => {
    expect(await ocipolicy(args)).toEqual({ exitCode: 2, stdout: '', stderr: `ocipolicy: ${sentence}\n` });
  });
});

describe('faults as they are written', () => {
  it.each([
    ['POST /policies 500', { method: 'POST', path: '/policies', kind: { status: 500 } }],
    ['put /policies/* 503 x2', { method: 'put', path: '/policies/*', kind: { status: 503 }, times: 2 }],
    ['* * 403:NotAllowed', { path: '*', kind: { status: 403, code: 'NotAllowed' } }],
    ['* * 403:', undefined],
    ['DELETE * CUT done', { method: 'DELETE', path: '*', kind: 'cut', done: true }],
    ['* * stall', { path: '*', kind: 'stall' }],
    [' GET /groups reset x3 done ', { method: 'GET', path: '/groups', kind: 'reset', times: 3, done: true }],
    ['', undefined],
    ['POST /policies', undefined],
    ['POST /policies 200', undefined],
    ['POST /policies 999', undefined],
    ['POST /policies burn', undefined],
    ['POST /policies 500 twice', undefined],
  ])('%j', (text, fault) => {
    expect(module.readFault(text)).toEqual(fault);
  });
});
