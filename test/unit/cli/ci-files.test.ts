import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bundling } from '../../../scripts/bundling.mjs';
import { folder } from './stage.ts';

const root = resolve(import.meta.dirname, '../../..');
const parsed = (name: string): unknown => parse(readFileSync(join(root, name), 'utf8'));

/** Where the command line is built to: `dist/cli.cjs`, and `bin/ocipolicy` that runs it. */
let built = '';

beforeAll(async () => {
  built = mkdtempSync(join(tmpdir(), 'ocipolicy-action-'));
  await build({
    ...{ entryPoints: [join(root, 'client/src/cli/start.ts')], absWorkingDir: root },
    ...{ bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' },
    ...bundling('node'),
    outfile: join(built, 'dist/cli.cjs'),
  });
  mkdirSync(join(built, 'bin'));
  const command = join(built, 'bin/ocipolicy');
  writeFileSync(command, `#!/bin/sh\nexec node "${join(built, 'dist/cli.cjs')}" "$@"\n`);
  chmodSync(command, 0o755);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

const BAD =
  'resource "oci_identity_policy" "p" {\n  statements = ["Allow group A read buckets in tenancy"]\n}\n';
const GOOD = BAD.replace('read', 'to read');

function bash(script: string, cwd: string, env: Readonly<Record<string, string>>) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    // As GitHub runs it: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#exit-codes-and-error-action-preference
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    execFile('bash', args, { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      done({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

describe.skipIf(process.platform === 'win32')('action.yml', () => {
  const action = parsed('action.yml') as {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
    readonly runs: {
      readonly steps: readonly { readonly run: string; readonly env?: Readonly<Record<string, string>> }[];
    };
  };

  /** Runs its steps with these inputs, in a repository with these files. */
  async function act(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}) {
    const given = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? '';
    const cwd = folder(files);
    let last = { code: 0, stdout: '', stderr: '' };
    for (const { run, env = {} } of action.runs.steps) {
      const filled = Object.entries(env).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => given(input)),
      ]);
      const own = Object.fromEntries(filled) as Record<string, string>;
      last = await bash(run, cwd, { GITHUB_ACTION_PATH: built, ...own });
      if (last.code !== 0) break;
    }
    return last;
  }

  it('annotates what is wrong, and fails', async () => {
    const { code, stdout } = await act({ 'iam/main.tf': BAD });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error file=iam\/main\.tf,line=2,/m);
  });

  it('goes by its inputs', async () => {
    expect(await act({ 'a.tf': GOOD })).toMatchObject({ code: 0 });
    expect(await act({ 'a.tf': BAD }, { 'fail-level': 'never' })).toMatchObject({ code: 0 });
    const files = { 'a b.tf': GOOD, 'c.ocipolicy': 'allow group A read buckets in tenancy\n' };
    expect(await act(files, { paths: 'a b.tf\n' })).toMatchObject({ code: 0 });
    expect(await act(files, { paths: 'a b.tf\nc.ocipolicy\n' })).toMatchObject({ code: 1 });
    expect(await act({ 'a.tf': BAD, 'c.ocipolicy': '' }, { hosts: 'false' })).toMatchObject({ code: 0 });
  });

  it('tells what a plan changes', async () => {
    const change = { before: null, after: { statements: ['Allow group A to read buckets in tenancy'] } };
    const made = { address: 'oci_identity_policy.p', type: 'oci_identity_policy', change };
    const files = { 'plan.json': JSON.stringify({ format_version: '1.2', resource_changes: [made] }) };
    const told = await act(files, { plan: 'plan.json' });
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('BUCKET_READ') as string });
    expect(await act(files, { plan: 'plan.json', 'fail-on-gain': 'true' })).toMatchObject({ code: 1 });
    expect(await act({ 'plan.json': '{}' }, { plan: 'plan.json' })).toMatchObject({ code: 2 });
  });
});

describe.skipIf(process.platform === 'win32')('.pre-commit-hooks.yaml', () => {
  const hooks = parsed('.pre-commit-hooks.yaml') as readonly {
    readonly id: string;
    readonly entry: string;
    readonly language: string;
    readonly files: string;
    readonly pass_filenames?: boolean;
  }[];

  it.each<[id: string, files: Readonly<Record<string, string>>, code: number]>([
    ['ocipolicy-check', { 'a.tf': BAD, 'b.txt': 'x' }, 1],
    ['ocipolicy-check', { 'a.tf': GOOD, 'b.ocipolicy': '' }, 0],
    ['ocipolicy-fix', { 'a.tf': BAD }, 0],
    ['ocipolicy-format', { 'a.ocipolicy': 'ALLOW group A to read buckets in tenancy' }, 0],
    [
      'ocipolicy-test',
      { 'a.tf': GOOD, 'a.ocipolicy': 'test "x" {\n  as group A\n  can GetBucket in tenancy\n}\n' },
      0,
    ],
    [
      'ocipolicy-test',
      { 'a.tf': GOOD, 'a.ocipolicy': 'test "x" {\n  as group B\n  can GetBucket in tenancy\n}\n' },
      1,
    ],
  ])('%s of %o ends with %i', async (id, files, code) => {
    const hook = hooks.find((each) => each.id === id);
    const names = Object.keys(files).filter((name) => new RegExp(hook?.files ?? '^$').test(name));
    const given = hook?.pass_filenames === false ? '' : names.join(' ');
    const path = `${join(built, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`;
    const cwd = folder(files);
    const run = await bash(`${hook?.entry} ${given}`, cwd, { PATH: path });
    expect(run).toMatchObject({ code });
    if (id === 'ocipolicy-fix') expect(readFileSync(join(cwd, 'a.tf'), 'utf8')).toBe(GOOD);
  });

  it('installs from the package, whose command it calls', () => {
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: object };
    for (const { entry, language } of hooks) {
      expect(language).toBe('node');
      expect(Object.keys(bin)).toContain(entry.split(' ')[0]);
    }
  });
});
