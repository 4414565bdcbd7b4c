import { allowedValues } from './known.ts';
import type { DefinedTags, DynamicGroup } from './objects.ts';
import type { Change, Detail, Draft } from './plan.ts';
import { isUnknown } from './snapshot.ts';
import { readStatement, ruleKey } from './statements.ts';
import { subjectForm } from '../../../server/src/access/normal-form.ts';
import type { WantedDynamicGroup } from './wanted.ts';

/** Creates and updates dynamic groups with their tags, and deletes them when asked to and nobody names them. */
export function planDynamicGroups(draft: Draft): void {
  const { wanted, snapshot, stops } = draft;
  if (wanted.dynamicGroups.length === 0 && !draft.options.delete) return;
  if (isUnknown(snapshot, 'dynamic-groups')) {
    const [first] = wanted.dynamicGroups;
    if (first) stops.push({ key: 'stop.dynamicGroupsHidden', args: {}, source: first.source });
    return;
  }
  const names = new Set<string>();
  for (const group of wanted.dynamicGroups) {
    const { name, source } = group;
    if (group.domain !== undefined && group.domain.toLowerCase() !== 'default') {
      planOfDomain(group, group.domain, draft);
      continue;
    }
    if (names.has(name.toLowerCase())) stops.push({ key: 'stop.dynamicGroupTwice', args: { name }, source });
    names.add(name.toLowerCase());
    if (snapshot.groups.some((each) => each.name.toLowerCase() === name.toLowerCase())) {
      stops.push({ key: 'stop.nameOfGroup', args: { name }, source });
    }
    const before = snapshot.dynamicGroups.find((each) => each.name.toLowerCase() === name.toLowerCase());
    const change = changeOf(group, before, draft);
    if (change) draft.changes.push(change);
    else draft.unchanged.push({ kind: 'dynamic-group', name });
  }
  if (draft.options.delete) planDeletions(draft, names);
}

/** Only the API of its domain writes such a dynamic group: it is compared, and nothing more. */
function planOfDomain(group: WantedDynamicGroup, domain: string, draft: Draft): void {
  const { name, source, matchingRule, description, tags } = group;
  const { domainPrincipals } = draft.snapshot;
  const there = domainPrincipals.find(
    (each) =>
      each.kind === 'dynamic-group' &&
      each.domain.toLowerCase() === domain.toLowerCase() &&
      each.name.toLowerCase() === name.toLowerCase(),
  );
  const saysSame =
    there?.matchingRule !== undefined &&
    ruleKey(there.matchingRule) === ruleKey(matchingRule) &&
    (description === undefined || description === there.description) &&
    tags.length === 0;
  const shown = `${domain}/${name}`;
  if (saysSame) draft.unchanged.push({ kind: 'dynamic-group', name: shown });
  else if (there) draft.stops.push({ key: 'stop.domainDiffers', args: { name: shown }, source });
  else draft.stops.push({ key: 'stop.domainNotWritten', args: { domain, name }, source });
}

function changeOf(
  group: WantedDynamicGroup,
  before: DynamicGroup | undefined,
  draft: Draft,
): Change | undefined {
  const { name, description, matchingRule, source } = group;
  const { snapshot } = draft;
  const details: Detail[] = [];
  const fields: string[] = [];
  const ruleDiffers = !before || ruleKey(before.matchingRule) !== ruleKey(matchingRule);
  if (ruleDiffers) {
    details.push({ what: 'matching-rule', before: before?.matchingRule, after: matchingRule });
    fields.push('matchingRule');
  }
  if (description !== undefined && description !== before?.description) {
    details.push({ what: 'description', before: before?.description, after: description });
    fields.push('description');
  }
  const definedTags = tagsOf(group, before, draft, details);
  if (details.some(({ what }) => what === 'tag')) fields.push('definedTags');
  if (details.length === 0) return undefined;
  const after: DynamicGroup = {
    ...{ kind: 'dynamic-group', id: before?.id ?? '', compartmentId: snapshot.place.tenancyId },
    ...{ name: before?.name ?? name, description: description ?? before?.description ?? name },
    matchingRule: ruleDiffers ? matchingRule : (before?.matchingRule ?? matchingRule),
    ...{ freeformTags: before?.freeformTags ?? {}, definedTags },
  };
  return {
    ...{ kind: 'dynamic-group', action: before ? 'update' : 'create', name, before, after, fields, details },
    ...{ compartment: snapshot.place.tenancyName, statements: undefined, source },
  };
}

/** The tags that the dynamic group is going to have: those of the files over those that it has. */
function tagsOf(
  group: WantedDynamicGroup,
  before: DynamicGroup | undefined,
  { wanted, snapshot, options, stops, notes }: Draft,
  details: Detail[],
): DefinedTags {
  const tags: Record<string, Record<string, unknown>> = {};
  for (const [namespace, keys] of Object.entries(before?.definedTags ?? {})) tags[namespace] = { ...keys };
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const find = (names: readonly string[], name: string) => names.find((each) => same(each, name)) ?? name;
  for (const { namespace, key, value, source } of group.tags) {
    const there = find(Object.keys(tags), namespace);
    const keys = (tags[there] ??= {});
    const named = find(Object.keys(keys), key);
    const [now, name] = [keys[named], `${namespace}.${key}`];
    if (now !== value) details.push({ what: 'tag', name, before: shownTag(now), after: value });
    keys[named] = value;
    const isDeclared = wanted.tagNamespaces.some(
      (each) => same(each.name, namespace) && each.keys.some((one) => same(one.name, key)),
    );
    const stored = snapshot.tagKeys.find((one) => same(one.namespace, namespace) && same(one.name, key));
    if (isDeclared || isUnknown(snapshot, 'tag-namespaces') || isUnknown(snapshot, 'tag-keys')) continue;
    if (!stored) stops.push({ key: 'stop.tagUnknown', args: { tag: name, name: group.name }, source });
    else if (stored.isRetired)
      stops.push({ key: 'stop.tagRetired', args: { tag: name, name: group.name }, source });
    const allowed = allowedValues(stored?.validator);
    if (allowed.length > 0 && !allowed.includes(value)) {
      const args = { tag: name, name: group.name, value, allowed: allowed.join(', ') };
      stops.push({ key: 'stop.tagValue', args, source });
    }
  }
  // A tag of a namespace that the files declare may give access; the files do not name it any more.
  for (const [namespace, keys] of Object.entries(tags)) {
    if (!wanted.tagNamespaces.some((each) => same(each.name, namespace))) continue;
    for (const [key, value] of Object.entries(keys)) {
      if (group.tags.some((each) => same(each.namespace, namespace) && same(each.key, key))) continue;
      const name = `${namespace}.${key}`;
      if (options.delete) {
        details.push({ what: 'tag', name, before: shownTag(value), after: undefined });
        tags[namespace] = Object.fromEntries(
          Object.entries(tags[namespace] ?? {}).filter(([each]) => each !== key),
        );
      } else
        notes.push({ key: 'note.tagOnlyThere', args: { tag: name, name: group.name }, source: group.source });
    }
  }
  return tags;
}

function shownTag(value: unknown): string | undefined {
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}

function planDeletions(draft: Draft, names: ReadonlySet<string>): void {
  const { snapshot, changes, notes, options } = draft;
  for (const group of snapshot.dynamicGroups) {
    const name = group.name.toLowerCase();
    if (names.has(name) || !options.owned?.has(group.id)) continue;
    const user = firstUser(draft, group);
    // Another dynamic group of this name would have another OCID, and none of its access. Source: reference 5.8.
    if (user !== undefined)
      notes.push({ key: 'note.dynamicGroupUsed', args: { name: group.name, policy: user } });
    else changes.push(deletionOfDynamicGroup(group, snapshot.place.tenancyName));
  }
}

export function deletionOfDynamicGroup(group: DynamicGroup, compartment: string): Change {
  return {
    ...{
      kind: 'dynamic-group',
      action: 'delete',
      name: group.name,
      before: group,
      after: undefined,
      fields: [],
    },
    ...{ compartment, statements: undefined },
    details: [{ what: 'matching-rule', before: group.matchingRule, after: undefined }],
  };
}

/** The first policy of the tenancy or of the files with a statement that names a dynamic group. */
function firstUser({ snapshot, wanted }: Draft, group: DynamicGroup): string | undefined {
  const policies = [
    ...snapshot.policies.map(({ name, statements }) => ({ name, statements: statements.map(readStatement) })),
    ...wanted.policies,
  ];
  const wantedForms = new Set([
    `dynamic-group:${group.name.toLowerCase()}`,
    `dynamic-group:id ${group.id.toLowerCase()}`,
  ]);
  return policies.find(({ statements }) =>
    statements.some(({ tree, text }) => {
      if (!tree) return text.toLowerCase().includes(group.name.toLowerCase());
      if (tree.type === 'Define') return tree.ocid.text.toLowerCase() === group.id.toLowerCase();
      return subjectForm(tree.subject).principals.some((each) => wantedForms.has(each));
    }),
  )?.name;
}
