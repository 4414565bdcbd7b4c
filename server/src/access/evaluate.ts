import { acrossTenancies } from './cross-tenancy.ts';
import { combine, matchOf, outcomeOf, tallyOf, type Outcome, type PermissionAnswer } from './decision.ts';
import { environmentOf } from './environment.ts';
import { isSameGroup } from './group-names.ts';
import type { Env } from './holds.ts';
import { actionOf, type Action, type Needs } from './operation-needs.ts';
import type { CompartmentRef, GroupRef, Principal, Request } from './request.ts';
import { isMove, placesOf, requestAt } from './target-places.ts';
import type { Tenancy } from './tenancy.ts';

export type { Match, Outcome, PermissionAnswer } from './decision.ts';

/** The answer to a request. */
export interface Answer {
  readonly outcome: Outcome;
  readonly action: Action;
  /** What each reading of the operation comes to; one, unless several services have an operation of its name. */
  readonly readings: readonly ReadingAnswer[];
}

export interface ReadingAnswer {
  readonly needs: Needs;
  readonly outcome: Outcome;
  /** Of every permission that was looked at, in the order of `needs`. */
  readonly permissions: readonly PermissionAnswer[];
  /** Cases in which more is needed, and what comes of them. They do not change the outcome. */
  readonly cases: readonly { readonly when: string; readonly outcome: Outcome }[];
}

/** What else is known. */
export interface EvaluateOptions {
  /** The other tenancy of a request across two. */
  readonly other?: Tenancy | undefined;
}

/**
 * Answers a request from the statements of a tenancy. "Allowed" and "denied" are certain as far as the catalogue and what was told
 * go; whatever neither settles is unknown. Source: reference 4.3 to 4.8.
 */
export function evaluate(tenancy: Tenancy, request: Request, options: EvaluateOptions = {}): Answer {
  const action = actionOf(request.action);
  const kept = new Map<string, PermissionAnswer>();
  const ask = (permission: string): PermissionAnswer => {
    let answer = kept.get(permission);
    if (!answer) kept.set(permission, (answer = decide(tenancy, request, permission, action, options)));
    return answer;
  };
  const readings = action.readings.map((needs) => read(needs, ask));
  const [first] = readings;
  const isAgreed = action.untold.length === 0 && readings.every(({ outcome }) => outcome === first?.outcome);
  return { outcome: first && isAgreed ? first.outcome : 'unknown', action, readings };
}

function read(needs: Needs, ask: (permission: string) => PermissionAnswer): ReadingAnswer {
  const outcomeOfAll = (permissions: readonly string[]) =>
    allOf(permissions.map((each) => outcomeOf(ask(each))));
  const cases = needs.cases.map(({ permissions, when }) => ({ when, outcome: outcomeOfAll(permissions) }));
  let outcome = outcomeOfAll(needs.all);
  if (needs.basis === 'bounds' && outcome === 'denied') {
    outcome = needs.any.every((each) => outcomeOf(ask(each)) === 'denied') ? 'denied' : 'unknown';
  }
  if (needs.oneOf.length > 0) {
    const ways = needs.oneOf.map(outcomeOfAll);
    const [way = 'unknown'] = ways;
    // Which of them is asked for depends on the request.
    outcome = allOf([outcome, ways.every((each) => each === way) ? way : 'unknown']);
  }
  const asked = new Set([
    ...needs.all,
    ...needs.oneOf.flat(),
    ...(needs.basis === 'bounds' ? needs.any : []),
  ]);
  return { needs, outcome, permissions: [...asked].map(ask), cases };
}

function allOf(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('denied')) return 'denied';
  return outcomes.includes('unknown') ? 'unknown' : 'allowed';
}

/** What one permission of a request comes to. */
export function decide(
  tenancy: Tenancy,
  request: Request,
  permission: string,
  action: Action,
  { other }: EvaluateOptions,
): PermissionAnswer {
  const operation = action.kind === 'operation' ? action.name : undefined;
  const decideAt = (place: CompartmentRef): PermissionAnswer => {
    const asked = requestAt(request, place);
    const envIn = (where: Tenancy) => environmentOf(where, asked, permission, operation);
    const answer = isForeign(asked, tenancy)
      ? acrossTenancies({ tenancy, other, request: asked, permission, envIn })
      : decideAtHome(tenancy, asked, permission, envIn(tenancy));
    if (place === request.target) return answer;
    const isUntold = answer.result === 'unknown' && !place.path && place.ocid === undefined;
    return isUntold && isMove(action) && !request.to
      ? { ...answer, at: place, open: [], doubt: 'destination' }
      : { ...answer, at: place };
  };
  return inAll(placesOf(request, permission, action, tenancy).map(decideAt));
}

/** What is needed in several places: the first that refuses it settles it, else the first of which it is not known. */
function inAll(answers: readonly PermissionAnswer[]): PermissionAnswer {
  const [first, ...more] = answers;
  const settling = (['denied', 'not-granted', 'unknown'] as const)
    .map((result) => answers.find((answer) => answer.result === result))
    .find((answer) => answer !== undefined);
  if (!first) throw new RangeError('a permission is needed somewhere');
  if (settling) return settling;
  return more.length === 0
    ? first
    : { ...first, deciding: [...new Set(answers.flatMap(({ deciding }) => deciding))] };
}

/** Whether a request leaves the tenancy, or comes from another one. */
export function isForeign({ principal, tenancy: at }: Request, tenancy: Tenancy): boolean {
  const isHome = (ocid: string | undefined) => ocid === undefined || ocid.toLowerCase() === tenancy.ocid;
  return !isHome(principal.tenancy) || !isHome(at);
}

function decideAtHome(tenancy: Tenancy, request: Request, permission: string, env: Env): PermissionAnswer {
  const { principal } = request;
  const builtIn = builtInFor(principal, permission);
  const isExempt = !tenancy.obeysDeny || isAdministrator(principal);
  const candidates = tenancy.candidates
    .for(permission, principal)
    .filter(({ statement }) => statement.kind === 'plain' && !(statement.denies && isExempt));
  const tally = tallyOf(candidates, (candidate) => matchOf(candidate, tenancy, request, env));
  const answer = combine(permission, tally, builtIn);
  const isOwn = answer.result === 'not-granted' && isOwnCredential(principal, permission);
  return isOwn && ownCredentialsOf(env) !== 'others'
    ? { ...answer, result: 'unknown', doubt: 'own-credentials' }
    : answer;
}

/** Every user may manage the own credentials; whose they are must be told. Source: reference 4.8. */
const OWN_CREDENTIALS =
  /^USER_(?:APIKEY|AUTHTOKEN|SECRETKEY|SWIFTPASS|TOTPDEVICE|UIPASS|OAUTH2_CLIENT_CRED|SMTP)|^CREDENTIAL_/;

export function isOwnCredential(principal: Principal, permission: string): boolean {
  return principal.kind === 'user' && OWN_CREDENTIALS.test(permission);
}

/** Whose credentials a request is about: for certain those of others, or maybe the own ones. */
export function ownCredentialsOf(env: Env): 'others' | 'untold' {
  const [target, own] = [env.carried('target.user.id'), env.carried('request.user.id')];
  const [one, two] = [target.values[0], own.values[0]];
  return one !== undefined && two !== undefined && one !== two ? 'others' : 'untold';
}

const ADMINISTRATORS: GroupRef = { name: 'administrators' };

/** Members of the group of administrators of the default domain, whom the built-in policy serves and no denial stops. */
export function isAdministrator(principal: Principal): boolean {
  return (
    principal.kind === 'user' &&
    principal.groups.some((group) => isSameGroup(group, ADMINISTRATORS) === 'yes')
  );
}

/** What gives a permission without any policy. Source: reference 4.8. */
export function builtInFor(principal: Principal, permission: string): PermissionAnswer['builtIn'] {
  if (isAdministrator(principal)) return 'administrators';
  const isInstance = principal.kind === 'resource' && principal.type?.toLowerCase() === 'instance';
  return isInstance && permission === 'COMPARTMENT_INSPECT' ? 'instances' : undefined;
}
