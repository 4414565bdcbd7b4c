import { tableOf } from '../catalog/table.ts';
import type { Variable } from '../catalog/catalog.ts';

/**
 * What variables of conditions hold and which operators compare them, where the catalogue has no field for it.
 * Sources: Oracle's pages "General Variables for All Requests", "Restricting Access to Resources Based on Time
 * Frame" and "Using Tags to Manage Access".
 */

/** The operators of a variable; a request's time and its parts have their own, all others take `=`, `!=` and `in`. */
export function operatorsOf(variable: string): readonly string[] {
  return TIME_OPERATORS.get(variable.toLowerCase()) ?? EQUALITY;
}

const EQUALITY: readonly string[] = ['=', '!=', 'in'];
const TIME_OPERATORS: ReadonlyMap<string, readonly string[]> = tableOf<readonly string[]>({
  'request.utc-timestamp': ['before', 'after'],
  'request.utc-timestamp.time-of-day': ['between'],
});

/** What a value of a variable must look like; undefined where it is free text, or not known. */
export type Form = 'ocid' | 'boolean';

export function formOf({ type }: Variable): Form | undefined {
  if (type.includes('OCID')) return 'ocid';
  return type === 'Boolean' ? 'boolean' : undefined;
}

/**
 * The type segments that an OCID in this variable may have, in lower case; undefined where they are not known. A user
 * of another identity provider has one of that, and a compartment may be the tenancy.
 */
export function ocidTypesOf(variable: string): readonly string[] | undefined {
  const name = variable.toLowerCase();
  if (name.endsWith('compartment.id')) return ['compartment', 'tenancy'];
  return OCID_TYPES.get(name);
}

const USERS: readonly string[] = ['user', 'saml2idp'];
const OCID_TYPES: ReadonlyMap<string, readonly string[]> = tableOf<readonly string[]>({
  ...{ 'request.user.id': USERS, 'target.user.id': USERS, 'target.notebook-session.createdby': USERS },
  ...{ 'request.groups.id': ['group', 'saml2idp'], 'target.group.id': ['group', 'saml2idp'] },
  ...{ 'target.dynamicgroup.id': ['dynamicgroup'], 'target.policy.id': ['policy'] },
  ...{
    'target.domain.id': ['domain'],
    'target.resource.domain.id': ['domain'],
    'target.tenant.id': ['tenancy'],
  },
  ...{ 'target.key.id': ['key'], 'target.vault.id': ['vault'], 'target.secret.id': ['vaultsecret'] },
  ...{ 'request.kms-key.id': ['key'], 'target.boot-volume.kms-key.id': ['key'] },
  ...{ 'request.vcn.id': ['vcn'], 'target.image.id': ['image'], 'request.instance.id': ['instance'] },
  ...{ 'target.cluster.id': ['cluster'], 'request.principal.cluster_id': ['cluster'] },
  ...{
    'target.nodepool.id': ['nodepool'],
    'target.loggroup.id': ['loggroup'],
    'target.stream.id': ['stream'],
  },
  ...{ 'target.notebook-session.id': ['datasciencenotebooksession'], 'target.bastion.ocid': ['bastion'] },
});

/** Whether a request may carry several values of a variable at once, so that it compares as a set. */
export function isMultiValued({ name, type }: Variable): boolean {
  return type.startsWith('List') || name.toLowerCase() === 'request.principal.group.tag';
}

/** The variable that Oracle's lists call deprecated, and what holds instead; undefined for any other. */
export function deprecationOf(variable: string): 'network-source' | 'sign-on-policy' | undefined {
  return DEPRECATED.get(variable.toLowerCase());
}

const DEPRECATED: ReadonlyMap<string, 'network-source' | 'sign-on-policy'> = tableOf<
  'network-source' | 'sign-on-policy'
>({
  'request.ipv4.ipaddress': 'network-source',
  'request.vcn.id': 'network-source',
  'request.user.mfatotpverified': 'sign-on-policy',
});

/** The variable that holds the name of what this one identifies, or the other way round; not always one that exists. */
export function twinOf(variable: string): string | undefined {
  if (/\.(?:id|ocid)$/i.test(variable)) return variable.replace(/\.(?:id|ocid)$/i, '.name');
  return /\.name$/i.test(variable) ? variable.replace(/\.name$/i, '.id') : undefined;
}

/** Whether a variable says who asks, not what for, where or when. */
export function isPrincipalVariable(variable: string): boolean {
  return /^(?:request\.(?:principal|user|groups|instance|service|resource)\.|target\.group\.member$)/i.test(
    variable,
  );
}
