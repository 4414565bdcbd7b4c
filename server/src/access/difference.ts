import { createDocument } from '../language/document.ts';
import type { Atom } from './atoms.ts';
import { covers } from './compartments.ts';
import { takesIn } from './membership.ts';
import { actionOf } from './operation-needs.ts';
import { hasBit } from './permission-bits.ts';
import type { CompartmentRef, Principal, Request } from './request.ts';
import { isSettled } from './settled.ts';
import type { Side } from './sides.ts';
import { tenancyOf, type Placed, type Tenancy } from './tenancy.ts';
import { hear, isAlike, type Trial } from './trial.ts';
import { principalsOf, requestsFor, targetIn, tenancyIn, type Wish } from './witness.ts';

/** Two sets of policies, of which the second is to allow what the first denies. */
export interface Sides {
  readonly from: Side;
  readonly to: Side;
}

/** Who asks, and where. */
interface Scene {
  readonly principals: readonly Principal[];
  readonly target: CompartmentRef;
  /** What showed no difference. */
  readonly failed: Map<Principal, readonly Trial[]>;
}

/** Whom and what a search was about: a statement that meets none of it cannot have led it. */
export interface Trail {
  /** By the atom that is tried, or that one that denies is tried with. */
  readonly scenes: Map<Atom, Scene>;
  readonly principals: Set<Principal>;
  readonly targets: Set<CompartmentRef>;
  readonly actions: Set<string>;
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
 * @param partners for an atom that denies, those of `to` that allow and may meet it
 */
export function searchWitness(
  permission: string,
  atom: Atom,
  sides: Sides,
  partners: readonly Atom[],
  trail: Trail,
): Attempt | undefined {
  const { from, to } = sides;
  if (!atom.denies) {
    const scene = sceneFor(atom, trail, () => ({
      principals: principalsOf(atom, to.tenancy),
      target: targetIn(atom),
    }));
    return searchAs({ permission, atom, sides, scene, trail });
  }
  // What a denial takes must be given by something on the other side.
  const giving = partners.filter(({ bits }) => hasBit(bits, permission));
  const numberOf = ({ statement }: Atom) => to.numberOf(statement);
  giving.sort((one, other) => numberOf(one) - numberOf(other));
  for (const partner of giving.slice(0, MOST_PARTNERS)) {
    const scene = sceneFor(partner, trail, () => ({
      principals: together(principalsOf(atom, from.tenancy), principalsOf(partner, to.tenancy)),
      target: deeper(targetIn(atom), targetIn(partner)),
    }));
    const found = searchAs({ permission, atom, sides, scene, partner, trail });
    if (found) return found;
  }
  return undefined;
}

/** The same for each permission: what was found out about who asks is kept with the principals. */
function sceneFor(atom: Atom, { scenes }: Trail, make: () => Omit<Scene, 'failed'>): Scene {
  let scene = scenes.get(atom);
  if (!scene) scenes.set(atom, (scene = { ...make(), failed: new Map() }));
  return scene;
}

/** Whether a request that asks for another permission shows the difference too. */
export function isDifferent(sides: Sides, { request, permission }: Attempt): boolean {
  const isPlain = request.action === request.action.toUpperCase();
  return isPlain && shows(sides, { ...request, action: permission });
}

function shows({ from, to }: Sides, request: Request): boolean {
  const options = { other: agreeing(request) };
  return (
    isSettled('allowed', to.tenancy, request, options) && isSettled('denied', from.tenancy, request, options)
  );
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

interface Search {
  readonly permission: string;
  readonly atom: Atom;
  readonly sides: Sides;
  readonly scene: Scene;
  readonly partner?: Atom;
  readonly trail: Trail;
}

function searchAs(search: Search): Attempt | undefined {
  const { permission, atom, sides, scene, partner, trail } = search;
  const { target, failed } = scene;
  const place = tenancyIn(atom, partner);
  const isPlain = atom.kind === 'plain' && actionOf(permission).kind === 'permission';
  trail.targets.add(target);
  for (const each of scene.principals) {
    const principal = place.principal ? { ...each, ...place.principal } : each;
    trail.principals.add(principal);
    const hearing = isPlain
      ? hear(sides.from.tenancy, sides.to.tenancy, permission, principal, target)
      : undefined;
    if (hearing?.isHopeless) continue;
    const hiding = hearing
      ? (side: Side, denies: boolean) => hearing.meeting(side === sides.to, denies)
      : meetingAcross(permission, atom, principal, target);
    const wishes = [
      ...wishFor(atom),
      ...(partner ? wishFor(partner) : []),
      ...otherWishes(atom, sides, hiding),
    ].slice(0, MOST_WISHES);
    const trial = hearing?.telling(wishes);
    if (trial?.isLost) continue;
    const others = failed.get(principal) ?? [];
    if (trial && others.some((other) => isAlike(trial, other))) continue;
    for (const plain of requestsFor(permission, principal, target, wishes)) {
      const request = place.tenancy === undefined ? plain : { ...plain, tenancy: place.tenancy };
      trail.actions.add(request.action);
      const isShown =
        trial && request.action === permission ? trial.isShownBy(request) : shows(sides, request);
      if (isShown) return { request, permission };
    }
    if (trial) failed.set(principal, [...others, trial]);
  }
  return undefined;
}

function wishFor({ statement }: Atom): Wish[] {
  const { condition } = statement.tree;
  return condition ? [{ condition, holds: true }] : [];
}

/** What would hide the difference must not hold: what also allows it where it should be denied, what also denies it. */
function otherWishes(
  atom: Atom,
  { from, to }: Sides,
  hidingIn: (side: Side, denies: boolean) => readonly Placed[],
): Wish[] {
  const hiding = (side: Side, denies: boolean): Wish[] => {
    return inOrder(hidingIn(side, denies), side).flatMap(({ tree: { condition } }) =>
      condition ? [{ condition, holds: false }] : [],
    );
  };
  return [...(atom.denies ? [] : hiding(from, false)), ...hiding(to, true)];
}

/** The statements that a request across tenancies may meet. */
function meetingAcross(
  permission: string,
  { kind }: Atom,
  principal: Principal,
  target: CompartmentRef,
): (side: Side, denies: boolean) => readonly Placed[] {
  return ({ tenancy }, denies) =>
    tenancy.candidates
      .across(permission)
      .map(({ statement }) => statement)
      .filter(
        (statement) =>
          statement.denies === denies &&
          statement.kind === kind &&
          covers(statement.covered, target, tenancy.compartments) !== 'no' &&
          (kind === 'admit' || takesIn(statement, principal, tenancy) !== 'no'),
      );
}

/** Which statements are taken into account must not depend on how they were found. */
function inOrder(statements: readonly Placed[], { numberOf }: Side): readonly Placed[] {
  if (statements.length < 2) return statements;
  return [...statements].sort((one, other) => numberOf(one) - numberOf(other));
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
