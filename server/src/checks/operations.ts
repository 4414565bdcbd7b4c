import { operationsNeeding, requestOf } from '../access/absence.ts';
import { canBe } from '../access/condition.ts';
import { gives, grantedBy, isCertain, isOracles, permissionsOf, verbOf } from '../access/grant.ts';
import { needsBeside, type Need } from '../access/needs.ts';
import { permissionsFor } from '../access/operations.ts';
import { comparisonsOf } from '../access/permission-filter.ts';
import type { Grantor } from '../access/statement.ts';
import { CARRIED, oneOf } from '../access/values.ts';
import { loadCatalog, VERBS, type Verb } from '../catalog/catalog.ts';
import type { Edit } from '../language/fault.ts';
import type { Item } from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import type { Condition, Leaf } from '../language/tree.ts';
import { allowances } from './allowances.ts';
import { isSettled, replacing, type Check } from './check.ts';
import type { Look } from './companions.ts';
import { fold, statementBefore } from './rewrite.ts';

const NONE: readonly never[] = [];

/** The values of `=` and `in` that a condition compares with `request.operation`. */
function operationsNamed(condition: Condition | undefined): readonly Leaf[] {
  const compared = condition ? comparisonsOf(condition, 'request.operation') : NONE;
  if (compared.length === 0) return NONE;
  return compared
    .filter(({ operator, negated }) => operator.text !== '!=' && !negated)
    .flatMap(({ values }) => values)
    .filter((leaf) => leaf.kind === 'STRING' && isSettled(leaf));
}

/** `inspect groups where request.operation = 'CreateGroup'` */
const operationNotGranted: Check = {
  code: 'operation-not-granted',
  severity: 'warning',
  example: {
    bad: "allow group A to inspect groups in tenancy where any {request.operation = 'GetGroup', request.operation = 'CreateGroup'}",
    mended:
      "allow group A to manage groups in tenancy where any {request.operation = 'GetGroup', request.operation = 'CreateGroup'}",
  },
  visit: allowances((statement, { report }) => {
    const named = operationsNamed(statement.condition);
    for (const leaf of named) {
      const operation = valueOf(leaf);
      const needed = asksFor(operation);
      if (!needed || !isOutside(statement, operation, needed)) continue;
      const args = { operation, permissions: permissionsIn(operation, statement).join(', ') };
      const raised = raisedVerb(statement, operation, named);
      if (!raised) report(leaf, { args });
      else
        report(leaf, { args: { ...args, mended: raised.verb }, ...(raised.fix ? { fix: raised.fix } : {}) });
    }
  }),
};

/** Every permission that an operation of this name may ask for; undefined where Oracle's pages do not say. */
function asksFor(operation: string): readonly string[] | undefined {
  const facts = loadCatalog().operation(operation);
  if (facts.length === 0 || !facts.every(({ evidence }) => isOracles(evidence))) return undefined;
  const all = facts.flatMap((fact) => [
    ...(fact.permissions ?? []),
    ...fact.anyOf.flat(),
    ...fact.conditional.flatMap(({ permissions }) => permissions),
  ]);
  const asked = new Set([...all, ...permissionsFor(facts[0]?.name ?? operation)]);
  return asked.size > 0 ? [...asked] : undefined;
}

/** What an operation of this name asks for in the services of a grant, or else in those that have one. */
function permissionsIn(operation: string, { grant }: Grantor): readonly string[] {
  const { services } = grantedBy(grant);
  const facts = loadCatalog().operation(operation);
  const own = facts.filter(({ service }) => services.includes(service));
  const stated = (own.length > 0 ? own : facts).flatMap(({ permissions }) => permissions ?? []);
  return stated.length > 0 ? [...new Set(stated)] : permissionsFor(operation);
}

/** Whether a grant gives nothing of what an operation asks for. */
function isOutside({ grant }: Grantor, operation: string, needed: readonly string[]): boolean {
  const { permissions, certain, resourceTypes } = grantedBy(grant);
  if (!permissions || (grant.type === 'VerbGrant' && !certain)) return false;
  if (needed.some((permission) => gives(grant, permission))) return false;
  // A table may list operations that need no permission.
  const verb = grant.type === 'VerbGrant' ? verbOf(grant.verb.text) : undefined;
  const isListed = loadCatalog()
    .coverageOf(operation)
    .some((cell) => resourceTypes.includes(cell.resourceType) && isUpTo(cell.verb, verb));
  return permissions.size > 0 && !isListed;
}

function isUpTo(verb: Verb, other: Verb | undefined): boolean {
  return other !== undefined && VERBS.indexOf(verb) <= VERBS.indexOf(other);
}

/** The lowest verb that gives an operation, and the edit that writes it, where that gives nothing but operations that are named. */
function raisedVerb(
  { grant, condition }: Grantor,
  operation: string,
  named: readonly Leaf[],
): { verb: Verb; fix: readonly Edit[] | undefined } | undefined {
  if (grant.type !== 'VerbGrant') return undefined;
  const catalog = loadCatalog();
  const { name } =
    catalog.resourceType(grant.resourceType.text) ?? catalog.family(grant.resourceType.text) ?? {};
  if (name === undefined) return undefined;
  const own = permissionsFor(catalog.operation(operation)[0]?.name ?? operation).filter((permission) =>
    permissionsOf(name, 'manage').has(permission),
  );
  const verb = VERBS.find((each) => own.length > 0 && own.every((one) => permissionsOf(name, each).has(one)));
  if (!verb) return undefined;
  const others = { ...CARRIED, except: oneOf(named.map(valueOf)).among ?? [] };
  const isSafe = [...permissionsOf(name, verb)].every(
    (permission) =>
      gives(grant, permission) ||
      !canBe(condition, true, new Map([...requestOf(permission), ['request.operation', others]])),
  );
  return { verb, fix: isSafe ? replacing(grant.verb, verb) : undefined };
}

/** An operation that needs more than the document gives */
const incompleteOperation: Check = {
  code: 'incomplete-operation',
  severity: 'hint',
  example: {
    bad: 'allow group A to {DATA_SCIENCE_NOTEBOOK_SESSION_CREATE} in compartment Lab',
    mended:
      'allow group A to read data-science-projects in compartment Lab\nallow group A to {DATA_SCIENCE_NOTEBOOK_SESSION_CREATE} in compartment Lab',
  },
};

interface Needed {
  readonly permission: string;
  readonly operation: string;
  readonly need: Need;
}

/** Operations that a statement names, or plainly intends, and lets through in part only; all of them are told at once. */
export const lookForIncompleteOperations: Look = (statement, item) => {
  const operations = [...intended(statement), ...namedIn(statement)];
  if (operations.length === 0) return NONE;
  const meant = new Map(operations.map((each) => [each.operation, each.leaf]));
  const wishes = [...meant.keys()].flatMap((operation): Needed[] =>
    needsBeside(statement, operation).flatMap((need) =>
      need.permissions.map((permission) => ({ permission, operation, need })),
    ),
  );
  if (wishes.length === 0) return [];
  return [
    {
      wishes,
      tell: (unmet, indent) => {
        const lacking = wishes.filter((wish) => unmet.includes(wish));
        const operations = [...new Set(lacking.map(({ need }) => need.operation))];
        const leaf = meant.get(operations[0] ?? '');
        if (!leaf) return undefined;
        const grants = wantedGrants(lacking);
        const fix = besideFix(statement, item, indent, grants);
        return {
          ...{ code: incompleteOperation.code, severity: incompleteOperation.severity },
          ...{ start: leaf.start, end: leaf.end },
          args: { operation: operations.join(', '), needed: grants.join(', ') },
          ...(fix ? { fix } : {}),
        };
      },
    },
  ];
};

/** What is to be granted: verbs as they are documented, and the single permissions in one set. */
function wantedGrants(lacking: readonly Needed[]): string[] {
  const isVerb = ({ need }: Needed) => !need.grant.startsWith('{');
  const verbs = new Set(lacking.filter(isVerb).map(({ need }) => need.grant));
  const single = new Set(lacking.filter((each) => !isVerb(each)).map(({ permission }) => permission));
  return [...verbs, ...(single.size > 0 ? [`{${[...single].join(', ')}}`] : [])];
}

function namedIn(statement: Grantor): { leaf: Leaf; operation: string }[] {
  return operationsNamed(statement.condition).flatMap((leaf) => {
    const [fact] = loadCatalog().operation(valueOf(leaf));
    return fact ? [{ leaf, operation: fact.name }] : [];
  });
}

/** A permission set with a permission to create something intends that creating succeeds. */
function intended(statement: Grantor): readonly { leaf: Leaf; operation: string }[] {
  const { grant } = statement;
  if (grant.type !== 'PermissionSet') return NONE;
  return grant.permissions.flatMap((leaf) => {
    const permission = loadCatalog().permission(leaf.text)?.name;
    if (!permission?.endsWith('_CREATE')) return [];
    const creating = operationsNeeding(permission).filter((each) => isCreationOf(permission, each));
    const [operation] = creating;
    const isOneComplete = creating.some((each) => needsBeside(statement, each).length === 0);
    return operation !== undefined && !isOneComplete ? [{ leaf, operation }] : [];
  });
}

/** Whether an operation makes what a permission is named after: `INSTANCE_CREATE`, `LaunchInstance`. */
function isCreationOf(permission: string, operation: string): boolean {
  const made = /^(?:Create|Launch)(\w+)/.exec(operation)?.[1];
  const words = made?.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase();
  return words !== undefined && `_${permission}`.endsWith(`_${words}_CREATE`);
}

/** A filter on operations that the console cannot work with */
const operationFilterStarves: Check = {
  code: 'operation-filter-starves',
  severity: 'hint',
  example: {
    bad: "allow group A to manage groups in tenancy where request.operation = 'UpdateGroup'",
    mended:
      "allow group A to inspect groups in tenancy\nallow group A to manage groups in tenancy where request.operation = 'UpdateGroup'",
  },
};

const READING = /^(?:List|Get|Head|Read|Search|Summarize|Query|Fetch|Describe)/i;

/** Filters on operations of people, in whose way it is that they cannot list what they may change. */
export const lookForStarvingFilters: Look = (statement, item) => {
  const { grant, subject, condition } = statement;
  const named = operationsNamed(condition);
  const first = named[0];
  if (!first || grant.type !== 'VerbGrant') return NONE;
  if (!['group', 'any-group'].includes(subject.kind.text.toLowerCase())) return NONE;
  const name = loadCatalog().resourceType(grant.resourceType.text)?.name;
  if (name === undefined || !isCertain(name)) return NONE;
  const isKnown = named.every((leaf) => loadCatalog().operation(valueOf(leaf)).length > 0);
  if (!isKnown || named.some((leaf) => READING.test(valueOf(leaf)))) return [];
  const others = { ...CARRIED, except: oneOf(named.map(valueOf)).among ?? [] };
  if (canBe(condition, true, new Map([['request.operation', others]]))) return [];
  if (!named.some((leaf) => permissionsFor(valueOf(leaf)).some((each) => gives(grant, each)))) return [];
  const wishes = [...permissionsOf(name, 'inspect')].map((permission) => ({
    permission,
    operation: operationsNeeding(permission).find((each) => each.startsWith('List')) ?? 'List',
  }));
  const mended = `inspect ${grant.resourceType.text}`;
  return [
    {
      wishes,
      tell: (_unmet: unknown, indent: string) => {
        const fix = besideFix(statement, item, indent, [mended]);
        return {
          ...{ code: operationFilterStarves.code, severity: operationFilterStarves.severity },
          ...{ start: first.start, end: first.end },
          args: { operations: named.map(valueOf).join(', '), mended },
          ...(fix ? { fix } : {}),
        };
      },
    },
  ];
};

/**
 * The edit that grants something else beside a statement, to whom it allows what it allows: conditions on who asks, from
 * where and when stay; those on the target and the operation do not fit another grant. None where that would leave it to anybody.
 */
function besideFix(
  statement: Grantor,
  item: Item,
  indent: string,
  grants: readonly string[],
): readonly Edit[] | undefined {
  const { condition, subject } = statement;
  const left = condition ? fold(item, condition, (part) => (isOfRequest(part) ? undefined : true)) : true;
  const isAnybody = subject.type === 'AnySubject';
  if (isAnybody && condition && left === true) return undefined;
  return statementBefore(item, statement, indent, grants, left);
}

function isOfRequest(part: Condition): boolean {
  const leaves =
    part.type === 'Comparison'
      ? [part.variable, ...part.values]
      : part.type === 'Presence'
        ? [part.variable]
        : [];
  const isAboutGrant = leaves.some(({ text }) =>
    /^(?:target\.|request\.(?:operation|permission)$)/i.test(text),
  );
  return leaves.length > 0 && !isAboutGrant;
}

export const operationChecks: readonly Check[] = [
  operationNotGranted,
  incompleteOperation,
  operationFilterStarves,
];
