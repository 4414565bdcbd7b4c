import type { Edit } from '../language/fault.ts';
import type { Combination, Comparison, Condition } from '../language/tree.ts';
import { replacing, type Check } from './check.ts';
import { without } from './comparison.ts';
import {
  combinationsIn,
  comparisonsIn,
  conjunctions,
  isEquality,
  JOBS,
  LABS,
  rule,
  rules,
  settledValue,
  typeOfOcid,
} from './rule-parts.ts';

/** Source: reference 1.6. */
const LONGEST_RULE = 100_000;

const RUN = "resource.id = 'ocid1.datasciencejobrun.oc1.phx.run'";

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

/** Checks of rules that contradict themselves, repeat themselves, or compare with what cannot be. */
export const ruleMeaningChecks: readonly Check[] = [
  ruleOcidType,
  ruleContradiction,
  ruleInstanceResourceMixed,
  ruleRedundant,
  ruleTooLong,
];

/** Variables that have one value: a resource lies in one compartment and is of one type. */
function isSingle(variable: string): boolean {
  return /^(?:resource\.(?:type|id|compartment\.id)|instance\.(?:id|compartment\.id))$/.test(variable);
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
