import { loadCatalog } from '../catalog/catalog.ts';
import { pathOf } from './compartments.ts';
import { isMoveName } from './moves.ts';
import type { Action } from './operation-needs.ts';
import type { CompartmentRef, Request } from './request.ts';
import type { Tenancy } from './tenancy.ts';

/** What moving a compartment needs, in the words of a statement: no permission opens it. Source: reference 4.8. */
export const MANAGE_ALL = 'manage all-resources';

/** Whether an operation moves something into another compartment. */
export function isMove({ kind, name }: Pick<Action, 'kind' | 'name'>): boolean {
  return kind === 'operation' && isMoveName(name);
}

/**
 * Where a permission must be had: in the compartment of the target, and for a move in the one that it goes to as well; for resources
 * that lie elsewhere, there. A compartment is moved by whoever manages all of the lowest compartment that holds both ends.
 */
export function placesOf(
  request: Request,
  permission: string,
  action: Pick<Action, 'kind' | 'name'>,
  { compartments }: Pick<Tenancy, 'compartments'>,
): readonly CompartmentRef[] {
  const { target, to, elsewhere } = request;
  if (permission === MANAGE_ALL) {
    const [from, into] = [pathOf(target, compartments), to && pathOf(to, compartments)];
    if (!from || !into) return [from?.length === 0 || into?.length === 0 ? { path: [] } : {}];
    const end = from.findIndex((part, index) => part !== into[index]);
    return [{ path: end < 0 ? from : from.slice(0, end) }];
  }
  const types = elsewhere ? (loadCatalog().permission(permission)?.resourceTypes ?? []) : [];
  const own = types.map((type) => elsewhere?.get(type)).find((place) => place !== undefined) ?? target;
  if (to) return [own, to];
  return isMove(action) ? [own, {}] : [own];
}

/** The request as one of its places sees it: what is told of the compartment of the target holds at that one only. */
export function requestAt(request: Request, place: CompartmentRef | undefined): Request {
  if (!place || place === request.target) return request;
  const facts = new Map(
    [...request.facts].filter(([variable]) => !variable.startsWith('target.compartment.')),
  );
  return { ...request, target: place, facts };
}
