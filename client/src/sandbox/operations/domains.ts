import { randomBytes } from 'node:crypto';
import { checkRule } from '../matching-rule.ts';
import { refusals } from '../refusal.ts';
import { newEtag, newOcid, type Stored } from '../state.ts';
import { descriptionIn, isSame, nameIn, optionalText, text } from './details.ts';
import { listed } from './list.ts';
import { shown, type Answer, type Call, type Operation } from './operation.ts';
import { find, isCompartment, remove, requiredQuery } from './things.ts';

/** Where the API of the domains begins; behind it stands the OCID of a domain. */
export const DOMAINS_PATH = '/domain-endpoints';

/** The kinds of principals of a domain, by the names that SCIM gives them. */
const SCIM = {
  Groups: {
    kind: 'domainGroups',
    ocid: 'group',
    schema: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  },
  DynamicResourceGroups: {
    kind: 'domainDynamicGroups',
    ocid: 'dynamicresourcegroup',
    schema: 'urn:ietf:params:scim:schemas:oracle:idcs:DynamicResourceGroup',
  },
} as const;

type ScimType = keyof typeof SCIM;

/** More than this no page of SCIM holds, and so many where the request does not say. Source: Identity Domains REST API. */
const [LARGEST_PAGE, USUAL_PAGE] = [1000, 50];

const GROUP_EXTENSION = 'urn:ietf:params:scim:schemas:oracle:idcs:extension:group:Group';

/** The identity domains of the tenancy, and what is known of them through their own API: groups and dynamic groups. */
export const domainOperations: readonly Operation[] = [
  { method: 'GET', path: '/domains', run: listDomains },
  {
    method: 'GET',
    path: '/domains/{id}',
    run: (call) => {
      const domain = find('domains', call);
      return shown(domain, domainView(domain, call));
    },
  },
  { method: 'POST', path: '/domains', creates: 'domains', run: createDomain },
  ...(Object.keys(SCIM) as ScimType[]).flatMap(scimOperations),
];

function listDomains(call: Call): Answer {
  const { state, query, lag } = call;
  const id = requiredQuery(call, 'compartmentId');
  if (!isCompartment(state, id)) throw refusals.notFound();
  const name = query.get('displayName');
  const domains = lag
    .shown('domains', state)
    .filter((each) => each.compartmentId === id && (name === null || each.name === name));
  return listed(domains, call, (domain) => domainView(domain, call));
}

function domainView(domain: Stored, { state: { regions }, origin }: Call): object {
  const home = regions.find(({ isHomeRegion }) => isHomeRegion)?.regionName ?? '';
  const url = `${origin}${DOMAINS_PATH}/${domain.id}`;
  return {
    id: domain.id,
    compartmentId: domain.compartmentId,
    displayName: domain.name,
    description: domain.description,
    ...{ url, homeRegionUrl: url },
    homeRegion: home,
    replicaRegions: [],
    type: isDefault(domain) ? 'DEFAULT' : 'SECONDARY',
    licenseType: 'free',
    isHiddenOnLogin: false,
    timeCreated: domain.timeCreated,
    lifecycleState: domain.lifecycleState,
    freeformTags: {},
    definedTags: {},
  };
}

function isDefault({ name }: Stored): boolean {
  return name === 'Default';
}

/** A domain is made by a work request; here it is done at once. */
function createDomain({ state, body, now }: Call): Answer {
  const compartmentId = text(body, 'compartmentId');
  if (!isCompartment(state, compartmentId)) throw refusals.notFound();
  const name = nameIn({ name: body['displayName'] });
  if (state.resources.domains.some((each) => isSame(each.name, name)))
    throw refusals.alreadyExists('Domain', name);
  const timeAccepted = now.toISOString();
  state.resources.domains.push({
    ...{ id: newOcid('domain'), etag: newEtag(), compartmentId, name, description: descriptionIn(body) },
    ...{ timeCreated: timeAccepted, lifecycleState: 'ACTIVE', freeformTags: {}, definedTags: {} },
  });
  const request = {
    ...{ id: newOcid('workrequest'), compartmentId, operationType: 'CREATE_DOMAIN' },
    ...{ status: 'SUCCEEDED' as const, timeAccepted },
  };
  state.workRequests.push(request);
  return { status: 202, headers: { 'opc-work-request-id': request.id } };
}

/** List, get, create and delete, as SCIM has them. */
function scimOperations(type: ScimType): Operation[] {
  const { kind } = SCIM[type];
  const path = `${DOMAINS_PATH}/{domain}/admin/v1/${type}`;
  const one = (call: Call) => {
    const found = principalsOf(type, call).find((each) => each['scimId'] === call.params['scim']);
    if (!found) throw refusals.notFound();
    return found;
  };
  return [
    { method: 'GET', path, run: (call) => listPrincipals(type, call) },
    {
      method: 'GET',
      path: `${path}/{scim}`,
      run: (call) => ({ status: 200, body: principalView(type, one(call), call) }),
    },
    {
      method: 'POST',
      path,
      run: (call) => {
        const principal = createPrincipal(type, call);
        return { status: 201, body: principalView(type, principal, call, true) };
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{scim}`,
      run: (call) => {
        remove(call.state, kind, one(call).id);
        return { status: 204 };
      },
    },
  ];
}

/** Those of a domain; of the default one, the groups that the API of the tenancy has. */
function principalsOf(type: ScimType, { state, params, lag }: Call): readonly Stored[] {
  const domain = state.resources.domains.find(({ id }) => id === params['domain']);
  if (!domain) throw refusals.notFound();
  if (isDefault(domain)) {
    const kind = type === 'Groups' ? 'groups' : 'dynamicGroups';
    return lag.shown(kind, state).map((each) => ({ ...each, scimId: scimIdOf(each) }));
  }
  return lag.shown(SCIM[type].kind, state).filter((each) => each['domainId'] === domain.id);
}

/** A principal of the default domain has no id of SCIM of its own here; it is made from its OCID. */
function scimIdOf({ id }: Stored): string {
  return id.slice(-32);
}

function listPrincipals(type: ScimType, call: Call): Answer {
  const { query } = call;
  const all = filtered(principalsOf(type, call), query.get('filter'));
  const startIndex = Math.max(1, countIn(query, 'startIndex', 1));
  const count = Math.min(LARGEST_PAGE, countIn(query, 'count', USUAL_PAGE));
  const page = all.slice(startIndex - 1, startIndex - 1 + count);
  return {
    status: 200,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      ...{ totalResults: all.length, startIndex, itemsPerPage: page.length },
      Resources: page.map((each) => principalView(type, each, call)),
    },
  };
}

function countIn(query: URLSearchParams, name: string, usual: number): number {
  const value = query.get(name);
  if (value === null) return usual;
  if (!/^\d{1,9}$/.test(value)) throw refusals.invalid(`${name} must be a number`);
  return Number(value);
}

/** One kind of filter is understood, the one that looks for a name. */
function filtered(all: readonly Stored[], filter: string | null): readonly Stored[] {
  if (filter === null) return all;
  const [, name] = /^displayName eq "([^"]*)"$/.exec(filter) ?? [];
  if (name === undefined) throw refusals.invalid('The filter is none that the sandbox understands');
  return all.filter((each) => isSame(each.name, name));
}

function createPrincipal(type: ScimType, call: Call): Stored {
  const { state, params, body, now, settings } = call;
  const { kind, ocid } = SCIM[type];
  const domain = state.resources.domains.find(({ id }) => id === params['domain']);
  if (!domain) throw refusals.notFound();
  if (isDefault(domain)) throw refusals.invalid('Create it through the API of the tenancy');
  const name = nameIn({ name: body['displayName'] }, /^[^/]{1,255}$/u);
  const { domainGroups, domainDynamicGroups } = state.resources;
  // Groups and dynamic groups of a domain share their names. Source: reference 2.3.
  const peers = [...domainGroups, ...domainDynamicGroups].filter((each) => each['domainId'] === domain.id);
  if (peers.some((peer) => isSame(peer.name, name))) throw refusals.alreadyExists('Resource', name);
  const rule =
    type === 'Groups'
      ? {}
      : { matchingRule: checkRule(text(body, 'matchingRule'), settings.limits.matchingRule) };
  const principal: Stored = {
    ...{ id: newOcid(ocid), etag: newEtag(), compartmentId: domain.compartmentId, name },
    ...{ description: optionalText(body, 'description') ?? '', timeCreated: now.toISOString() },
    ...{ lifecycleState: 'ACTIVE', domainId: domain.id, scimId: randomBytes(16).toString('hex'), ...rule },
  };
  state.resources[kind].push(principal);
  return principal;
}

/** `matchingRule` is shown only where it is asked for by its name, or with all attributes. Source: Identity Domains REST API. */
function principalView(type: ScimType, thing: Stored, { query, state }: Call, isWhole = false): object {
  const asked = (query.get('attributes') ?? '').toLowerCase().split(',');
  const isAll = isWhole || query.get('attributeSets')?.toLowerCase() === 'all';
  const { schema } = SCIM[type];
  const rule = type === 'DynamicResourceGroups' && (isAll || asked.includes('matchingrule'));
  return {
    schemas: [schema, ...(type === 'Groups' ? [GROUP_EXTENSION] : [])],
    ...{ id: thing['scimId'], ocid: thing.id, displayName: thing.name, tenancyOcid: state.tenancy.id },
    meta: { resourceType: type.slice(0, -1), created: thing.timeCreated },
    ...(type === 'Groups'
      ? { [GROUP_EXTENSION]: { creationMechanism: 'api', description: thing.description } }
      : { description: thing.description }),
    ...(rule ? { matchingRule: thing['matchingRule'] } : {}),
  };
}
