import type { Condition } from '../../../server/src/language/tree.ts';
import { ocidOf, valueOf } from '../../../server/src/language/names.ts';
import type { KnownNames } from '../../../server/src/checks/settings.ts';
import { isUnknown, pathOf, type Part, type Snapshot } from './snapshot.ts';
import { readRule } from './statements.ts';

type SnapshotNames = KnownNames & Readonly<Record<'tag-namespace', readonly string[]>>;

const kept = new WeakMap<Snapshot, SnapshotNames>();

/** What the checks and completion know of a tenancy. A list that is not whole would make names look wrong that are right: it is left out. */
export function knownNames(snapshot: Snapshot): SnapshotNames {
  let known = kept.get(snapshot);
  if (!known) kept.set(snapshot, (known = namesIn(snapshot)));
  return known;
}

function namesIn(snapshot: Snapshot): SnapshotNames {
  const { compartments, groups, dynamicGroups, domains, domainPrincipals, networkSources, policies } =
    snapshot;
  const { tenancyId, tenancyName } = snapshot.place;
  const names = (those: readonly { readonly name: string }[]) => those.map(({ name }) => name);
  const isWhole = (...parts: readonly Part[]) => !snapshot.unknown.some(({ part }) => parts.includes(part));
  const list = <Kind extends string>(kind: Kind, whole: boolean, made: () => readonly string[]) =>
    (whole ? { [kind]: made() } : {}) as Readonly<Partial<Record<Kind, readonly string[]>>>;
  const pathsOf = (id: string) => (id === tenancyId ? '' : (pathOf(snapshot, id) ?? id));
  const others = (kind: 'group' | 'dynamic-group') => () =>
    domainPrincipals.flatMap((each) => (each.kind === kind ? [`${each.domain}/${each.name}`] : []));
  const below = compartments.slice(1);
  return {
    ...list('compartment', isWhole('compartments'), () => [...new Set(names(below))]),
    ...list('compartment-path', isWhole('compartments'), () => below.map(({ id }) => pathsOf(id))),
    ...list('compartment-id', isWhole('compartments'), () => compartments.map(({ id }) => id)),
    ...list('group', isWhole('groups'), () => names(groups)),
    ...list('dynamic-group', isWhole('dynamic-groups'), () => names(dynamicGroups)),
    ...list('domain', isWhole('domains'), () => names(domains)),
    ...list('domain-group', isWhole('domains', 'domain-groups'), others('group')),
    ...list('domain-dynamic-group', isWhole('domains', 'domain-dynamic-groups'), others('dynamic-group')),
    'empty-group': [...snapshot.emptyGroups, ...deadGroups(snapshot)],
    ...tagsOf(snapshot, isWhole('tag-namespaces', 'tag-keys')),
    ...list('network-source', isWhole('network-sources'), () => names(networkSources)),
    'policy-place': policies.map(({ name, compartmentId }) => `${name} in ${pathsOf(compartmentId)}`),
    ...list('denying-policy', isWhole('policies', 'compartments'), () =>
      names(policies.filter(({ statements }) => statements.some((text) => /^\s*deny\b/i.test(text)))),
    ),
    ...list('tenancy-name', tenancyName !== tenancyId, () => [tenancyName]),
    ...list('realm', true, () => [ocidOf(tenancyId)?.realm ?? ''].filter(Boolean)),
  };
}

function tagsOf({ tagNamespaces, tagKeys }: Snapshot, isWhole: boolean) {
  const inUse = tagNamespaces.filter(({ isRetired }) => !isRetired);
  const [tags, retired, values] = [[], [], []] as [string[], string[], string[]];
  for (const { id, name, isRetired } of tagNamespaces) {
    for (const key of tagKeys.filter(({ namespaceId }) => namespaceId === id)) {
      const tag = `${name}.${key.name}`;
      (isRetired || key.isRetired ? retired : tags).push(tag);
      for (const value of allowedValues(key.validator)) values.push(`${tag}=${value}`);
    }
  }
  return {
    'tag-namespace': inUse.map(({ name }) => name),
    ...(isWhole ? { tag: tags } : {}),
    ...{ 'retired-tag': retired, 'tag-value': values },
  };
}

/** The values that a key takes, where it has a list of them. Source: API, EnumTagDefinitionValidator. */
export function allowedValues(validator: unknown): readonly string[] {
  const { values } = (typeof validator === 'object' && validator !== null ? validator : {}) as {
    readonly values?: unknown;
  };
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

/** The dynamic groups that no resource can be in: each must lie in a compartment that is not there. */
function deadGroups(snapshot: Snapshot): string[] {
  if (isUnknown(snapshot, 'compartments')) return [];
  const there = new Set(snapshot.compartments.map(({ id }) => id.toLowerCase()));
  const isDead = (rule: Condition): boolean => {
    if (rule.type === 'Combination') {
      const dead = rule.conditions.map(isDead);
      return rule.operator.text.toLowerCase() === 'all' ? dead.some(Boolean) : dead.every(Boolean);
    }
    if (rule.type !== 'Comparison' || rule.operator.text !== '=') return false;
    const [value] = rule.values.map(valueOf);
    const isPlace = rule.variable.text.toLowerCase().endsWith('.compartment.id');
    return isPlace && value !== undefined && ocidOf(value) !== undefined && !there.has(value.toLowerCase());
  };
  return snapshot.dynamicGroups.flatMap(({ name, matchingRule }) => {
    const rule = readRule(matchingRule);
    return rule && isDead(rule) ? [name] : [];
  });
}
