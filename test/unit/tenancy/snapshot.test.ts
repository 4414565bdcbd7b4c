import { describe, expect, it } from 'vitest';
import { TenancyFailure } from '../../../client/src/tenancy/failure.ts';
import { importTenancy, pathOf, preparePlan } from '../../../client/src/tenancy/tenancy.ts';
import { clientOf, sandbox, sandboxForAll } from '../sandbox/client.ts';
import { file, linesOf, tenancyOf } from './stage.ts';

describe('a snapshot', () => {
  const running = sandboxForAll({ seed: true });

  it('holds what statements name and plans change', async () => {
    const snapshot = await (await tenancyOf(running())).snapshot();
    const labels = snapshot.compartments.map(({ id }) => pathOf(snapshot, id));
    expect(labels).toEqual(expect.arrayContaining(['sandbox', 'labs', 'Finance:Dev', 'shop:staging']));
    expect(snapshot.policies.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Tenant Admin Policy', 'finance-readers', 'network-admins']),
    );
    expect(snapshot.groups.map(({ name }) => name)).toContain('lab-members');
    expect(snapshot.dynamicGroups.map(({ name }) => name)).toContain('shop-functions');
    expect(snapshot.tagKeys.map(({ namespace, name }) => `${namespace}.${name}`)).toContain(
      'Operations.CostCenter',
    );
    expect(snapshot.unknown).toEqual([]);
    expect(snapshot.ownGroups?.length).toBeGreaterThan(0);
  });

  it.each([
    ['/policies', 'policies'],
    ['/groups', 'groups'],
    ['/dynamicGroups', 'dynamic-groups'],
    ['/tagNamespaces', 'tag-namespaces'],
    ['/compartments', 'compartments'],
    ['/networkSources', 'network-sources'],
    ['/domains', 'domains'],
  ])('tells what may not be read as unknown: %s', async (path, part) => {
    const tenancy = await tenancyOf(running());
    for (const kind of [{ status: 403, code: 'NotAuthorized' }, { status: 404 }]) {
      running().faults.add({ kind, method: 'GET', path });
      const snapshot = await tenancy.snapshot();
      running().faults.clear();
      expect(snapshot.unknown.map((each) => each.part)).toEqual([part]);
    }
  });

  it('is none when the service fails or a person does not wait', async () => {
    const tenancy = await tenancyOf(running());
    running().faults.add({ kind: { status: 500 }, method: 'GET', path: '/policies', times: 99 });
    await expect(tenancy.snapshot()).rejects.toMatchObject({ status: 500 });
    running().faults.clear();
    const stop = new AbortController();
    stop.abort();
    await expect(tenancy.snapshot({ signal: stop.signal })).rejects.toBeInstanceOf(TenancyFailure);
  });

  it('ends a request that is under way when it is cancelled', async () => {
    const stop = new AbortController();
    const tenancy = await tenancyOf(running(), { signal: stop.signal });
    running().faults.add({ kind: 'stall', method: 'GET', path: '/groups' });
    const reading = tenancy.snapshot({
      onRead: (read, all) => read === all && setImmediate(() => stop.abort()),
    });
    await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
    running().faults.clear();
  });

  it('reads all pages', async () => {
    const own = await sandbox({ limits: { groups: 200 } });
    const client = clientOf(own);
    for (let n = 0; n < 104; n++) {
      await client.createGroup({
        createGroupDetails: { compartmentId: own.tenancyId, name: `g${n}`, description: 'd' },
      });
    }
    const { groups } = await (await tenancyOf(own)).snapshot();
    expect(groups.filter(({ name }) => /^g\d+$/.test(name))).toHaveLength(104);
  });

  it('gives a file that says the same', async () => {
    const tenancy = await tenancyOf(running());
    const text = importTenancy(await tenancy.snapshot());
    const { plan } = await preparePlan(tenancy, file(text), { delete: true });
    expect([linesOf(plan), plan.stops, plan.faults, plan.unfilled]).toEqual([[], [], [], []]);
    expect(text).toContain('in compartment Prod where');
  });
});
