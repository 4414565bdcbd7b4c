import { describe, expect, it } from 'vitest';
import type { IdentityClient } from 'oci-identity';
import { clientOf, compartment, refusal, sandbox, sandboxForAll } from './client.ts';

const NOT_FOUND = '404 NotAuthorizedOrNotFound: Authorization failed or requested resource not found.';
const RULE = "all {resource.type = 'fnfunc', resource.compartment.id = 'ocid1.compartment.oc1..x'}";

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}
interface Read {
  readonly thing: Thing;
  readonly etag: string;
}
/** The operations of the SDK on one kind of thing that is made in the root. */
interface Operations {
  create(name: string): Promise<Read>;
  get(id: string): Promise<Read>;
  list(): Promise<readonly Thing[]>;
  update(id: string, description: string, ifMatch?: string): Promise<Read>;
  delete(id: string, ifMatch?: string): Promise<unknown>;
}

const KINDS: Readonly<Record<string, (client: IdentityClient, root: string) => Operations>> = {
  groups: (client, compartmentId) => ({
    create: async (name) => {
      const { group, etag } = await client.createGroup({
        createGroupDetails: { compartmentId, name, description: 'first' },
      });
      return { thing: group, etag };
    },
    get: async (groupId) => {
      const { group, etag } = await client.getGroup({ groupId });
      return { thing: group, etag };
    },
    list: async () => (await client.listGroups({ compartmentId })).items,
    update: async (groupId, description, ifMatch) => {
      const { group, etag } = await client.updateGroup({
        groupId,
        updateGroupDetails: { description },
        ...when(ifMatch),
      });
      return { thing: group, etag };
    },
    delete: (groupId, ifMatch) => client.deleteGroup({ groupId, ...when(ifMatch) }),
  }),
  'dynamic groups': (client, compartmentId) => ({
    create: async (name) => {
      const { dynamicGroup, etag } = await client.createDynamicGroup({
        createDynamicGroupDetails: { compartmentId, name, description: 'first', matchingRule: RULE },
      });
      expect(dynamicGroup.matchingRule).toBe(RULE);
      return { thing: dynamicGroup, etag };
    },
    get: async (dynamicGroupId) => {
      const { dynamicGroup, etag } = await client.getDynamicGroup({ dynamicGroupId });
      return { thing: dynamicGroup, etag };
    },
    list: async () => (await client.listDynamicGroups({ compartmentId })).items,
    update: async (dynamicGroupId, description, ifMatch) => {
      const { dynamicGroup, etag } = await client.updateDynamicGroup({
        dynamicGroupId,
        updateDynamicGroupDetails: { description },
        ...when(ifMatch),
      });
      return { thing: dynamicGroup, etag };
    },
    delete: (dynamicGroupId, ifMatch) => client.deleteDynamicGroup({ dynamicGroupId, ...when(ifMatch) }),
  }),
  users: (client, compartmentId) => ({
    create: async (name) => {
      const createUserDetails = { compartmentId, name, description: 'first', email: 'a@example.com' };
      const { user, etag } = await client.createUser({ createUserDetails });
      expect(user).toMatchObject({ email: 'a@example.com', isMfaActivated: false });
      return { thing: user, etag };
    },
    get: async (userId) => {
      const { user, etag } = await client.getUser({ userId });
      return { thing: user, etag };
    },
    list: async () => (await client.listUsers({ compartmentId })).items,
    update: async (userId, description, ifMatch) => {
      const { user, etag } = await client.updateUser({
        userId,
        updateUserDetails: { description },
        ...when(ifMatch),
      });
      return { thing: user, etag };
    },
    delete: (userId, ifMatch) => client.deleteUser({ userId, ...when(ifMatch) }),
  }),
  'network sources': (client, compartmentId) => ({
    create: async (name) => {
      const createNetworkSourceDetails = {
        ...{ compartmentId, name, description: 'first' },
        publicSourceList: ['192.0.2.0/24'],
      };
      const { networkSources, etag } = await client.createNetworkSource({ createNetworkSourceDetails });
      expect(networkSources.publicSourceList).toEqual(['192.0.2.0/24']);
      return { thing: networkSources, etag };
    },
    get: async (networkSourceId) => {
      const { networkSources, etag } = await client.getNetworkSource({ networkSourceId });
      return { thing: networkSources, etag };
    },
    list: async () => (await client.listNetworkSources({ compartmentId })).items,
    update: async (networkSourceId, description, ifMatch) => {
      const { networkSources, etag } = await client.updateNetworkSource({
        networkSourceId,
        updateNetworkSourceDetails: { description },
        ...when(ifMatch),
      });
      return { thing: networkSources, etag };
    },
    delete: (networkSourceId, ifMatch) => client.deleteNetworkSource({ networkSourceId, ...when(ifMatch) }),
  }),
};

function when(ifMatch: string | undefined): { ifMatch: string } | object {
  return ifMatch === undefined ? {} : { ifMatch };
}

describe.each(Object.entries(KINDS))('%s', (_, operations) => {
  const running = sandboxForAll();
  const at = () => operations(clientOf(running()), running().tenancyId);

  it('are created, got, listed, changed and deleted', async () => {
    const things = at();
    const { thing, etag } = await things.create('first');
    expect(thing).toMatchObject({
      name: 'first',
      description: 'first',
      lifecycleState: 'ACTIVE',
      freeformTags: {},
    });
    expect(await things.get(thing.id)).toEqual({ thing, etag });
    expect((await things.list()).at(-1)).toEqual(thing);
    const changed = await things.update(thing.id, 'second', etag);
    expect(changed.thing).toEqual({ ...thing, description: 'second' });
    await things.delete(thing.id, changed.etag);
    expect((await things.list()).map(({ id }) => id)).not.toContain(thing.id);
    for (const act of [
      () => things.get(thing.id),
      () => things.update(thing.id, 'x'),
      () => things.delete(thing.id),
    ])
      expect(await refusal(act())).toBe(NOT_FOUND);
  });

  it('that somebody else changed are left alone', async () => {
    const things = at();
    const { thing, etag } = await things.create('guarded');
    const changed = await things.update(thing.id, 'theirs');
    for (const late of [() => things.update(thing.id, 'mine', etag), () => things.delete(thing.id, etag)])
      expect(await refusal(late())).toMatch(/^412 NoEtagMatch: /);
    expect(await things.get(thing.id)).toEqual(changed);
  });

  it('have names of their own', async () => {
    const things = at();
    await things.create('Taken');
    expect(await refusal(things.create('taken'))).toMatch(/^409 \w+AlreadyExists: .*'taken' already exists$/);
    expect(await refusal(things.create('two words'))).toMatch(/^400 InvalidParameter: /);
  });
});

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

describe('tags', () => {
  it('are defined in namespaces, retired, and deleted', async () => {
    const running = await sandbox({ seed: true });
    const client = clientOf(running);
    const compartmentId = compartment(running, 'labs');
    const createTagNamespaceDetails = { compartmentId, name: 'notebooks', description: 'd' };
    const { tagNamespace } = await client.createTagNamespace({ createTagNamespaceDetails });
    const tagNamespaceId = tagNamespace.id;
    expect((await client.getTagNamespace({ tagNamespaceId })).tagNamespace).toEqual(tagNamespace);
    expect(await refusal(client.createTagNamespace({ createTagNamespaceDetails }))).toBe(
      "409 TagNamespaceAlreadyExists: Tag namespace 'notebooks' already exists",
    );
    const listing = { compartmentId: running.tenancyId, includeSubcompartments: true };
    expect((await client.listTagNamespaces(listing)).items.map(({ name }) => name)).toEqual([
      'Operations',
      'notebooks',
    ]);

    const createTagDetails = { name: 'secret-id', description: 'd' };
    const { tag } = await client.createTag({ tagNamespaceId, createTagDetails });
    expect(tag).toMatchObject({
      tagNamespaceId,
      tagNamespaceName: 'notebooks',
      name: 'secret-id',
      isRetired: false,
    });
    expect(await refusal(client.createTag({ tagNamespaceId, createTagDetails }))).toMatch(/^409 /);
    expect((await client.listTags({ tagNamespaceId })).items.map(({ id }) => id)).toEqual([tag.id]);

    const tagName = 'Secret-Id';
    expect((await client.getTag({ tagNamespaceId, tagName })).tag).toEqual(tag);
    expect(await refusal(client.deleteTag({ tagNamespaceId, tagName }))).toMatch(/^409 IncorrectState: /);
    expect(await refusal(client.deleteTagNamespace({ tagNamespaceId }))).toMatch(/^409 IncorrectState: /);
    const retiring = { isRetired: true };
    const stale = { tagNamespaceId, tagName, ifMatch: 'stale' };
    expect(await refusal(client.updateTag({ ...stale, updateTagDetails: retiring }))).toMatch(/^412 /);
    await client.updateTag({ tagNamespaceId, tagName, updateTagDetails: retiring });
    await client.updateTagNamespace({ tagNamespaceId, updateTagNamespaceDetails: retiring });
    const late = client.createTag({ tagNamespaceId, createTagDetails: { name: 'second', description: 'd' } });
    expect(await refusal(late)).toMatch(/^409 IncorrectState: /);
    await client.deleteTag({ tagNamespaceId, tagName });
    await client.deleteTagNamespace({ tagNamespaceId });
    expect(await refusal(client.getTagNamespace({ tagNamespaceId }))).toBe(NOT_FOUND);
  });

  it('are put on things when their keys are known and allow the value', async () => {
    const running = await sandbox({ seed: true });
    const client = clientOf(running);
    const operations = running.state.resources.tagNamespaces[0]?.id ?? '';
    await client.createTag({
      tagNamespaceId: operations,
      createTagDetails: {
        ...{ name: 'Stage', description: 'd' },
        validator: { validatorType: 'ENUM', values: ['dev', 'prod'] } as never,
      },
    });
    const make = (definedTags: Record<string, Record<string, string>>) =>
      client.createDynamicGroup({
        createDynamicGroupDetails: {
          ...{ compartmentId: running.tenancyId, name: 'tagged', description: '', matchingRule: RULE },
          definedTags,
        },
      });
    expect(await refusal(make({ nope: { a: 'b' } }))).toBe(
      "400 RelatedResourceNotAuthorizedOrNotFound: The following tag namespaces / keys are not authorized or not found: 'nope'",
    );
    expect(await refusal(make({ Operations: { nope: 'b' } }))).toContain("not found: 'Operations.nope'");
    expect(await refusal(make({ Operations: { Stage: 'test' } }))).toMatch(/^400 InvalidParameter: /);
    const { dynamicGroup } = await make({ Operations: { Stage: 'dev', CostCenter: '42' } });
    expect(dynamicGroup.definedTags).toEqual({ Operations: { Stage: 'dev', CostCenter: '42' } });
  });
});

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
