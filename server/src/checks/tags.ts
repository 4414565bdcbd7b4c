import { grantedBy } from '../access/grant.ts';
import { isTargetTag, isWithoutTags, permissionsWithoutTags, untaggedUse } from '../access/tags.ts';
import type { Edit } from '../language/fault.ts';
import { valueOf } from '../language/names.ts';
import type { Comparison, Condition, Grant, Leaf, Presence } from '../language/tree.ts';
import { isSettled, replacing, type Check, type CheckContext, type Visitors } from './check.ts';
import { isAll } from './comparison.ts';

/** Calls `visit` with each variable of a statement's condition, also with those on the right of an operator. */
function variables(visit: (leaf: Leaf, context: CheckContext) => void): Visitors {
  const see = (leaf: Leaf, context: CheckContext) => {
    if (context.tree.type !== 'DynamicGroup' && leaf.kind === 'ID' && isSettled(leaf)) visit(leaf, context);
  };
  return {
    Comparison: ({ variable, values }, context) => {
      see(variable, context);
      for (const leaf of values) see(leaf, context);
    },
    Presence: ({ variable }, context) => see(variable, context),
    Call: (call, context) => call.arguments.forEach((leaf) => see(leaf, context)),
  };
}

/** `target.resource.tag.Ops`, `….tag.Ops.Project.value` */
const tagVariableMalformed: Check = {
  code: 'tag-variable-malformed',
  severity: 'error',
  example: {
    bad: "allow any-user to read buckets in tenancy where request.principal.group.tag.Operations.Project.value = 'Prod'",
    mended:
      "allow any-user to read buckets in tenancy where request.principal.group.tag.Operations.Project = 'Prod'",
  },
  visit: variables((leaf, { catalog, report }) => {
    const { parts } = catalog.tagVariable(leaf.text) ?? { parts: [] };
    if (parts.length === 0 || isFreeform(leaf.text)) return;
    const [namespace = '', key = '', third, more] = parts;
    const odd = parts.join('').replace(/[\w@:-]/g, '')[0];
    const args = { word: leaf.text };
    if (odd !== undefined) return report(leaf, { args: { ...args, sign: odd }, variant: 'character' });
    if (namespace && key && third === undefined) return;
    if (namespace && key && third?.toLowerCase() === 'value' && more === undefined) {
      const fix = [{ start: leaf.end - third.length - 1, end: leaf.end, text: '' }];
      return report(leaf, { args, variant: 'value', fix });
    }
    if (parts.filter((part) => part !== '').length > 1) return report(leaf, { args });
    const whole = leaf.text.replace(/\.+$/, '');
    const rest = namespace ? '.<tag-key>' : '.<tag-namespace>.<tag-key>';
    report(leaf, { args, variant: 'missing', fix: replacing(leaf, whole + rest) });
  }),
};

/** `target.resource.freeform-tag.x` */
const freeformTag: Check = {
  code: 'freeform-tag',
  severity: 'error',
  example: {
    bad: "allow group Ops to use instances in tenancy where target.resource.freeform-tag.project = 'alpha'",
    mended:
      "allow group Ops to use instances in tenancy where target.resource.tag.operations.project = 'alpha'",
  },
  visit: variables((leaf, { report }) => {
    const [, head, key] = FREEFORM.exec(leaf.text) ?? [];
    if (head === undefined || key === undefined) return;
    report(leaf, { args: { word: leaf.text }, fix: replacing(leaf, `${head}.tag.<tag-namespace>.${key}`) });
  }),
};

const FREEFORM = /^((?:request|target)\.[\w.-]+?)\.free-?form-?tags?\.([\w@:-]+)$/i;

/** Whether a variable was meant as a tag without a namespace, which no variable stands for. */
export function isFreeform(word: string): boolean {
  return FREEFORM.test(word);
}

/** `manage instances … where target.resource.tag.Ops.P = 'a'`: neither listing nor creating carries the tag. */
const tagBlocksCreateList: Check = {
  code: 'tag-blocks-create-list',
  severity: 'warning',
  example: {
    bad: "allow group Ops to use instances in compartment prod where target.resource.tag.operations.project = 'alpha'",
    mended:
      "allow group Ops to use instances in compartment prod where any { request.permission = 'INSTANCE_INSPECT', target.resource.tag.operations.project = 'alpha' }",
  },
  visit: {
    Grant: (grant, context) => {
      const { condition, effect } = grant;
      const [tagged, more] = taggedIn(condition);
      if (!condition || !tagged || effect.text.toLowerCase() !== 'allow' || isWhollyUntagged(grant)) return;
      const { list, create } = lostBy(grant);
      if (list.length === 0 && create.length === 0) return;
      const variable = variableOf(tagged);
      const args = { variable: variable.text, list: shown(list), create: shown(create) };
      if (create.length > 0) {
        return context.report(variable, { args, variant: list.length > 0 ? 'both' : 'create' });
      }
      // The permission to list is asked for without the tag; where several types would be listed, a statement says it better.
      const [permission, another] = list;
      const isNamed = permission !== ALL_LISTS && another === undefined && !more;
      const fix =
        permission && isNamed ? beside(condition, `request.permission = '${permission}'`) : undefined;
      context.report(variable, fix ? { args, fix } : { args });
    },
  },
};

const ALL_LISTS = '*_INSPECT';
const ALL_CREATES = '*_CREATE';

/** The permissions of listing and of creating that a grant has and that its condition does not limit otherwise. */
function lostBy({ grant, condition }: Grant): { list: string[]; create: string[] } {
  const { permissions, everything } = grantedBy(grant);
  const limit = permissionLimit(condition);
  if (limit === 'elsewhere') return { list: [], create: [] };
  if (everything) return { list: [ALL_LISTS], create: [ALL_CREATES] };
  const held = [...(permissions ?? [])].filter(limit);
  return {
    list: held.filter((permission) => untaggedUse(permission) === 'list'),
    create: held.filter((permission) => untaggedUse(permission) === 'create'),
  };
}

type Limit = (permission: string) => boolean;

/** What the condition says of permissions, as far as it must hold; `elsewhere` where it names operations. */
function permissionLimit(condition: Condition | undefined): Limit | 'elsewhere' {
  if (condition?.type === 'Combination') {
    const parts = condition.conditions.map(permissionLimit);
    if (parts.includes('elsewhere')) return 'elsewhere';
    const limits = parts as Limit[];
    return isAll(condition)
      ? (permission) => limits.every((limit) => limit(permission))
      : (permission) => limits.some((limit) => limit(permission));
  }
  if (condition?.type !== 'Comparison') return () => true;
  const { variable, values, operator, negated } = condition;
  const name = variable.text.toLowerCase();
  if (name === 'request.operation') return 'elsewhere';
  if (name !== 'request.permission') return () => true;
  if (values.some((value) => value.kind !== 'STRING' || !isSettled(value))) return 'elsewhere';
  const named = new Set(values.map((value) => valueOf(value).toUpperCase()));
  const isNot = negated !== undefined || operator.text === '!=';
  return (permission) => named.has(permission) !== isNot;
}

type Tagged = Comparison | Presence;

/** The tests of the target's tags that must hold for the condition to hold; empty when it can hold without. */
function taggedIn(condition: Condition | undefined): Tagged[] {
  if (condition?.type === 'Combination') {
    const parts = condition.conditions.map(taggedIn);
    return isAll(condition) || parts.every((part) => part.length > 0) ? parts.flat() : [];
  }
  if (condition?.type === 'Presence') {
    return !condition.negated && isTargetTag(condition.variable.text) ? [condition] : [];
  }
  if (condition?.type !== 'Comparison') return [];
  return [condition.variable, ...condition.values].some(isTag) ? [condition] : [];
}

function isTag(leaf: Leaf): boolean {
  return leaf.kind === 'ID' && isTargetTag(leaf.text);
}

function variableOf(tagged: Tagged): Leaf {
  if (tagged.type === 'Presence' || isTag(tagged.variable)) return tagged.variable;
  return tagged.values.find(isTag) ?? tagged.variable;
}

/** The edits that let something else be enough where a tag is asked for; the other conditions hold as before. */
function beside(condition: Condition, other: string): Edit[] | undefined {
  const [tagged] = taggedIn(condition);
  if (!tagged) return undefined;
  return [
    { start: tagged.start, end: tagged.start, text: `any { ${other}, ` },
    { start: tagged.end, end: tagged.end, text: ' }' },
  ];
}

function shown(permissions: readonly string[]): string {
  const [first = '', second, third] = permissions;
  return third === undefined
    ? [first, second].filter((each) => each !== undefined).join(', ')
    : `${first}, …`;
}

/** Whether no permission of what is granted is compared with tags of the target: that is told instead. */
function isWhollyUntagged({ grant }: Grant): boolean {
  return grant.type === 'VerbGrant' && permissionsWithoutTags(grant.resourceType.text) === 'all';
}

/** `{INSTANCE_POWER_ACTIONS} … where target.resource.tag.Ops.P = 'a'` */
const tagUnsupportedPermission: Check = {
  code: 'tag-unsupported-permission',
  severity: 'warning',
  example: {
    bad: "allow group Ops to use objects in compartment prod where target.resource.tag.operations.project = 'alpha'",
    mended:
      "allow group Ops to use objects in compartment prod where target.bucket.tag.operations.project = 'alpha'",
  },
  visit: {
    Grant: ({ grant, condition, effect }, { report }) => {
      const tagged = taggedIn(condition);
      if (tagged.length === 0 || effect.text.toLowerCase() !== 'allow') return;
      const limit = permissionLimit(condition);
      if (limit === 'elsewhere') return;
      if (grant.type === 'PermissionSet') {
        for (const leaf of grant.permissions)
          if (isWithoutTags(leaf.text) && limit(leaf.text.toUpperCase()))
            report(leaf, { args: { permission: leaf.text } });
        return;
      }
      const type = grant.resourceType;
      const refused = permissionsWithoutTags(type.text);
      if (refused === 'all') {
        const isObjects = type.text.toLowerCase() === 'objects';
        if (!isObjects) return report(type, { args: { type: type.text }, variant: 'type' });
        const fix = tagged.flatMap((each) => replacing(headOf(variableOf(each)), 'target.bucket.tag'));
        return report(type, { args: { type: type.text }, variant: 'objects', fix });
      }
      const lost = refused.filter((each) => grantedBy(grant).permissions?.has(each) && limit(each));
      if (lost.length > 0)
        report(type, { args: { type: type.text, permissions: lost.join(', ') }, variant: 'part' });
    },
  },
};

function headOf({ start }: Leaf) {
  return { start, end: start + 'target.resource.tag'.length };
}

export const tagChecks: readonly Check[] = [
  tagVariableMalformed,
  freeformTag,
  tagBlocksCreateList,
  tagUnsupportedPermission,
];
