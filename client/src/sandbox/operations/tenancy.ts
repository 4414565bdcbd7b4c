import { refusals } from '../refusal.ts';
import type { Operation } from './operation.ts';

/** The tenancy itself, its regions, and the work that is done for it. */
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
