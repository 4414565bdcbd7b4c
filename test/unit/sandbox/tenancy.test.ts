import { describe, expect, it } from 'vitest';
import { clientOf, refusal, sandboxForAll } from './client.ts';
import { NOT_FOUND } from './kinds.ts';

describe('the tenancy', () => {
  const running = sandboxForAll({ seed: true });

  it('tells its name, its regions and its domains', async () => {
    const client = clientOf(running());
    const { tenancyId } = running();
    expect((await client.getTenancy({ tenancyId })).tenancy).toMatchObject({
      id: tenancyId,
      homeRegionKey: 'IAD',
    });
    const regions = (await client.listRegionSubscriptions({ tenancyId })).items;
    expect(regions.filter(({ isHomeRegion }) => isHomeRegion).map(({ regionName }) => regionName)).toEqual([
      'us-ashburn-1',
    ]);
    expect((await client.listRegions({})).items).toHaveLength(2);
    const [domain] = (await client.listDomains({ compartmentId: tenancyId })).items;
    expect(domain).toMatchObject({ displayName: 'Default', type: 'DEFAULT', lifecycleState: 'ACTIVE' });
    expect((await client.getDomain({ domainId: domain?.id ?? '' })).domain.displayName).toBe('Default');
    expect(await refusal(client.getTenancy({ tenancyId: 'ocid1.tenancy.oc1..other' }))).toBe(NOT_FOUND);
  });

  it('knows who is a member of what', async () => {
    const client = clientOf(running());
    const { tenancyId: compartmentId, state } = running();
    const id = (kind: 'users' | 'groups', name: string) =>
      state.resources[kind].find((each) => each.name === name)?.id ?? '';
    const [userId, groupId] = [id('users', 'ana'), id('groups', 'Analysts')];
    const { userGroupMembership } = await client.addUserToGroup({
      addUserToGroupDetails: { userId, groupId },
    });
    const members = async () =>
      (await client.listUserGroupMemberships({ compartmentId, groupId })).items.map((each) => each.userId);
    expect(await members()).toEqual([userId]);
    expect((await client.listUserGroupMemberships({ compartmentId, userId })).items).toHaveLength(2);
    expect(await refusal(client.deleteGroup({ groupId }))).toMatch(/^409 Conflict: /);
    await client.removeUserFromGroup({ userGroupMembershipId: userGroupMembership.id });
    expect(await members()).toEqual([]);
  });

  it('refuses what is not its own', async () => {
    const client = clientOf(running());
    expect(await refusal(client.listPolicies({ compartmentId: 'ocid1.compartment.oc1..none' }))).toBe(
      NOT_FOUND,
    );
    expect(await refusal(client.listPolicies({ compartmentId: '' }))).toMatch(/^400 MissingParameter: /);
    expect(await refusal(client.listApiKeys({ userId: running().userId }))).toMatch(/^404 NotFound: /);
    client.endpoint = `${running().url}/x`;
    expect(await refusal(client.listRegions({}))).toMatch(/^404 NotFound: /);
  });
});
