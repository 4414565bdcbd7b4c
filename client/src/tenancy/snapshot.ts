import { TenancyFailure } from './failure.ts';
import type { IdentityApi } from './identity.ts';
import type {
  Compartment,
  Domain,
  DomainPrincipal,
  DynamicGroup,
  Named,
  Place,
  Policy,
  TagKey,
  TagNamespace,
} from './objects.ts';

/** What may be unknown of a tenancy. */
export type Part =
  | 'compartments'
  | 'policies'
  | 'groups'
  | 'dynamic-groups'
  | 'tag-namespaces'
  | 'tag-keys'
  | 'network-sources'
  | 'domains'
  | 'domain-groups'
  | 'domain-dynamic-groups'
  | 'memberships';

/** Something that the profile may not read, or that could not be read: it may be there or not. */
export interface Unknown {
  readonly part: Part;
  /** The compartment, tag namespace or identity domain whose objects are unknown; undefined for those of the tenancy. */
  readonly of: string | undefined;
  readonly message: string;
}

/** A tenancy at one moment, as plain data without any secret. */
export interface Snapshot {
  readonly place: Place;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  /** The tenancy itself first. */
  readonly compartments: readonly Compartment[];
  readonly policies: readonly Policy[];
  readonly groups: readonly Named[];
  readonly dynamicGroups: readonly DynamicGroup[];
  readonly tagNamespaces: readonly TagNamespace[];
  readonly tagKeys: readonly TagKey[];
  readonly networkSources: readonly Named[];
  readonly domains: readonly Domain[];
  /** Of the domains but the default one. */
  readonly domainPrincipals: readonly DomainPrincipal[];
  /** The groups without members, among those that were to be looked at; of other domains nobody is told. */
  readonly emptyGroups: readonly string[];
  /** The groups of the user that the profile is of; undefined for one that is no user or may not see them. */
  readonly ownGroups: readonly string[] | undefined;
  readonly unknown: readonly Unknown[];
}

export interface NamedThings {
  /** Whether they have members: by their names in lower case, or their OCIDs. */
  readonly groups: ReadonlySet<string>;
  /** Which values they take: as `lab.owner`, in lower case. */
  readonly tags: ReadonlySet<string>;
}

export interface SnapshotOptions {
  /** The user of the profile, to tell whether a plan locks that user out. */
  readonly userId?: string | undefined;
  /** What statements name, of which more is to be told than lists do: a request for each. */
  readonly named?: NamedThings | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Hears how many of the compartments have been read. */
  readonly onProgress?: ((read: number, all: number) => void) | undefined;
}

/** So many groups are looked at for members. */
const MOST_LOOKED_AT = 50;

/** How many requests are under way at once. */
const AT_ONCE = 4;

/**
 * Reads a tenancy, page by page. What the profile may not read is told as unknown.
 * @throws TenancyFailure when it is cancelled, when the key is not taken, or when there is no answer at all
 */
export async function takeSnapshot(
  api: IdentityApi,
  place: Place,
  options: SnapshotOptions = {},
): Promise<Snapshot> {
  const unknown: Unknown[] = [];
  const reading = async <Item>(part: Part, of: string | undefined, read: () => Promise<Item[]>) => {
    if (options.signal?.aborted) throw new TenancyFailure({ kind: 'cancelled', message: 'cancelled' });
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof TenancyFailure) || !isRefusal(error, part)) throw error;
      unknown.push({ part, of, message: error.message });
      return [];
    }
  };
  const root: Compartment = {
    ...{ id: place.tenancyId, parentId: undefined, name: place.tenancyName, description: '' },
  };
  const below = await reading('compartments', undefined, () => api.compartments());
  const compartments = [root, ...below.filter(({ id }) => id !== root.id)];
  let read = 0;
  const policies = await eachOf(compartments, async ({ id }) => {
    const found = await reading('policies', id, () => api.policies(id));
    options.onProgress?.(++read, compartments.length);
    return found;
  });
  const [groups, dynamicGroups, tagNamespaces] = [
    await reading('groups', undefined, () => api.groups()),
    await reading('dynamic-groups', undefined, () => api.dynamicGroups()),
    await reading('tag-namespaces', undefined, () => api.tagNamespaces()),
  ];
  const listedKeys = await eachOf(tagNamespaces, (namespace) =>
    reading('tag-keys', namespace.id, () => api.tagKeys(namespace)),
  );
  // Lists are without the values that a key takes.
  const tagKeys = await eachOf(listedKeys, async (key) => {
    if (!options.named?.tags.has(`${key.namespace}.${key.name}`.toLowerCase())) return [key];
    const [got] = await reading('tag-keys', key.id, async () => [(await api.get(key)).object]);
    return [got ?? key];
  });
  const networkSources = await reading('network-sources', undefined, () => api.networkSources());
  const domains = await eachOf(compartments, ({ id }) => reading('domains', id, () => api.domains(id)));
  const domainPrincipals = await eachOf(
    domains.filter(({ isDefault }) => !isDefault),
    async (domain) => [
      ...(await reading('domain-groups', domain.id, () => api.domainPrincipals(domain, 'group'))),
      ...(await reading('domain-dynamic-groups', domain.id, () =>
        api.domainPrincipals(domain, 'dynamic-group'),
      )),
    ],
  );
  const { userId } = options;
  const own = userId === undefined ? [] : await reading('memberships', userId, () => api.groupsOf(userId));
  const knowsOwn = userId !== undefined && !unknown.some(({ part }) => part === 'memberships');
  const looked = groups
    .filter(
      ({ id, name }) =>
        options.named?.groups.has(name.toLowerCase()) || options.named?.groups.has(id.toLowerCase()),
    )
    .slice(0, MOST_LOOKED_AT);
  const emptyGroups = await eachOf(looked, async ({ id, name }) => {
    const members = await reading('memberships', id, async () => [await api.hasMembers(id)]);
    return members[0] === false ? [name] : [];
  });
  return {
    ...{ place, takenAt: new Date().toISOString(), compartments, policies, groups, dynamicGroups },
    ...{ tagNamespaces, tagKeys, networkSources, domains, domainPrincipals, emptyGroups, unknown },
    ownGroups: knowsOwn ? own : undefined,
  };
}

/** Without these a plan can do, whatever the reason that they are not to be had. */
const DISPENSABLE: ReadonlySet<Part> = new Set([
  ...(['network-sources', 'domains', 'domain-groups', 'domain-dynamic-groups', 'memberships'] as const),
]);

/** Whether the service answered that it does not show this, or that it does not have it. */
function isRefusal({ kind, status = 0 }: TenancyFailure, part: Part): boolean {
  // A domain has an address of its own, which may well not be reached from where the tenancy is.
  const isElsewhere = part === 'domain-groups' || part === 'domain-dynamic-groups';
  if (isElsewhere && kind !== 'cancelled' && kind !== 'profile') return true;
  if (kind !== 'service' || status === 401 || status === 429) return false;
  return status === 403 || status === 404 || DISPENSABLE.has(part);
}

/** What a function gives for each item, in the order of the items, some at once. */
async function eachOf<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: (readonly Found[])[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) found[at] = await find(items[at] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return found.flat();
}

/** Whether objects of a part may be there without being in the snapshot. */
export function isUnknown(snapshot: Snapshot, part: Part, of?: string): boolean {
  return snapshot.unknown.some((each) => each.part === part && (each.of === undefined || each.of === of));
}

/** `Labs:Dev` for a compartment; the name of the tenancy for its root. Undefined for one that is not in the snapshot. */
export function pathOf(snapshot: Pick<Snapshot, 'compartments'>, id: string): string | undefined {
  const byId = new Map(snapshot.compartments.map((each) => [each.id, each]));
  const parts: string[] = [];
  for (let at = byId.get(id); at; at = at.parentId === undefined ? undefined : byId.get(at.parentId)) {
    if (at.parentId === undefined) return parts.length === 0 ? at.name : parts.join(':');
    parts.unshift(at.name);
  }
  return undefined;
}

/** The compartment below `from` that a path leads to; names are compared without regard to case. */
export function compartmentAt(
  snapshot: Pick<Snapshot, 'compartments'>,
  path: readonly string[],
  from: string,
): string | undefined {
  return path.reduce<string | undefined>(
    (at, name) => (at === undefined ? undefined : childNamed(snapshot, at, name)),
    from,
  );
}

function childNamed(
  { compartments }: Pick<Snapshot, 'compartments'>,
  parent: string,
  name: string,
): string | undefined {
  const wanted = name.toLowerCase();
  return compartments.find((each) => each.parentId === parent && each.name.toLowerCase() === wanted)?.id;
}
