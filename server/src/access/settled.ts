import type { Condition } from '../language/tree.ts';
import { coversPath, pathOf } from './compartments.ts';
import { outcomeOf } from './decision.ts';
import { environmentOf } from './environment.ts';
import {
  builtInFor,
  decide,
  isAdministrator,
  isForeign,
  isOwnCredential,
  ownCredentialsOf,
  type EvaluateOptions,
} from './evaluate.ts';
import { holds, type Env } from './holds.ts';
import { takesIn } from './membership.ts';
import { actionOf, type Action, type Needs } from './operation-needs.ts';
import type { CompartmentRef, Principal, Request } from './request.ts';
import { placesOf, requestAt } from './target-places.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import { both } from './truth.ts';

/**
 * Whether the outcome of `evaluate` is the one that is asked about. No more is looked at than it takes to tell: a comparison asks this
 * of thousands of requests.
 */
export function isSettled(
  wanted: 'allowed' | 'denied',
  tenancy: Tenancy,
  request: Request,
  options: EvaluateOptions = {},
): boolean {
  const action = actionOf(request.action);
  const { readings, untold } = action;
  const ask = (permission: string) => isDecided(wanted, { tenancy, request, permission, action, options });
  return untold.length === 0 && readings.length > 0 && readings.every((needs) => isRead(wanted, needs, ask));
}

/** What `read` of the evaluator comes to. */
function isRead(
  wanted: 'allowed' | 'denied',
  { all, oneOf, any, basis }: Needs,
  ask: (permission: string) => boolean,
): boolean {
  if (wanted === 'allowed') return all.every(ask) && oneOf.every((way) => way.every(ask));
  if (all.some(ask) && (basis !== 'bounds' || any.every(ask))) return true;
  return oneOf.length > 0 && oneOf.every((way) => way.some(ask));
}

interface Asked {
  readonly tenancy: Tenancy;
  readonly request: Request;
  readonly permission: string;
  readonly action: Action;
  readonly options: EvaluateOptions;
}

function isDecided(wanted: 'allowed' | 'denied', asked: Asked): boolean {
  const { tenancy, request, permission, action, options } = asked;
  if (isForeign(request, tenancy))
    return outcomeOf(decide(tenancy, request, permission, action, options)) === wanted;
  const operation = action.kind === 'operation' ? action.name : undefined;
  const isThere = (place: CompartmentRef) => {
    const about = { tenancy, permission, principal: request.principal, target: place };
    const some = (denies: boolean, test: (claim: Claim) => boolean) => someClaim(about, denies, test);
    return isDecidedBy(wanted, some, about, requestAt(request, place), operation);
  };
  const places = placesOf(request, permission, action, tenancy);
  return wanted === 'allowed' ? places.every(isThere) : places.some(isThere);
}

/** Who asks a tenancy for what, and where. */
export interface About {
  readonly tenancy: Tenancy;
  readonly permission: string;
  readonly principal: Principal;
  readonly target: CompartmentRef;
}

/** A statement that may apply, and whether it does where its condition holds. */
export interface Claim {
  readonly statement: Placed;
  readonly truth: 'yes' | 'unknown';
  readonly condition: Condition | undefined;
}

/** Whether `test` says so of a claim of the plain statements that deny, or that allow. */
export function someClaim(about: About, denies: boolean, test: (claim: Claim) => boolean): boolean {
  const { tenancy, permission, principal, target } = about;
  const { candidates, compartments, obeysDeny } = tenancy;
  if (denies && (!obeysDeny || isAdministrator(principal))) return false;
  const path = pathOf(target, compartments);
  return candidates.some(permission, { denies, principal, path }, ({ statement, grant }) => {
    if (statement.kind !== 'plain') return false;
    const location = coversPath(statement.covered, target, path);
    if (location === 'no') return false;
    const truth = both(both(grant, takesIn(statement, principal, tenancy)), location);
    if (truth === 'no') return false;
    const { condition } = statement.tree;
    return test({ statement, truth: statement.isCertain ? truth : 'unknown', condition });
  });
}

/**
 * The table of `combine`, line by line: what denies is rare, and looked at first.
 * @param some whether a test says so of a claim of those that deny, or of those that allow
 * @param operation undefined when a permission was asked for
 */
export function isDecidedBy(
  wanted: 'allowed' | 'denied',
  some: (denies: boolean, test: (claim: Claim) => boolean) => boolean,
  { tenancy, permission, principal }: About,
  request: Request,
  operation: string | undefined,
): boolean {
  let env: Env | undefined;
  const envOf = () => (env ??= environmentOf(tenancy, request, permission, operation));
  const truthOf = ({ truth, condition }: Claim) =>
    condition ? both(truth, holds(condition, envOf())) : truth;
  const isGiven = builtInFor(principal, permission) !== undefined;
  if (wanted === 'allowed') {
    if (some(true, (claim) => truthOf(claim) !== 'no')) return false;
    return isGiven || some(false, (claim) => truthOf(claim) === 'yes');
  }
  if (some(true, (claim) => truthOf(claim) === 'yes')) return true;
  if (isGiven || some(false, (claim) => truthOf(claim) !== 'no')) return false;
  return !isOwnCredential(principal, permission) || ownCredentialsOf(envOf()) === 'others';
}
