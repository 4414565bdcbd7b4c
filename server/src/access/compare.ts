import {
  atomsOf,
  grantsAll,
  mayMeet,
  partyOf,
  spans,
  subjectsAbove,
  type Atom,
  type Atoms,
} from './atoms.ts';
import { isDifferent, searchWitness, type Attempt, type Sides } from './difference.ts';
import type { Outcome } from './evaluate.ts';
import { hasBit, isNone, permissionsIn, shared, union, without, type Bits } from './permission-bits.ts';
import type { Request } from './request.ts';
import type { Placed, Tenancy } from './tenancy.ts';

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
  const seen = new Map<Placed, Set<string>>();
  const left = open.filter(({ side, statement, why }) => {
    const told = seen.get(statement) ?? new Set();
    const isNew = !told.has(`${side} ${why}`);
    seen.set(statement, told.add(`${side} ${why}`));
    return isNew;
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
interface Task extends Sides {
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
  const [from, to] = [filed(task.fromAtoms), filed(task.toAtoms)];
  const [toSide, fromSide] = task.isGain ? (['after', 'before'] as const) : (['before', 'after'] as const);
  for (const atom of task.toAtoms.atoms) {
    if (atom.denies || from.keys.has(atom.key)) continue;
    // What nothing on the other side gives, and no denial on this side takes again.
    look(atom, left(atom, from, to), { atom, task, from, to, side: toSide, found });
  }
  for (const atom of task.fromAtoms.atoms) {
    const rest = atom.denies && !to.keys.has(atom.key) ? left(atom, to, undefined) : undefined;
    if (!rest) continue;
    const allowing = to.all.filter((each) => !each.denies && mayMeet(each, atom));
    const isHeld = allowing.some(({ mayMore }) => mayMore);
    const given = allowing.map(({ bits }) => shared(rest.bits, bits));
    const bits = given.reduce((all: Bits | undefined, each) => (all ? union(all, each) : each), undefined);
    const weighed = bits && { bits, mayMore: rest.mayMore && isHeld };
    look(atom, weighed, { atom, task, from, to, side: fromSide, found });
  }
  return found;
}

/** The atoms of one side, to be found by what they say and by whom they are for. */
export interface Filed {
  readonly all: readonly Atom[];
  readonly keys: ReadonlySet<string>;
  /** Those of an atom's kind for its subject, or for one that holds it. */
  above(atom: Atom, denies: boolean): readonly Atom[];
}

const files = new WeakMap<Atoms, Filed>();

function filed(atoms: Atoms): Filed {
  let found = files.get(atoms);
  if (!found) files.set(atoms, (found = file(atoms)));
  return found;
}

function file({ atoms }: Atoms): Filed {
  let byParty: Map<string, Atom[]> | undefined;
  const sort = () => {
    const found = new Map<string, Atom[]>();
    for (const atom of atoms) {
      const known = found.get(atom.party);
      if (known) known.push(atom);
      else found.set(atom.party, [atom]);
    }
    return found;
  };
  const keys = new Set<string>();
  for (const { key } of atoms) keys.add(key);
  return {
    ...{ all: atoms, keys },
    above: (atom, denies) => {
      const parties = (byParty ??= sort());
      return subjectsAbove(atom).flatMap((subject) => parties.get(partyOf(atom, denies, subject)) ?? []);
    },
  };
}

interface Rest {
  readonly bits: Bits;
  readonly mayMore: boolean;
}

/** What of an atom is left when all goes that the others say too, and all that denials of its own side take. */
function left(atom: Atom, others: Filed, own: Filed | undefined): Rest | undefined {
  const alike = others.above(atom, atom.denies).filter((each) => spans(each, atom));
  const taken = own?.above(atom, true).filter((each) => spans(each, atom)) ?? [];
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
        : searchWitness(permission, looking.atom, task, looking.to.all);
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

/** Whether who is concerned has the permission anywhere on the side where the request is denied. */
function kindOf(permission: string, { atom, task, from }: Looking): ChangeKind {
  const has = from.above(atom, false).some(({ bits }) => hasBit(bits, permission));
  if (task.isGain) return has ? 'widened' : 'gained';
  return has ? 'narrowed' : 'lost';
}
