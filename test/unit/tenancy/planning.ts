import type { DynamicGroup, Policy } from '../../../client/src/tenancy/objects.ts';
import { makePlan, type PlanOptions } from '../../../client/src/tenancy/plan.ts';
import type { Snapshot } from '../../../client/src/tenancy/snapshot.ts';
import { readWanted } from '../../../client/src/tenancy/wanted.ts';

export const ROOT = 'ocid1.tenancy.oc1..root';
export const LABS = 'ocid1.compartment.oc1..labs';
export const DEV = 'ocid1.compartment.oc1..dev';
const tags = { freeformTags: {}, definedTags: {} };

/** A policy as a tenancy has it. */
export const policy = (name: string, compartmentId: string, ...statements: string[]): Policy => ({
  ...{ kind: 'policy', id: `ocid1.policy.oc1..${name.toLowerCase()}`, name, compartmentId, statements },
  ...{ description: 'd', ...tags },
});
/** A dynamic group as a tenancy has it. */
export const dynamicGroup = (name: string, matchingRule: string, definedTags = {}): DynamicGroup => ({
  ...{
    kind: 'dynamic-group',
    id: `ocid1.dynamicgroup.oc1..${name}`,
    name,
    compartmentId: ROOT,
    matchingRule,
  },
  ...{ description: 'd', freeformTags: {}, definedTags },
});

/** The policy that lets the person who applies manage everything. */
export const ADMIN = policy('admins', ROOT, 'allow group Admins to manage all-resources in tenancy');

/** A tenancy with the compartments Labs and Labs:Dev, and two groups. */
const snapshot = (parts: Partial<Snapshot> = {}): Snapshot => ({
  place: {
    ...{ profile: 'P', tenancyId: ROOT, tenancyName: 'acme', region: 'eu-frankfurt-1' },
    ...{ homeRegion: 'eu-frankfurt-1', isSandbox: false },
  },
  takenAt: '2026-01-01T00:00:00.000Z',
  compartments: [
    { id: ROOT, parentId: undefined, name: 'acme', description: '' },
    { id: LABS, parentId: ROOT, name: 'Labs', description: '' },
    { id: DEV, parentId: LABS, name: 'Dev', description: '' },
  ],
  policies: [],
  groups: [
    { id: 'ocid1.group.oc1..ops', name: 'Ops' },
    { id: 'ocid1.group.oc1..admins', name: 'Admins' },
  ],
  ...{
    dynamicGroups: [],
    tagNamespaces: [],
    tagKeys: [],
    networkSources: [],
    domains: [],
    domainPrincipals: [],
    emptyGroups: [],
  },
  unknown: [],
  ownGroups: ['ocid1.group.oc1..admins'],
  ...parts,
});

/** The plan for a text in that tenancy. */
export const plan = (text: string, parts: Partial<Snapshot> = {}, options: PlanOptions = {}) =>
  makePlan(readWanted([{ name: 'f.ocipolicy', text }]), snapshot(parts), options);
/** The sentences of a plan, by their keys. */
export const keys = (remarks: readonly { readonly key: string }[]) => remarks.map(({ key }) => key);
/** A policy block of these statements. */
export const block = (name: string, place: string, ...statements: string[]) =>
  `policy ${name} in ${place}\n{\n${statements.map((each) => `  ${each}`).join('\n')}\n}\n`;
