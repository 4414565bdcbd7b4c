import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../../client/src/sandbox/sandbox.ts';
import { freshFolder } from '../tenancy/stage.ts';
import { clientOf, refusal, sandboxForAll, signedFetch } from './client.ts';
import { RULE } from './kinds.ts';

const GROUP = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:group:Group';

describe('an identity domain', () => {
  const running = sandboxForAll({ seed: true });
  const shop = () => running().state.resources.compartments.find(({ name }) => name === 'shop')?.id ?? '';
  const urlOf = async (name: string, compartmentId: string) => {
    const { items } = await clientOf(running()).listDomains({ compartmentId });
    return items.find(({ displayName }) => displayName === name)?.url ?? '';
  };
  const at = async (path: string, init?: { method: string; body?: object }) => {
    const url = await urlOf('Partners', shop());
    return signedFetch(running(), `${url}/admin/v1/${path}`, init);
  };

  it('lies in a compartment and has an address of its own on this machine', async () => {
    expect(await urlOf('Partners', running().tenancyId)).toBe('');
    expect((await urlOf('Partners', shop())).startsWith(`${running().url}/`)).toBe(true);
  });

  it('tells its groups and dynamic groups page by page, and rules where they are asked for', async () => {
    const first = (await (await at('Groups?count=1')).json()) as Record<string, unknown>;
    expect(first).toMatchObject({ totalResults: 2, startIndex: 1, itemsPerPage: 1 });
    const second = (await (await at('Groups?count=1&startIndex=2')).json()) as typeof first;
    expect(second).toMatchObject({ Resources: [{ displayName: 'shop-auditors' }] });
    const rules = async (query: string) =>
      (await (await at(`DynamicResourceGroups${query}`)).json()) as { Resources: object[] };
    expect((await rules('')).Resources[0]).not.toHaveProperty('matchingRule');
    expect((await rules('?attributes=displayName,matchingRule')).Resources[0]).toMatchObject({
      displayName: 'partner-functions',
      matchingRule: expect.stringContaining("resource.type = 'fnfunc'") as string,
    });
    expect((await rules('?attributeSets=all')).Resources[0]).toHaveProperty('matchingRule');
  });

  it('takes and loses them, by names of its own', async () => {
    const made = await at('Groups', { method: 'POST', body: { displayName: 'drivers' } });
    const group = (await made.json()) as { id: string; ocid: string };
    expect([made.status, group]).toEqual([201, expect.objectContaining({ displayName: 'drivers' })]);
    expect(group).toHaveProperty([GROUP]);
    const clash = await at('DynamicResourceGroups', {
      method: 'POST',
      body: { displayName: 'DRIVERS', matchingRule: RULE },
    });
    expect(clash.status).toBe(409);
    expect(await clash.json()).toMatchObject({ status: '409', detail: expect.any(String) as string });
    const filter = encodeURIComponent('displayName eq "drivers"');
    expect(await (await at(`Groups?filter=${filter}`)).json()).toMatchObject({ totalResults: 1 });
    expect((await at(`Groups/${group.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await at(`Groups/${group.id}`)).status).toBe(404);
  });

  it('of the root tells the groups of the tenancy', async () => {
    const url = await urlOf('Default', running().tenancyId);
    const answer = await signedFetch(running(), `${url}/admin/v1/Groups`);
    const { Resources: groups } = (await answer.json()) as { Resources: { displayName: string }[] };
    expect(groups.map(({ displayName }) => displayName)).toContain('Administrators');
  });

  it('is made by a work request, and its principals are looked up when a policy is saved', async () => {
    const client = clientOf(running());
    const { opcWorkRequestId } = await client.createDomain({
      createDomainDetails: {
        ...{ compartmentId: shop(), displayName: 'Guests', description: 'Who visits' },
        ...{ homeRegion: 'us-ashburn-1', licenseType: 'free' },
      },
    });
    expect(opcWorkRequestId).toMatch(/^ocid1\.workrequest\./);
    const save = (name: string, subject: string) =>
      client.createPolicy({
        createPolicyDetails: {
          ...{ compartmentId: running().tenancyId, name, description: 'd' },
          statements: [`allow ${subject} to read buckets in tenancy`],
        },
      });
    await save('a', 'group Partners/couriers');
    await save('b', "dynamic-group 'partners'/'partner-functions'");
    for (const [name, subject] of [
      ['c', 'group Partners/Analysts'],
      ['d', 'group Guests/couriers'],
      ['e', 'dynamic-group Partners/couriers'],
    ] as const)
      expect(await refusal(save(name, subject))).toMatch(/^400 InvalidParameter: The (?:dynamic-)?group/);
  });

  it('without a signature tells nothing', async () => {
    const url = await urlOf('Partners', shop());
    expect((await fetch(`${url}/admin/v1/Groups`)).status).toBe(401);
  });
});

it('A sandbox that was kept before there were domains opens, and has none but the default one', async () => {
  const folder = freshFolder();
  const first = await startSandbox({ folder });
  await first.close();
  const path = join(folder, 'tenancy.json');
  const state = JSON.parse(readFileSync(path, 'utf8')) as { resources: Record<string, unknown> };
  delete state.resources['domainGroups'];
  delete state.resources['domainDynamicGroups'];
  writeFileSync(path, JSON.stringify(state));
  const second = await startSandbox({ folder });
  expect(second.state.resources.domainGroups).toEqual([]);
  await second.close();
});
