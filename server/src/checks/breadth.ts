import { tableOf } from '../catalog/table.ts';
import { domainAndName } from '../access/normal-form.ts';
import { verbOf } from '../access/grant.ts';
import type { Condition, Grant, Leaf, Subject } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext } from './check.ts';

/** `allow group Dev to manage all-resources in tenancy` */
const manageAllResourcesTenancy: Check = {
  code: 'manage-all-resources-tenancy',
  severity: 'warning',
  example: {
    bad: 'allow group Dev to manage all-resources in tenancy\n',
    mended: 'allow group Dev to manage all-resources in compartment Labs\n',
  },
  visit: {
    Grant: (tree, { report }) => {
      const { grant, location } = tree;
      if (!isForWholeTenancy(tree) || grant.type !== 'VerbGrant' || verbOf(grant.verb.text) !== 'manage')
        return;
      if (grant.resourceType.text.toLowerCase() !== 'all-resources') return;
      report(
        { start: grant.start, end: location.end },
        {
          args: { subject: tree.subject.kind.text.toLowerCase() },
          fix: replacing(location, 'compartment <compartment-name>'),
        },
      );
    },
  },
};

/** What lets its holder raise itself, by resource type and by permission. Sources: reference, check 198; Oracle's page "Using Tags to Manage Access". */
const RAISING: ReadonlyMap<string, string> = tableOf<string>({
  ...{ policies: 'policies', groups: 'groups', users: 'users', 'dynamic-groups': 'dynamic-groups' },
  ...{ domains: 'domains', POLICY_CREATE: 'policies', POLICY_UPDATE: 'policies' },
});

/** `allow group Dev to manage policies in tenancy` */
const escalationPath: Check = {
  code: 'escalation-path',
  severity: 'warning',
  example: {
    bad: 'allow group Helpdesk to manage groups in tenancy\n',
    mended: "allow group Helpdesk to manage groups in tenancy where target.group.name != 'Administrators'\n",
  },
  visit: {
    Grant: (tree, context) => {
      if (!isForWholeTenancy(tree)) return;
      const { grant, condition, location } = tree;
      const variant = wayUp(tree, context);
      if (variant === undefined) return;
      const text = " where target.group.name != 'Administrators'";
      const isMendable = variant === 'groups' && !condition;
      context.report(grant, {
        variant,
        ...(isMendable ? { fix: [{ start: location.end, end: location.end, text }] } : {}),
      });
    },
  },
};

/** `allow group Auditors to inspect policies in tenancy` */
const inspectPoliciesReveals: Check = {
  code: 'inspect-policies-reveals',
  severity: 'information',
  example: {
    bad: 'allow group Support to inspect policies in tenancy\n',
    mended: 'allow group Support to inspect compartments in tenancy\n',
  },
  visit: {
    Grant: ({ effect, grant }, { report }) => {
      if (effect.text.toLowerCase() !== 'allow' || grant.type !== 'VerbGrant') return;
      if (verbOf(grant.verb.text) !== 'inspect' || grant.resourceType.text.toLowerCase() !== 'policies')
        return;
      report(grant);
    },
  },
};

/** By what a grant lets its holder raise itself; undefined when it does not. */
function wayUp({ grant }: Grant, { catalog }: CheckContext): string | undefined {
  if (grant.type === 'PermissionSet') {
    return grant.permissions
      .map((leaf) => RAISING.get(catalog.permission(leaf.text)?.name ?? ''))
      .find((found) => found !== undefined);
  }
  const name = catalog.resourceType(grant.resourceType.text)?.name;
  return name !== undefined && verbOf(grant.verb.text) === 'manage' ? RAISING.get(name) : undefined;
}

/** An allow for the whole tenancy that nothing narrows, and whose subject does not hold everything anyway. */
function isForWholeTenancy({ effect, subject, location, condition }: Grant): boolean {
  if (effect.text.toLowerCase() !== 'allow' || location.type !== 'TenancyLocation') return false;
  return location.kind.text.toLowerCase() === 'tenancy' && !isAdministrators(subject) && !narrows(condition);
}

function isAdministrators(subject: Subject): boolean {
  return (
    subject.type === 'NamedSubject' &&
    subject.kind.text.toLowerCase() === 'group' &&
    subject.principals.every(({ id, name }) => !id && domainAndName(name) === 'administrators')
  );
}

/** Whether a condition limits what is reached, not only who reaches it, when, or from where. */
function narrows(condition: Condition | undefined): boolean {
  switch (condition?.type) {
    case undefined:
      return false;
    case 'Combination':
      return condition.conditions.some(narrows);
    case 'Comparison':
      return [condition.variable, ...condition.values].some(isNarrow) || !isSettled(condition.variable);
    case 'Presence':
      return isNarrow(condition.variable) || !isSettled(condition.variable);
    case 'Call':
      return true;
  }
}

function isNarrow({ text }: Leaf): boolean {
  return /^(?:target\.|request\.(?:permission|operation)$)/i.test(text);
}

export const breadthChecks: readonly Check[] = [
  manageAllResourcesTenancy,
  escalationPath,
  inspectPoliciesReveals,
];
