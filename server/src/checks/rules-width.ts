import type { Edit } from '../language/fault.ts';
import type { Combination, Comparison, Condition } from '../language/tree.ts';
import { replacing, type Check, type CheckContext } from './check.ts';
import {
  combinationsIn,
  comparisonsIn,
  isAll,
  isEquality,
  JOBS,
  LABS,
  rule,
  rules,
  settledValue,
} from './rule-parts.ts';

/** `any { resource.type = 'x', resource.compartment.id = 'c' }` */
const ruleAnyTooWide: Check = {
  code: 'rule-any-too-wide',
  severity: 'warning',
  example: { bad: rule(`any {${JOBS}, ${LABS}}`), mended: rule(`all {${JOBS}, ${LABS}}`) },
  visit: rules((condition, { report }) => {
    for (const any of combinationsIn(condition)) {
      if (!isTypeOrPlace(any)) continue;
      const fix = any.conditions.length === 2 ? replacing(any.operator, 'all') : undefined;
      report(any.operator, fix ? { fix } : {});
    }
  }),
};

/** `all { resource.type = 'datasciencemodeldeployment' }` */
const ruleTenancyWide: Check = {
  code: 'rule-tenancy-wide',
  severity: 'warning',
  example: { bad: rule(JOBS), mended: rule(`all {${JOBS}, ${LABS}}`) },
  visit: rules((condition, { report }) => {
    reportBranches(condition, 'resource', report, (branch) => {
      const type = branch.find((part) => isEquality(part, 'resource.type'));
      const others = branch.filter((part) => !isEquality(part, 'resource.type'));
      if (!type || others.some(limits)) return undefined;
      const isMeantAsAll = combinationsIn(condition).some(
        (any) => isTypeOrPlace(any) && any.conditions.includes(type),
      );
      return isMeantAsAll ? undefined : type;
    });
  }),
};

/** `instance.id != 'x'` */
const dgMatchesNearlyEverything: Check = {
  code: 'dg-matches-nearly-everything',
  severity: 'warning',
  example: {
    bad: rule("instance.id != 'ocid1.instance.oc1.phx.one'"),
    mended: rule(
      "all {instance.id != 'ocid1.instance.oc1.phx.one', instance.compartment.id = 'ocid1.compartment.oc1..labs'}",
    ),
  },
  visit: rules((condition, { report }) => {
    const isOfInstances = /^instance\./i.test(comparisonsIn(condition)[0]?.variable.text ?? '');
    reportBranches(condition, isOfInstances ? 'instance' : 'resource', report, (branch) =>
      branch.every(({ operator }) => operator.text === '!=') ? branch[0] : undefined,
    );
  }),
};

/** Checks of rules that take in more than a person has in mind. */
export const ruleWidthChecks: readonly Check[] = [ruleAnyTooWide, ruleTenancyWide, dgMatchesNearlyEverything];

/**
 * Reports the ways to become a member in which `faultOf` finds a comparison at fault, each such comparison once, and all of
 * them together where they all are: a compartment is what they lack.
 */
function reportBranches(
  condition: Condition,
  kind: 'instance' | 'resource',
  report: CheckContext['report'],
  faultOf: (branch: readonly Comparison[]) => Comparison | undefined,
): void {
  const branches = ways(condition) ?? [];
  const faults = branches.map(faultOf);
  const more = `${kind}.compartment.id = '<compartment-ocid>'`;
  const [first] = faults;
  if (first && faults.every((part) => part !== undefined)) {
    report(first, { args: { type: settledValue(first) ?? '' }, fix: narrowing(condition, more) });
    return;
  }
  for (const part of new Set(faults)) {
    if (!part) continue;
    const list = combinationsIn(condition).find((each) => each.conditions.includes(part));
    const whole = list && isAll(list) ? list : part;
    report(part, { args: { type: settledValue(part) ?? '' }, fix: narrowing(whole, more) });
  }
}

/** The edits that make a condition hold only where one more holds. */
function narrowing(condition: Condition, more: string): Edit[] {
  const last = condition.type === 'Combination' && isAll(condition) ? condition.conditions.at(-1) : undefined;
  if (last) return [{ start: last.end, end: last.end, text: `, ${more}` }];
  return [
    { start: condition.start, end: condition.start, text: 'all { ' },
    { start: condition.end, end: condition.end, text: `, ${more} }` },
  ];
}

/** More ways than these to become a member are not looked at. */
const MOST_BRANCHES = 200;

/** The ways to become a member: for each, the comparisons that must hold; undefined where a part is not understood. */
function ways(condition: Condition): Comparison[][] | undefined {
  if (condition.type === 'Comparison') return [[condition]];
  // A tag that is there, as one that has a value, limits the branch that it stands in.
  if (condition.type !== 'Combination') return undefined;
  const parts = condition.conditions.map(ways);
  if (!isAll(condition)) return parts.flatMap((part) => part ?? []);
  let branches: Comparison[][] = [[]];
  for (const part of parts) {
    if (!part || branches.length * part.length > MOST_BRANCHES) return undefined;
    branches = branches.flatMap((one) => part.map((other) => [...one, ...other]));
  }
  return branches;
}

/** Whether a comparison leaves some resources of a type out that a person has in mind. */
function limits({ operator, variable }: Comparison): boolean {
  return operator.text !== '!=' || !/^(?:resource|instance)\./i.test(variable.text);
}

/** An `any` of nothing but a type and a compartment, which was meant as `all`. */
function isTypeOrPlace(any: Combination): boolean {
  if (isAll(any)) return false;
  const parts = any.conditions.flatMap((each) => (each.type === 'Comparison' ? [each] : []));
  return (
    parts.some((part) => isEquality(part, 'resource.type')) &&
    parts.some((part) => isEquality(part, 'resource.compartment.id'))
  );
}
