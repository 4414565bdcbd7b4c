import type { Condition } from '../language/tree.ts';
import { isNeverCarried, isOfOthers } from './carried.ts';
import { variablesOf } from './condition-variables.ts';
import { environmentOf } from './environment.ts';
import { builtInFor, isOwnCredential } from './evaluate.ts';
import { holds, type Env } from './holds.ts';
import type { Request } from './request.ts';
import { isDecidedBy, someClaim, type About, type Claim } from './settled.ts';
import type { Placed } from './tenancy.ts';
import { both } from './truth.ts';

/** Requests at home of one principal for one permission, by its name, in one place: only what they carry differs. */
export interface Docket {
  readonly about: About;
  /** The statements that may apply where their conditions hold. */
  readonly allowing: readonly Claim[];
  readonly denying: readonly Claim[];
  /** Whether it is certain that no such request comes to an outcome, whatever it carries. */
  isNever(wanted: 'allowed' | 'denied'): boolean;
  /** As the same of a request. */
  isSettled(wanted: 'allowed' | 'denied', request: Request): boolean;
}

/** Looks up the statements once that may apply, so that of each request only the conditions are left to look at. */
export function docketOf(about: About): Docket {
  const listed = (denies: boolean) => {
    const claims = new Map<Placed, Claim>();
    // A statement for two groups of one user is come upon twice.
    someClaim(about, denies, (claim) => {
      claims.set(claim.statement, claim);
      return false;
    });
    return [...claims.values()];
  };
  return docketAmong(about, listed(false), listed(true));
}

function docketAmong(about: About, allowing: readonly Claim[], denying: readonly Claim[]): Docket {
  const some = (denies: boolean, test: (claim: Claim) => boolean) => (denies ? denying : allowing).some(test);
  const isGiven = builtInFor(about.principal, about.permission) !== undefined;
  const isFree = ({ condition }: Claim) => !condition;
  const isSure = ({ truth }: Claim) => truth === 'yes';
  return {
    ...{ about, allowing, denying },
    isNever: (wanted) =>
      wanted === 'denied'
        ? (isGiven || allowing.some(isFree)) && !denying.some(isSure)
        : denying.some(isFree) || (!isGiven && !allowing.some(isSure)),
    isSettled: (wanted, request) => isDecidedBy(wanted, some, about, request, undefined),
  };
}

/** The statements of some claims that have a condition. */
export function conditionalIn(claims: readonly Claim[]): readonly Placed[] {
  return claims.flatMap(({ statement, condition }) => (condition ? [statement] : []));
}

/**
 * The same for requests that tell nothing but the time and some variables, in lower case: what the other conditions come to is settled,
 * and of what is settled one claim of each kind is left.
 */
export function telling({ about, allowing, denying }: Docket, told: ReadonlySet<string>): Docket {
  const { tenancy, permission, principal, target } = about;
  const untelling = { principal, action: permission, target, facts: new Map() };
  const env = environmentOf(tenancy, untelling, permission, undefined);
  const settled = (claims: readonly Claim[]): Claim[] => {
    const free = new Map<Claim['truth'], Claim>();
    const left: Claim[] = [];
    for (const claim of claims) {
      if (claim.condition && isTold(claim.condition, told)) left.push(claim);
      else {
        const truth = truthWith(claim, env);
        if (truth !== 'no') free.set(truth, { ...claim, truth, condition: undefined });
      }
    }
    return [...(['yes', 'unknown'] as const).flatMap((truth) => free.get(truth) ?? []), ...left];
  };
  return docketAmong(about, settled(allowing), settled(denying));
}

function truthWith({ truth, condition }: Claim, env: Env) {
  return condition ? both(truth, holds(condition, env)) : truth;
}

function isTold(condition: Condition, told: ReadonlySet<string>): boolean {
  const variables = variablesOf(condition);
  return !variables || variables.some((each) => told.has(each) || each.startsWith('request.utc-timestamp'));
}

/**
 * Whether requests of which only the permission differs are answered alike, one by one: what may apply is the same, and so is what they
 * carry. "Yes" is certain.
 * @param variables those that conditions ask for
 */
export function isLike(one: Docket, other: Docket, variables: readonly string[]): boolean {
  const [{ permission, principal }, { permission: another }] = [one.about, other.about];
  const isPlain = (name: string) =>
    !isOwnCredential(principal, name) && builtInFor(principal, name) === undefined;
  return (
    isPlain(permission) &&
    isPlain(another) &&
    isSame(one.allowing, other.allowing) &&
    isSame(one.denying, other.denying) &&
    variables.every((variable) => isCarriedAlike(variable, permission, another))
  );
}

function isSame(claims: readonly Claim[], others: readonly Claim[]): boolean {
  return (
    claims.length === others.length &&
    claims.every(({ truth, condition }, index) => {
      const other = others[index];
      return truth === other?.truth && condition === other.condition;
    })
  );
}

/** Whether requests for two permissions carry the same of a variable. */
function isCarriedAlike(variable: string, one: string, other: string): boolean {
  return (
    variable !== 'request.permission' &&
    isNeverCarried(variable, one, undefined) === isNeverCarried(variable, other, undefined) &&
    isOfOthers(variable, one) === isOfOthers(variable, other)
  );
}
