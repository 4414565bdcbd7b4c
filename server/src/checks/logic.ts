import { canBe, isAlwaysCarried, isSingleValued, situationsOf, type Situation } from '../access/condition.ts';
import { grantedBy } from '../access/grant.ts';
import { permissionFilterOf } from '../access/permission-filter.ts';
import type { Grantor } from '../access/statement.ts';
import { absenceIn, requestOf } from '../access/absence.ts';
import { both, CARRIED, type Values } from '../access/values.ts';
import type { Edit } from '../language/fault.ts';
import type { Combination, Comparison, Condition } from '../language/tree.ts';
import { grantors } from './allowances.ts';
import type { Check, CheckContext, Visitors } from './check.ts';
import { withoutPart } from './rewrite.ts';

/** Calls `visit` with the condition of each statement that has one. Matching rules are judged elsewhere. */
function conditions(
  visit: (condition: Condition, statement: Grantor, context: CheckContext) => void,
): Visitors {
  return grantors((statement, context) => {
    if (statement.condition) visit(statement.condition, statement, context);
  });
}

/** A part of a condition that comes out the same for every request, and why. */
interface Constant {
  readonly code:
    'any-of-inequalities' | 'all-of-equalities' | 'condition-always-false' | 'condition-always-true';
  readonly part: Condition;
  /** The comparisons of one variable that contradict each other, or leave nothing out. */
  readonly comparisons?: readonly Comparison[];
  /** True when it does not hold for requests without the variable. */
  readonly ifCarried?: boolean;
}

/** The last answer: several checks look at one condition, one after the other. */
let last: { readonly condition: Condition; readonly constants: readonly Constant[] } | undefined;

/** The smallest parts of a condition that come out the same for every request, in the order of the text. */
function constantsIn(condition: Condition): readonly Constant[] {
  if (last?.condition !== condition) last = { condition, constants: constantsBelow(condition) };
  return last.constants;
}

const NONE: readonly never[] = [];

function constantsBelow(condition: Condition): readonly Constant[] {
  if (isOfDifferentVariables(condition, new Set())) return NONE;
  const found: Constant[] = [];
  find(condition, undefined, found);
  return found;
}

/** Adds what it finds to the list. */
function find(node: Condition, parent: Combination | undefined, found: Constant[]): void {
  if (node.type !== 'Combination') {
    const isPattern = node.type === 'Comparison' && node.values.some((value) => value.kind === 'PATTERN');
    // A pattern of nothing but a star is told by a check of its own.
    if (isPattern || isPlain(node)) return;
    if (!canBe(node, true)) found.push({ code: 'condition-always-false', part: node });
    else if (!canBe(node, false)) found.push({ code: 'condition-always-true', part: node });
    return;
  }
  const isAll = operatorOf(node) === 'all';
  const isTop = parent === undefined || operatorOf(parent) !== operatorOf(node);
  const members = isTop ? membersOf(node) : [];
  const clashes = groupsOf(members, isAll).filter((group) => isClash(group, isAll));
  for (const comparisons of clashes) {
    const code = isAll ? 'all-of-equalities' : 'any-of-inequalities';
    const ifCarried = !isAll && !isAlwaysCarried(comparisons[0]?.variable.text ?? '');
    found.push({ code, part: node, comparisons, ifCarried });
  }
  const before = found.length;
  for (const each of node.conditions) find(each, node, found);
  const isToldBelow = clashes.length > 0 || found.slice(before).some(({ ifCarried }) => ifCarried !== true);
  if (isToldBelow || !isTop || isOfDifferentThings(members)) return;
  if (!canBe(node, true)) found.push({ code: 'condition-always-false', part: node });
  else if (!canBe(node, false)) found.push({ code: 'condition-always-true', part: node });
  else if (!isAll && isOnlyPresence(members)) {
    found.push({ code: 'condition-always-true', part: node, ifCarried: true });
  }
}

/** `v = 'a'`, `v != 'a'`: it holds for some requests and fails for others, whatever the variable. */
function isPlain(node: Condition): boolean {
  return node.type === 'Comparison' && (node.operator.text === '=' || node.operator.text === '!=');
}

/** Whether a condition is made of plain comparisons, each of another variable: then each part of it may hold and may fail. */
function isOfDifferentVariables(node: Condition, seen: Set<string>): boolean {
  if (node.type === 'Combination') return node.conditions.every((each) => isOfDifferentVariables(each, seen));
  if (node.type !== 'Comparison' || !isPlain(node)) return false;
  const name = node.variable.text.toLowerCase();
  return !seen.has(name) && seen.add(name).has(name);
}

/** Whether each of these compares another variable, so that together they may hold and may fail. */
function isOfDifferentThings(members: readonly Condition[]): boolean {
  const names = members.map((each) =>
    each.type === 'Comparison' && isPlain(each) ? each.variable.text.toLowerCase() : '',
  );
  return !names.includes('') && new Set(names).size === names.length;
}

const operatorOf = ({ operator }: Combination) => operator.text.toLowerCase();

/** What a combination combines, through combinations of the same kind and those of one condition. */
function membersOf(node: Combination): Condition[] {
  return node.conditions.flatMap((each) => {
    const isSame =
      each.type === 'Combination' && (each.conditions.length === 1 || operatorOf(each) === operatorOf(node));
    return isSame ? membersOf({ ...each, operator: node.operator }) : [each];
  });
}

/** The equalities (of `all`) or the inequalities (of `any`) among these, by variable, two or more. */
function groupsOf(members: readonly Condition[], isAll: boolean): (readonly Comparison[])[] {
  const groups = new Map<string, Comparison[]>();
  for (const each of members) {
    if (each.type !== 'Comparison' || isPositive(each) !== isAll) continue;
    const name = each.variable.text.toLowerCase();
    if (!isSingleValued(name)) continue;
    const group = groups.get(name);
    if (group) group.push(each);
    else groups.set(name, [each]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function isPositive({ operator, negated }: Comparison): boolean | undefined {
  const word = operator.text.toLowerCase();
  if (word === '=' || word === '!=') return word === '=';
  return word === 'in' ? negated === undefined : undefined;
}

/** Whether the values of equalities have nothing in common, or inequalities leave out nothing in common. */
function isClash(group: readonly Comparison[], isAll: boolean): boolean {
  const name = group[0]?.variable.text.toLowerCase() ?? '';
  let shared: Values | undefined = CARRIED;
  for (const each of group) {
    const [one, more] = situationsOf(each, isAll);
    const values = one?.get(name);
    if (!values?.among || more) return false;
    shared = shared && both(shared, { ...values, carried: 'yes' });
  }
  return shared === undefined;
}

/** Whether these compare one variable only, and one of them holds whenever a request carries it. */
function isOnlyPresence(members: readonly Condition[]): boolean {
  const names = new Set(
    members.map((each) => (each.type === 'Comparison' ? each.variable.text.toLowerCase() : '')),
  );
  const [name = ''] = names;
  if (names.size !== 1 || !isSingleValued(name)) return false;
  let failing: readonly Situation[] = [new Map([[name, CARRIED]])];
  for (const each of members) {
    failing = failing.flatMap((one) =>
      situationsOf(each, false).flatMap((other) => {
        const shared = both(one.get(name) ?? CARRIED, other.get(name) ?? CARRIED);
        return shared ? [new Map([[name, shared]])] : [];
      }),
    );
  }
  return failing.length === 0;
}

function constants(
  code: Constant['code'],
  visit: (constant: Constant, statement: Grantor, context: CheckContext) => void,
) {
  return conditions((condition, statement, context) => {
    for (const constant of constantsIn(condition))
      if (constant.code === code) visit(constant, statement, context);
  });
}

/** `any { request.permission != 'A', request.permission != 'B' }` */
const anyOfInequalities: Check = {
  code: 'any-of-inequalities',
  severity: 'warning',
  example: {
    bad: "allow group A to manage groups in tenancy where any {request.permission != 'GROUP_DELETE', request.permission != 'GROUP_CREATE'}",
    mended:
      "allow group A to manage groups in tenancy where all {request.permission != 'GROUP_DELETE', request.permission != 'GROUP_CREATE'}",
  },
  visit: constants(
    'any-of-inequalities',
    ({ part, comparisons = [], ifCarried }, _statement, { report, item }) => {
      if (part.type !== 'Combination') return;
      const fix = turned(part, comparisons, 'all', item.text);
      report(part.operator, {
        args: { variable: comparisons[0]?.variable.text ?? '', values: valuesOf(comparisons) },
        ...(fix ? { fix } : {}),
        ...(ifCarried ? { variant: 'carried' } : {}),
      });
    },
  ),
};

/** `all { request.operation = 'A', request.operation = 'B' }` */
const allOfEqualities: Check = {
  code: 'all-of-equalities',
  severity: 'warning',
  example: {
    bad: "allow group A to manage groups in tenancy where all {request.operation = 'ListGroups', request.operation = 'GetGroup'}",
    mended:
      "allow group A to manage groups in tenancy where any {request.operation = 'ListGroups', request.operation = 'GetGroup'}",
  },
  visit: constants('all-of-equalities', ({ part, comparisons = [] }, _statement, { report, item }) => {
    if (part.type !== 'Combination') return;
    const fix = turned(part, comparisons, 'any', item.text);
    report(part.operator, {
      args: { variable: comparisons[0]?.variable.text ?? '', values: valuesOf(comparisons) },
      ...(fix ? { fix } : {}),
    });
  }),
};

function valuesOf(comparisons: readonly Comparison[]): string {
  const values = comparisons.flatMap((each) => each.values.map((value) => value.text));
  return values.length > 4 ? `${values.slice(0, 4).join(', ')}, …` : values.join(', ');
}

/**
 * The edits that combine these parts of a combination in the other way. When it has no others, its word is changed;
 * otherwise they get a combination of their own, in the place of the first.
 */
function turned(
  { operator, conditions: parts }: Combination,
  comparisons: readonly Comparison[],
  word: 'any' | 'all',
  text: string,
): Edit[] | undefined {
  const isUpper = operator.text === operator.text.toUpperCase();
  const written = isUpper ? word.toUpperCase() : word;
  const own = comparisons.filter((each) => parts.includes(each));
  // Some stand in combinations of their own: where to join them is for a person to say.
  if (own.length < comparisons.length) return undefined;
  if (own.length === parts.length) return [{ start: operator.start, end: operator.end, text: written }];
  const [first, ...others] = own;
  if (!first) return undefined;
  const joined = own.map((each) => text.slice(each.start, each.end)).join(', ');
  return [
    { start: first.start, end: first.end, text: `${written} {${joined}}` },
    ...others.map((each) => ({
      start: parts[parts.indexOf(each) - 1]?.end ?? each.start,
      end: each.end,
      text: '',
    })),
  ];
}

/** `all { request.utc-timestamp after '2026-01-01Z', request.utc-timestamp before '2025-01-01Z' }` */
const conditionAlwaysFalse: Check = {
  code: 'condition-always-false',
  severity: 'warning',
  example: {
    bad: "allow group A to read buckets in tenancy where all {request.utc-timestamp after '2026-01-01T00:00:00Z', request.utc-timestamp before '2025-01-01T00:00:00Z'}",
    mended:
      "allow group A to read buckets in tenancy where all {request.utc-timestamp after '2025-01-01T00:00:00Z', request.utc-timestamp before '2026-01-01T00:00:00Z'}",
  },
  visit: constants('condition-always-false', ({ part }, statement, { report }) => {
    const isBranch = statement.condition !== undefined && canBe(statement.condition, true);
    report(part, isBranch ? { variant: 'branch', fix: withoutPart(statement, part) } : {});
  }),
};

/** `any { request.region = 'phx', request.region != 'phx' }` */
const conditionAlwaysTrue: Check = {
  code: 'condition-always-true',
  severity: 'warning',
  example: {
    bad: "allow group A to read buckets in tenancy where any {request.region = 'phx', request.region != 'phx'}",
    mended: 'allow group A to read buckets in tenancy',
  },
  visit: constants('condition-always-true', ({ part, ifCarried }, statement, { report, item }) => {
    if (!ifCarried) {
      report(part, { fix: withoutPart(statement, wholeTruth(statement.condition ?? part, part)) });
      return;
    }
    const [first] = part.type === 'Combination' ? membersOf(part) : [];
    const variable = first?.type === 'Comparison' ? first.variable : undefined;
    if (!variable) return;
    report(part, {
      args: { variable: variable.text },
      variant: 'carried',
      fix: [{ start: part.start, end: part.end, text: item.text.slice(variable.start, variable.end) }],
    });
  }),
};

/** The largest part round `part` that always holds with it. */
function wholeTruth(root: Condition, part: Condition): Condition {
  if (!canBe(root, false)) return root;
  const next =
    root.type === 'Combination'
      ? root.conditions.find((each) => each.start <= part.start && part.end <= each.end)
      : undefined;
  return next ? wholeTruth(next, part) : part;
}

/** A condition that is false for each permission that the statement would give */
const statementNeverGrants: Check = {
  code: 'statement-never-grants',
  severity: 'warning',
  example: {
    bad: "allow group A to use buckets in tenancy where request.permission = 'BUCKET_DELETE'",
    mended: "allow group A to manage buckets in tenancy where request.permission = 'BUCKET_DELETE'",
  },
  visit: conditions((condition, statement, { report }) => {
    const filter = permissionFilterOf(condition);
    if (!filter || statement.denies || !canBe(condition, true) || absenceIn(statement)?.isAll) return;
    const { permissions, certain } = grantedBy(statement.grant);
    if (!permissions || !(certain || statement.grant.type === 'PermissionSet')) return;
    if (permissions.size === 0 && filter.isOpen) return;
    if ([...permissions].some((permission) => canBe(condition, true, requestOf(permission)))) return;
    report(condition, { variant: 'condition' });
  }),
};

export const logicChecks: readonly Check[] = [
  anyOfInequalities,
  allOfEqualities,
  conditionAlwaysFalse,
  conditionAlwaysTrue,
  statementNeverGrants,
];
