import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ConfigFileAuthenticationDetailsProvider } from 'oci-common';
import { describe, expect, it } from 'vitest';
import {
  resetSandbox,
  seedSandbox,
  startSandbox,
  type Sandbox,
} from '../../../client/src/sandbox/sandbox.ts';
import { answer } from '../../../client/src/sandbox/dispatch.ts';
import { createLag } from '../../../client/src/sandbox/lag.ts';
import { SETTINGS } from '../../../client/src/sandbox/settings.ts';
import { openStore, UnreadableState, type Store } from '../../../client/src/sandbox/store.ts';
import { newTenancy } from '../../../client/src/sandbox/state.ts';
import { folder } from '../cli/stage.ts';
import { clientOf, profileOf, refusal, sandbox } from './client.ts';

describe('the folder of a sandbox', () => {
  it('holds a profile that Oracle’s own reader takes, for its owner alone', async () => {
    const running = await sandbox();
    const provider = new ConfigFileAuthenticationDetailsProvider(running.configFile, running.profile);
    expect(await provider.getKeyId()).toBe(
      `${running.tenancyId}/${running.userId}/${profileOf(running)['fingerprint']}`,
    );
    expect(provider.getRegion().regionId).toBe('us-ashburn-1');
    expect(profileOf(running)['ocipolicy_endpoint']).toBe(running.url);
    expect(readFileSync(running.configFile, 'utf8')).toContain('[SANDBOX]');
    expect(readdirSync(running.folder).sort()).toEqual(['config', 'key.pem', 'tenancy.json']);
    if (process.platform === 'win32') return;
    for (const name of readdirSync(running.folder))
      expect([name, statSync(join(running.folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(statSync(running.folder).mode & 0o077).toBe(0);
  });

  it('has another key at each start, and none when nothing runs', async () => {
    const path = folder({});
    const first = await sandbox({ folder: path });
    const [key, fingerprint] = [readFileSync(join(path, 'key.pem'), 'utf8'), profileOf(first)['fingerprint']];
    await first.close();
    expect(readdirSync(path)).toEqual(['tenancy.json']);
    const second = await sandbox({ folder: path });
    expect([second.tenancyId, second.userId]).toEqual([first.tenancyId, first.userId]);
    expect(profileOf(second)['fingerprint']).not.toBe(fingerprint);
    expect(await refusal(clientOf(second, { privateKey: key }).listRegions({}))).toMatch(/^401 /);
  });

  it('keeps the tenancy, and a temporary one does not', async () => {
    const path = folder({});
    const first = await sandbox({ folder: path, seed: true });
    const { state } = first;
    await first.close();
    expect((await sandbox({ folder: path })).state).toEqual(state);
    const passing = await startSandbox();
    await passing.close();
    expect(statSync(passing.folder, { throwIfNoEntry: false })).toBeUndefined();
    await passing.close();
  });
});

describe('the state file', () => {
  it('is replaced as a whole, with nothing left beside it', () => {
    const path = join(folder({}), 'tenancy.json');
    const store = openStore(path, () => newTenancy(new Date()));
    const { ino } = (store.read(), statSync(path));
    store.write({ ...store.read(), workRequests: [] });
    expect(statSync(path).ino).not.toBe(ino);
    expect(readdirSync(join(path, '..'))).toEqual(['tenancy.json']);
  });

  it('is as it was when it cannot be written', () => {
    const path = join(folder({}), 'tenancy.json');
    const store = openStore(path, () => newTenancy(new Date()));
    const before = readFileSync(store.read() && path, 'utf8');
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(() => store.write({ ...store.read(), workRequests: [circle as never] })).toThrow();
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(join(path, '..'))).toEqual(['tenancy.json']);
  });

  it('loses nothing when two write it at the same time', () => {
    const path = join(folder({}), 'tenancy.json');
    const [mine, theirs] = [
      openStore(path, () => newTenancy(new Date())),
      openStore(path, () => newTenancy(new Date())),
    ];
    const create = (store: Store, name: string) => {
      const body = { compartmentId: store.read().tenancy.id, name, description: '' };
      const request = { method: 'POST', path: '/groups', query: new URLSearchParams(), now: new Date() };
      const rest = { body: Buffer.from(JSON.stringify(body)), ifMatch: undefined, retryToken: undefined };
      return answer({ ...request, ...rest }, { store, settings: SETTINGS, lag: createLag(), origin: '' });
    };
    let times = 0;
    const late: Store = {
      ...mine,
      read: () => {
        const state = mine.read();
        // Between a read and its write, somebody else writes; the first read only looks for the OCID of the tenancy.
        if (++times === 2 || times === 3) create(theirs, `theirs-${times}`);
        return state;
      },
    };
    expect(create(late, 'mine').status).toBe(200);
    const names = theirs.read().resources.groups.map(({ name }) => name);
    expect(names).toEqual(['Administrators', 'theirs-2', 'theirs-3', 'mine']);
  });

  it.each(['', '{', '[]', '{"format": 2}'])('that holds %j is not taken for a tenancy', async (text) => {
    const path = folder({ 'tenancy.json': text });
    await expect(startSandbox({ folder: path })).rejects.toThrow(UnreadableState);
    expect(readFileSync(join(path, 'tenancy.json'), 'utf8')).toBe(text);
  });

  it('may be seeded and reset while the sandbox runs', async () => {
    const running = await sandbox({ folder: folder({}) });
    const client = clientOf(running);
    const groups = async () => (await client.listGroups({ compartmentId: running.tenancyId })).items.length;
    expect(await groups()).toBe(1);
    const made = seedSandbox(running.folder);
    expect(made).toContain('Finance:Prod');
    expect(await groups()).toBeGreaterThan(5);
    expect(seedSandbox(running.folder)).toEqual([]);
    resetSandbox(running.folder);
    expect(await groups()).toBe(1);
    expect([running.state.tenancy.id, running.state.userId]).toEqual([running.tenancyId, running.userId]);
  });
});

describe('secrets', () => {
  /** All that is in a private key, line by line, without its first and last. */
  const linesOf = (pem: string) =>
    pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('---'));

  it('stand in no state, no request log, no answer and no error', async () => {
    const running: Sandbox = await sandbox({ folder: folder({}), seed: true });
    const key = readFileSync(join(running.folder, 'key.pem'), 'utf8');
    const signatures: string[] = [];
    const opcRetryToken = 'a-retry-token-of-a-client';
    const tamper = ({ headers }: { headers: Headers }) => {
      signatures.push(/signature="([^"]+)"/.exec(headers.get('authorization') ?? '')?.[1] ?? '');
    };
    const client = clientOf(running, { tamper });
    const compartmentId = running.tenancyId;
    const createGroupDetails = { compartmentId, name: 'g', description: 'd' };
    const said: unknown[] = [await client.createGroup({ createGroupDetails, opcRetryToken })];
    for (const act of [
      () => client.createGroup({ createGroupDetails }),
      () => client.getGroup({ groupId: 'none' }),
      () => clientOf(running, { tamper, fingerprint: '00' }).listRegions({}),
    ])
      said.push(await act().catch((error: unknown) => error));
    writeFileSync(join(running.folder, 'tenancy.json'), '{');
    said.push(await client.listRegions({}).catch((error: unknown) => error));
    expect(inspect(said.at(-1))).toContain('InternalServerError');

    const shown = inspect([said, running.requests, running], {
      depth: 9,
      maxStringLength: null,
    });
    const secrets = [...linesOf(key), ...signatures, opcRetryToken];
    expect(secrets.length).toBeGreaterThan(20);
    expect(secrets.filter((secret) => secret === '' || shown.includes(secret))).toEqual([]);
  });

  it('stand in no file but that of the key', async () => {
    const running = await sandbox({ folder: folder({}), seed: true });
    const key = readFileSync(join(running.folder, 'key.pem'), 'utf8');
    const opcRetryToken = 'a-retry-token-of-a-client';
    const createGroupDetails = { compartmentId: running.tenancyId, name: 'g', description: 'd' };
    let signature = '';
    const tamper = ({ headers }: { headers: Headers }) => {
      signature = /signature="([^"]+)"/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
    };
    await clientOf(running, { tamper }).createGroup({ createGroupDetails, opcRetryToken });
    expect(running.state.retryTokens).toHaveLength(1);
    expect(signature).not.toBe('');
    for (const name of ['tenancy.json', 'config']) {
      const text = readFileSync(join(running.folder, name), 'utf8');
      expect([...linesOf(key), signature, opcRetryToken].filter((secret) => text.includes(secret))).toEqual(
        [],
      );
    }
  });
});
