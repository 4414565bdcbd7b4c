import { ocidOf, valueOf } from '../language/names.ts';
import type { Combination, Comparison, Condition, DynamicGroup } from '../language/tree.ts';
import { isSettled, type CheckContext, type Visitors } from './check.ts';

// What the checks of matching rules take rules apart into.

/** A file with one dynamic group of this rule, for examples. */
export const rule = (text: string) => `dynamic-group jobs\n  matching ${text}\n`;
/** Comparisons for examples. */
export const JOBS = "resource.type = 'datasciencejobrun'";
export const LABS = "resource.compartment.id = 'ocid1.compartment.oc1..labs'";

/** Calls `visit` with the rule of each dynamic group. */
export function rules(visit: (rule: Condition, context: CheckContext) => void): Visitors {
  return { DynamicGroup: ({ rule: condition }: DynamicGroup, context) => visit(condition, context) };
}

/** Every comparison of a rule. */
export function comparisonsIn(condition: Condition): Comparison[] {
  if (condition.type === 'Combination') return condition.conditions.flatMap(comparisonsIn);
  return condition.type === 'Comparison' ? [condition] : [];
}

/** Every `any` and `all` of a rule, outermost first. */
export function combinationsIn(condition: Condition): Combination[] {
  return condition.type === 'Combination' ? [condition, ...condition.conditions.flatMap(combinationsIn)] : [];
}

/** The comparisons that hold together: those of each outermost `all`, and of each `all` inside an `any`. */
export function conjunctions(condition: Condition): Comparison[][] {
  if (condition.type !== 'Combination') return [];
  if (!isAll(condition)) return condition.conditions.flatMap(conjunctions);
  const own = conjuncts(condition);
  const inner = condition.conditions.flatMap((each) =>
    each.type === 'Combination' && isAll(each) ? conjunctions(each).slice(1) : conjunctions(each),
  );
  return [own, ...inner];
}

/** The comparisons that an `all` asks for, also through others inside it. */
function conjuncts(condition: Condition): Comparison[] {
  if (condition.type === 'Comparison') return [condition];
  if (condition.type !== 'Combination' || !isAll(condition)) return [];
  return condition.conditions.flatMap(conjuncts);
}

export function isAll({ operator }: Combination): boolean {
  return operator.text.toLowerCase() === 'all';
}

export function isEquality({ variable, operator, values }: Comparison, name: string): boolean {
  return operator.text === '=' && values.length === 1 && variable.text.toLowerCase() === name;
}

export function settledValue({ values }: Comparison): string | undefined {
  const [leaf] = values;
  return leaf && isSettled(leaf) ? valueOf(leaf).toLowerCase() : undefined;
}

/** The type of the OCID that is compared with, also where its end is yet to be filled in. */
export function typeOfOcid({ values }: Comparison): string | undefined {
  const [leaf] = values;
  if (!leaf) return undefined;
  const value = valueOf(leaf);
  if (isSettled(leaf)) return ocidOf(value)?.type;
  return /^ocid1\.([a-z0-9_-]+)\.[^<$]*[<$]/i.exec(value)?.[1]?.toLowerCase();
}
