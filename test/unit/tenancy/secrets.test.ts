import { createPrivateKey } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { FaultKind } from '../../../client/src/sandbox/sandbox.ts';
import { shown } from '../../../client/src/tenancy/failure.ts';
import { apply, preparePlan } from '../../../client/src/tenancy/tenancy.ts';
import { ocipolicy } from '../cli/stage.ts';
import { profileOf, sandbox } from '../sandbox/client.ts';
import { file, freshFolder, tenancyOf, yes } from './stage.ts';

const PHRASE = 'correct-horse-battery';
const TEXT =
  'policy p in compartment labs\n  description "d"\n{\n  allow group Analysts to read buckets in compartment labs\n}\n';

describe('no secret', () => {
  it('stands in a log, an error, a journal, a snapshot, a plan or what is printed', async () => {
    const running = await sandbox({ seed: true });
    const told: string[] = [];
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, method).mockImplementation(
        (...parts) => void told.push(inspect(parts, { depth: 20 })),
      );
    }
    const folder = freshFolder();
    const values = profileOf(running);
    const key = createPrivateKey(readFileSync(values['key_file'] ?? ''));
    const encrypted = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: PHRASE });
    writeFileSync(join(folder, 'key.pem'), encrypted);
    const lines = Object.entries({ ...values, key_file: join(folder, 'key.pem'), pass_phrase: PHRASE });
    writeFileSync(join(folder, 'config'), `[SANDBOX]\n${lines.map((pair) => pair.join('=')).join('\n')}\n`);
    const configFile = join(folder, 'config');

    const tenancy = await tenancyOf(running, { configFile, timeoutMs: 250 });
    const prepared = await preparePlan(tenancy, file(TEXT));
    const faults: FaultKind[] = [
      { status: 401 },
      { status: 400, message: 'no' },
      { status: 500 },
      'stall',
      'cut',
      'reset',
    ];
    for (const kind of faults) {
      running.faults.add({ kind, done: false, times: 99, method: 'POST' });
      const applied = await apply(tenancy, prepared, { confirm: yes, folder: join(folder, 'journals') });
      expect(applied.outcome).toBe('stopped');
      running.faults.clear();
      const { failed } = applied;
      told.push(
        inspect(applied, { depth: 20, showHidden: true }),
        JSON.stringify(applied),
        String(failed?.failure.stack),
      );
    }
    const env = {
      OCI_CLI_CONFIG_FILE: configFile,
      OCI_CLI_PROFILE: 'SANDBOX',
      OCIPOLICY_STATE: folder,
      OCIPOLICY_DEBUG: '1',
    };
    writeFileSync(join(folder, 'a.ocipolicy'), TEXT);
    for (const args of [
      ['plan'],
      ['apply', '--yes', '--format', 'json'],
      ['import', '--format', 'json'],
      ['undo', '--yes'],
    ]) {
      const played = await ocipolicy(args, { cwd: folder, env });
      told.push(played.stdout, played.stderr);
    }
    running.faults.add({ kind: 'reset', times: 99 });
    told.push((await ocipolicy(['plan', '--profile', 'NONE'], { cwd: folder, env })).stderr);
    running.faults.clear();
    told.push(JSON.stringify(prepared), inspect(prepared, { depth: 20 }), JSON.stringify(tenancy.place));
    const journals = readdirSync(join(folder, 'journals'));
    expect(journals.length).toBeGreaterThan(faults.length);
    for (const name of journals) told.push(readFileSync(join(folder, 'journals', name), 'utf8'));

    const plain = key.export({ type: 'pkcs8', format: 'pem' }).toString().split('\n');
    const secrets = [
      PHRASE,
      'PRIVATE KEY',
      plain[1],
      plain[5],
      String(encrypted).split('\n')[2],
      'signature="',
      'Signature version',
      'rsa-sha256',
    ];
    const all = told.join('\n');
    expect(all).toContain('policy p');
    expect(secrets.filter((secret) => secret === undefined || all.includes(secret))).toEqual([]);
    expect(all.includes(values['fingerprint'] ?? '')).toBe(false);
  }, 30_000);

  it.each([
    ['Headers.set: "Signature keyId="ST$abc.def\n",signature="xyz/=" is invalid', ['abc.def', 'xyz/=']],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- rest', ['MIIE']],
    ['line: pass_phrase=hunter2', ['hunter2']],
    ['token eyJhbGciOi.eyJzdWIi.c2ln', ['eyJ']],
    [`<html>${'x'.repeat(5000)}`, ['x'.repeat(2000)]],
  ])('is left in a message: %j', (message, secrets) => {
    expect(secrets.filter((secret) => shown(message).includes(secret))).toEqual([]);
  });
});
