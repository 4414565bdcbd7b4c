import { mayShare, partyOf, subjectsAbove, type Atom } from './atoms.ts';
import { givingOf } from './candidates.ts';
import { covers } from './compartments.ts';
import type { Trail } from './difference.ts';
import { takesIn } from './membership.ts';
import { actionOf } from './operation-needs.ts';
import { grantBits, isNone, permissionsIn } from './permission-bits.ts';
import { isMove } from './target-places.ts';
import type { Placed, Tenancy } from './tenancy.ts';

/**
 * Whether what was found of an atom may be otherwise when a statement comes or goes. "No" is certain: what is for others, elsewhere, or
 * for other permissions than any that was looked at has led neither the search nor its answers.
 * @param tenancy the statement's
 */
export function touching(
  atom: Atom,
  trail: Trail,
): (statement: Placed, parties: readonly string[] | undefined, tenancy: Tenancy) => boolean {
  const subjects = subjectsAbove(atom);
  const own = new Set([true, false].flatMap((denies) => subjects.map((each) => partyOf(atom, denies, each))));
  const actions = [...trail.actions].map(actionOf);
  const permissions = new Set(permissionsIn(atom.bits));
  for (const { readings } of actions) {
    for (const { all, oneOf, any } of readings)
      for (const permission of [...all, ...oneOf.flat(), ...any]) permissions.add(permission);
  }
  const asked = [...permissions];
  // A move asks in a place that is not told.
  const isAnywhere = actions.some(isMove);
  const mayGive = (statement: Placed) => asked.some((each) => givingOf(statement, each) !== 'no');
  return (statement, parties, tenancy) => {
    // A request across tenancies is answered by both sides of the border, and stopped by denials at home.
    if (atom.kind !== 'plain') return statement.kind !== 'plain' || statement.denies;
    if (statement.kind !== 'plain') return false;
    // What cannot be said in atoms is answered for, and compared with nothing.
    const isAbove = parties?.some((party) => own.has(party)) ?? false;
    if (isAbove && (mayGive(statement) || mayBoth(atom, statement))) return true;
    if (atom.denies) {
      // Whom a denial is tried with depends on all that allow there.
      const isNear = isAnywhere || mayShare(atom.covered, statement.covered);
      return isNear && (mayGive(statement) || mayBoth(atom, statement));
    }
    const isThere = () =>
      isAnywhere ||
      [...trail.targets].some((target) => covers(statement.covered, target, tenancy.compartments) !== 'no');
    const isFor = () => [...trail.principals].some((each) => takesIn(statement, each, tenancy) !== 'no');
    return isThere() && isFor() && mayGive(statement);
  };
}

/** Whether both may give more than the catalogue knows, so that one may cover of the other what no permission tells. */
function mayBoth(atom: Atom, { grantor, denies }: Placed): boolean {
  if (!atom.mayMore) return false;
  return isNone(atom.bits) || !grantor || grantBits(grantor.grant, denies).mayMore;
}
