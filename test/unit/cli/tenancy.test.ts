import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../client/src/sandbox/sandbox.ts';
import { profileOf, sandboxForAll } from '../sandbox/client.ts';
import { folder, ocipolicy, type Play } from './stage.ts';

const POLICY = `policy readers in compartment labs
  description "Who reads buckets"
{
  allow group Analysts to read buckets in compartment labs
}
`;
const WIDER = POLICY.replace('read buckets', 'use buckets');

describe('the commands on a tenancy', () => {
  const running = sandboxForAll({ seed: true });
  const play = (files: Record<string, string>, more: Partial<Play> = {}): Play & { cwd: string } => {
    const cwd = folder(files);
    return { cwd, env: environment(running(), cwd), ...more };
  };

  it('plan, apply, tell drift and undo', async () => {
    const stage = play({ 'a.ocipolicy': POLICY });
    const planned = await ocipolicy(['plan'], stage);
    expect(planned).toMatchObject({ exitCode: 2, stderr: '' });
    expect(planned.stdout).toContain('+ policy readers in labs');
    expect(planned.stdout).toContain('    + allow group Analysts to read buckets in compartment labs');
    expect(planned.stdout).toContain(`written in us-ashburn-1, profile SANDBOX`);
    expect(planned.stdout).toContain('This is a sandbox on this machine');

    const applied = await ocipolicy(['apply', '--yes'], stage);
    expect(applied).toMatchObject({ exitCode: 0, stderr: '' });
    expect(applied.stdout).toContain('done: policy readers in labs\n1 change was applied.');
    expect(await ocipolicy(['plan'], stage)).toMatchObject({ exitCode: 0 });
    expect((await ocipolicy(['drift'], stage)).stdout).toContain('No drift');

    const changed = { ...stage, cwd: folder({ 'a.ocipolicy': WIDER }) };
    const drift = await ocipolicy(['drift'], changed);
    expect(drift.exitCode).toBe(2);
    expect(drift.stdout).toContain('1 different, 0 unchanged.');

    const undone = await ocipolicy(['undo', '--yes'], stage);
    expect(undone).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await ocipolicy(['plan'], stage)).toMatchObject({ exitCode: 2 });
    expect(await ocipolicy(['undo', '--yes'], stage)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('There is no apply left to undo') as string,
    });
  });

  it('apply nothing without a yes', async () => {
    const stage = play({ 'a.ocipolicy': POLICY });
    const alone = await ocipolicy(['apply'], stage);
    expect(alone.exitCode).toBe(1);
    expect(alone.stderr).toContain('write --yes to agree to it');
    const asked: string[] = [];
    const said = (answer: string | undefined) => (question: string) => {
      asked.push(question);
      return Promise.resolve(answer);
    };
    for (const answer of ['', 'n', 'maybe', undefined]) {
      const declined = await ocipolicy(['apply'], { ...stage, ask: said(answer) });
      expect(declined).toMatchObject({ exitCode: 1, stderr: '' });
      expect(declined.stdout).toContain('Nothing was written.');
    }
    expect(asked[0]).toContain('us-ashburn-1');
    expect(asked[0]).toContain('SANDBOX');
    expect(asked[0]).toContain(running().tenancyId);
    expect(readdirSync(stage.cwd)).toEqual(['a.ocipolicy']);
    expect(await ocipolicy(['apply'], { ...stage, ask: said('y') })).toMatchObject({ exitCode: 0 });
    expect(await ocipolicy(['undo'], { ...stage, ask: said('sim') })).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['a placeholder', POLICY.replace('Analysts', '<group-name>'), 'a.ocipolicy:4:15: <group-name>'],
    ['an error of the checks', POLICY.replace('to read', 'to reed'), '[unknown-verb]'],
    [
      'an ignored error',
      POLICY.replace('  allow', '  // ocipolicy-ignore unknown-verb: no\n  allow').replace(
        'to read',
        'to reed',
      ),
      '[unknown-verb]',
    ],
    ['no place', 'allow any-user to read buckets in tenancy\n', 'It is not said where a belongs.'],
    [
      'an unknown compartment',
      POLICY.replaceAll('compartment labs', 'compartment moon'),
      'has no compartment moon',
    ],
  ])('stop at %s', async (_, text, told) => {
    const stage = play({ 'a.ocipolicy': text });
    for (const command of [['plan'], ['apply', '--yes']]) {
      const { exitCode, stdout } = await ocipolicy(command, stage);
      expect({ exitCode, told: stdout.includes(told) }).toEqual({ exitCode: 1, told: true });
    }
  });

  it('put bare statements where they are told to', async () => {
    const stage = play({ 'bare one.ocipolicy': 'allow any-user to read buckets in compartment labs\n' });
    const { exitCode, stdout } = await ocipolicy(['plan', '--compartment', 'labs'], stage);
    expect({ exitCode, found: stdout.includes('+ policy bare-one in labs') }).toEqual({
      exitCode: 2,
      found: true,
    });
  });

  it('print JSON', async () => {
    const stage = play({ 'a.ocipolicy': POLICY });
    const planned = JSON.parse((await ocipolicy(['plan', '--format', 'json'], stage)).stdout) as object;
    expect(planned).toMatchObject({
      place: { profile: 'SANDBOX', isSandbox: true },
      changes: [
        { action: 'create', kind: 'policy', name: 'readers', source: { file: 'a.ocipolicy', line: 1 } },
      ],
      stops: [],
    });
    const applied = await ocipolicy(['apply', '--yes', '--format', 'json'], stage);
    expect(JSON.parse(applied.stdout)).toMatchObject({
      outcome: 'done',
      done: [{ name: 'readers' }],
      notDone: [],
    });
    await ocipolicy(['undo', '--yes'], stage);
  });

  it('tell what failed beside the words of the service, and offer the way back', async () => {
    const two = POLICY + POLICY.replace('readers', 'writers').replace('read buckets', 'manage buckets');
    const stage = play({ 'a.ocipolicy': two });
    const message = 'No permissions found';
    const fault = {
      kind: { status: 400, code: 'InvalidParameter', message },
      ...{ method: 'POST', path: '/policies' },
    } as const;
    // The first policy is written, the second one refused.
    const policies = () => running().state.resources.policies.map(({ name }) => name);
    const before = policies();
    const answers = ['y', 'b', 'y'];
    const { exitCode, stdout, stderr } = await ocipolicy(['apply'], {
      ...stage,
      ask: () => Promise.resolve(answers.shift()),
      onWrite: (text) => {
        if (text.includes('done: policy readers')) running().faults.add(fault);
      },
    });
    running().faults.clear();
    expect(stderr).toContain('a.ocipolicy:9:3: policy writers in labs failed.');
    expect(stderr).toContain('The resource type does not exist, or has no permission with this verb.');
    expect(stderr).toContain(`400 InvalidParameter: ${message}`);
    expect(stdout).toContain('- policy readers in labs');
    expect(stderr).toContain('Everything is as it was before.');
    expect({ exitCode, policies: policies() }).toEqual({ exitCode: 1, policies: before });
  });

  it('import a tenancy into a file that changes nothing', async () => {
    const stage = play({});
    expect(await ocipolicy(['import', '--output', 'all.ocipolicy'], stage)).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    const text = readFileSync(join(stage.cwd, 'all.ocipolicy'), 'utf8');
    expect(text).toContain('policy finance-readers in compartment Finance');
    expect(text).not.toContain('Tenant Admin Policy');
    const { exitCode, stdout } = await ocipolicy(['plan', '--delete'], stage);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
    expect(await ocipolicy(['import', '--output', 'all.ocipolicy'], stage)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('there is a file of that name already') as string,
    });
  });

  it.each([
    [['plan', '--profile', 'NOBODY'], 'has no profile NOBODY. It has: SANDBOX.'],
    [['plan', '--config-file', 'none'], 'There is no configuration file'],
    [['undo', 'nothing'], 'could not be read, so that nothing is undone from it.'],
    [['undo', '../a'], 'could not be read, so that nothing is undone from it.'],
    [['plan', 'none.ocipolicy'], 'none.ocipolicy was not read'],
    [['plan', '--frmat'], "'--frmat' is not an option of 'ocipolicy plan'."],
    [['import', 'a', 'b'], "'ocipolicy import' takes no such arguments."],
  ])('end with 1 at %j', async (args, told) => {
    const { exitCode, stdout, stderr } = await ocipolicy(args, play({ 'a.ocipolicy': POLICY }));
    expect({ exitCode, stdout, told: stderr.includes(told) ? told : stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      told,
    });
  });

  it('ask for the pass phrase of a key where somebody sits, and otherwise say what to do', async () => {
    const [phrase, wrong] = ['correct horse battery', 'wrong horse'];
    const { stage, keyFile } = encrypted(running(), phrase);
    const asked: string[] = [];
    const typing = (answer: string | undefined) => ({
      askSecret: (question: string) => {
        asked.push(question);
        return Promise.resolve(answer);
      },
    });
    const planned = await ocipolicy(['plan'], { ...stage, ...typing(phrase) });
    expect(planned).toMatchObject({ exitCode: 2, stderr: '' });
    expect(asked).toEqual([`Pass phrase of ${keyFile} (not shown): `]);
    const mistyped = await ocipolicy(['plan'], { ...stage, ...typing(wrong) });
    expect(mistyped).toMatchObject({ exitCode: 1, stdout: '' });
    expect(mistyped.stderr).toContain(`does not open the private key ${keyFile}`);
    for (const nobody of [stage, { ...stage, ...typing(undefined) }]) {
      const alone = await ocipolicy(['plan'], nobody);
      expect(alone).toMatchObject({ exitCode: 1, stdout: '' });
      expect(alone.stderr).toContain('set OCI_CLI_PASSPHRASE');
    }
    const env = { ...stage.env, OCI_CLI_PASSPHRASE: phrase };
    expect(await ocipolicy(['plan'], { ...stage, env })).toMatchObject({ exitCode: 2, stderr: '' });
    const refused = await ocipolicy(['plan'], { ...stage, env: { ...env, OCI_CLI_PASSPHRASE: wrong } });
    expect(refused.exitCode).toBe(1);
    for (const { stdout, stderr } of [planned, mistyped, refused])
      expect(stdout + stderr).not.toMatch(/correct horse|wrong horse/);
  });

  it('have all their options in the manual', async () => {
    const manual = readFileSync(resolve(import.meta.dirname, '../../../docs/tenancy.md'), 'utf8');
    for (const command of ['plan', 'apply', 'drift', 'import', 'undo']) {
      const { stdout } = await ocipolicy(['help', command]);
      const options = stdout.match(/--[a-z-]+/g) ?? [];
      expect(options).toContain('--profile');
      expect(options.filter((option) => !manual.includes(option))).toEqual([]);
    }
  });
});

/** What the commands find in the environment of a person who uses a sandbox. */
function environment(sandbox: Sandbox, cwd: string): Record<string, string> {
  return {
    ...{ OCI_CLI_CONFIG_FILE: sandbox.configFile, OCI_CLI_PROFILE: sandbox.profile },
    OCIPOLICY_STATE: join(cwd, '.state'),
  };
}

/** The profile of a sandbox with its key encrypted, and a policy to plan. */
function encrypted(sandbox: Sandbox, passphrase: string) {
  const values = profileOf(sandbox);
  const key = createPrivateKey(readFileSync(values['key_file'] ?? ''));
  const cwd = folder({
    'a.ocipolicy': POLICY,
    'key.pem': String(key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })),
  });
  const keyFile = join(cwd, 'key.pem');
  const lines = Object.entries({ ...values, key_file: keyFile }).map((pair) => pair.join('='));
  writeFileSync(join(cwd, 'config'), `[SANDBOX]\n${lines.join('\n')}\n`);
  const env = { ...environment(sandbox, cwd), OCI_CLI_CONFIG_FILE: join(cwd, 'config') };
  return { stage: { cwd, env }, keyFile };
}
