import { expect } from 'vitest';
import type { IdentityClient } from 'oci-identity';

/** What the service says of a thing that is not there, or that may not be seen. */
export const NOT_FOUND = '404 NotAuthorizedOrNotFound: Authorization failed or requested resource not found.';
/** A matching rule that the service takes. */
export const RULE = "all {resource.type = 'fnfunc', resource.compartment.id = 'ocid1.compartment.oc1..x'}";

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

/** The kinds of things that are made in the root and behave alike. */
export const KINDS: Readonly<Record<string, (client: IdentityClient, root: string) => Operations>> = {
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
