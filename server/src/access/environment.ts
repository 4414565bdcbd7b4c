import { loadCatalog } from '../catalog/catalog.ts';
import {
  ABSENT,
  holding,
  isNeverCarried,
  isOfOthers,
  present,
  UNTOLD,
  untold,
  type Carried,
} from './carried.ts';
import { ocidOf, pathOf } from './compartments.ts';
import { isSameGroup } from './group-names.ts';
import type { Env } from './holds.ts';
import { DRIFT } from './holds.ts';
import { fits } from './membership.ts';
import type { CompartmentRef, Principal, Request } from './request.ts';
import { MANAGE_ALL } from './target-places.ts';
import type { Tenancy } from './tenancy.ts';

/**
 * What the variables of conditions hold for a request while one of its permissions is looked at: what is documented never to be
 * carried, then what is told, then what follows from who asks, for what, where and when. Source: reference 4.4, 4.6.
 * @param operation undefined when a permission was asked for, not an operation
 */
export function environmentOf(
  tenancy: Tenancy,
  request: Request,
  permission: string,
  operation: string | undefined,
): Env {
  const kept = new Map<string, Carried>();
  const carried = (variable: string): Carried => {
    let value = kept.get(variable);
    if (!value) {
      // A fact that leans on itself says nothing.
      kept.set(variable, untold(variable));
      value = find(variable);
      kept.set(variable, value);
    }
    return value;
  };
  const find = (variable: string): Carried => {
    if (variable === 'request.permission')
      return permission === MANAGE_ALL ? present() : holding([permission]);
    if (variable === 'request.operation') return operation === undefined ? present() : holding([operation]);
    if (isNeverCarried(variable, permission, operation)) return ABSENT;
    const fact = request.facts.get(variable);
    if (fact) {
      if (isOfOthers(variable, permission)) return UNTOLD;
      if ('as' in fact) return carried(fact.as.toLowerCase());
      return variable === 'request.region' ? holding(fact.values.map(regionKey)) : holding(fact.values);
    }
    return variable.startsWith('target.')
      ? ofTarget(variable, request, tenancy)
      : ofRequest(variable, request, tenancy);
  };
  return { carried, time: request.time };
}

/** The key of a region; of `us-ashburn-1`, `iad`. */
function regionKey(value: string): string {
  return loadCatalog().region(value)?.key ?? value;
}

function ofTarget(variable: string, { target }: Request, { compartments }: Tenancy): Carried {
  if (variable === 'target.compartment.id') return told(ocidOf(target, compartments));
  if (variable === 'target.compartment.name') {
    const name = pathOf(target, compartments)?.at(-1);
    return told(name);
  }
  return UNTOLD;
}

/** A variable that the request carries; with which value may not be told. */
function told(value: string | undefined): Carried {
  return value === undefined ? present() : holding([value]);
}

function ofRequest(variable: string, request: Request, tenancy: Tenancy): Carried {
  if (variable.startsWith('request.utc-timestamp')) return ofTime(variable, request.time);
  const { principal } = request;
  const isUser = principal.kind === 'user';
  switch (variable) {
    case 'request.user.id':
      return isUser ? (principal.ocid === undefined ? present(variable) : holding([principal.ocid])) : ABSENT;
    case 'request.user.name':
      return isUser ? (principal.name === undefined ? present(variable) : holding([principal.name])) : ABSENT;
    case 'request.groups.id':
      return isUser ? groupIds(principal.groups) : ABSENT;
    case 'request.principal.type':
      return told(isUser ? 'user' : principal.kind === 'service' ? 'service' : principal.type);
    case 'request.principal.id':
      if (principal.kind !== 'resource') return UNTOLD;
      return principal.ocid === undefined ? present(variable) : holding([principal.ocid]);
    case 'request.principal.compartment.id': {
      const held = principal.kind === 'resource' ? compartmentId(principal.compartment, tenancy) : undefined;
      return held === undefined ? UNTOLD : holding([held]);
    }
    case 'request.principal.namespace':
    case 'request.principal.service_account':
    case 'request.principal.cluster_id':
      return isUser || principal.kind === 'service' ? ABSENT : ofWorkload(principal.type);
    default: {
      const tag = /^request\.principal\.group\.tag\.([^.]+\.[^.]+)$/.exec(variable)?.[1];
      return tag === undefined ? untold(variable) : groupTags(tag, principal, tenancy);
    }
  }
}

function ofWorkload(type: string | undefined): Carried {
  return type !== undefined && type.toLowerCase() !== 'workload' ? ABSENT : UNTOLD;
}

function compartmentId(ref: CompartmentRef | undefined, { compartments }: Tenancy): string | undefined {
  return ref && ocidOf(ref, compartments);
}

function groupIds(groups: readonly { readonly ocid?: string | undefined }[]): Carried {
  if (groups.length === 0) return UNTOLD;
  const ocids = groups.flatMap(({ ocid }) => (ocid === undefined ? [] : [ocid.toLowerCase()]));
  return { isThere: 'yes', values: ocids, isOpen: ocids.length < groups.length };
}

/**
 * The values of a tag on the groups of who asks: of a user's groups, or of the dynamic groups that are declared and that take the
 * resource in. Open where a group's tags are not told, or where it is not known whether it takes the resource in.
 */
function groupTags(tag: string, principal: Principal, tenancy: Tenancy): Carried {
  if (principal.kind === 'service') return UNTOLD;
  // What holds for a foreign principal's groups is not documented. Source: reference 4.7.
  if (principal.tenancy !== undefined && principal.tenancy !== tenancy.ocid) return UNTOLD;
  const values = new Set<string>();
  let isOpen = false;
  const see = (tags: ReadonlyMap<string, string> | undefined) => {
    if (!tags) isOpen = true;
    const value = tags?.get(tag);
    if (value !== undefined) values.add(value.toLowerCase());
  };
  if (principal.kind === 'user') for (const group of principal.groups) see(group.tags);
  else {
    for (const { ref, rule, tags } of tenancy.dynamicGroups) {
      if (!tags.has(tag)) continue;
      const isNamed = principal.memberOf?.some((each) => isSameGroup(each, ref) === 'yes') ?? false;
      const isIn = isNamed ? 'yes' : fits(principal, rule, tenancy);
      if (isIn === 'yes') see(tags);
      else if (isIn === 'unknown') isOpen = true;
    }
    for (const group of principal.memberOf ?? []) {
      const isDeclared = tenancy.dynamicGroups.some(({ ref }) => isSameGroup(ref, group) === 'yes');
      if (!isDeclared) see(group.tags);
    }
  }
  if (values.size === 0) return isOpen ? UNTOLD : ABSENT;
  return { isThere: 'yes', values: [...values], isOpen };
}

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A part of the time, where it is the same five minutes before and after. Source: reference 4.5. */
function ofTime(variable: string, time: number | undefined): Carried {
  if (time === undefined) return present();
  const part = variable.slice('request.utc-timestamp.'.length);
  const partOf = (at: number): string => {
    const date = new Date(at);
    if (part === 'month-of-year') return String(date.getUTCMonth() + 1);
    if (part === 'day-of-month') return String(date.getUTCDate());
    if (part === 'day-of-week') return DAYS[date.getUTCDay()] ?? '';
    return '';
  };
  const values = new Set([time - DRIFT, time, time + DRIFT].map(partOf));
  const [value = ''] = values;
  return values.size === 1 && value !== '' ? holding([value]) : present();
}
