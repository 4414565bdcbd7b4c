import { describe, expect, it } from 'vitest';
import { clientOf, compartment, refusal, sandboxForAll } from './client.ts';
import { NOT_FOUND, RULE } from './kinds.ts';

describe('dynamic groups', () => {
  const running = sandboxForAll({ seed: true, limits: { matchingRule: 120 } });
  const make = (matchingRule: string, compartmentId = running().tenancyId) =>
    clientOf(running()).createDynamicGroup({
      createDynamicGroupDetails: { compartmentId, name: 'refused', description: '', matchingRule },
    });

  it.each([
    ["instance.id = 'a' instance.id = 'b'", /issue with token: .* at character: /],
    ['instance.id = a', /issue with token: a at character: 14$/],
    ["resource.name = 'x'", /issue with token: resource\.name at character: 0$/],
    ["all {resource.type in ('a', 'b')}", /issue with token: in at character: 19$/],
    ["any {instance.id = 'a'", /Failed to parse policy/],
    ["instance.id = 'a' // why", /issue with token: \/\/ why at character: 18$/],
    [`instance.id = '${'a'.repeat(120)}'`, /must not be longer than 120 characters$/],
    ['', /Failed to parse policy/],
  ])('%s is refused', async (rule, answer) => {
    const told = await refusal(make(rule));
    expect(told).toMatch(/^400 InvalidParameter: /);
    expect(told).toMatch(answer);
  });

  it('below the tenancy are refused', async () => {
    expect(await refusal(make(RULE, compartment(running(), 'labs')))).toBe(
      '400 InvalidParameter: Dynamic group can only be created in the tenancy compartment',
    );
  });
});

describe('what is refused of principals', () => {
  const running = sandboxForAll({ seed: true, limits: { groups: 10, dynamicGroups: 2, networkSources: 1 } });

  it('is more of them than the limits allow', async () => {
    const client = clientOf(running());
    const rest = { compartmentId: running().tenancyId, description: '' };
    for (const work of [
      () => client.createGroup({ createGroupDetails: { ...rest, name: 'g' } }),
      () =>
        client.createDynamicGroup({ createDynamicGroupDetails: { ...rest, name: 'd', matchingRule: RULE } }),
      () => client.createNetworkSource({ createNetworkSourceDetails: { ...rest, name: 'n' } }),
    ])
      expect(await refusal(work())).toMatch(
        /^400 LimitExceeded: The following service limits were exceeded: /,
      );
  });

  it('is a dynamic group with the name of a group', async () => {
    const createDynamicGroupDetails = {
      ...{ compartmentId: running().tenancyId, name: 'analysts', description: '', matchingRule: RULE },
    };
    expect(await refusal(clientOf(running()).createDynamicGroup({ createDynamicGroupDetails }))).toBe(
      "409 DynamicGroupAlreadyExists: Dynamic group 'analysts' already exists",
    );
  });

  it('is a group below the tenancy', async () => {
    const createGroupDetails = { compartmentId: compartment(running(), 'labs'), name: 'g', description: '' };
    expect(await refusal(clientOf(running()).createGroup({ createGroupDetails }))).toMatch(
      /^400 InvalidParameter: /,
    );
  });

  it('is to delete who signs, and who is a member of a group', async () => {
    const client = clientOf(running());
    const ana = running().state.resources.users.find(({ name }) => name === 'ana')?.id ?? '';
    for (const userId of [running().userId, ana])
      expect(await refusal(client.deleteUser({ userId }))).toMatch(/^409 Conflict: /);
  });

  it('is a membership that is there already, and one of somebody who is not', async () => {
    const client = clientOf(running());
    const [member] = running().state.resources.userGroupMemberships;
    const details = { userId: String(member?.['userId']), groupId: String(member?.['groupId']) };
    const add = (addUserToGroupDetails: typeof details) => client.addUserToGroup({ addUserToGroupDetails });
    expect(await refusal(add(details))).toMatch(/^409 MembershipAlreadyExists: /);
    expect(await refusal(add({ ...details, userId: 'ocid1.user.oc1..none' }))).toBe(NOT_FOUND);
    const { tenancyId: compartmentId } = running();
    expect(await refusal(client.listUserGroupMemberships({ compartmentId }))).toMatch(
      /^400 MissingParameter: /,
    );
  });

  it('is another rule that cannot be read', async () => {
    const client = clientOf(running());
    const dynamicGroupId = running().state.resources.dynamicGroups[0]?.id ?? '';
    const update = (matchingRule: string) =>
      client.updateDynamicGroup({ dynamicGroupId, updateDynamicGroupDetails: { matchingRule } });
    expect(await refusal(update('instance.id = a'))).toMatch(
      /^400 InvalidParameter: Failed to parse policy /,
    );
    expect((await update("any {tag.a.b.value, resource.id != 'x'}")).dynamicGroup.matchingRule).toBe(
      "any {tag.a.b.value, resource.id != 'x'}",
    );
  });
});
