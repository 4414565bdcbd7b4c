import { createDocument } from '../language/document.ts';
import { mayMeet, type Atom } from './atoms.ts';
import { covers } from './compartments.ts';
import { evaluate } from './evaluate.ts';
import { takesIn } from './membership.ts';
import { hasBit } from './permission-bits.ts';
import type { CompartmentRef, Principal, Request } from './request.ts';
import { tenancyOf, type Tenancy } from './tenancy.ts';
import { principalsOf, requestsFor, targetIn, tenancyIn, type Wish } from './witness.ts';

/** Two sets of policies, of which the second is to allow what the first denies. */
export interface Sides {
  readonly from: Tenancy;
  readonly to: Tenancy;
}

/** A request that shows a difference, and the permission that it asks for. */
export interface Attempt {
  readonly request: Request;
  readonly permission: string;
}

/** So many statements are taken into account when a request is made. */
const MOST_WISHES = 6;
/** Other atoms that an atom is tried together with. */
const MOST_PARTNERS = 12;

/**
 * Looks for a request for a permission that shows the difference which an atom makes: one of `to` that allows, or one of `from` that
 * denies.
 * @param allowing the atoms of `to`
 */
export function searchWitness(
  permission: string,
  atom: Atom,
  sides: Sides,
  allowing: readonly Atom[],
): Attempt | undefined {
  if (!atom.denies) {
    return searchAs(permission, atom, sides, principalsOf(atom, sides.to), targetIn(atom), undefined);
  }
  // What a denial takes must be given by something on the other side.
  const partners = allowing
    .filter((each) => !each.denies && hasBit(each.bits, permission) && mayMeet(each, atom))
    .slice(0, MOST_PARTNERS);
  for (const partner of partners) {
    const target = deeper(targetIn(atom), targetIn(partner));
    const both = together(principalsOf(atom, sides.from), principalsOf(partner, sides.to));
    const found = searchAs(permission, atom, sides, both, target, partner);
    if (found) return found;
  }
  return undefined;
}

/** Whether a request that asks for another permission shows the difference too. */
export function isDifferent(sides: Sides, { request, permission }: Attempt): boolean {
  const isPlain = request.action === request.action.toUpperCase();
  return isPlain && shows(sides, { ...request, action: permission });
}

function shows({ from, to }: Sides, request: Request): boolean {
  const options = { other: agreeing(request) };
  if (evaluate(to, request, options).outcome !== 'allowed') return false;
  return evaluate(from, request, options).outcome === 'denied';
}

/**
 * For a request across tenancies, another tenancy that agrees to everything: what is compared is what the tenancy at hand has to say.
 * Undefined for a request that stays at home.
 */
export function agreeing({ principal, tenancy }: Request): Tenancy | undefined {
  if (principal.tenancy !== undefined) return (endorsesAll ??= saying(ENDORSES_ALL));
  return tenancy === undefined ? undefined : (admitsAll ??= saying(ADMITS_ALL));
}

const ENDORSES_ALL = 'endorse any-user to manage all-resources in any-tenancy';
const ADMITS_ALL = 'admit any-user of any-tenancy to manage all-resources in tenancy';
let endorsesAll: Tenancy | undefined;
let admitsAll: Tenancy | undefined;

function saying(statement: string): Tenancy {
  return tenancyOf([{ uri: 'other:', document: createDocument(statement) }]);
}

function searchAs(
  permission: string,
  atom: Atom,
  sides: Sides,
  principals: readonly Principal[],
  target: CompartmentRef,
  partner: Atom | undefined,
): Attempt | undefined {
  const place = tenancyIn(atom, partner);
  for (const each of principals) {
    const principal = place.principal ? { ...each, ...place.principal } : each;
    const wishes = [
      ...wishFor(atom),
      ...(partner ? wishFor(partner) : []),
      ...otherWishes(permission, atom, sides, principal, target),
    ].slice(0, MOST_WISHES);
    for (const plain of requestsFor(permission, principal, target, wishes)) {
      const request = place.tenancy === undefined ? plain : { ...plain, tenancy: place.tenancy };
      if (shows(sides, request)) return { request, permission };
    }
  }
  return undefined;
}

function wishFor({ statement }: Atom): Wish[] {
  const { condition } = statement.tree;
  return condition ? [{ condition, holds: true }] : [];
}

/** What would hide the difference must not hold: what also allows it where it should be denied, what also denies it. */
function otherWishes(
  permission: string,
  atom: Atom,
  { from, to }: Sides,
  principal: Principal,
  target: CompartmentRef,
): Wish[] {
  const isOut = (statement: Atom['statement'], tenancy: Tenancy) =>
    atom.kind !== 'admit' && takesIn(statement, principal, tenancy) === 'no';
  const candidatesIn = ({ candidates }: Tenancy) =>
    atom.kind === 'admit' ? candidates.of(permission) : candidates.for(permission, principal);
  const hiding = (tenancy: Tenancy, denies: boolean) =>
    candidatesIn(tenancy).flatMap(({ statement }): Wish[] => {
      const { condition } = statement.tree;
      const isOther =
        statement !== atom.statement && statement.denies === denies && statement.kind === atom.kind;
      if (!isOther || !condition || isOut(statement, tenancy)) return [];
      return covers(statement.covered, target, tenancy.compartments) === 'no'
        ? []
        : [{ condition, holds: false }];
    });
  return [...(atom.denies ? [] : hiding(from, false)), ...hiding(to, true)];
}

/** Principals whom both take in. */
function together(some: readonly Principal[], others: readonly Principal[]): Principal[] {
  const found: Principal[] = [];
  for (const one of some) {
    for (const other of others) {
      if (one.kind === 'user' && other.kind === 'user')
        found.push({ ...one, groups: [...one.groups, ...other.groups] });
    }
  }
  return [...found, ...some, ...others];
}

function deeper(one: CompartmentRef, other: CompartmentRef): CompartmentRef {
  if (!one.path || !other.path) return one.path?.length === 0 ? other : one;
  return one.path.length >= other.path.length ? one : other;
}
