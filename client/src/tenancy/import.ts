import type { Leaf, Statement } from '../../../server/src/language/tree.ts';
import type { DomainPrincipal, DynamicGroup, Policy, TagKey, TagNamespace } from './objects.ts';
import { isProtected } from './plan-policies.ts';
import { pathOf, type Snapshot } from './snapshot.ts';
import { readRule, readStatement, ruleText, textOf } from './statements.ts';

export interface ImportOptions {
  /** Only the policies of this compartment, and nothing else. */
  readonly compartmentId?: string | undefined;
}

/** A name as it may stand in a file: quoted where a word cannot hold it. */
function named(name: string): string {
  return /^[\w.+-]+$/.test(name) ? name : `'${name.replace(/['\\]/g, '\\$&')}'`;
}

/** A text for people: it ends with its line. */
function quoted(text: string): string {
  return `"${text.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`;
}

/**
 * What a tenancy holds as the text of a policy file: policies, dynamic groups with their tags, tag namespaces. Planned against the same
 * tenancy it changes nothing. What cannot be read stands in it as a comment, with what is unknown.
 */
export function importTenancy(snapshot: Snapshot, { compartmentId }: ImportOptions = {}): string {
  const whole = compartmentId === undefined;
  const policies = snapshot.policies.filter(
    (policy) => !isProtected(policy) && (whole || policy.compartmentId === compartmentId),
  );
  const blocks = [
    `// ${snapshot.place.tenancyName}, ${snapshot.place.region}, ${snapshot.takenAt}`,
    ...snapshot.unknown
      .filter(({ part, of }) => whole || (part === 'policies' && of === compartmentId))
      .map(({ part, of }) => `// ? ${part}${of === undefined ? '' : ` ${pathOf(snapshot, of) ?? of}`}`),
    ...policies.map((policy) => policyText(policy, snapshot)),
    ...(whole ? snapshot.tagNamespaces : [])
      .filter(({ isRetired }) => !isRetired)
      .map((namespace) => tagNamespaceText(namespace, snapshot)),
    ...(whole ? snapshot.dynamicGroups : []).map((group) => dynamicGroupText(group, snapshot)),
    ...(whole ? snapshot.domainPrincipals : []).flatMap(domainPrincipalText),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function placeText(snapshot: Snapshot, compartmentId: string): string {
  if (compartmentId === snapshot.place.tenancyId) return 'tenancy';
  const path = pathOf(snapshot, compartmentId);
  return path === undefined
    ? `compartment id ${compartmentId}`
    : `compartment ${path.split(':').map(named).join(':')}`;
}

function policyText(policy: Policy, snapshot: Snapshot): string {
  const lines = policy.statements.map((text) => {
    const { tree, item } = readStatement(text);
    const isClean = tree && item?.faults.length === 0;
    return `  ${isClean ? textOf(spelled(tree, snapshot)) : text.replace(/\s+/g, ' ').trim()}`;
  });
  return [
    `policy ${named(policy.name)} in ${placeText(snapshot, policy.compartmentId)}`,
    `  description ${quoted(policy.description)}`,
    ...['{', ...lines, '}'],
  ].join('\n');
}

/** The statement with compartments as the tenancy spells them: the service stores paths in lower case. */
function spelled(tree: Statement, { compartments }: Snapshot): Statement {
  if (tree.type !== 'Grant' || tree.location.type !== 'CompartmentLocation' || tree.location.id) return tree;
  const { location } = tree;
  const path = location.path.map((leaf): Leaf => {
    const names = compartments.filter(({ name }) => name.toLowerCase() === leaf.text.toLowerCase());
    const [only] = new Set(names.map(({ name }) => name));
    return only !== undefined && names.every(({ name }) => name === only) ? { ...leaf, text: only } : leaf;
  });
  return { ...tree, location: { ...location, path } };
}

function tagNamespaceText(namespace: TagNamespace, snapshot: Snapshot): string {
  const keys = snapshot.tagKeys.filter((key: TagKey) => key.namespaceId === namespace.id && !key.isRetired);
  return [
    `tag-namespace ${named(namespace.name)} in ${placeText(snapshot, namespace.compartmentId)}`,
    `  description ${quoted(namespace.description)}`,
    '{',
    ...keys.map(({ name, description }) => `  key ${named(name)} description ${quoted(description)}`),
    '}',
  ].join('\n');
}

/** A dynamic group of another domain than the default one, without its tags, which are not read. */
function domainPrincipalText({ domain, name, description, matchingRule }: DomainPrincipal): string[] {
  if (matchingRule === undefined) return [];
  const rule = readRule(matchingRule);
  return [
    [
      `dynamic-group ${named(domain)}/${named(name)}`,
      ...(description === '' ? [] : [`  description ${quoted(description)}`]),
      `  matching ${rule ? ruleText(rule) : matchingRule}`,
    ].join('\n'),
  ];
}

function dynamicGroupText(group: DynamicGroup, snapshot: Snapshot): string {
  // The tags of namespaces that are not of this file, such as Oracle's own, are no matter of it.
  const known = new Set(snapshot.tagNamespaces.filter(({ isRetired }) => !isRetired).map(({ name }) => name));
  const tags = Object.entries(group.definedTags)
    .filter(([namespace]) => known.has(namespace))
    .flatMap(([namespace, keys]) =>
      Object.entries(keys).map(
        ([key, value]) => `  tag ${namespace}.${key} = '${String(value).replace(/['\\]/g, '\\$&')}'`,
      ),
    );
  const rule = readRule(group.matchingRule);
  return [
    `dynamic-group ${named(group.name)}`,
    `  description ${quoted(group.description)}`,
    ...tags,
    `  matching ${rule ? ruleText(rule) : group.matchingRule}`,
  ].join('\n');
}
