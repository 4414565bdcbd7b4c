import { ocidOf, valueOf } from '../language/names.ts';
import type { Edit } from '../language/fault.ts';
import type { Combination, Comparison, Condition, DynamicGroup } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';
import { without } from './comparison.ts';

/** Source: reference 1.6. */
const LONGEST_RULE = 100_000;

const rule = (text: string) => `dynamic-group jobs\n  matching ${text}\n`;
const JOBS = "resource.type = 'datasciencejobrun'";
const LABS = "resource.compartment.id = 'ocid1.compartment.oc1..labs'";
const RUN = "resource.id = 'ocid1.datasciencejobrun.oc1.phx.run'";

/** Calls `visit` with the rule of each dynamic group. */
function rules(visit: (rule: Condition, context: CheckContext) => void): Visitors {
  return { DynamicGroup: ({ rule: condition }: DynamicGroup, context) => visit(condition, context) };
}

/** `resource.compartment.id = 'ocid1.instance…'` */
const ruleOcidType: Check = {
  code: 'rule-ocid-type',
  severity: 'warning',
  example: {
    bad: rule("instance.id = 'ocid1.compartment.oc1..labs'"),
    mended: rule("instance.compartment.id = 'ocid1.compartment.oc1..labs'"),
  },
  visit: rules((condition, { report }) => {
    for (const part of comparisonsIn(condition)) {
      const [leaf] = part.values;
      const found = typeOfOcid(part);
      if (!leaf || found === undefined) continue;
      const mended = variableFor(part.variable.text.toLowerCase(), found);
      if (mended === undefined || mended === part.variable.text.toLowerCase()) continue;
      const args = { found, variable: part.variable.text };
      if (mended === '') report(leaf, { args });
      else
        report(leaf, { args: { ...args, mended }, variant: 'meant', fix: replacing(part.variable, mended) });
    }
    for (const all of conjunctions(condition)) {
      const type = all.find((part) => isEquality(part, 'resource.type'));
      const id = all.find((part) => isEquality(part, 'resource.id'));
      const [wanted, found] = [type && settledValue(type), id && typeOfOcid(id)];
      const [leaf] = id?.values ?? [];
      if (!leaf || wanted === undefined || found === undefined || wanted === found) continue;
      if (variableFor('resource.id', found) === 'resource.id')
        report(leaf, { variant: 'beside', args: { found, wanted } });
    }
  }),
};

/** The variable that holds OCIDs of this type; '' when none does, undefined when it cannot be said. */
function variableFor(variable: string, type: string): string | undefined {
  const kind = variable.startsWith('instance.') ? 'instance' : 'resource';
  if (!/^(?:instance|resource)\.(?:compartment\.)?id$/.test(variable)) return undefined;
  if (type === 'compartment' || type === 'tenancy') return `${kind}.compartment.id`;
  // Whether an instance is matched by `resource.id` too is not known.
  if (type === 'instance') return variable === 'resource.id' ? undefined : 'instance.id';
  return variable === 'instance.compartment.id' ? '' : 'resource.id';
}

/** `all {resource.type = 'a', resource.type = 'b'}` */
const ruleContradiction: Check = {
  code: 'rule-contradiction',
  severity: 'warning',
  example: {
    bad: rule(`all {${LABS}, ${LABS.replace('labs', 'shop')}}`),
    mended: rule(`any {${LABS}, ${LABS.replace('labs', 'shop')}}`),
  },
  visit: rules((condition, { report }) => {
    for (const all of conjunctions(condition)) {
      for (const [index, part] of all.entries()) {
        const variable = part.variable.text.toLowerCase();
        if (!isSingle(variable) || !isEquality(part, variable)) continue;
        const before = all.slice(0, index).find((other) => isEquality(other, variable));
        const [one, other] = [before && settledValue(before), settledValue(part)];
        if (one === undefined || other === undefined || one === other) continue;
        const list = listOfOnly(condition, all, variable);
        report(part, {
          args: { variable: part.variable.text, one, other },
          ...(list ? { fix: replacing(list.operator, 'any') } : {}),
        });
        break;
      }
    }
  }),
};

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

/** `all {instance.id = 'a', resource.type = 'b'}` */
const ruleInstanceResourceMixed: Check = {
  code: 'rule-instance-resource-mixed',
  severity: 'warning',
  example: {
    bad: rule(`all {instance.compartment.id = 'ocid1.compartment.oc1..labs', ${JOBS}}`),
    mended: rule(`all {${LABS}, ${JOBS}}`),
  },
  visit: rules((condition, { report }) => {
    for (const all of conjunctions(condition)) {
      const resource = all.find((part) => /^resource\./i.test(part.variable.text));
      const instance = all.find((part) => /^instance\./i.test(part.variable.text));
      // Whether an instance has a `resource.type` is not known.
      const isInstance = all.some(
        (part) => isEquality(part, 'resource.type') && settledValue(part) === 'instance',
      );
      if (!resource || !instance || isInstance) continue;
      const later = resource.start > instance.start ? resource : instance;
      const isPlace = /^instance\.compartment\.id$/i.test(instance.variable.text);
      report(later, {
        args: { instance: instance.variable.text, resource: resource.variable.text },
        ...(isPlace && all.filter((part) => /^instance\./i.test(part.variable.text)).length === 1
          ? { fix: replacing(instance.variable, 'resource.compartment.id') }
          : {}),
      });
    }
  }),
};

/** `resource.type` beside a `resource.id` that says it already */
const ruleRedundant: Check = {
  code: 'rule-redundant',
  severity: 'hint',
  example: { bad: rule(`all {${JOBS}, ${RUN}}`), mended: rule(RUN) },
  visit: rules((condition, { report }) => {
    for (const all of conjunctions(condition)) {
      const type = all.find((part) => isEquality(part, 'resource.type'));
      const id = all.find((part) => isEquality(part, 'resource.id'));
      const [said, implied] = [type && settledValue(type), id && typeOfOcid(id)];
      if (!type || said === undefined || said !== implied) continue;
      const fix = deletionIn(condition, type);
      report(type, { args: { type: said }, ...(fix ? { fix } : {}) });
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

/** A rule that is longer than the service takes */
const ruleTooLong: Check = {
  code: 'rule-too-long',
  severity: 'error',
  visit: rules(({ start, end }, { report }) => {
    if (end - start <= LONGEST_RULE) return;
    report(
      { start, end: Math.min(end, start + 3) },
      { args: { length: String(end - start), most: String(LONGEST_RULE) } },
    );
  }),
};

/** Every comparison of a rule. */
function comparisonsIn(condition: Condition): Comparison[] {
  if (condition.type === 'Combination') return condition.conditions.flatMap(comparisonsIn);
  return condition.type === 'Comparison' ? [condition] : [];
}

/** Every `any` and `all` of a rule, outermost first. */
function combinationsIn(condition: Condition): Combination[] {
  return condition.type === 'Combination' ? [condition, ...condition.conditions.flatMap(combinationsIn)] : [];
}

/** The comparisons that hold together: those of each outermost `all`, and of each `all` inside an `any`. */
function conjunctions(condition: Condition): Comparison[][] {
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

function isAll({ operator }: Combination): boolean {
  return operator.text.toLowerCase() === 'all';
}

function isEquality({ variable, operator, values }: Comparison, name: string): boolean {
  return operator.text === '=' && values.length === 1 && variable.text.toLowerCase() === name;
}

/** Variables that have one value: a resource lies in one compartment and is of one type. */
function isSingle(variable: string): boolean {
  return /^(?:resource\.(?:type|id|compartment\.id)|instance\.(?:id|compartment\.id))$/.test(variable);
}

function settledValue({ values }: Comparison): string | undefined {
  const [leaf] = values;
  return leaf && isSettled(leaf) ? valueOf(leaf).toLowerCase() : undefined;
}

/** The type of the OCID that is compared with, also where its end is yet to be filled in. */
function typeOfOcid({ values }: Comparison): string | undefined {
  const [leaf] = values;
  if (!leaf) return undefined;
  const value = valueOf(leaf);
  if (isSettled(leaf)) return ocidOf(value)?.type;
  return /^ocid1\.([a-z0-9_-]+)\.[^<$]*[<$]/i.exec(value)?.[1]?.toLowerCase();
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

/** The `all` whose parts are these comparisons and all of one variable, so that `any` was meant. */
function listOfOnly(
  condition: Condition,
  all: readonly Comparison[],
  variable: string,
): Combination | undefined {
  const list = combinationsIn(condition).find(
    (each) => each.conditions.length === all.length && all.every((part) => each.conditions.includes(part)),
  );
  return list && all.every((part) => isEquality(part, variable)) ? list : undefined;
}

/** The edits that take a comparison out of its list; with the list round it when it is the only one there. */
function deletionIn(condition: Condition, part: Condition): readonly Edit[] | undefined {
  const list = combinationsIn(condition).find((each) => each.conditions.includes(part));
  if (!list) return undefined;
  if (list.conditions.length === 1) return deletionIn(condition, list);
  return without(list.conditions, list.conditions.indexOf(part));
}

export const ruleMeaningChecks: readonly Check[] = [
  ruleOcidType,
  ruleContradiction,
  ruleAnyTooWide,
  ruleInstanceResourceMixed,
  ruleRedundant,
  ruleTenancyWide,
  dgMatchesNearlyEverything,
  ruleTooLong,
];
