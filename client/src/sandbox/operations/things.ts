import { refusals } from '../refusal.ts';
import { newEtag, newOcid, type Kind, type State, type Stored } from '../state.ts';
import { descriptionIn, isSame, nameIn, tagsIn, text } from './details.ts';
import { listed } from './list.ts';
import { shown, type Answer, type Call, type Operation } from './operation.ts';

/** What a kind of thing has of its own; the rest is the same for all kinds. */
export interface Things {
  readonly kind: Kind;
  /** As in `policy`: the part of an OCID that names the type. */
  readonly ocid: string;
  /** As in `Policy`: what `…AlreadyExists` begins with. */
  readonly title: string;
  /** Whether all of them lie in the root. */
  readonly atRoot?: boolean;
  /** Which characters a name may have, where they are not the usual ones. */
  readonly names?: RegExp;
  /** How many there may be, and what the service calls that limit. */
  limit?(call: Call): readonly [most: number, name: string];
  /** Those among which a new name must be free; usually all. */
  peers?(compartmentId: string, state: State): readonly Stored[];
  /** The properties of a new thing besides those that all have. Throws what the service refuses. */
  created(call: Call, compartmentId: string): Readonly<Record<string, unknown>>;
  /** The properties that an update changes. Throws what the service refuses. */
  updated(call: Call, thing: Stored): Readonly<Record<string, unknown>>;
  /** Throws when a thing must not be deleted; takes along what goes with it. */
  deleting?(call: Call, thing: Stored): void;
  /** What is shown of it, where that is not everything. */
  view?(thing: Stored, state: State): object;
}

/** The five operations on a kind of thing. */
export function operationsOn(things: Things, path: string): Operation[] {
  const view = (thing: Stored, { state }: Call) => withoutEtag(things.view?.(thing, state) ?? thing);
  const one = `${path}/{id}`;
  const showing = (act: (call: Call) => Stored) => (call: Call) => {
    const thing = act(call);
    return shown(thing, view(thing, call));
  };
  return [
    { method: 'GET', path, run: (call) => list(things, call, (thing) => view(thing, call)) },
    { method: 'POST', path, creates: things.kind, run: showing((call) => create(things, call)) },
    { method: 'GET', path: one, run: showing((call) => find(things.kind, call)) },
    { method: 'PUT', path: one, run: showing((call) => update(things, call)) },
    {
      method: 'DELETE',
      path: one,
      run: (call) => {
        const thing = findToWrite(things.kind, call);
        things.deleting?.(call, thing);
        remove(call.state, things.kind, thing.id);
        return { status: 204 };
      },
    },
  ];
}

function list(things: Things, call: Call, view: (thing: Stored) => unknown): Answer {
  const compartmentId = requiredQuery(call, 'compartmentId');
  if (!isCompartment(call.state, compartmentId)) throw refusals.notFound();
  const all = call.lag.shown(things.kind, call.state);
  return listed(
    all.filter((each) => each.compartmentId === compartmentId),
    call,
    view,
  );
}

/** Makes a thing of the body of a call. */
function create(things: Things, call: Call): Stored {
  const { state, body, now } = call;
  const compartmentId = text(body, 'compartmentId');
  const name = nameIn(body, things.names);
  if (!isCompartment(state, compartmentId)) throw refusals.notFound();
  if (things.atRoot && compartmentId !== state.tenancy.id)
    throw refusals.invalid('The compartment must be the tenancy');
  const list = state.resources[things.kind];
  const peers = things.peers?.(compartmentId, state) ?? list;
  const properties = { description: descriptionIn(body), ...things.created(call, compartmentId) };
  if (peers.some((peer) => isSame(peer.name, name))) throw refusals.alreadyExists(things.title, name);
  const [most, limit] = things.limit?.(call) ?? [Infinity, ''];
  if (list.filter(isThere).length >= most) throw refusals.limitExceeded(limit);
  const thing: Stored = {
    id: newOcid(things.ocid),
    etag: newEtag(),
    compartmentId,
    name,
    timeCreated: now.toISOString(),
    lifecycleState: 'ACTIVE',
    freeformTags: {},
    definedTags: {},
    ...tagsIn(body, state),
    ...properties,
  };
  list.push(thing);
  return thing;
}

function update(things: Things, call: Call): Stored {
  const thing = findToWrite(things.kind, call);
  const { body, state } = call;
  const description = body['description'] === undefined ? {} : { description: descriptionIn(body) };
  return replace(state, things.kind, thing, {
    ...description,
    ...tagsIn(body, state),
    ...things.updated(call, thing),
  });
}

/** The thing that the path of a call names. */
export function find(kind: Kind, { state, params }: Call): Stored {
  const thing = state.resources[kind].find((each) => each.id === params['id']);
  if (!thing) throw refusals.notFound();
  return thing;
}

/** The same, for a write: the etag of `if-match` must be that of the thing. */
export function findToWrite(kind: Kind, call: Call): Stored {
  const thing = find(kind, call);
  checkEtag(thing, call);
  return thing;
}

export function checkEtag(thing: Stored, { ifMatch }: Call): void {
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== thing.etag) throw refusals.etagMismatch();
}

/** Puts the thing with some properties changed, and a new etag, in its own place. */
export function replace(state: State, kind: Kind, thing: Stored, changes: object): Stored {
  const changed: Stored = { ...thing, ...changes, etag: newEtag() };
  const list = state.resources[kind];
  list[list.indexOf(thing)] = changed;
  return changed;
}

export function remove(state: State, kind: Kind, id: string): void {
  const list = state.resources[kind];
  const at = list.findIndex((each) => each.id === id);
  if (at >= 0) list.splice(at, 1);
}

export function requiredQuery({ query }: Call, name: string): string {
  const value = query.get(name);
  if (value === null || value === '') throw refusals.missing(name);
  return value;
}

/** Whether an OCID is that of the tenancy or of a compartment that is there. */
export function isCompartment({ tenancy, resources }: State, id: string): boolean {
  return id === tenancy.id || resources.compartments.some((each) => each.id === id && isThere(each));
}

export function isThere({ lifecycleState }: Stored): boolean {
  return lifecycleState !== 'DELETED';
}

/** What the API shows: the etag goes in a header. */
export function withoutEtag(thing: object): object {
  return Object.fromEntries(Object.entries(thing).filter(([name]) => name !== 'etag'));
}
