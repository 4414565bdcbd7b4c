import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundling } from '../../../scripts/bundling.mjs';
import { folder } from './stage.ts';

/** The bundle with the fake service, and the one with the real service. */
let bundles = '';
const fake = () => join(bundles, 'fake/cli.cjs');
const real = () => join(bundles, 'real/cli.cjs');

beforeAll(async () => {
  bundles = mkdtempSync(join(tmpdir(), 'ocipolicy-bundle-'));
  // Another user runs the bundle in one of the tests.
  chmodSync(bundles, 0o755);
  const source = (path: string) => resolve(import.meta.dirname, '../../..', path);
  const options: BuildOptions = {
    entryPoints: [source('client/src/cli/start.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    ...bundling('node'),
    logLevel: 'error',
  };
  await build({
    ...options,
    outfile: fake(),
    plugins: [
      ...(options.plugins ?? []),
      {
        name: 'fake-service',
        setup: ({ onResolve }) =>
          onResolve({ filter: /features\/(?:hosts|checked-documents)\.ts$/ }, () => ({
            path: source('test/unit/cli/fakeService.ts'),
          })),
      },
    ],
  });
  await build({ ...options, outfile: real() });
});

afterAll(() => rmSync(bundles, { recursive: true, force: true }));

function node(bundle: string, args: string[], options: { cwd?: string; input?: string; uid?: number } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
    ...options,
  });
  return { status, stdout, stderr };
}

describe('the bundled command', () => {
  it('checks files and ends with the exit code', () => {
    const cwd = folder({ 'a.ocipolicy': 'x ERROR' });
    expect(node(fake(), ['check', '--format', 'github'], { cwd })).toEqual({
      status: 1,
      stdout:
        "::error file=a.ocipolicy,line=1,col=3,endLine=1,endColumn=8,title=fake-error::'ERROR' was found.\n",
      stderr: '',
    });
  });

  it('reads standard input', () => {
    expect(node(fake(), ['check', '-', '--quiet'], { input: 'fine' })).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  it.skipIf(process.platform === 'win32')('takes no folder for an empty text', () => {
    const args = ['-c', '"$0" "$1" check - < .', process.execPath, fake()];
    const { status, stderr } = spawnSync('sh', args, { cwd: folder({}), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'ocipolicy: <stdin> was not read: it is a folder, where a file was expected.\n',
    });
  });

  it('takes patterns', () => {
    const cwd = folder({ 'x/a.txt': 'ERROR', 'x/b.md': 'ERROR' });
    const { status, stdout } = node(fake(), ['check', '**/*.txt', '--format', 'json'], { cwd });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ file: 'x/a.txt' }]);
  });

  it('works with the real service', () => {
    const input = 'allow group Analysts to read buckets in tenancy\n';
    const { status, stdout, stderr } = node(real(), ['check', '-', '--format', 'json'], { input });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toBeInstanceOf(Array);
  });

  it('says what it cannot read without a stack trace', () => {
    const cwd = folder({ 'a.ocipolicy': Buffer.from([0x61, 0xff]) });
    expect(node(fake(), ['check', 'a.ocipolicy', 'b.ocipolicy', '*.x'], { cwd })).toEqual({
      status: 2,
      stdout: '3 paths were not checked.\n',
      stderr:
        'ocipolicy: a.ocipolicy was not read: it is not valid UTF-8 (byte 0xFF at offset 1, line 1). Save it as UTF-8.\n' +
        'ocipolicy: b.ocipolicy was not read: there is no file or folder of that name.\n' +
        'ocipolicy: *.x was not read: no file matches this pattern (dot-folders and node_modules are left out).\n',
    });
  });

  it.skipIf(process.platform === 'win32')('says which files and folders it may not read', () => {
    const cwd = folder({ 'a/x.ocipolicy': '', 'b.ocipolicy': '', 'c.ocipolicy': 'ERROR' });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'a'), 0);
    chmodSync(join(cwd, 'b.ocipolicy'), 0);
    // The superuser may read everything, so somebody else has to try.
    const options = process.getuid?.() === 0 ? { cwd, uid: 65534 } : { cwd };
    const denied = (name: string) =>
      `ocipolicy: ${name} was not read: permission denied. Give the user who runs ocipolicy the right to read it.\n`;
    for (const paths of [[], ['**/*.ocipolicy']]) {
      const { status, stdout, stderr } = node(fake(), ['check', ...paths, '--format', 'github'], options);
      expect({ status, stderr }).toEqual({ status: 2, stderr: denied('a') + denied('b.ocipolicy') });
      expect(stdout).toContain('c.ocipolicy');
    }
    chmodSync(join(cwd, 'a'), 0o755);
  });

  it.skipIf(process.platform === 'win32')('ends quietly when its reader leaves', async () => {
    const cwd = folder({ 'a.ocipolicy': 'ERROR\n'.repeat(100_000) });
    const child = spawn(process.execPath, [fake(), 'check'], { cwd });
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((done) => child.on('close', done));
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
  });

  it.skipIf(process.platform !== 'linux')('says that its output could not be written', () => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', '"$0" "$1" check - > /dev/full', process.execPath, fake()],
      {
        input: 'ERROR',
        encoding: 'utf8',
      },
    );
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'ocipolicy: The output could not be written to its end: the system refused with ENOSPC.\n',
    });
  });

  it('writes all of a large output to a pipe', () => {
    const input = 'ERROR\n'.repeat(20_000);
    const { status, stdout } = spawnSync(process.execPath, [fake(), 'check', '-', '--format', 'json'], {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toHaveLength(20_000);
  });

  it('starts the server that lies beside it, as if it had been started alone', () => {
    writeFileSync(
      join(bundles, 'fake/server.cjs'),
      'process.stdin.on("data", (data) => console.log(process.argv.slice(2).join(" "), String(data)));',
    );
    expect(node(fake(), ['lsp', '--clientProcessId=7'], { input: 'hello' })).toEqual({
      status: 0,
      stdout: '--stdio --clientProcessId=7 hello\n',
      stderr: '',
    });
    expect(node(real(), ['lsp'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('server.cjs') as string,
    });
  });

  it.skipIf(process.platform === 'win32')('runs a sandbox until it is stopped by a signal', async () => {
    const path = folder({});
    const child = spawn(process.execPath, [real(), 'sandbox', 'start', '--folder', path, '--format', 'json']);
    onTestFinished(() => void child.kill('SIGKILL'));
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { url } = JSON.parse(line.toString()) as { url: string };
    expect((await fetch(`${url}/20160918/regions`)).status).toBe(401);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(readdirSync(path)).toEqual(['tenancy.json']);
  });
});
