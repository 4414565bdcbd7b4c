import { randomBytes } from 'node:crypto';

/** The lists of things that a tenancy is made of. */
export const KINDS = [
  'compartments',
  'domains',
  'users',
  'groups',
  'userGroupMemberships',
  'dynamicGroups',
  'domainGroups',
  'domainDynamicGroups',
  'networkSources',
  'tagNamespaces',
  'tags',
  'policies',
] as const;
export type Kind = (typeof KINDS)[number];

/** One thing as it is kept: what the API shows of it, and its etag, which the API sends as a header. */
export interface Stored {
  readonly id: string;
  readonly etag: string;
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly timeCreated: string;
  readonly lifecycleState: string;
  readonly [property: string]: unknown;
}

/** A piece of a stored statement: text, or a compartment, which is shown by its path from the policy's own compartment. */
export type Piece = string | { readonly compartment: string };

export interface StoredPolicy extends Stored {
  readonly pieces: readonly (readonly Piece[])[];
}

/** That a create was asked for with a retry token, of which only digests are kept. */
export interface UsedRetryToken {
  readonly token: string;
  readonly request: string;
  readonly kind: Kind;
  readonly id: string;
  readonly at: string;
}

export interface WorkRequest {
  readonly id: string;
  readonly compartmentId: string;
  readonly operationType: string;
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly timeAccepted: string;
}

/** A whole tenancy. It holds no key, no token and no signature. */
export interface State {
  readonly format: 1;
  readonly tenancy: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly homeRegionKey: string;
  };
  /** Who signs the requests. */
  readonly userId: string;
  readonly regions: readonly {
    readonly regionKey: string;
    readonly regionName: string;
    readonly status: 'READY';
    readonly isHomeRegion: boolean;
  }[];
  readonly resources: Readonly<Record<Kind, Stored[]>>;
  readonly retryTokens: UsedRetryToken[];
  readonly workRequests: WorkRequest[];
}

/** An OCID that nothing else has. */
export function newOcid(type: string): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const unique = [...randomBytes(52)].map((byte) => letters[byte % letters.length]).join('');
  return `ocid1.${type}.oc1..aaaaaaaa${unique}`;
}

export function newEtag(): string {
  return randomBytes(20).toString('hex');
}

/** What a tenancy has on its first day: an administrator, their group, the policy that lets them do everything, a domain. */
export function newTenancy(now: Date, tenancyId = newOcid('tenancy'), userId = newOcid('user')): State {
  const timeCreated = now.toISOString();
  const thing = (type: string, name: string, description: string, more: object = {}): Stored => ({
    id: newOcid(type),
    etag: newEtag(),
    compartmentId: tenancyId,
    name,
    description,
    timeCreated,
    lifecycleState: 'ACTIVE',
    freeformTags: {},
    definedTags: {},
    ...more,
  });
  const administrators = thing('group', 'Administrators', 'Administrators');
  return {
    format: 1,
    tenancy: {
      id: tenancyId,
      name: 'sandbox',
      description: 'A sandbox of OCI Policy on this machine, not a tenancy of Oracle Cloud',
      homeRegionKey: 'IAD',
    },
    userId,
    regions: [
      { regionKey: 'IAD', regionName: 'us-ashburn-1', status: 'READY', isHomeRegion: true },
      { regionKey: 'GRU', regionName: 'sa-saopaulo-1', status: 'READY', isHomeRegion: false },
    ],
    resources: {
      compartments: [],
      domains: [thing('domain', 'Default', 'Default identity domain')],
      users: [{ ...thing('user', 'sandbox-user', 'Signs the requests to the sandbox'), id: userId }],
      groups: [administrators],
      userGroupMemberships: [thing('groupmembership', '', '', { groupId: administrators.id, userId })],
      dynamicGroups: [],
      domainGroups: [],
      domainDynamicGroups: [],
      networkSources: [],
      tagNamespaces: [],
      tags: [],
      policies: [
        thing('policy', 'Tenant Admin Policy', 'Tenant Admin Policy', {
          pieces: [['ALLOW GROUP Administrators to manage all-resources IN TENANCY']],
        }),
      ],
    },
    retryTokens: [],
    workRequests: [],
  };
}
