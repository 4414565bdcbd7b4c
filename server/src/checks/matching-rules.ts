import { nearest } from '../catalog/catalog.ts';
import { valueOf } from '../language/names.ts';
import type { Comparison, Leaf } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';

function comparisons(visit: (comparison: Comparison, context: CheckContext) => void): Visitors {
  return {
    Comparison: (comparison, context) => {
      if (context.tree.type === 'DynamicGroup') visit(comparison, context);
    },
  };
}

/** `resource.compartment.id = ocid1…` */
const ruleValueUnquoted: Check = {
  code: 'rule-value-unquoted',
  severity: 'error',
  visit: comparisons(({ values }, { report }) => {
    for (const leaf of values) {
      if (['STRING', 'TEXT', 'PATTERN'].includes(leaf.kind) || leaf.text.startsWith('${')) continue;
      report(leaf, { args: { word: leaf.text }, fix: replacing(leaf, `'${leaf.text}'`) });
    }
  }),
};

/** `resource.name = 'x'`, `request.…` */
const ruleVariableUnknown: Check = {
  code: 'rule-variable-unknown',
  severity: 'error',
  visit: {
    Comparison: ({ variable }, context) => unknownVariable(variable, context),
    Presence: ({ variable }, context) => unknownVariable(variable, context),
  },
};

function unknownVariable(variable: Leaf, { tree, catalog, report }: CheckContext): void {
  if (tree.type !== 'DynamicGroup' || !isSettled(variable) || /^tag\./i.test(variable.text)) return;
  if (catalog.matchingVariable(variable.text)) return;
  const known = catalog.matchingVariables.filter((each) => !each.tagged).map((each) => each.name);
  const [mended] = nearest(variable.text, known);
  const args = { word: variable.text };
  if (mended === undefined) report(variable, { args });
  else report(variable, { args: { ...args, mended }, variant: 'meant', fix: replacing(variable, mended) });
}

/** `tag.dept.ops = '45'` */
const ruleTagMalformed: Check = {
  code: 'rule-tag-malformed',
  severity: 'error',
  visit: {
    Comparison: ({ variable }, context) => malformedTag(variable, context),
    Presence: ({ variable }, context) => malformedTag(variable, context),
  },
};

function malformedTag(variable: Leaf, { tree, report }: CheckContext): void {
  if (tree.type !== 'DynamicGroup' || !/^tag\./i.test(variable.text) || !isSettled(variable)) return;
  const [, ...parts] = variable.text.split('.');
  if (parts.length === 3 && parts[2]?.toLowerCase() === 'value' && parts[0] && parts[1]) return;
  const mended = parts.length === 2 && parts[0] && parts[1] ? `${variable.text}.value` : undefined;
  report(
    variable,
    mended === undefined
      ? { args: { word: variable.text } }
      : { args: { word: variable.text }, fix: replacing(variable, mended) },
  );
}

/** `resource.type in ('a', 'b')`, a pattern, `not` */
const ruleOperator: Check = {
  code: 'rule-operator',
  severity: 'error',
  visit: {
    Comparison: (comparison, { tree, report }) => {
      if (tree.type !== 'DynamicGroup') return;
      const { operator, values, variable, negated } = comparison;
      if (operator.text !== '=' && operator.text !== '!=') {
        const parts = values.map((value) => `${variable.text} ${negated ? '!=' : '='} ${value.text}`);
        const isList = operator.text.toLowerCase() === 'in';
        const mended =
          parts.length === 1 ? (parts[0] ?? '') : `${negated ? 'all' : 'any'} { ${parts.join(', ')} }`;
        const span = { start: negated?.start ?? operator.start, end: operator.end };
        report(span, {
          args: { operator: operator.text },
          ...(isList ? { fix: replacing(comparison, mended) } : {}),
        });
        return;
      }
      for (const leaf of values)
        if (leaf.kind === 'PATTERN') report(leaf, { args: { operator: leaf.text }, variant: 'pattern' });
    },
    Presence: ({ negated, variable }, { tree, report }) => {
      if (tree.type !== 'DynamicGroup' || !isSettled(variable) || (!negated && /^tag\./i.test(variable.text)))
        return;
      report(negated ?? variable, { args: { operator: negated?.text ?? '' }, variant: 'presence' });
    },
    Call: (call, { tree, report }) => {
      if (tree.type === 'DynamicGroup') report(call.function, { args: { operator: call.function.text } });
    },
  },
};

/** Calls `visit` with each value of `resource.type`. */
function resourceTypes(visit: (leaf: Leaf, value: string, context: CheckContext) => void): Visitors {
  return comparisons(({ variable, values }, context) => {
    if (variable.text.toLowerCase() !== 'resource.type') return;
    for (const leaf of values)
      if (leaf.kind === 'STRING' && isSettled(leaf)) visit(leaf, valueOf(leaf), context);
  });
}

/** `'datasciencenotebook'` */
const ruleResourceTypeUnknown: Check = {
  code: 'rule-resource-type-unknown',
  severity: 'warning',
  visit: resourceTypes((leaf, value, { catalog, report }) => {
    if (catalog.matchingResourceType(value) || catalog.principalType(value)) return;
    if (catalog.resourceType(value) ?? catalog.family(value)) return;
    const known = catalog.matchingResourceTypes.map((each) => each.value);
    const [mended] = nearest(value, known);
    if (mended === undefined) report(leaf, { args: { word: value }, severity: 'hint' });
    else
      report(leaf, { args: { word: value, mended }, variant: 'meant', fix: replacing(leaf, `'${mended}'`) });
  }),
};

/** `'data-science-job-runs'`: the name of policies where the type segment of an OCID belongs */
const ruleResourceTypePolicyName: Check = {
  code: 'rule-resource-type-policy-name',
  severity: 'warning',
  visit: resourceTypes((leaf, value, { catalog, report }) => {
    if (catalog.matchingResourceType(value) || catalog.principalType(value)) return;
    if (!(catalog.resourceType(value) ?? catalog.family(value))) return;
    const mended = value.toLowerCase().replaceAll('-', '').replace(/s$/, '');
    const known = catalog.matchingResourceType(mended) ?? catalog.principalType(mended);
    report(leaf, {
      args: { word: value, mended },
      ...(known ? { fix: replacing(leaf, `'${mended}'`) } : {}),
    });
  }),
};

export const matchingRuleChecks: readonly Check[] = [
  ruleValueUnquoted,
  ruleVariableUnknown,
  ruleTagMalformed,
  ruleOperator,
  ruleResourceTypeUnknown,
  ruleResourceTypePolicyName,
];
