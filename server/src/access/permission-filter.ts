import { isOpen as isUnfilled, valueOf } from '../language/names.ts';
import type { Comparison, Condition, Leaf } from '../language/tree.ts';
import { requestOf } from './absence.ts';
import { canBe } from './condition.ts';
import { CARRIED, oneOf } from './values.ts';

/** What a condition says of `request.permission`. */
export interface PermissionFilter {
  /** The values of `=` and `in`, in the order of the text. */
  readonly equal: readonly Leaf[];
  /** The comparisons with `!=` and `not in`. */
  readonly unequal: readonly Comparison[];
  /** Whether permissions pass that it does not name. */
  readonly isOpen: boolean;
  /** Whether all values are names that stand there. */
  readonly isSettled: boolean;
}

/** The last answer: many look at one condition, one after the other. */
let last: { readonly condition: Condition; readonly filter: PermissionFilter | undefined } | undefined;

/** What a condition says of `request.permission`, by its logic and not by its spelling; undefined when that is nothing. */
export function permissionFilterOf(condition: Condition | undefined): PermissionFilter | undefined {
  if (!condition) return undefined;
  if (last?.condition !== condition) last = { condition, filter: readFilter(condition) };
  return last.filter;
}

function readFilter(condition: Condition): PermissionFilter | undefined {
  const comparisons = comparisonsOf(condition, 'request.permission');
  if (comparisons.length === 0) return undefined;
  const isEqual = ({ operator, negated }: Comparison) => operator.text !== '!=' && !negated;
  const leaves = comparisons.flatMap((each) => each.values);
  const others = { ...CARRIED, except: oneOf(leaves.map(valueOf)).among ?? [] };
  return {
    equal: comparisons.filter(isEqual).flatMap((each) => each.values),
    unequal: comparisons.filter((each) => !isEqual(each)),
    isOpen: canBe(condition, true, new Map([['request.permission', others]])),
    isSettled: leaves.every(
      (leaf) => leaf.kind === 'STRING' && !isUnfilled(leaf) && !leaf.text.includes('*'),
    ),
  };
}

/** The comparisons of a condition with this variable (in lower case) on the left, in the order of the text. */
export function comparisonsOf(condition: Condition, variable: string): readonly Comparison[] {
  if (compared?.condition !== condition) {
    compared = { condition, byVariable: new Map() };
    gather(condition, compared.byVariable);
  }
  return compared.byVariable.get(variable) ?? NONE;
}

const NONE: readonly never[] = [];

/** The comparisons of the condition that was last looked at, by variable. */
let compared: { readonly condition: Condition; readonly byVariable: Map<string, Comparison[]> } | undefined;

function gather(condition: Condition, byVariable: Map<string, Comparison[]>): void {
  if (condition.type === 'Combination') for (const each of condition.conditions) gather(each, byVariable);
  else if (condition.type === 'Comparison') {
    const variable = condition.variable.text.toLowerCase();
    const others = byVariable.get(variable);
    if (others) others.push(condition);
    else byVariable.set(variable, [condition]);
  }
}

/** Whether one comparison with `request.permission` holds for a permission. */
export function passes(comparison: Comparison, permission: string): boolean {
  return canBe(comparison, true, requestOf(permission));
}
