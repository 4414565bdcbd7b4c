import { admits, principalTestOf, principalTypesOf } from '../access/principals.ts';
import type { Edit } from '../language/fault.ts';
import { valueOf } from '../language/names.ts';
import type { Comparison, Condition, Grant, Principal, TreeNode } from '../language/tree.ts';
import { walk } from '../language/walk.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';
import { isAll, joined, listOf, without } from './comparison.ts';

/** Calls `visit` with each statement that allows `any-user` something. */
function anyUser(visit: (grant: Grant, context: CheckContext) => void): Visitors {
  return {
    Grant: (grant, context) => {
      if (grant.effect.text.toLowerCase() === 'allow' && grant.subject.kind.text.toLowerCase() === 'any-user')
        visit(grant, context);
    },
  };
}

/** Whether all that is granted is to look on, whoever does. */
function onlyInspects({ grant, condition }: Grant): boolean {
  return grant.type === 'VerbGrant' && grant.verb.text.toLowerCase() === 'inspect' && !condition;
}

const TYPE_TEST = "request.principal.type = '<principal-type>'";

function withTypeTest({ condition, location }: Grant): Edit[] {
  if (!condition) return [{ start: location.end, end: location.end, text: ` where ${TYPE_TEST}` }];
  if (condition.type !== 'Combination' || !isAll(condition))
    return joined(condition, [TYPE_TEST], undefined, 'before');
  const [first] = condition.conditions;
  return first ? joined(first, [TYPE_TEST], condition, 'before') : [];
}

/** `allow any-user to use metrics in tenancy` */
const anyUserUnconditional: Check = {
  code: 'any-user-unconditional',
  severity: 'warning',
  example: {
    bad: 'allow any-user to use metrics in tenancy',
    mended: "allow any-user to use metrics in tenancy where request.principal.type = 'managementagent'",
  },
  visit: anyUser((grant, { report }) => {
    if (onlyInspects(grant) || principalTestOf(grant.condition) !== 'none') return;
    const variant = grant.condition ? { variant: 'condition' } : {};
    report(grant.subject, { ...variant, fix: withTypeTest(grant) });
  }),
};

/** `… where request.principal.id = target.…` and nothing that says what kind of principal is meant */
const anyUserIndirectPrincipal: Check = {
  code: 'any-user-indirect-principal',
  severity: 'hint',
  example: {
    bad: 'allow any-user to manage objects in tenancy where request.principal.id = target.resource.tag.orcl-aidp.governingAidpId',
    mended:
      "allow any-user to manage objects in tenancy where all { request.principal.type = 'aidataplatform', request.principal.id = target.resource.tag.orcl-aidp.governingAidpId }",
  },
  visit: anyUser((grant, { report }) => {
    if (principalTestOf(grant.condition) === 'indirect') report(grant.subject, { fix: withTypeTest(grant) });
  }),
};

/** `allow any-user to inspect users in tenancy` */
const preferAnyGroup: Check = {
  code: 'prefer-any-group',
  severity: 'hint',
  example: {
    bad: 'allow any-user to inspect users in tenancy',
    mended: 'allow any-group to inspect users in tenancy',
  },
  visit: anyUser((grant, { report }) => {
    if (onlyInspects(grant)) report(grant.subject, { fix: replacing(grant.subject.kind, 'any-group') });
  }),
};

/** `group A, a` */
const duplicateSubject: Check = {
  code: 'duplicate-subject',
  severity: 'warning',
  example: {
    bad: 'allow group Admins, Ops, admins to read buckets in tenancy',
    mended: 'allow group Admins, Ops to read buckets in tenancy',
  },
  visit: {
    NamedSubject: ({ principals }, { report }) => {
      const seen = new Set<string>();
      principals.forEach((principal, index) => {
        const key = nameOf(principal);
        const fix = without(principals, index);
        if (key === undefined) return;
        if (seen.has(key) && fix) report(principal, { args: { name: key }, fix });
        seen.add(key);
      });
    },
  },
};

/** A name without regard to letter case; one without an identity domain is of the domain Default. */
function nameOf({ name }: Principal): string | undefined {
  if (!name.every(isSettled)) return undefined;
  const parts = name.map((leaf) => valueOf(leaf).toLowerCase());
  return parts.length === 2 && parts[0] === 'default' ? parts[1] : parts.join('/');
}

/** `allow resource iam-domain …` */
const resourceSubjectUnverified: Check = {
  code: 'resource-subject-unverified',
  severity: 'information',
  example: {
    bad: 'allow resource iam-domain Default to read secrets in tenancy',
    mended: "allow any-user to read secrets in tenancy where request.principal.type = 'cluster'",
  },
  visit: {
    ResourceSubject: (subject, { report }) => report(subject),
  },
};

/** `group A … where request.principal.type = 'cluster'` */
const principalTypeConflictsSubject: Check = {
  code: 'principal-type-conflicts-subject',
  severity: 'warning',
  example: {
    bad: "allow group Admins to use subnets in tenancy where request.principal.type = 'cluster'",
    mended: "allow any-user to use subnets in tenancy where request.principal.type = 'cluster'",
  },
  visit: {
    Grant: ({ subject, condition, effect }, { report }) => {
      const types = principalTypesOf(condition);
      const kind = subject.kind.text;
      if (!types || !condition || [...types].some((type) => admits(kind, type))) return;
      const comparison = typeComparison(condition);
      if (!comparison) return;
      const args = { kind: kind.toLowerCase(), types: [...types].join(', ') };
      // Who is denied something must not become everybody.
      const isAllowed = effect.text.toLowerCase() === 'allow' && kind.toLowerCase() === 'group';
      report(comparison, isAllowed ? { args, fix: replacing(subject, 'any-user') } : { args });
    },
  },
};

/** The first comparison with the kind of principal. */
function typeComparison(condition: Condition): Comparison | undefined {
  if (condition.type === 'Comparison') {
    return condition.variable.text.toLowerCase() === 'request.principal.type' ? condition : undefined;
  }
  if (condition.type !== 'Combination') return undefined;
  for (const each of condition.conditions) {
    const found = typeComparison(each);
    if (found) return found;
  }
  return undefined;
}

/** `all {request.principal.type = 'workload', request.principal.namespace = 'default'}` */
const workloadConditionIncomplete: Check = {
  code: 'workload-condition-incomplete',
  severity: 'warning',
  example: {
    bad: "allow any-user to use subnets in tenancy where all { request.principal.type = 'workload', request.principal.namespace = 'web' }",
    mended:
      "allow any-user to use subnets in tenancy where all { request.principal.type = 'workload', request.principal.namespace = 'web', request.principal.service_account = 'web', request.principal.cluster_id = 'ocid1.cluster.oc1.iad.aaaa' }",
  },
  visit: {
    Comparison: (comparison, { tree, above, report }) => {
      if (tree.type === 'DynamicGroup' || [...(principalTypesOf(comparison) ?? [])].join() !== 'workload')
        return;
      const path: readonly TreeNode[] = [...above, comparison];
      const around = above.filter((node) => node.type === 'Combination').filter(isAll);
      // A list that long is not looked through for each of its conditions.
      if (around.some(({ conditions }) => conditions.length > 100)) return;
      const besides = around.flatMap(({ conditions }) => conditions).filter((each) => !path.includes(each));
      const named = new Set<string>();
      let isOpenEnded = false;
      for (const each of besides) {
        walk(each, (node) => {
          if (node.type !== 'Comparison' && node.type !== 'Presence') return;
          named.add(node.variable.text.toLowerCase());
          isOpenEnded ||= !isSettled(node.variable);
        });
      }
      const missing = WORKLOAD.filter(([variable]) => !named.has(variable));
      if (missing.length === 0 || isOpenEnded) return;
      const args = { missing: missing.map(([variable]) => variable).join(', ') };
      const more = missing.map(([variable, slot]) => `${variable} = '<${slot}>'`);
      // Within one cluster, fewer names may be what is wanted.
      const severity = named.has('request.principal.cluster_id') ? 'hint' : 'warning';
      report(comparison, { args, severity, fix: joined(comparison, more, listOf(above)) });
    },
  },
};

/** What says which workload of which cluster asks, and what fills it. */
const WORKLOAD: readonly (readonly [variable: string, slot: string])[] = [
  ['request.principal.namespace', 'namespace'],
  ['request.principal.service_account', 'service-account'],
  ['request.principal.cluster_id', 'cluster-ocid'],
];

export const principalChecks: readonly Check[] = [
  anyUserUnconditional,
  anyUserIndirectPrincipal,
  preferAnyGroup,
  duplicateSubject,
  resourceSubjectUnverified,
  principalTypeConflictsSubject,
  workloadConditionIncomplete,
];
