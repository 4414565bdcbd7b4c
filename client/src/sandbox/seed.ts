import { answer, type World } from './dispatch.ts';
import { createLag } from './lag.ts';
import { SETTINGS } from './settings.ts';
import { isSame } from './operations/details.ts';
import { DOMAINS_PATH } from './operations/domains.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

/** The teaching tenancy: each compartment by its path, with what it is for. */
const COMPARTMENTS: Readonly<Record<string, string>> = {
  labs: 'Notebooks and experiments of the data science course',
  science: 'Data Science projects in production',
  network: 'The networks that all share',
  Finance: 'The finance department',
  'Finance:Dev': 'Where the finance department tries things out',
  'Finance:Prod': 'What the finance department works with',
  shop: 'The web shop',
  'shop:staging': 'The next version of the web shop',
};

const GROUPS: Readonly<Record<string, string>> = {
  Analysts: 'Read the data of the finance department',
  'finance-admins': 'Run the finance department',
  'data-scientists': 'Work with Data Science',
  'lab-members': 'Take part in the data science course',
  'network-admins': 'Run the networks',
  'shop-auditors': 'Look at the web shop',
  'shop-developers': 'Build the web shop',
  'shop-operators': 'Run the web shop',
  'shop-suppliers': 'Deliver to the web shop',
};

const USERS: Readonly<Record<string, string>> = {
  ana: 'lab-members',
  ines: 'data-scientists',
  tomo: 'lab-members',
};

/** Fills in names of compartments for their OCIDs. */
const DYNAMIC_GROUPS: Readonly<
  Record<string, readonly [description: string, rule: (id: (path: string) => string) => string]>
> = {
  'science-model-deployments': [
    'Model deployments of the science compartment',
    (id) =>
      `all {resource.type = 'datasciencemodeldeployment', resource.compartment.id = '${id('science')}'}`,
  ],
  'shop-functions': [
    'Functions of the web shop',
    (id) =>
      `any {resource.compartment.id = '${id('shop')}', resource.compartment.id = '${id('shop:staging')}'}`,
  ],
};

/** A second identity domain, which lies below the root, and who is in it. */
const DOMAIN = {
  name: 'Partners',
  compartment: 'shop',
  description: 'Who works for our partners',
  groups: ['couriers', 'shop-auditors'],
  dynamicGroups: {
    'partner-functions': (id: (path: string) => string) =>
      `all {resource.type = 'fnfunc', resource.compartment.id = '${id('shop:staging')}'}`,
  },
} as const;

const TAG_NAMESPACE = 'Operations';
const TAG_KEYS: Readonly<Record<string, string>> = {
  CostCenter: 'Who pays',
  Environment: 'What it is used for',
};

const POLICIES: readonly (readonly [
  name: string,
  compartment: string,
  description: string,
  statements: readonly string[],
])[] = [
  [
    'finance-readers',
    'Finance',
    'What the finance department may see and do',
    [
      'Allow group Analysts to read buckets in compartment Prod',
      "Allow group Analysts to read objects in compartment Prod where target.bucket.name = 'reports'",
      'Allow group finance-admins to manage object-family in compartment Finance',
    ],
  ],
  [
    'network-admins',
    'network',
    'Who runs the networks',
    ['Allow group network-admins to manage virtual-network-family in compartment network'],
  ],
];

/**
 * Fills a tenancy with the teaching tenancy, through the operations of the API itself, and gives the names of what was not there
 * yet. Running it again changes nothing.
 */
export function seed(store: Store, now: Date): readonly string[] {
  const world: World = { store, settings: SETTINGS, lag: createLag(), origin: '' };
  const made: string[] = [];
  const make = (path: string, body: Readonly<Record<string, unknown>>, label: string) => {
    answer(
      {
        ...{
          method: 'POST',
          path,
          query: new URLSearchParams(),
          body: Buffer.from(JSON.stringify(body)),
          now,
        },
        ...{ ifMatch: undefined, retryToken: undefined },
      },
      world,
    );
    made.push(label);
  };
  const resources = () => store.read().resources;
  const root = store.read().tenancy.id;
  const has = (list: State['resources'][keyof State['resources']], name: string) =>
    list.some((each) => isSame(each.name, name));

  const makeDomain = () => {
    const { name, compartment, description } = DOMAIN;
    const idOf = (path: string) => compartmentAt(store.read(), path) ?? '';
    if (!has(resources().domains, name))
      make('/domains', { compartmentId: idOf(compartment), displayName: name, description }, name);
    const domain = resources().domains.find((each) => isSame(each.name, name))?.id ?? '';
    const path = (type: string) => `${DOMAINS_PATH}/${domain}/admin/v1/${type}`;
    const { domainGroups, domainDynamicGroups } = resources();
    for (const group of DOMAIN.groups)
      if (!has(domainGroups, group)) make(path('Groups'), { displayName: group }, `${name}/${group}`);
    for (const [group, rule] of Object.entries(DOMAIN.dynamicGroups)) {
      if (has(domainDynamicGroups, group)) continue;
      const body = { displayName: group, matchingRule: rule(idOf) };
      make(path('DynamicResourceGroups'), body, `${name}/${group}`);
    }
  };

  for (const [path, description] of Object.entries(COMPARTMENTS)) {
    if (compartmentAt(store.read(), path) !== undefined) continue;
    const cut = path.lastIndexOf(':');
    const compartmentId = cut < 0 ? root : compartmentAt(store.read(), path.slice(0, cut));
    make('/compartments', { compartmentId, name: path.slice(cut + 1), description }, path);
  }
  for (const [name, description] of Object.entries(GROUPS))
    if (!has(resources().groups, name)) make('/groups', { compartmentId: root, name, description }, name);
  for (const [name, group] of Object.entries(USERS)) {
    if (has(resources().users, name)) continue;
    make('/users', { compartmentId: root, name, description: `Member of ${group}` }, name);
    const idIn = (kind: 'users' | 'groups', wanted: string) =>
      resources()[kind].find((each) => isSame(each.name, wanted))?.id;
    make(
      '/userGroupMemberships',
      { userId: idIn('users', name), groupId: idIn('groups', group) },
      `${name} in ${group}`,
    );
  }
  for (const [name, [description, rule]] of Object.entries(DYNAMIC_GROUPS)) {
    if (has(resources().dynamicGroups, name)) continue;
    const matchingRule = rule((path) => compartmentAt(store.read(), path) ?? '');
    make('/dynamicGroups', { compartmentId: root, name, description, matchingRule }, name);
  }
  makeDomain();
  if (!has(resources().tagNamespaces, TAG_NAMESPACE))
    make(
      '/tagNamespaces',
      { compartmentId: root, name: TAG_NAMESPACE, description: 'How we run things' },
      TAG_NAMESPACE,
    );
  const namespace = resources().tagNamespaces.find((each) => isSame(each.name, TAG_NAMESPACE))?.id ?? '';
  for (const [name, description] of Object.entries(TAG_KEYS)) {
    const known = resources().tags.some(
      (each) => each['tagNamespaceId'] === namespace && isSame(each.name, name),
    );
    if (!known) make(`/tagNamespaces/${namespace}/tags`, { name, description }, `${TAG_NAMESPACE}.${name}`);
  }
  if (!has(resources().networkSources, 'office')) {
    const body = {
      compartmentId: root,
      name: 'office',
      description: 'The office',
      publicSourceList: ['192.0.2.0/24'],
    };
    make('/networkSources', body, 'office');
  }
  for (const [name, path, description, statements] of POLICIES) {
    if (has(resources().policies, name)) continue;
    make(
      '/policies',
      { compartmentId: compartmentAt(store.read(), path), name, description, statements },
      name,
    );
  }
  return made;
}

/** The OCID of the compartment at a path below the tenancy. */
function compartmentAt({ tenancy, resources }: State, path: string): string | undefined {
  let id: string | undefined = tenancy.id;
  for (const name of path.split(':'))
    id = resources.compartments.find(
      (each) => each.compartmentId === id && each.lifecycleState !== 'DELETED' && isSame(each.name, name),
    )?.id;
  return id;
}
