import { nearest, type Catalog } from '../catalog/catalog.ts';
import { valueOf } from '../language/names.ts';
import type { Comparison, Condition, Leaf } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';
import { isFreeform } from './tags.ts';

/** Calls `visit` with each variable of a statement's condition. Matching rules have variables of their own. */
function variables(visit: (leaf: Leaf, context: CheckContext) => void): Visitors {
  const see = (leaf: Leaf, context: CheckContext) => {
    if (context.tree.type !== 'DynamicGroup' && isSettled(leaf)) visit(leaf, context);
  };
  return {
    Comparison: ({ variable, values }, context) => {
      see(variable, context);
      for (const value of values) if (isVariable(value)) see(value, context);
    },
    Presence: ({ variable }, context) => see(variable, context),
    Call: (call, context) => call.arguments.forEach((each) => isVariable(each) && see(each, context)),
  };
}

function isVariable(leaf: Leaf): boolean {
  return leaf.kind === 'ID' && /^(?:request|target)\../i.test(leaf.text);
}

/** `request.user.email` */
const variableUnknown: Check = {
  code: 'variable-unknown',
  severity: 'warning',
  visit: variables((leaf, { catalog, report }) => {
    const word = leaf.text;
    if (!isVariable(leaf) || catalog.variable(word) || isTagVariable(word)) return;
    if (catalog.tagVariable(word) || isFreeform(word)) return;
    const [mended] = nearest(word, variableNames(catalog));
    if (mended === undefined) report(leaf, { args: { word }, severity: 'information' });
    else report(leaf, { args: { word, mended }, variant: 'meant', fix: replacing(leaf, mended) });
  }),
};

/** `target.event.source`: seen in statements only */
const variableNameOnly: Check = {
  code: 'variable-name-only',
  severity: 'hint',
  visit: variables((leaf, { catalog, report }) => {
    const known = catalog.variable(leaf.text);
    if (known && !known.documented) report(leaf, { args: { word: leaf.text } });
  }),
};

/** `bucket.name = 'x'` */
const variablePrefix: Check = {
  code: 'variable-prefix',
  severity: 'error',
  visit: variables((leaf, { catalog, report }) => {
    if (/^(?:request|target)(?:\.|$)/i.test(leaf.text)) return;
    const mended = [`target.${leaf.text}`, `request.${leaf.text}`].find((name) => catalog.variable(name));
    if (mended !== undefined) {
      report(leaf, { args: { word: leaf.text, mended }, variant: 'meant', fix: replacing(leaf, mended) });
    } else if (/^listing\./i.test(leaf.text) && catalog.variable(leaf.text)) return;
    else report(leaf, { args: { word: leaf.text } });
  }),
};

/** `target.notebook-session.createdby` */
const variableCase: Check = {
  code: 'variable-case',
  severity: 'hint',
  visit: variables((leaf, { catalog, report }) => {
    const known = catalog.variable(leaf.text);
    if (!known || known.pattern !== undefined || known.tag || known.name === leaf.text) return;
    if (known.name.toLowerCase() !== leaf.text.toLowerCase()) return;
    report(leaf, { args: { word: leaf.text, mended: known.name }, fix: replacing(leaf, known.name) });
  }),
};

function isTagVariable(word: string): boolean {
  return /\.(?:system-)?tag\.[^.]+\.[^.]+$/i.test(word);
}

/** Calls `visit` with each bare word on the right-hand side of a comparison that is no variable. */
function bareValues(visit: (leaf: Leaf, context: CheckContext, comparison: Comparison) => void): Visitors {
  return {
    Comparison: (comparison, context) => {
      if (context.tree.type === 'DynamicGroup') return;
      for (const leaf of comparison.values) {
        const isQuoted = leaf.kind === 'STRING' || leaf.kind === 'TEXT' || leaf.kind === 'PATTERN';
        if (!isQuoted && !isVariable(leaf) && !/^\$\{/.test(leaf.text)) visit(leaf, context, comparison);
      }
    },
  };
}

type Bare = 'value-unquoted' | 'ocid-unquoted' | 'boolean-or-number-unquoted';

function bareValueCheck(code: Bare, severity: Check['severity']): Check {
  return {
    code,
    severity,
    visit: bareValues((leaf, { report }, { variable }) => {
      const kind: Bare = /^ocid1\./i.test(leaf.text)
        ? 'ocid-unquoted'
        : /^(?:true|false|\d+(?:\.\d+)?)$/i.test(leaf.text)
          ? 'boolean-or-number-unquoted'
          : 'value-unquoted';
      if (kind !== code) return;
      report(leaf, {
        args: { word: leaf.text, variable: variable.text },
        fix: replacing(leaf, `'${leaf.text}'`),
      });
    }),
  };
}

/** Calls `visit` with each value that is compared with the variable of that name. */
function valuesOf(name: string, visit: (leaf: Leaf, value: string, context: CheckContext) => void): Visitors {
  return {
    Comparison: ({ variable, values }, context) => {
      if (variable.text.toLowerCase() !== name || context.tree.type === 'DynamicGroup') return;
      for (const leaf of values)
        if (leaf.kind === 'STRING' && isSettled(leaf)) visit(leaf, valueOf(leaf), context);
    },
  };
}

/** `request.operation = 'ListGroup'` */
const operationUnknown: Check = {
  code: 'operation-unknown',
  severity: 'warning',
  visit: valuesOf('request.operation', (leaf, value, { catalog, report }) => {
    if (catalog.operation(value).length > 0) return;
    suggest(report, leaf, value, nearest(value, operationNames(catalog))[0], 'hint');
  }),
};

/** `request.permission = 'BUCKET_REED'` */
const permissionValueUnknown: Check = {
  code: 'permission-unknown',
  severity: 'warning',
  visit: valuesOf('request.permission', (leaf, value, { catalog, report }) => {
    if (catalog.permission(value)) return;
    suggest(report, leaf, value, nearest(value, permissionList(catalog))[0], 'warning');
  }),
};

/** `request.principal.type = 'datasciencemodeldeploy'` */
const principalTypeUnknown: Check = {
  code: 'principal-type-unknown',
  severity: 'warning',
  visit: valuesOf('request.principal.type', (leaf, value, { catalog, report }) => {
    if (catalog.principalType(value)) return;
    const known = catalog.principalTypes.map((each) => each.value);
    suggest(report, leaf, value, nearest(value, known)[0], 'hint');
  }),
};

/** Reports an unknown value, with what was probably meant; without that, at the weaker severity. */
function suggest(
  report: CheckContext['report'],
  leaf: Leaf,
  word: string,
  mended: string | undefined,
  weaker: Check['severity'],
): void {
  if (mended === undefined) report(leaf, { args: { word }, severity: weaker });
  else report(leaf, { args: { word, mended }, variant: 'meant', fix: replacing(leaf, `'${mended}'`) });
}

/** `all {request.principal.type='x'}` */
const singleElementCombinator: Check = {
  code: 'single-element-combinator',
  severity: 'hint',
  visit: {
    Combination: (combination, { report, tree }) => {
      const [only, more] = combination.conditions;
      if (!only || more) return;
      report(combination.operator, {
        args: { operator: combination.operator.text.toLowerCase() },
        ...(tree.type === 'DynamicGroup' && only.type === 'Combination'
          ? {}
          : { fix: unwrap(combination, only) }),
      });
    },
  },
};

function unwrap(outer: Condition, inner: Condition) {
  return [
    { start: outer.start, end: inner.start, text: '' },
    { start: inner.end, end: outer.end, text: '' },
  ];
}

/** `all { all { … } }` */
const nestedSameCombinator: Check = {
  code: 'nested-same-combinator',
  severity: 'hint',
  visit: {
    Combination: (combination, { report, above }) => {
      const parent = above[above.length - 1];
      if (parent?.type !== 'Combination' || combination.conditions.length < 2) return;
      const operator = combination.operator.text.toLowerCase();
      const [first] = combination.conditions;
      const last = combination.conditions[combination.conditions.length - 1];
      if (parent.operator.text.toLowerCase() !== operator || !first || !last) return;
      report(combination.operator, {
        args: { operator },
        fix: [
          { start: combination.start, end: first.start, text: '' },
          { start: last.end, end: combination.end, text: '' },
        ],
      });
    },
  },
};

const lists = new WeakMap<Catalog, Map<string, string[]>>();

/** A list of names, made once a catalogue so that `nearest` can keep what it prepares of it. */
function listOf(catalog: Catalog, key: string, make: () => string[]): string[] {
  let known = lists.get(catalog);
  if (!known) lists.set(catalog, (known = new Map<string, string[]>()));
  let list = known.get(key);
  if (!list) known.set(key, (list = make()));
  return list;
}

const operationNames = (catalog: Catalog) =>
  listOf(catalog, 'operations', () => [...new Set(catalog.operations.map((each) => each.name))]);
const permissionList = (catalog: Catalog) =>
  listOf(catalog, 'permissions', () => catalog.permissions.map((each) => each.name));
const variableNames = (catalog: Catalog) =>
  listOf(catalog, 'variables', () => catalog.variables.map((each) => each.name));

export const conditionChecks: readonly Check[] = [
  variableUnknown,
  variableNameOnly,
  variablePrefix,
  variableCase,
  bareValueCheck('value-unquoted', 'error'),
  bareValueCheck('ocid-unquoted', 'warning'),
  bareValueCheck('boolean-or-number-unquoted', 'error'),
  operationUnknown,
  permissionValueUnknown,
  principalTypeUnknown,
  singleElementCombinator,
  nestedSameCombinator,
];
