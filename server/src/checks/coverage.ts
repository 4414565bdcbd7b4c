import { requestOf } from '../access/absence.ts';
import { canBe } from '../access/condition.ts';
import { grantedBy, isCertain, permissionsOf, verbOf } from '../access/grant.ts';
import {
  comparisonsOf,
  passes,
  permissionFilterOf,
  type PermissionFilter,
} from '../access/permission-filter.ts';
import type { Grantor } from '../access/statement.ts';
import { VERBS, type Catalog, type Verb } from '../catalog/catalog.ts';
import type { Edit } from '../language/fault.ts';
import type { Item } from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import type { Condition, Leaf, VerbGrant } from '../language/tree.ts';
import { allowances } from './allowances.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';
import { besideWords, fold, withCondition, type Folded } from './rewrite.ts';

/** A verb on a resource type or a family whose tables are all known, from Oracle's own pages. */
interface KnownGrant {
  readonly grant: VerbGrant;
  readonly verb: Verb;
  /** Spelled as documented. */
  readonly name: string;
}

function verbGrants(visit: (known: KnownGrant, statement: Grantor, context: CheckContext) => void): Visitors {
  return allowances((statement, context) => {
    const known = knownGrant(statement, context.catalog);
    if (known) visit(known, statement, context);
  });
}

/** The last answer: several checks look at one grant, one after the other. */
let last: { readonly grant: Grantor['grant']; readonly known: KnownGrant | undefined } | undefined;

function knownGrant({ grant }: Grantor, catalog: Catalog): KnownGrant | undefined {
  if (last?.grant !== grant) last = { grant, known: findGrant(grant, catalog) };
  return last.known;
}

function findGrant(grant: Grantor['grant'], catalog: Catalog): KnownGrant | undefined {
  if (grant.type !== 'VerbGrant' || grant.resourceType.start === grant.resourceType.end) return undefined;
  const verb = verbOf(grant.verb.text);
  const { name } =
    catalog.resourceType(grant.resourceType.text) ?? catalog.family(grant.resourceType.text) ?? {};
  return verb && name !== undefined && isCertain(name) ? { grant, verb, name } : undefined;
}

/** `read objectstorage-namespaces` */
const verbGrantsNothing: Check = {
  code: 'verb-grants-nothing',
  severity: 'warning',
  example: {
    bad: 'allow group A to inspect stream-push in tenancy',
    mended: 'allow group A to use stream-push in tenancy',
  },
  visit: verbGrants(({ grant, verb, name }, statement, { report, catalog }) => {
    const mended = VERBS.find((each) => permissionsOf(name, each).size > 0);
    if (permissionsOf(name, verb).size > 0 || mended === undefined) return;
    const free = catalog.operationsOf(name, verb).join(', ');
    // What `manage` adds may be far more than was meant, unless the condition names it.
    const filter = permissionFilterOf(statement.condition);
    const isSafe = mended !== 'manage' || isWithin(permissionsOf(name, mended), filter, statement.condition);
    report(grant.verb, {
      args: { verb, type: name, mended, free },
      ...(free ? { variant: 'free' } : {}),
      ...(isSafe ? { fix: replacing(grant.verb, mended) } : {}),
    });
  }),
};

/** The permissions that a filter names, in capitals. */
function namedIn({ equal }: PermissionFilter): ReadonlySet<string> {
  return new Set(equal.map((leaf) => valueOf(leaf).toUpperCase()));
}

/** Whether a condition lets no permission of these through but those that are named. */
function isWithin(
  permissions: Iterable<string>,
  filter: PermissionFilter | undefined,
  condition: Condition | undefined,
): boolean {
  const named = filter ? namedIn(filter) : new Set<string>();
  return [...permissions].every((each) => named.has(each) || !canBe(condition, true, requestOf(each)));
}

/** `read compartments` */
const verbNoExtra: Check = {
  code: 'verb-no-extra',
  severity: 'hint',
  example: {
    bad: 'allow group A to read compartments in tenancy',
    mended: 'allow group A to inspect compartments in tenancy',
  },
  visit: verbGrants(({ grant, verb, name }, { subject }, { report, catalog }) => {
    // What services and resources must be granted, Oracle's pages prescribe to the letter.
    if (!['group', 'any-group'].includes(subject.kind.text.toLowerCase())) return;
    const size = permissionsOf(name, verb).size;
    // A table may list operations that need no permission.
    const operations = (of: Verb) =>
      catalog.operationsOf(name, of).length + catalog.partialOperationsOf(name, of).length;
    const mended = VERBS.slice(0, VERBS.indexOf(verb)).find(
      (each) => permissionsOf(name, each).size === size && operations(each) === operations(verb),
    );
    if (size === 0 || mended === undefined) return;
    report(grant.verb, { args: { verb, type: name, mended }, fix: replacing(grant.verb, mended) });
  }),
};

/** `{BUCKET_INSPECT}` */
const permissionSetIsVerb: Check = {
  code: 'permission-set-is-verb',
  severity: 'hint',
  example: {
    bad: 'allow group A to {BUCKET_INSPECT, BUCKET_READ} in tenancy',
    mended: 'allow group A to read buckets in tenancy',
  },
  visit: allowances(({ grant }, { report, catalog, item }) => {
    if (grant.type !== 'PermissionSet') return;
    const { permissions, resourceTypes, certain } = grantedBy(grant);
    if (!permissions || !certain || permissions.size === 0) return;
    const same = resourceTypes.filter(isCertain).flatMap((type) => {
      const verb = VERBS.find((each) => isSame(permissionsOf(type, each), permissions));
      return verb ? [`${verb} ${type}`] : [];
    });
    const [mended, other] = same;
    // With two, which of them is meant is not known.
    if (mended === undefined || other !== undefined || catalog.permission(mended)) return;
    report(grant, { args: { mended }, fix: replacing(grant, besideWords(item.text, grant, mended)) });
  }),
};

function isSame(one: ReadonlySet<string>, two: ReadonlySet<string>): boolean {
  return one.size === two.size && [...one].every((each) => two.has(each));
}

/** `manage buckets … where any { request.permission = 'BUCKET_READ', request.permission = 'BUCKET_UPDATE' }` */
const permissionFilterIsSet: Check = {
  code: 'permission-filter-is-set',
  severity: 'hint',
  example: {
    bad: "allow group A to manage buckets in tenancy where any {request.permission = 'BUCKET_READ', request.permission = 'BUCKET_UPDATE'}",
    mended: 'allow group A to {BUCKET_READ, BUCKET_UPDATE} in tenancy',
  },
  visit: verbGrants(({ name, verb }, statement, { report, item }) => {
    const filter = permissionFilterOf(statement.condition);
    if (!filter?.isSettled || filter.isOpen) return;
    const named = [...namedIn(filter)];
    const granted = permissionsOf(name, verb);
    // For a single permission, Oracle's pages write the filter; a list is what a set says better.
    if (named.length < 2 || !named.every((each) => granted.has(each))) return;
    const set = asSet(statement, named, granted, item);
    if (!set) return;
    report(statement.grant, { args: { mended: set.text }, fix: set.fix });
  }),
};

/** A filter with more comparisons than this is left as it is: each is tried with each permission. */
const MOST_FOLDED = 100;

interface AsSet {
  readonly text: string;
  readonly fix: readonly Edit[];
}

/**
 * The permission set that a filtered grant comes to, and the edits that write it; undefined when what else the condition
 * asks is not the same for each permission, or when it comes to nothing.
 * @param order the permissions that come first in the set, in this order
 */
function asSet(
  statement: Grantor,
  order: readonly string[],
  granted: ReadonlySet<string>,
  item: Item,
): AsSet | undefined {
  const { condition, grant } = statement;
  if (!condition || comparisonsOf(condition, 'request.permission').length > MOST_FOLDED) return undefined;
  const left = (permission: string): Folded =>
    fold(item, condition, (part) =>
      part.type === 'Comparison' && part.variable.text.toLowerCase() === 'request.permission'
        ? passes(part, permission)
        : undefined,
    );
  const all = [...new Set([...order, ...granted])];
  const kept = all.map((each) => [each, left(each)] as const).filter(([, rest]) => rest !== false);
  const [[, rest] = []] = kept;
  if (rest === undefined || kept.some(([, other]) => other !== rest)) return undefined;
  const text = `{${kept.map(([each]) => each).join(', ')}}`;
  return { text, fix: [...replacing(grant, text), ...withCondition(statement, rest)] };
}

/** Types of which there is something in the root compartment only. Source: Oracle's pages on IAM without identity domains. */
const IN_TENANCY_ONLY: ReadonlySet<string> = new Set([
  ...['tenancies', 'identity-providers', 'network-sources', 'authentication-policies'],
]);

/** `manage tenancies in compartment C` */
const resourceTypeTenancyOnly: Check = {
  code: 'resource-type-tenancy-only',
  severity: 'warning',
  example: {
    bad: 'allow group A to manage network-sources in compartment Security',
    mended: 'allow group A to manage network-sources in tenancy',
  },
  visit: allowances(({ grant, location }, { report, catalog }) => {
    if (grant.type !== 'VerbGrant' || location.type !== 'CompartmentLocation') return;
    const type = catalog.resourceType(grant.resourceType.text)?.name ?? '';
    if (!IN_TENANCY_ONLY.has(type) || location.alias || !location.path.every(isSettled)) return;
    const isRoot = location.path.some((leaf) => /^ocid1\.tenancy\./i.test(valueOf(leaf)));
    if (isRoot) return;
    report(location, { args: { type }, fix: replacing(location, 'tenancy') });
  }),
};

/** `use buckets where request.permission = 'BUCKET_DELETE'` */
const permissionFilterOutsideGrant: Check = {
  code: 'permission-filter-outside-grant',
  severity: 'warning',
  example: {
    bad: "allow group A to use buckets in tenancy where any {request.permission = 'BUCKET_READ', request.permission = 'BUCKET_DELETE'}",
    mended:
      "allow group A to manage buckets in tenancy where any {request.permission = 'BUCKET_READ', request.permission = 'BUCKET_DELETE'}",
  },
  visit: allowances((statement, { report, catalog }) => {
    const { condition, grant } = statement;
    const filter = permissionFilterOf(condition);
    if (!filter) return;
    const { permissions, certain } = grantedBy(grant);
    if (!permissions || (!certain && grant.type === 'VerbGrant')) return;
    const known = knownGrant(statement, catalog);
    // What is mended by the same verb is told once.
    const byVerb = new Map<Verb | undefined, { readonly first: Leaf; readonly names: string[] }>();
    for (const leaf of filter.equal) {
      const name = catalog.permission(valueOf(leaf))?.name;
      if (leaf.kind !== 'STRING' || !isSettled(leaf) || name === undefined || permissions.has(name)) continue;
      const verb = known && catalog.verbThatGrants(name, known.name);
      const others = byVerb.get(verb);
      if (others) others.names.push(name);
      else byVerb.set(verb, { first: leaf, names: [name] });
    }
    for (const [mended, { first, names }] of byVerb) {
      const args = { permission: [...new Set(names)].join(', '), grant: grantText(statement) };
      if (!known || mended === undefined) {
        report(first, { args, variant: known ? 'never' : 'set' });
        continue;
      }
      const more = [...permissionsOf(known.name, mended)].filter((each) => !permissions.has(each));
      const isSafe = isWithin(more, filter, condition);
      const fix = isSafe ? { fix: replacing(known.grant.verb, mended) } : {};
      report(first, { args: { ...args, mended }, ...fix });
    }
  }),
};

function grantText({ grant }: Grantor): string {
  return grant.type === 'VerbGrant'
    ? `${grant.verb.text} ${grant.resourceType.text}`
    : `{${grant.permissions.map((leaf: Leaf) => leaf.text).join(', ')}}`;
}

/** More permissions than this are not written out in the place of a filter. */
const MOST_LISTED = 12;

/** `manage groups … where request.permission != 'GROUP_DELETE'` */
const openEndedPermissionExclusion: Check = {
  code: 'open-ended-permission-exclusion',
  severity: 'hint',
  example: {
    bad: "allow group A to manage groups in tenancy where request.permission != 'GROUP_DELETE'",
    mended: 'allow group A to {GROUP_INSPECT, GROUP_UPDATE, GROUP_CREATE} in tenancy',
  },
  visit: allowances((statement, { report, catalog, item }) => {
    const { condition } = statement;
    const filter = permissionFilterOf(condition);
    // A permission set is never added to.
    if (!condition || !filter || statement.grant.type !== 'VerbGrant') return;
    const excluding = filter.unequal.filter(({ values }) =>
      values.every((leaf) => isExcluded(leaf, condition)),
    );
    const [first] = excluding;
    if (!filter.isOpen || !filter.isSettled || !first) return;
    const names = excluding.flatMap(({ values }) => values.map(valueOf));
    const known = knownGrant(statement, catalog);
    const set = known && asSet(statement, [], permissionsOf(known.name, known.verb), item);
    const isShort = set && set.text.split(',').length <= MOST_LISTED;
    report(first, { args: { names: names.join(', ') }, ...(isShort ? { fix: set.fix } : {}) });
  }),
};

function isExcluded(leaf: Leaf, condition: Condition): boolean {
  return !canBe(condition, true, requestOf(valueOf(leaf)));
}

export const coverageChecks: readonly Check[] = [
  verbGrantsNothing,
  verbNoExtra,
  permissionSetIsVerb,
  permissionFilterIsSet,
  resourceTypeTenancyOnly,
  permissionFilterOutsideGrant,
  openEndedPermissionExclusion,
];
