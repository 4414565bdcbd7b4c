import { grantsAll, mayMeet, spans, type Atom } from './atoms.ts';
import type { AccessChange, ChangeKind, OpenChange } from './compare.ts';
import { isDifferent, searchWitness, type Attempt, type Sides, type Trail } from './difference.ts';
import type { Outcome } from './evaluate.ts';
import { hasBit, isNone, permissionsIn, shared, union, without, type Bits } from './permission-bits.ts';
import type { Request } from './request.ts';
import type { Side } from './sides.ts';
import type { Steps } from './steps.ts';

/** Two sides, and whether the second is the later one: then what it allows and the first does not is a gain. */
export interface Task extends Sides {
  readonly isGain: boolean;
}

/** What was found of an atom, and what the search went by. */
export interface Looked {
  readonly changes: readonly AccessChange[];
  readonly open: readonly OpenChange[];
  readonly trail: Trail;
}

/** Of what one statement changes, so many permissions are tried. */
const MOST_TRIED = 60;

/**
 * Looks for requests that show the difference that an atom makes which stands on one side only, and says what could not be shown: one
 * of `to` that allows, or one of `from` that denies. A step for each permission.
 */
export function* lookAt(atom: Atom, task: Task): Steps<Looked> {
  const trail: Trail = { scenes: new Map(), principals: new Set(), targets: new Set(), actions: new Set() };
  const changes: AccessChange[] = [];
  const open: OpenChange[] = [];
  const whole = atom.denies ? left(atom, task.to, undefined) : left(atom, task.from, task.to);
  const partners = atom.denies && whole ? partnersOf(atom, whole, task.to) : [];
  const rest = atom.denies ? whole && leftOfDenial(whole, partners) : whole;
  if (!rest || (isNone(rest.bits) && !rest.mayMore)) return { changes, open, trail };
  const all = permissionsIn(rest.bits);
  const tried = all.slice(0, MOST_TRIED);
  const groups = new Map<ChangeKind, { permissions: string[]; witness: Request }>();
  const unproven: string[] = [];
  let last: Attempt | undefined;
  const kindOf = kindsFor(atom, task);
  for (const permission of tried) {
    const attempt =
      last && isDifferent(task, { ...last, permission })
        ? { ...last, permission }
        : searchWitness(permission, atom, task, partners, trail);
    yield 1;
    if (!attempt) {
      unproven.push(permission);
      continue;
    }
    last = attempt;
    const kind = kindOf(permission);
    const group = groups.get(kind);
    if (group) group.permissions.push(permission);
    else groups.set(kind, { permissions: [permission], witness: attempt.request });
  }
  // An atom that allows stands on the side that allows; one that denies, on the other.
  const side = task.isGain === atom.denies ? 'before' : 'after';
  const { statement } = atom;
  const [before, after]: [Outcome, Outcome] = task.isGain ? ['denied', 'allowed'] : ['allowed', 'denied'];
  let untried = all.length - tried.length;
  for (const [kind, { permissions, witness }] of groups) {
    changes.push({ kind, side, statement, permissions, untried, witness, before, after });
    untried = 0;
  }
  if (unproven.length > 0) open.push({ side, statement, why: 'unproven', permissions: unproven });
  if (rest.mayMore) open.push({ side, statement, why: 'catalogue', permissions: [] });
  return { changes, open, trail };
}

interface Rest {
  readonly bits: Bits;
  readonly mayMore: boolean;
}

/** What of an atom is left when all goes that the others say too, and all that denials of its own side take. */
function left(atom: Atom, others: Side, own: Side | undefined): Rest | undefined {
  const alike = others.above(atom, atom.denies).filter((each) => spans(each, atom));
  const taken = own?.above(atom, true).filter((each) => spans(each, atom)) ?? [];
  const isTaken = taken.some((each) => each.isWhole && each.form.key === 'inspect all-resources');
  if (isTaken || alike.some((each) => grantsAll(each, atom))) return undefined;
  const bits = without(atom.bits, ...[...alike, ...taken].map((each) => each.bits));
  return isNone(bits) && !atom.mayMore ? undefined : { bits, mayMore: atom.mayMore };
}

/** The atoms that allow something of what one denies, where it does. */
function partnersOf(atom: Atom, { bits, mayMore }: Rest, { giving }: Side): readonly Atom[] {
  return giving({ sure: bits, mayMore }).filter((each) => mayMeet(each, atom));
}

/** What of a denial that is no more is given now. */
function leftOfDenial(rest: Rest, partners: readonly Atom[]): Rest {
  const isHeld = partners.some(({ mayMore }) => mayMore);
  // Most statements grant what another one grants, too.
  const given = new Set(partners.map(({ bits }) => bits));
  return { bits: shared(rest.bits, union(given)), mayMore: rest.mayMore && isHeld };
}

/** Whether who is concerned has the permission anywhere on the side where the request is denied. */
function kindsFor(atom: Atom, { from, isGain }: Task): (permission: string) => ChangeKind {
  let held: Bits | undefined;
  return (permission) => {
    held ??= union(new Set(from.above(atom, false).map(({ bits }) => bits)));
    const has = hasBit(held, permission);
    if (isGain) return has ? 'widened' : 'gained';
    return has ? 'narrowed' : 'lost';
  };
}
