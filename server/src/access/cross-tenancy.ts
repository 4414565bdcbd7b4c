import { covers, pathOf } from './compartments.ts';
import { combine, matchOf, tallyOf, type Match, type PermissionAnswer } from './decision.ts';
import { isSameGroup } from './group-names.ts';
import { holds, type Env } from './holds.ts';
import { takesIn } from './membership.ts';
import type { Request } from './request.ts';
import type { Candidate } from './candidates.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import { both, some, truthOf, type Truth } from './truth.ts';

interface Asked {
  /** The tenancy at hand. */
  readonly tenancy: Tenancy;
  readonly other: Tenancy | undefined;
  readonly request: Request;
  readonly permission: string;
  envIn(tenancy: Tenancy): Env;
}

/**
 * A request of a principal of one tenancy for something in another: the first must endorse it, the second admit it. Where only
 * one of them is known, it can be refused but not allowed for certain. Source: reference 4.7.
 */
export function acrossTenancies({ tenancy, other, request, permission, envIn }: Asked): PermissionAnswer {
  const caller = request.principal.tenancy?.toLowerCase();
  // What is empty is another tenancy, and it is not told which.
  const told = (ocid: string | undefined) => (ocid === '' ? undefined : ocid);
  const isCallerHome = caller === undefined || caller === tenancy.ocid;
  const [from, to] = isCallerHome ? [tenancy, other] : [other, tenancy];
  const callerOcid = told(caller ?? tenancy.ocid);
  const targetOcid = told(request.tenancy?.toLowerCase() ?? tenancy.ocid);
  const endorsed =
    from &&
    sideOf('endorse', from, permission, (candidate) =>
      endorseMatch(candidate, from, request, envIn(from), targetOcid),
    );
  const admitted =
    to &&
    sideOf('admit', to, permission, (candidate) => admitMatch(candidate, to, request, envIn(to), callerOcid));
  const sides = [endorsed, admitted].flatMap((side) => side ?? []);
  const refused =
    sides.find(({ result }) => result === 'denied') ?? sides.find(({ result }) => result === 'not-granted');
  if (refused) return refused;
  const deciding = sides.flatMap((side) => side.deciding);
  const open = sides.flatMap((side) => side.open);
  const answer: PermissionAnswer = {
    permission,
    result: 'unknown',
    builtIn: undefined,
    deciding,
    open,
    doubt: undefined,
  };
  if (!endorsed || !admitted) return { ...answer, doubt: 'other-tenancy' };
  if (sides.some(({ result }) => result === 'unknown')) return answer;
  // Whether a plain denial of `any-user` stops somebody who was admitted is not documented.
  const veto = to && mayVeto(to, request, permission, envIn(to));
  return veto ? { ...answer, doubt: 'deny-any-user' } : { ...answer, result: 'allowed' };
}

function sideOf(
  kind: Placed['kind'],
  tenancy: Tenancy,
  permission: string,
  match: (candidate: Candidate) => Match,
): PermissionAnswer {
  const candidates = tenancy.candidates
    .across(permission)
    .filter(({ statement }) => statement.kind === kind && !(statement.denies && !tenancy.obeysDeny));
  return combine(permission, tallyOf(candidates, match));
}

/** The other tenancy of a statement, held against the one of the request. */
function isAcross(named: string | undefined, ocid: string | undefined): Truth {
  if (named === 'any') return 'yes';
  return named === undefined || ocid === undefined ? 'unknown' : truthOf(named === ocid);
}

function endorseMatch(
  { statement, grant }: Candidate,
  tenancy: Tenancy,
  request: Request,
  env: Env,
  target: string | undefined,
): Match {
  // `endorse … in tenancy` without an alias: which tenancy is meant is not told.
  const location = both(isAcross(statement.across, target), covers(statement.covered, request.target));
  const subject = takesIn(statement, request.principal, tenancy);
  return { statement, grant, subject, location, condition: holds(statement.tree.condition, env) };
}

function admitMatch(
  { statement, grant }: Candidate,
  tenancy: Tenancy,
  request: Request,
  env: Env,
  caller: string | undefined,
): Match {
  const location = covers(statement.covered, request.target, tenancy.compartments);
  const subject = both(isAcross(statement.across, caller), admits(statement, request));
  return { statement, grant, subject, location, condition: holds(statement.tree.condition, env) };
}

/** A foreign group is known by the OCID that `define` gives it; a foreign dynamic group by what the request tells. */
function admits({ tree, groups }: Placed, { principal }: Request): Truth {
  switch (tree.subject.kind.text.toLowerCase()) {
    case 'any-user':
      return 'yes';
    case 'any-group':
      if (principal.kind === 'service') return 'no';
      return principal.kind === 'user' && principal.groups.length > 0 ? 'yes' : 'unknown';
    case 'group':
      if (principal.kind !== 'user') return 'no';
      return some(groups, (group) => some(principal.groups, (own) => isSameForeign(own, group)));
    case 'dynamic-group':
      if (principal.kind !== 'resource') return 'no';
      return principal.memberOf?.some((own) => groups.some((group) => isSameForeign(own, group) === 'yes'))
        ? 'yes'
        : 'unknown';
    default:
      return 'unknown';
  }
}

/** Names do not cross tenancies: only OCIDs tell. */
function isSameForeign(own: { ocid?: string | undefined }, group: { ocid?: string | undefined }): Truth {
  return own.ocid === undefined || group.ocid === undefined ? 'unknown' : isSameGroup(own, group);
}

function mayVeto(tenancy: Tenancy, request: Request, permission: string, env: Env): boolean {
  if (!tenancy.obeysDeny) return false;
  const { principal, target } = request;
  const asked = { denies: true, principal, path: pathOf(target, tenancy.compartments) };
  return tenancy.candidates.some(permission, asked, (candidate) => {
    const { kind, tree } = candidate.statement;
    if (kind !== 'plain' || tree.subject.type !== 'AnySubject') return false;
    const match = matchOf(candidate, tenancy, request, env);
    return match !== undefined && match.condition !== 'no';
  });
}
