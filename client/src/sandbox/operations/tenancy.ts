import { refusals } from '../refusal.ts';
import type { State, Stored } from '../state.ts';
import { listed } from './list.ts';
import { shown, type Call, type Operation } from './operation.ts';
import { find, isCompartment, requiredQuery } from './things.ts';

/** The tenancy itself, its regions, its identity domains, and the work that is done for it. */
export const tenancyOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/tenancies/{id}',
    run: ({ state, params }) => {
      if (params['id'] !== state.tenancy.id) throw refusals.notFound();
      return { status: 200, body: { ...state.tenancy, freeformTags: {}, definedTags: {} } };
    },
  },
  {
    method: 'GET',
    path: '/tenancies/{id}/regionSubscriptions',
    run: ({ state, params }) => {
      if (params['id'] !== state.tenancy.id) throw refusals.notFound();
      return { status: 200, body: state.regions };
    },
  },
  {
    method: 'GET',
    path: '/regions',
    run: ({ state }) => ({
      status: 200,
      body: state.regions.map(({ regionKey, regionName }) => ({ key: regionKey, name: regionName })),
    }),
  },
  { method: 'GET', path: '/domains', run: listDomains },
  {
    method: 'GET',
    path: '/domains/{id}',
    run: (call) => {
      const domain = find('domains', call);
      return shown(domain, domainView(domain, call.state));
    },
  },
  {
    method: 'GET',
    path: '/workRequests/{id}',
    run: ({ state, params }) => {
      const found = state.workRequests.find(({ id }) => id === params['id']);
      if (!found) throw refusals.notFound();
      const times = { timeStarted: found.timeAccepted, timeFinished: found.timeAccepted };
      return { status: 200, body: { ...found, ...times, percentComplete: 100, resources: [] } };
    },
  },
];

function listDomains(call: Call) {
  const { state, query, lag } = call;
  const id = requiredQuery(call, 'compartmentId');
  if (!isCompartment(state, id)) throw refusals.notFound();
  const name = query.get('displayName');
  const domains = lag
    .shown('domains', state)
    .filter((each) => each.compartmentId === id && (name === null || each.name === name));
  return listed(domains, call, (domain) => domainView(domain, state));
}

/** A domain without an address of its own: its groups are those of the tenancy, and SCIM is not spoken. */
function domainView(domain: Stored, { regions }: State): object {
  const home = regions.find(({ isHomeRegion }) => isHomeRegion)?.regionName ?? '';
  return {
    id: domain.id,
    compartmentId: domain.compartmentId,
    displayName: domain.name,
    description: domain.description,
    url: '',
    homeRegionUrl: '',
    homeRegion: home,
    replicaRegions: [],
    type: domain.name === 'Default' ? 'DEFAULT' : 'SECONDARY',
    licenseType: 'free',
    isHiddenOnLogin: false,
    timeCreated: domain.timeCreated,
    lifecycleState: domain.lifecycleState,
    freeformTags: {},
    definedTags: {},
  };
}
