import { isAlwaysCarried } from '../access/condition.ts';
import { isCertain, permissionsOf, verbOf } from '../access/grant.ts';
import { grantorOf, type Grantor } from '../access/statement.ts';
import { VERBS } from '../catalog/catalog.ts';
import type { Edit } from '../language/fault.ts';
import type { Comparison, ItemTree, Leaf, TreeNode } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';

/** Calls `visit` with each statement that denies something. */
function denials(visit: (denial: Grantor, context: CheckContext) => void): Visitors {
  const see = (tree: ItemTree, context: CheckContext) => {
    const grantor = grantorOf(tree);
    if (grantor?.denies) visit(grantor, context);
  };
  return { Grant: see, Endorse: see, Admit: see };
}

/** `deny … to manage buckets` */
const denyVerbInversion: Check = {
  code: 'deny-verb-inversion',
  severity: 'warning',
  example: {
    bad: 'deny group Interns to manage buckets in tenancy\n',
    mended: 'deny group Interns to inspect buckets in tenancy\n',
  },
  visit: denials((denial, { report }) => {
    const { grant, condition } = denial;
    if (grant.type !== 'VerbGrant' || isTooWide(denial) || asksForPermissions(condition)) return;
    const verb = verbOf(grant.verb.text);
    const below = verb && VERBS.slice(0, VERBS.indexOf(verb));
    const [last] = below?.slice(-1) ?? [];
    if (!verb || !below || !last || verb === 'read' || !isSettled(grant.resourceType)) return;
    const type = grant.resourceType.text;
    // Where the lower verbs give nothing, all is taken.
    if (isCertain(type) && permissionsOf(type, last).size === 0) return;
    const args = { verb, type, kept: below.join(', ') };
    report(
      { start: grant.verb.start, end: grant.resourceType.end },
      { args, fix: replacing(grant.verb, 'inspect') },
    );
  }),
};

/** `deny any-user to inspect all-resources in tenancy` */
const denyTooWide: Check = {
  code: 'deny-too-wide',
  severity: 'warning',
  example: {
    bad: 'deny any-user to inspect all-resources in tenancy\n',
    mended: "deny any-user to inspect all-resources in tenancy where request.region = 'phx'\n",
  },
  visit: denials((denial, { report }) => {
    if (!isTooWide(denial)) return;
    const { subject, grant, location } = denial;
    const args = { subject: subject.kind.text.toLowerCase() };
    report({ start: subject.start, end: Math.max(grant.end, location.end) }, { args });
  }),
};

/** A denial without any condition that takes the very ground from under somebody, or something from everybody. */
function isTooWide({ subject, grant, location, condition }: Grantor): boolean {
  if (condition) return false;
  const isEverybody = subject.type === 'AnySubject';
  const isTenancy = location.type === 'TenancyLocation';
  const isEverything =
    grant.type === 'VerbGrant' &&
    grant.resourceType.text.toLowerCase() === 'all-resources' &&
    verbOf(grant.verb.text) === 'inspect';
  return isEverything ? isEverybody || isTenancy : isEverybody && isTenancy;
}

function asksForPermissions(condition: Grantor['condition']): boolean {
  switch (condition?.type) {
    case 'Combination':
      return condition.conditions.some(asksForPermissions);
    case 'Comparison':
      return /^request\.(?:permission|operation)$/i.test(condition.variable.text);
    case 'Presence':
    case 'Call':
    case undefined:
      return false;
  }
}

/** `deny … where target.dynamicgroup.name = 'Fns'` */
const denyVariableIgnored: Check = {
  code: 'deny-variable-ignored',
  severity: 'warning',
  example: {
    bad: "deny group Ops to inspect dynamic-groups in tenancy where target.dynamicgroup.name = 'Fns'\n",
    mended: 'deny group Ops to inspect dynamic-groups in tenancy\n',
  },
  visit: {
    Comparison: ({ variable, values }, context) => {
      checkIgnored(variable, context);
      for (const leaf of values) checkIgnored(leaf, context);
    },
    Presence: ({ variable }, context) => checkIgnored(variable, context),
  },
};

function checkIgnored(leaf: Leaf, { tree, report }: CheckContext): void {
  if (!grantorOf(tree)?.denies || !/^target\.dynamicgroup\.(?:id|name)$/i.test(leaf.text)) return;
  report(leaf, { args: { word: leaf.text } });
}

/** `deny … where request.networkSource.name != 'corp'` */
const denyAbsentVariable: Check = {
  code: 'deny-absent-variable',
  severity: 'warning',
  example: {
    bad: "deny group Ops to manage buckets in tenancy where all {request.networkSource.name != 'corp', request.permission = 'BUCKET_DELETE'}\n",
    mended:
      "deny group Ops to manage buckets in tenancy where all {any {!request.networkSource.name, request.networkSource.name != 'corp'}, request.permission = 'BUCKET_DELETE'}\n",
  },
  visit: {
    Comparison: (comparison, { tree, above, item, report }) => {
      const denial = grantorOf(tree);
      if (!denial?.denies || !isNegative(comparison)) return;
      const { variable } = comparison;
      if (!mayBeAbsent(variable.text, denial.subject.kind.text)) return;
      const list = above[above.length - 1];
      if (list?.type === 'Combination' && hasPresenceTest(list, variable)) return;
      report(comparison, {
        args: { word: variable.text },
        fix: orAbsent(comparison, list, item.text.slice(comparison.start, comparison.end)),
      });
    },
  },
};

function isNegative({ operator, negated }: Comparison): boolean {
  return operator.text === '!=' || (negated !== undefined && operator.text.toLowerCase() === 'in');
}

/**
 * Whether a request of such a subject may lack a variable without anybody thinking of it. Those that only some operations
 * carry are the matter of other checks. Source: reference 4.6.
 */
function mayBeAbsent(variable: string, subject: string): boolean {
  if (/^(?:request|target)\.(?:[\w-]+\.)*(?:system-)?tag\./i.test(variable)) return true;
  if (!/^request\./i.test(variable) || isAlwaysCarried(variable)) return false;
  if (/^request\.(?:user\.(?:id|name)|groups\.)/i.test(variable)) return subject.toLowerCase() !== 'group';
  if (/^request\.principal\./i.test(variable)) return subject.toLowerCase() !== 'dynamic-group';
  return true;
}

function hasPresenceTest(list: Extract<TreeNode, { type: 'Combination' }>, variable: Leaf): boolean {
  return list.conditions.some(
    (each) =>
      each.type === 'Presence' &&
      each.negated !== undefined &&
      each.variable.text.toLowerCase() === variable.text.toLowerCase(),
  );
}

function orAbsent({ start, end, variable }: Comparison, list: TreeNode | undefined, text: string): Edit[] {
  const isInAny = list?.type === 'Combination' && list.operator.text.toLowerCase() === 'any';
  if (isInAny) return [{ start, end: start, text: `!${variable.text}, ` }];
  return [{ start, end, text: `any {!${variable.text}, ${text}}` }];
}

/** What the administrators of an identity domain do by their roles. */
const OF_DOMAINS = /^(?:users|groups)$|^(?:USER|GROUP)_[A-Z]/;

/** `deny group Interns to manage users in tenancy` */
const denyDomainRoles: Check = {
  code: 'deny-domain-roles',
  severity: 'information',
  example: {
    bad: 'deny group Interns to inspect users in tenancy\n',
    mended: 'deny group Interns to inspect compartments in tenancy\n',
  },
  visit: denials(({ tree, grant, condition }, { report }) => {
    if (tree.type !== 'Grant' || condition) return;
    const names = grant.type === 'VerbGrant' ? [grant.resourceType] : grant.permissions;
    const found = names.find(({ text }) => OF_DOMAINS.test(text));
    if (found) report(found, { args: { word: found.text } });
  }),
};

/** `… where target.policy.type = 'allow'` */
const denySetComparison: Check = {
  code: 'deny-set-comparison',
  severity: 'hint',
  example: {
    bad: "allow group Editors to manage policies in compartment Labs where target.policy.type = 'allow'\n",
    mended: "allow group Editors to manage policies in compartment Labs where target.policy.type != 'deny'\n",
  },
  visit: {
    Comparison: ({ variable, operator, values: [value, more] }, { report }) => {
      if (operator.text !== '=' || !value || more || variable.text.toLowerCase() !== 'target.policy.type')
        return;
      const found = /^'(allow|deny)'$/i.exec(value.text)?.[1]?.toLowerCase();
      if (found === undefined) return;
      const other = found === 'allow' ? 'deny' : 'allow';
      const mended = `!= '${other}'`;
      const span = { start: operator.start, end: value.end };
      report(span, { args: { value: found, other, mended }, fix: replacing(span, mended) });
    },
  },
};

export const denyChecks: readonly Check[] = [
  denyVerbInversion,
  denyTooWide,
  denyVariableIgnored,
  denyAbsentVariable,
  denyDomainRoles,
  denySetComparison,
];
