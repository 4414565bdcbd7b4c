import { covers } from './compartments.ts';
import { holds, type Env } from './holds.ts';
import { takesIn } from './membership.ts';
import type { CompartmentRef, Request } from './request.ts';
import type { Candidate } from './candidates.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import { both, type Truth } from './truth.ts';

export type Outcome = 'allowed' | 'denied' | 'unknown';

export interface PermissionAnswer {
  readonly permission: string;
  /** `denied`: a denial takes it; `not-granted`: nothing gives it. */
  readonly result: 'allowed' | 'denied' | 'not-granted' | 'unknown';
  /** Given without any policy. Source: reference 4.8. */
  readonly builtIn: 'administrators' | 'instances' | undefined;
  /** The statements that settle it: those that allow, or those that deny. */
  readonly deciding: readonly Placed[];
  /** The statements that would settle it, and of which it is not known whether they apply. */
  readonly open: readonly Match[];
  /** Why it is not known, besides the open statements. */
  readonly doubt: 'own-credentials' | 'other-tenancy' | 'deny-any-user' | 'destination' | undefined;
  /** Where it was looked for; left out for the compartment of the target. */
  readonly at?: CompartmentRef | undefined;
}

/** How a statement fares with a request, part by part. */
export interface Match {
  readonly statement: Placed;
  readonly grant: Truth;
  readonly subject: Truth;
  readonly location: Truth;
  readonly condition: Truth;
}

export function outcomeOf({ result }: Pick<PermissionAnswer, 'result'>): Outcome {
  return result === 'allowed' || result === 'unknown' ? result : 'denied';
}

/** How a statement fares with a request in its own tenancy; undefined where it is for somebody else, or for another place. */
export function matchOf(
  { statement, grant }: Candidate,
  tenancy: Tenancy,
  request: Request,
  env: Env,
): Match | undefined {
  // Places are told apart with less work than principals.
  const location = covers(statement.covered, request.target, tenancy.compartments);
  if (location === 'no') return undefined;
  const subject = takesIn(statement, request.principal, tenancy);
  if (subject === 'no') return undefined;
  return { statement, grant, subject, location, condition: holds(statement.tree.condition, env) };
}

/** Whether a statement applies, all parts together. */
export function applies({ statement, grant, subject, location, condition }: Match): Truth {
  const truth = both(both(grant, subject), both(location, condition));
  return truth === 'yes' && !statement.isCertain ? 'unknown' : truth;
}

/** What the statements of one side come to. */
export interface Tally {
  readonly allow: readonly Placed[];
  readonly deny: readonly Placed[];
  readonly mayAllow: readonly Match[];
  readonly mayDeny: readonly Match[];
}

/** @param match undefined for a statement that does not count */
export function tallyOf(
  candidates: readonly Candidate[],
  match: (candidate: Candidate) => Match | undefined,
): Tally {
  const tally = {
    allow: [] as Placed[],
    deny: [] as Placed[],
    mayAllow: [] as Match[],
    mayDeny: [] as Match[],
  };
  for (const candidate of candidates) {
    const found = match(candidate);
    const truth = found ? applies(found) : 'no';
    if (!found || truth === 'no') continue;
    const { denies } = candidate.statement;
    if (truth === 'yes') tally[denies ? 'deny' : 'allow'].push(candidate.statement);
    else tally[denies ? 'mayDeny' : 'mayAllow'].push(found);
  }
  return tally;
}

/** The table of reference 4.3: a denial wins; what may deny leaves open what is allowed; what nothing allows is not granted. */
export function combine(
  permission: string,
  { allow, deny, mayAllow, mayDeny }: Tally,
  builtIn?: PermissionAnswer['builtIn'],
): PermissionAnswer {
  const answer = { permission, builtIn: undefined, deciding: [], open: [], doubt: undefined };
  if (deny.length > 0) return { ...answer, result: 'denied', deciding: deny };
  const isAllowed = allow.length > 0 || builtIn !== undefined;
  if (!isAllowed && mayAllow.length === 0) return { ...answer, result: 'not-granted' };
  if (mayDeny.length > 0) {
    const open = isAllowed ? mayDeny : [...mayAllow, ...mayDeny];
    return { ...answer, result: 'unknown', builtIn, deciding: allow, open };
  }
  return isAllowed
    ? { ...answer, result: 'allowed', builtIn, deciding: allow }
    : { ...answer, result: 'unknown', open: mayAllow };
}
