import type { Connection, Send } from './connection.ts';
import { readPrincipals } from './domain-principals.ts';
import type {
  Compartment,
  DefinedTags,
  Domain,
  DomainPrincipal,
  Kind,
  Named,
  Stored,
  StoredOf,
  Versioned,
} from './objects.ts';
import { dynamicGroupOf, etagOf, policyOf, tagKeyOf, tagNamespaceOf } from './identity-objects.ts';
import type { identity as Identity } from './sdk.ts';

/** What of an object is sent when it is created. */
export type Created<K extends Kind> = Omit<StoredOf<K>, 'id'>;

/** What a plan asks of the Identity API, in our own words; each function throws a `TenancyFailure`. */
export interface IdentityApi {
  compartments(): Promise<Compartment[]>;
  groups(): Promise<Named[]>;
  networkSources(): Promise<Named[]>;
  /** The identity domains of a compartment. */
  domains(compartmentId: string): Promise<Domain[]>;
  /** The groups, or dynamic groups, of a domain, as the API of that domain tells them. */
  domainPrincipals(domain: Domain, kind: DomainPrincipal['kind']): Promise<DomainPrincipal[]>;
  /** The OCIDs of the groups that a user is in. */
  groupsOf(userId: string): Promise<string[]>;
  /** Whether anybody is a member of a group. */
  hasMembers(groupId: string): Promise<boolean>;
  policies(compartmentId: string): Promise<StoredOf<'policy'>[]>;
  dynamicGroups(): Promise<StoredOf<'dynamic-group'>[]>;
  tagNamespaces(): Promise<StoredOf<'tag-namespace'>[]>;
  tagKeys(namespace: { readonly id: string; readonly name: string }): Promise<StoredOf<'tag-key'>[]>;
  /** The object as it is now, where writes go; fails with status 404 when it is not there. */
  get<K extends Kind>(object: StoredOf<K>): Promise<Versioned<StoredOf<K>>>;
  create(object: Created<Kind>, retryToken: string): Promise<Versioned>;
  /** Sends the named fields of `object`, if it still has the version. */
  update(object: Stored, fields: readonly string[], etag: string | undefined): Promise<Versioned>;
  delete(object: Stored, etag: string | undefined): Promise<string | undefined>;
}

type Client = Identity.IdentityClient;
interface Page<Item> {
  readonly items: readonly Item[];
  readonly opcNextPage?: string;
}

const GONE = new Set(['DELETED', 'DELETING', 'TERMINATED']);

/** The Identity API, version 20160918, of an open tenancy. */
export function identityApi(connection: Connection): IdentityApi {
  const { read, readHome, write } = connection;
  const tenancyId = connection.place.tenancyId;
  const all = async <Item extends { lifecycleState?: string }>(
    operation: string,
    ask: (client: Client, page: { page?: string; limit: number }) => Promise<Page<Item>>,
  ): Promise<Item[]> => {
    const items: Item[] = [];
    let page: string | undefined;
    do {
      const at = page === undefined ? {} : { page: encodeURIComponent(page) };
      const answer: Page<Item> = await read(operation, (client) => ask(client, { ...at, limit: 100 }));
      items.push(...answer.items.filter(({ lifecycleState = '' }) => !GONE.has(lifecycleState)));
      page = answer.opcNextPage || undefined;
    } while (page !== undefined);
    return items;
  };
  const names = (items: readonly { id: string; name: string }[]): Named[] =>
    items.map(({ id, name }) => ({ id, name }));
  const inTenancy = { compartmentId: tenancyId };

  return {
    compartments: async () =>
      (
        await all('ListCompartments', (client, page) =>
          client.listCompartments({ ...inTenancy, ...page, compartmentIdInSubtree: true, accessLevel: ANY }),
        )
      ).map(({ id, compartmentId, name, description }) => ({
        ...{ id, parentId: compartmentId, name, description: description ?? '' },
      })),
    groups: async () =>
      names(await all('ListGroups', (client, page) => client.listGroups({ ...inTenancy, ...page }))),
    networkSources: async () =>
      names(
        await all('ListNetworkSources', (client, page) =>
          client.listNetworkSources({ ...inTenancy, ...page }),
        ),
      ),
    domains: async (compartmentId) => {
      const found = await all('ListDomains', (client, page) =>
        client.listDomains({ compartmentId, ...page }),
      );
      return found.map(({ id, displayName, url, type }) => ({
        ...{ id, name: displayName, url: url ?? '' },
        // A value of an enum of the SDK, which is not loaded when this file is.
        isDefault: String(type) === 'DEFAULT',
      }));
    },
    domainPrincipals: (domain, kind) => readPrincipals(connection, domain, kind),
    groupsOf: async (userId) =>
      (
        await all('ListUserGroupMemberships', (client, page) =>
          client.listUserGroupMemberships({ ...inTenancy, ...page, userId }),
        )
      ).map(({ groupId }) => groupId),
    hasMembers: async (groupId) => {
      const ask = (client: Client) => client.listUserGroupMemberships({ ...inTenancy, groupId, limit: 1 });
      return (await read('ListUserGroupMemberships', ask)).items.length > 0;
    },
    policies: async (compartmentId) =>
      (await all('ListPolicies', (client, page) => client.listPolicies({ compartmentId, ...page }))).map(
        policyOf,
      ),
    dynamicGroups: async () =>
      (
        await all('ListDynamicGroups', (client, page) => client.listDynamicGroups({ ...inTenancy, ...page }))
      ).map(dynamicGroupOf),
    tagNamespaces: async () =>
      (
        await all('ListTagNamespaces', (client, page) =>
          client.listTagNamespaces({ ...inTenancy, ...page, includeSubcompartments: true }),
        )
      ).map(tagNamespaceOf),
    tagKeys: async ({ id, name }) =>
      (await all('ListTags', (client, page) => client.listTags({ tagNamespaceId: id, ...page }))).map((tag) =>
        tagKeyOf(tag, { id, name }),
      ),
    get: async <K extends Kind>(object: StoredOf<K>) =>
      (await readHome(`Get${OPERATION[object.kind]}`, getting(object))) as Versioned<StoredOf<K>>,
    create: (object, retryToken) =>
      write(`Create${OPERATION[object.kind]}`, creating(object, retryToken), { repeat: 'always' }),
    update: (object, fields, etag) => {
      const details = Object.fromEntries(fields.map((field) => [field, object[field as keyof Stored]]));
      return write(`Update${OPERATION[object.kind]}`, updating(object, details, etag), {
        ...{ repeat: 'refused', etag },
      });
    },
    delete: (object, etag) =>
      write(`Delete${OPERATION[object.kind]}`, deleting(object, etag), { repeat: 'refused', etag }),
  };
}

const OPERATION: Readonly<Record<Kind, string>> = {
  policy: 'Policy',
  'dynamic-group': 'DynamicGroup',
  'tag-namespace': 'TagNamespace',
  'tag-key': 'Tag',
};

// A value of an enum of the SDK, which is not loaded when this file is.
const ANY = 'ANY' as Identity.requests.ListCompartmentsRequest.AccessLevel;

function getting(object: Stored): Send<Versioned> {
  switch (object.kind) {
    case 'policy':
      return async (client) => {
        const { policy, etag, opcRequestId } = await client.getPolicy({ policyId: object.id });
        return { object: policyOf(policy), etag, requestId: opcRequestId, state: policy.lifecycleState };
      };
    case 'dynamic-group':
      return async (client) => {
        const got = await client.getDynamicGroup({ dynamicGroupId: object.id });
        const { dynamicGroup: group, etag, opcRequestId: requestId } = got;
        return { object: dynamicGroupOf(group), etag, requestId, state: group.lifecycleState };
      };
    case 'tag-namespace':
      return async (client) => {
        const got = await client.getTagNamespace({ tagNamespaceId: object.id });
        return { object: tagNamespaceOf(got.tagNamespace), etag: etagOf(got), requestId: got.opcRequestId };
      };
    case 'tag-key':
      return async (client) => {
        const { namespaceId, namespace, name } = object;
        const got = await client.getTag({ tagNamespaceId: namespaceId, tagName: name });
        const key = tagKeyOf(got.tag, { id: namespaceId, name: namespace });
        return { object: key, etag: got.etag, requestId: got.opcRequestId };
      };
  }
}

function creating(object: Created<Kind>, opcRetryToken: string): Send<Versioned> {
  const { name, description, freeformTags, definedTags } = object;
  const shared = {
    name,
    description,
    freeformTags: { ...freeformTags },
    definedTags: tagsToSend(definedTags),
  };
  switch (object.kind) {
    case 'policy':
      return async (client) => {
        const { compartmentId, statements, versionDate } = object as StoredOf<'policy'>;
        const got = await client.createPolicy({
          createPolicyDetails: {
            ...{ ...shared, compartmentId, statements: [...statements] },
            // The SDK would send a time of day with a date. Source: toolchain.md, section 2.
            ...(versionDate === undefined ? {} : { versionDate: versionDate as unknown as Date }),
          },
          opcRetryToken,
        });
        const { policy, etag, opcRequestId: requestId } = got;
        return { object: policyOf(policy), etag, requestId, state: policy.lifecycleState };
      };
    case 'dynamic-group':
      return async (client) => {
        const { compartmentId, matchingRule } = object as StoredOf<'dynamic-group'>;
        const got = await client.createDynamicGroup({
          createDynamicGroupDetails: { ...shared, compartmentId, matchingRule },
          opcRetryToken,
        });
        const { dynamicGroup: group, etag, opcRequestId: requestId } = got;
        return { object: dynamicGroupOf(group), etag, requestId, state: group.lifecycleState };
      };
    case 'tag-namespace':
      return async (client) => {
        const { compartmentId } = object as StoredOf<'tag-namespace'>;
        const got = await client.createTagNamespace({
          createTagNamespaceDetails: { ...shared, compartmentId },
          opcRetryToken,
        });
        return { object: tagNamespaceOf(got.tagNamespace), etag: etagOf(got), requestId: got.opcRequestId };
      };
    case 'tag-key':
      return async (client) => {
        const { namespaceId, namespace, isCostTracking, validator } = object as StoredOf<'tag-key'>;
        const got = await client.createTag({
          tagNamespaceId: namespaceId,
          createTagDetails: {
            ...shared,
            ...(isCostTracking === undefined ? {} : { isCostTracking }),
            ...(validator === undefined
              ? {}
              : { validator: validator as Identity.models.EnumTagDefinitionValidator }),
          },
          opcRetryToken,
        });
        const key = tagKeyOf(got.tag, { id: namespaceId, name: namespace });
        return { object: key, etag: got.etag, requestId: got.opcRequestId };
      };
  }
}

function updating(object: Stored, details: object, ifMatch: string | undefined): Send<Versioned> {
  const match = ifMatch === undefined ? {} : { ifMatch };
  switch (object.kind) {
    case 'policy':
      return async (client) => {
        const got = await client.updatePolicy({
          policyId: object.id,
          updatePolicyDetails: details,
          ...match,
        });
        const { policy, etag, opcRequestId: requestId } = got;
        return { object: policyOf(policy), etag, requestId, state: policy.lifecycleState };
      };
    case 'dynamic-group':
      return async (client) => {
        const got = await client.updateDynamicGroup({
          ...{ dynamicGroupId: object.id, updateDynamicGroupDetails: details, ...match },
        });
        const { dynamicGroup: group, etag, opcRequestId: requestId } = got;
        return { object: dynamicGroupOf(group), etag, requestId, state: group.lifecycleState };
      };
    case 'tag-namespace':
      return async (client) => {
        const got = await client.updateTagNamespace({
          ...{ tagNamespaceId: object.id, updateTagNamespaceDetails: details },
        });
        return { object: tagNamespaceOf(got.tagNamespace), etag: etagOf(got), requestId: got.opcRequestId };
      };
    case 'tag-key':
      return async (client) => {
        const { namespaceId, namespace, name } = object;
        const got = await client.updateTag({
          ...{ tagNamespaceId: namespaceId, tagName: name, updateTagDetails: details, ...match },
        });
        const key = tagKeyOf(got.tag, { id: namespaceId, name: namespace });
        return { object: key, etag: got.etag, requestId: got.opcRequestId };
      };
  }
}

function deleting(object: Stored, ifMatch: string | undefined): Send<string | undefined> {
  const match = ifMatch === undefined ? {} : { ifMatch };
  return async (client) => {
    switch (object.kind) {
      case 'policy':
        return (await client.deletePolicy({ policyId: object.id, ...match })).opcRequestId;
      case 'dynamic-group':
        return (await client.deleteDynamicGroup({ dynamicGroupId: object.id, ...match })).opcRequestId;
      case 'tag-namespace':
        return (await client.deleteTagNamespace({ tagNamespaceId: object.id, ...match })).opcRequestId;
      case 'tag-key': {
        const { namespaceId, name } = object;
        return (await client.deleteTag({ tagNamespaceId: namespaceId, tagName: name, ...match }))
          .opcRequestId;
      }
    }
  };
}

function tagsToSend(tags: DefinedTags): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(tags).map(([name, keys]) => [name, { ...keys }]));
}
