import {
  atomKey,
  atomsOf,
  grantsAll,
  mayMeet,
  spans,
  subjectsAbove,
  type Atom,
  type Atoms,
} from './atoms.ts';
import { covers } from './compartments.ts';
import { evaluate, type Outcome } from './evaluate.ts';
import { takesIn } from './membership.ts';
import { hasBit, isNone, permissionsIn, shared, union, without, type Bits } from './permission-bits.ts';
import type { CompartmentRef, Principal, Request } from './request.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import { principalsOf, requestsFor, targetIn, type Wish } from './witness.ts';

/** How the access that two sets of policies give differs. */
export interface Comparison {
  /** `same`: proven, as far as the catalogue goes. `unknown`: no difference was found, and `open` says where it may be. */
  readonly verdict: 'same' | 'different' | 'unknown';
  readonly changes: readonly AccessChange[];
  /** What could not be told. Without any, `changes` names every difference by the statement behind it. */
  readonly open: readonly OpenChange[];
}

/** `gained`, `lost`: who it concerns had, or keeps, the permission nowhere. `widened`, `narrowed`: somewhere, or at some times. */
export type ChangeKind = 'gained' | 'lost' | 'widened' | 'narrowed';

export interface AccessChange {
  readonly kind: ChangeKind;
  /** The statement behind it, and on which side it stands. */
  readonly side: 'before' | 'after';
  readonly statement: Placed;
  /** Each was tried in the place of the witness's, and changes as that does. */
  readonly permissions: readonly string[];
  /** How many more were not tried. */
  readonly untried: number;
  /** A request that is answered otherwise before than after. */
  readonly witness: Request;
  readonly before: Outcome;
  readonly after: Outcome;
}

export interface OpenChange {
  readonly side: 'before' | 'after';
  readonly statement: Placed;
  /**
   * `unclear`: what it says is not clear, or it works across tenancies. `unproven`: no request shows a difference for `permissions`,
   * and none is proven to be. `catalogue`: it may change more than the catalogue knows.
   */
  readonly why: 'unclear' | 'unproven' | 'catalogue';
  readonly permissions: readonly string[];
}

/** Of what one statement changes, so many permissions are tried. */
const MOST_TRIED = 60;
/** So many statements are taken into account when a request is made. */
const MOST_WISHES = 6;

/**
 * Compares what two sets of policies allow. Every change comes with a request that the evaluator answers "allowed" on one side
 * and "denied" on the other; "same" is said only where every piece of each side is covered by the other. Source: reference 4.10.
 */
export function compareAccess(before: Tenancy, after: Tenancy): Comparison {
  const [old, fresh] = [atomsOf(before), atomsOf(after)];
  const gains = differences({ from: before, to: after, fromAtoms: old, toAtoms: fresh, isGain: true });
  const losses = differences({ from: after, to: before, fromAtoms: fresh, toAtoms: old, isGain: false });
  const open = [
    ...opaqueIn('before', old, fresh),
    ...opaqueIn('after', fresh, old),
    ...gains.open,
    ...losses.open,
  ];
  const changes = [...gains.changes, ...losses.changes];
  const seen = new Set<string>();
  const left = open.filter(({ side, statement, why }) => {
    const key = `${side} ${statement.id} ${why}`;
    return seen.has(key) ? false : seen.add(key);
  });
  const verdict = changes.length > 0 ? 'different' : left.length > 0 ? 'unknown' : 'same';
  return { verdict, changes, open: left };
}

function opaqueIn(side: 'before' | 'after', own: Atoms, other: Atoms): OpenChange[] {
  return [...own.opaque]
    .filter(([key]) => !other.opaque.has(key))
    .map(([, statement]) => ({ side, statement, why: 'unclear' as const, permissions: [] }));
}

/** What `to` allows and `from` does not. */
interface Task {
  readonly from: Tenancy;
  readonly to: Tenancy;
  readonly fromAtoms: Atoms;
  readonly toAtoms: Atoms;
  readonly isGain: boolean;
}

interface Found {
  readonly changes: AccessChange[];
  readonly open: OpenChange[];
}

function differences(task: Task): Found {
  const found: Found = { changes: [], open: [] };
  const [from, to] = [filed(task.fromAtoms.atoms), filed(task.toAtoms.atoms)];
  const [toSide, fromSide] = task.isGain ? (['after', 'before'] as const) : (['before', 'after'] as const);
  for (const atom of task.toAtoms.atoms) {
    // What nothing on the other side gives, and no denial on this side takes again.
    if (!atom.denies) look(atom, left(atom, from, to), { atom, task, from, to, side: toSide, found });
  }
  for (const atom of task.fromAtoms.atoms) {
    if (!atom.denies) continue;
    const rest = left(atom, to, undefined);
    const allowing = to.all.filter((each) => !each.denies && mayMeet(each.covered, atom.covered));
    const isHeld = allowing.some(({ mayMore }) => mayMore);
    const given = rest && allowing.map(({ bits }) => shared(rest.bits, bits));
    const bits = given?.reduce((all: Bits | undefined, each) => (all ? union(all, each) : each), undefined);
    const weighed = rest && bits ? { bits, mayMore: rest.mayMore && isHeld } : undefined;
    look(atom, weighed, { atom, task, from, to, side: fromSide, found });
  }
  return found;
}

interface Filed {
  readonly all: readonly Atom[];
  readonly keys: ReadonlySet<string>;
  above(subject: string, denies: boolean): readonly Atom[];
}

function filed(atoms: readonly Atom[]): Filed {
  const bySubject = new Map<string, Atom[]>();
  for (const atom of atoms) {
    const key = `${atom.denies} ${atom.subject}`;
    const known = bySubject.get(key);
    if (known) known.push(atom);
    else bySubject.set(key, [atom]);
  }
  return {
    all: atoms,
    keys: new Set(atoms.map(atomKey)),
    above: (subject, denies) =>
      subjectsAbove(subject).flatMap((each) => bySubject.get(`${denies} ${each}`) ?? []),
  };
}

interface Rest {
  readonly bits: Bits;
  readonly mayMore: boolean;
}

/** What of an atom is left when all goes that the others say too, and all that denials of its own side take. */
function left(atom: Atom, others: Filed, own: Filed | undefined): Rest | undefined {
  if (others.keys.has(atomKey(atom))) return undefined;
  const alike = others.above(atom.subject, atom.denies).filter((each) => spans(each, atom));
  const taken = own?.above(atom.subject, true).filter((each) => spans(each, atom)) ?? [];
  const isTaken = taken.some((each) => each.isWhole && each.form.key === 'inspect all-resources');
  if (isTaken || alike.some((each) => grantsAll(each, atom))) return undefined;
  const bits = without(atom.bits, ...[...alike, ...taken].map((each) => each.bits));
  return isNone(bits) && !atom.mayMore ? undefined : { bits, mayMore: atom.mayMore };
}

interface Looking {
  readonly atom: Atom;
  readonly task: Task;
  readonly from: Filed;
  readonly to: Filed;
  readonly side: 'before' | 'after';
  readonly found: Found;
}

/** Looks for requests that show the difference that an atom makes, and says what could not be shown. */
function look(atom: Atom, rest: Rest | undefined, looking: Looking): void {
  if (!rest || (isNone(rest.bits) && !rest.mayMore)) return;
  const { side, found, task } = looking;
  const all = permissionsIn(rest.bits);
  const tried = all.slice(0, MOST_TRIED);
  const groups = new Map<ChangeKind, { permissions: string[]; witness: Request }>();
  const open: string[] = [];
  let last: Attempt | undefined;
  for (const permission of tried) {
    const attempt =
      last && isDifferent(task, { ...last, permission })
        ? { ...last, permission }
        : search(permission, looking);
    if (!attempt) {
      open.push(permission);
      continue;
    }
    last = attempt;
    const kind = kindOf(permission, looking);
    const group = groups.get(kind);
    if (group) group.permissions.push(permission);
    else groups.set(kind, { permissions: [permission], witness: attempt.request });
  }
  let untried = all.length - tried.length;
  for (const [kind, { permissions, witness }] of groups) {
    const [before, after]: [Outcome, Outcome] = task.isGain ? ['denied', 'allowed'] : ['allowed', 'denied'];
    found.changes.push({
      kind,
      side,
      statement: atom.statement,
      permissions,
      untried,
      witness,
      before,
      after,
    });
    untried = 0;
  }
  const { statement } = atom;
  if (open.length > 0) found.open.push({ side, statement, why: 'unproven', permissions: open });
  if (rest.mayMore) found.open.push({ side, statement, why: 'catalogue', permissions: [] });
}

interface Attempt {
  readonly request: Request;
  readonly permission: string;
}

/** Whether a request that asks for another permission shows the difference too. */
function isDifferent(task: Task, { request, permission }: Attempt): boolean {
  const isPlain = request.action === request.action.toUpperCase();
  return isPlain && shows(task, { ...request, action: permission });
}

function shows({ from, to }: Task, request: Request): boolean {
  return evaluate(to, request).outcome === 'allowed' && evaluate(from, request).outcome === 'denied';
}

/** Other atoms that an atom is tried together with. */
const MOST_PARTNERS = 12;

function search(permission: string, looking: Looking): Attempt | undefined {
  const { atom, task, to } = looking;
  if (!atom.denies) return searchAs(permission, looking, principalsOf(atom, task.to), targetIn(atom), []);
  // What a denial takes must be given by something on the other side.
  const partners = to.all
    .filter((each) => !each.denies && hasBit(each.bits, permission) && mayMeet(each.covered, atom.covered))
    .slice(0, MOST_PARTNERS);
  for (const partner of partners) {
    const wishes = wishFor(partner, true);
    const target = deeper(targetIn(atom), targetIn(partner));
    const both = together(principalsOf(atom, task.from), principalsOf(partner, task.to));
    const found = searchAs(permission, looking, both, target, wishes);
    if (found) return found;
  }
  return undefined;
}

function searchAs(
  permission: string,
  { atom, task }: Looking,
  principals: readonly Principal[],
  target: CompartmentRef,
  partner: readonly Wish[],
): Attempt | undefined {
  for (const principal of principals) {
    const wishes = [
      ...wishFor(atom, true),
      ...partner,
      ...otherWishes(permission, atom, task, principal, target),
    ].slice(0, MOST_WISHES);
    for (const request of requestsFor(permission, principal, target, wishes)) {
      if (shows(task, request)) return { request, permission };
    }
  }
  return undefined;
}

function wishFor({ statement }: Atom, holds: boolean): Wish[] {
  const { condition } = statement.tree;
  return condition ? [{ condition, holds }] : [];
}

/** What would hide the difference must not hold: what also allows it where it should be denied, what also denies it. */
function otherWishes(
  permission: string,
  atom: Atom,
  { from, to }: Task,
  principal: Principal,
  target: CompartmentRef,
): Wish[] {
  const hiding = (tenancy: Tenancy, denies: boolean) =>
    tenancy.candidates(permission).flatMap(({ statement }): Wish[] => {
      const { condition } = statement.tree;
      const isOther =
        statement !== atom.statement && statement.denies === denies && statement.kind === 'plain';
      if (!isOther || !condition || takesIn(statement, principal, tenancy) === 'no') return [];
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

/** Whether who is concerned has the permission anywhere on the side where the request is denied. */
function kindOf(permission: string, { atom, task, from }: Looking): ChangeKind {
  const has = from.above(atom.subject, false).some(({ bits }) => hasBit(bits, permission));
  if (task.isGain) return has ? 'widened' : 'gained';
  return has ? 'narrowed' : 'lost';
}
