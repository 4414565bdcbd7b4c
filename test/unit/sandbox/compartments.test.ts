import { describe, expect, it } from 'vitest';
import { clientOf, compartment, refusal, sandbox } from './client.ts';

describe('compartments', () => {
  it('are created, listed with what is in them, renamed, and deleted when they are empty', async () => {
    const running = await sandbox({ seed: true });
    const client = clientOf(running);
    const root = running.tenancyId;
    const create = (compartmentId: string, name: string) =>
      client.createCompartment({ createCompartmentDetails: { compartmentId, name, description: 'd' } });
    const finance = compartment(running, 'Finance');
    const { compartment: test } = await create(finance, 'Test');
    expect(await refusal(create(finance, 'test'))).toMatch(/^409 CompartmentAlreadyExists: /);

    const names = async (request: object) =>
      (await client.listCompartments({ compartmentId: root, ...request })).items.map(({ name }) => name);
    expect(await names({})).toEqual(['labs', 'science', 'network', 'Finance', 'shop']);
    expect(await names({ compartmentIdInSubtree: true, accessLevel: 'ANY' })).toContain('Test');
    expect(await names({ compartmentId: finance })).toEqual(['Dev', 'Prod', 'Test']);
    expect(await refusal(names({ compartmentId: finance, compartmentIdInSubtree: true }))).toMatch(
      /^400 Inv/,
    );
    expect((await client.getCompartment({ compartmentId: root })).compartment.name).toBe('sandbox');

    const full = await client.deleteCompartment({ compartmentId: finance });
    const done = await client.deleteCompartment({ compartmentId: test.id });
    const status = async (workRequestId: string) =>
      (await client.getWorkRequest({ workRequestId })).workRequest.status;
    expect([await status(full.opcWorkRequestId), await status(done.opcWorkRequestId)]).toEqual([
      'FAILED',
      'SUCCEEDED',
    ]);
    expect(await names({ compartmentId: finance, lifecycleState: 'ACTIVE' })).toEqual(['Dev', 'Prod']);
    const gone = (await client.getCompartment({ compartmentId: test.id })).compartment;
    expect(gone).toMatchObject({ lifecycleState: 'DELETED' });
    expect((await create(finance, 'Test')).compartment.id).not.toBe(test.id);

    // What was deleted before does not keep the one around it.
    const { compartment: outer } = await create(root, 'outer');
    const { compartment: inner } = await create(outer.id, 'inner');
    await client.deleteCompartment({ compartmentId: inner.id });
    const last = await client.deleteCompartment({ compartmentId: outer.id });
    expect(await status(last.opcWorkRequestId)).toBe('SUCCEEDED');
  });

  it('are six levels deep at most, and are not moved into themselves', async () => {
    const running = await sandbox();
    const client = clientOf(running);
    const ids = [running.tenancyId];
    const create = async () => {
      const compartmentId = ids.at(-1) ?? '';
      const createCompartmentDetails = { compartmentId, name: 'c', description: '' };
      ids.push((await client.createCompartment({ createCompartmentDetails })).compartment.id);
    };
    for (let level = 1; level <= 6; level++) await create();
    expect(await refusal(create())).toMatch(/^400 LimitExceeded: /);
    const move = (compartmentId = '', targetCompartmentId = '') =>
      client.moveCompartment({ compartmentId, moveCompartmentDetails: { targetCompartmentId } });
    expect(await refusal(move(ids[1], ids[3]))).toMatch(/^400 InvalidParameter: /);
    expect(await refusal(move(ids[3], ids[0]))).toMatch(/^409 CompartmentAlreadyExists: /);
  });
});
