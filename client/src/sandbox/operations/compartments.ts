import { randomBytes } from 'node:crypto';
import { refusals } from '../refusal.ts';
import { newOcid, type State, type Stored } from '../state.ts';
import { isSame, nameIn, optionalText, text } from './details.ts';
import { listed } from './list.ts';
import { shown, type Answer, type Call, type Operation } from './operation.ts';
import {
  findToWrite,
  isCompartment,
  isThere,
  operationsOn,
  replace,
  requiredQuery,
  withoutEtag,
  type Things,
} from './things.ts';

const NAMES = /^[\p{L}\p{N}._-]{1,100}$/u;

const compartments: Things = {
  kind: 'compartments',
  ocid: 'compartment',
  title: 'Compartment',
  names: NAMES,
  limit: ({ settings }) => [settings.limits.compartments, 'compartment-count'],
  peers: (parent, state) => childrenOf(state, parent),
  created: ({ state, settings }, parent) => {
    if (depthOf(state, parent) >= settings.limits.compartmentDepth)
      throw refusals.limitExceeded('compartment-depth');
    return { isAccessible: true };
  },
  updated: ({ body, state }, thing) => {
    if (optionalText(body, 'name') === undefined) return {};
    const name = nameIn(body, NAMES);
    const peers = childrenOf(state, thing.compartmentId).filter(({ id }) => id !== thing.id);
    if (peers.some((peer) => isSame(peer.name, name))) throw refusals.alreadyExists('Compartment', name);
    return { name };
  },
};

const root = (state: State) => ({
  id: state.tenancy.id,
  compartmentId: state.tenancy.id,
  name: state.tenancy.name,
  description: state.tenancy.description,
  timeCreated: state.resources.policies[0]?.timeCreated ?? new Date(0).toISOString(),
  lifecycleState: 'ACTIVE',
  isAccessible: true,
  etag: state.tenancy.id.slice(-40),
  freeformTags: {},
  definedTags: {},
});

const usual = operationsOn(compartments, '/compartments');

/** Compartments. The tenancy itself can be got, and is in no list. */
export const compartmentOperations: readonly Operation[] = [
  ...usual
    .filter(({ method, path }) => method === 'POST' || method === 'PUT' || path !== '/compartments')
    .flatMap((operation): Operation[] => {
      if (operation.method === 'DELETE') return [{ ...operation, run: remove }];
      if (operation.method !== 'GET') return [operation];
      const run = (call: Call) => {
        if (call.params['id'] !== call.state.tenancy.id) return operation.run(call);
        const tenancy = root(call.state);
        return shown(tenancy, withoutEtag(tenancy));
      };
      return [{ ...operation, run }];
    }),
  { method: 'GET', path: '/compartments', run: list },
  { method: 'POST', path: '/compartments/{id}/actions/moveCompartment', run: move },
];

function list(call: Call): Answer {
  const { state, query, lag } = call;
  const id = requiredQuery(call, 'compartmentId');
  if (!isCompartment(state, id)) throw refusals.notFound();
  const access = query.get('accessLevel') ?? 'ANY';
  if (access !== 'ANY' && access !== 'ACCESSIBLE')
    throw refusals.invalid('accessLevel must be ANY or ACCESSIBLE');
  const whole = query.get('compartmentIdInSubtree') === 'true';
  if (whole && id !== state.tenancy.id)
    throw refusals.invalid('compartmentIdInSubtree may be true for the tenancy only');
  const all = lag.shown('compartments', state);
  return listed(whole ? all : all.filter((each) => each.compartmentId === id), call, withoutEtag);
}

/**
 * A delete is work that the service does afterwards, and tells of in a work request: of a compartment with anything in it the
 * work fails. Here it is done at once. What was deleted stays in lists, under a name that leaves its own free.
 */
function remove(call: Call): Answer {
  const { state, now } = call;
  const thing = findToWrite('compartments', call);
  if (!isThere(thing)) throw refusals.notFound();
  const isEmpty = !Object.values(state.resources)
    .flat()
    .some((each) => each.compartmentId === thing.id && isThere(each));
  if (isEmpty) {
    const name = `${thing.name}.${randomBytes(4).toString('hex')}`;
    replace(state, 'compartments', thing, { lifecycleState: 'DELETED', name });
  }
  return accepted(state, thing, 'DELETE_COMPARTMENT', isEmpty, now);
}

function move(call: Call): Answer {
  const { state, settings, body, now } = call;
  const thing = findToWrite('compartments', call);
  const target = text(body, 'targetCompartmentId');
  if (!isThere(thing) || !isCompartment(state, target)) throw refusals.notFound();
  if (pathTo(state, target).some(({ id }) => id === thing.id))
    throw refusals.invalid('A compartment cannot be moved into itself');
  if (childrenOf(state, target).some((peer) => isSame(peer.name, thing.name)))
    throw refusals.alreadyExists('Compartment', thing.name);
  if (depthOf(state, target) + heightOf(state, thing.id) > settings.limits.compartmentDepth)
    throw refusals.limitExceeded('compartment-depth');
  replace(state, 'compartments', thing, { compartmentId: target });
  return accepted(state, thing, 'MOVE_COMPARTMENT', true, now);
}

function accepted(state: State, { id }: Stored, operationType: string, done: boolean, now: Date): Answer {
  const request = {
    id: newOcid('identityworkrequest'),
    compartmentId: id,
    operationType,
    status: done ? ('SUCCEEDED' as const) : ('FAILED' as const),
    timeAccepted: now.toISOString(),
  };
  state.workRequests.push(request);
  return { status: 202, headers: { 'opc-work-request-id': request.id } };
}

/** The compartments right below one, or below the tenancy. */
export function childrenOf({ resources }: State, id: string): readonly Stored[] {
  return resources.compartments.filter((each) => each.compartmentId === id && isThere(each));
}

/** The compartments from the first level down to one; none for the tenancy. */
export function pathTo(state: State, id: string): readonly Stored[] {
  const thing = state.resources.compartments.find((each) => each.id === id);
  return thing ? [...pathTo(state, thing.compartmentId), thing] : [];
}

/** 0 for the tenancy. */
function depthOf(state: State, id: string): number {
  return pathTo(state, id).length;
}

/** How many levels a compartment and what is in it take. */
function heightOf(state: State, id: string): number {
  return 1 + Math.max(0, ...childrenOf(state, id).map((child) => heightOf(state, child.id)));
}
