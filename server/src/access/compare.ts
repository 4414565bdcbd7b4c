import { partiesOf, readOtherwise, type Atom } from './atoms.ts';
import type { Outcome } from './evaluate.ts';
import { lookAt, type Looked, type Task } from './look.ts';
import type { Request } from './request.ts';
import { atOnce, ofAll, type Steps } from './steps.ts';
import { baseOf, sidesOf, type Base, type Side } from './sides.ts';
import type { Placed, Tenancy } from './tenancy.ts';
import { touching } from './touched.ts';
import { pairUnchanged, type Unchanged } from './unchanged.ts';

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

/**
 * Compares what two sets of policies allow. Every change comes with a request that the evaluator answers "allowed" on one side
 * and "denied" on the other; "same" is said only where every piece of each side is covered by the other. Source: reference 4.10.
 */
export function compareAccess(before: Tenancy, after: Tenancy): Comparison {
  return atOnce(createComparer().compare(before, after));
}

/** Compares one set of policies with others that come of one another by small changes. */
export interface Comparer {
  /**
   * As `compareAccess`, in steps, which may be parted as `steps.ts` tells. What was worked out for the sets that were compared last is kept where nothing touches it.
   * Begun anew, an earlier comparison must not be gone on with.
   */
  compare(before: Tenancy, after: Tenancy): Steps<Comparison>;
}

/** What was found of an atom, and whether a statement that comes or goes touches it. */
interface Kept extends Looked {
  readonly isTouched: ReturnType<typeof touching>;
}

interface State {
  readonly base: Base;
  readonly after: Tenancy;
  readonly unchanged: Unchanged;
  readonly gains: Map<Atom, Kept>;
  readonly losses: Map<Atom, Kept>;
}

export function createComparer(): Comparer {
  let state: State | undefined;
  return {
    *compare(before, after) {
      state = renewed(state, before, after);
      const { base, unchanged, gains, losses } = state;
      const [from, to] = sidesOf(base, after, unchanged);
      yield ofAll(after);
      const gained = yield* differences({ from, to, isGain: true }, gains);
      const lost = yield* differences({ from: to, to: from, isGain: false }, losses);
      return compared(
        [...gained, ...lost],
        [...opaqueIn('before', from, to), ...opaqueIn('after', to, from)],
      );
    },
  };
}

/** What is known of the earlier policies and of the last comparison, less what the change since then touches. */
function renewed(last: State | undefined, before: Tenancy, after: Tenancy): State {
  const isSameBase = last?.base.tenancy === before;
  const isGoneOn = isSameBase && isReadAlike(last.after, after);
  const state: State = {
    base: isSameBase ? last.base : baseOf(before),
    after,
    unchanged: isGoneOn ? last.unchanged : pairUnchanged(before.statements, readOtherwise(before, after)),
    gains: isGoneOn ? last.gains : new Map(),
    losses: isGoneOn ? last.losses : new Map(),
  };
  const { left, joined } = state.unchanged.take(after.statements);
  for (const kept of [state.gains, state.losses]) forget(kept, [...left, ...joined], after);
  return state;
}

/** Whether all but the statements is the same in two tenancies. */
function isReadAlike(one: Tenancy, other: Tenancy): boolean {
  return (
    one.compartments === other.compartments &&
    one.obeysDeny === other.obeysDeny &&
    one.ocid === other.ocid &&
    one.dynamicGroups.length === other.dynamicGroups.length &&
    one.dynamicGroups.every(({ rule }, index) => rule === other.dynamicGroups[index]?.rule)
  );
}

/** Past so many pairs of what was found and what changed, all is looked at again. */
const MOST_PAIRS = 200_000;

function forget(kept: Map<Atom, Kept>, changed: readonly Placed[], after: Tenancy): void {
  if (kept.size * changed.length > MOST_PAIRS) return kept.clear();
  for (const statement of changed) {
    const parties = partiesOf(statement, after);
    for (const [atom, { isTouched }] of kept) if (isTouched(statement, parties, after)) kept.delete(atom);
  }
}

/** What `to` allows and `from` does not, by the atoms that stand on one side only. */
function* differences(task: Task, kept: Map<Atom, Kept>): Steps<readonly Looked[]> {
  const { from, to } = task;
  const asked = [
    // What nothing on the other side gives, and no denial on this side takes again.
    ...to.own.atoms.filter((atom) => !atom.denies && !from.has(atom)),
    ...from.own.atoms.filter((atom) => atom.denies && !to.has(atom)),
  ];
  const found: Looked[] = [];
  for (const atom of asked) {
    let looked = kept.get(atom);
    if (!looked) {
      const fresh = yield* lookAt(atom, task);
      yield 1;
      kept.set(atom, (looked = { ...fresh, isTouched: touching(atom, fresh.trail) }));
    }
    found.push(looked);
  }
  const isAsked = new Set(asked);
  for (const atom of kept.keys()) if (!isAsked.has(atom)) kept.delete(atom);
  return found;
}

function opaqueIn(side: 'before' | 'after', { own }: Side, other: Side): OpenChange[] {
  return [...own.opaque]
    .filter(([key]) => !other.hasOpaque(key))
    .map(([, statement]) => ({ side, statement, why: 'unclear' as const, permissions: [] }));
}

function compared(found: readonly Looked[], opaque: readonly OpenChange[]): Comparison {
  const changes = found.flatMap((each) => each.changes);
  const seen = new Map<Placed, Set<string>>();
  const open = [...opaque, ...found.flatMap((each) => each.open)].filter(({ side, statement, why }) => {
    const told = seen.get(statement) ?? new Set();
    const isNew = !told.has(`${side} ${why}`);
    seen.set(statement, told.add(`${side} ${why}`));
    return isNew;
  });
  const verdict = changes.length > 0 ? 'different' : open.length > 0 ? 'unknown' : 'same';
  return { verdict, changes, open };
}
