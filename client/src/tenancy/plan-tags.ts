import type { TagKey, TagNamespace } from './objects.ts';
import type { Detail, Draft } from './plan.ts';
import { compartmentName, placeOfDeclaration } from './plan-places.ts';
import { isUnknown } from './snapshot.ts';
import type { WantedTagNamespace } from './wanted.ts';

/** Creates and updates tag namespaces and their keys. None is deleted: that would take the tag from every resource. */
export function planTags(draft: Draft): void {
  const { wanted, snapshot, stops } = draft;
  if (wanted.tagNamespaces.length === 0) return;
  if (isUnknown(snapshot, 'tag-namespaces')) {
    stops.push({ key: 'stop.tagNamespacesHidden', args: {}, source: wanted.tagNamespaces[0]?.source });
    return;
  }
  const names = new Set<string>();
  for (const namespace of wanted.tagNamespaces) {
    const { name, source } = namespace;
    if (names.has(name.toLowerCase())) stops.push({ key: 'stop.tagNamespaceTwice', args: { name }, source });
    names.add(name.toLowerCase());
    planNamespace(namespace, draft);
  }
}

function planNamespace(namespace: WantedTagNamespace, draft: Draft): void {
  const { snapshot, stops, questions } = draft;
  const { name, description, source } = namespace;
  const before = snapshot.tagNamespaces.find((each) => each.name.toLowerCase() === name.toLowerCase());
  // Where the file does not say where it lies, it stays where it is.
  const compartmentId =
    before && !namespace.location ? before.compartmentId : placeOfDeclaration(namespace, draft);
  if (compartmentId === undefined) return;
  if (before && before.compartmentId !== compartmentId) {
    const args = { name, other: compartmentName(draft, before.compartmentId) };
    stops.push({ key: 'stop.tagNamespaceElsewhere', args, source });
    return;
  }
  if (before && isUnknown(snapshot, 'tag-keys', before.id)) {
    stops.push({ key: 'stop.tagKeysHidden', args: { name }, source });
    return;
  }
  const { details, fields } = changesOf(before, description);
  const after: TagNamespace = {
    ...{ kind: 'tag-namespace', id: before?.id ?? '', compartmentId, name: before?.name ?? name },
    ...{ description: description ?? before?.description ?? name, isRetired: false },
    ...{ freeformTags: before?.freeformTags ?? {}, definedTags: before?.definedTags ?? {} },
  };
  const compartment = compartmentName(draft, compartmentId);
  if (before && details.length === 0) draft.unchanged.push({ kind: 'tag-namespace', name });
  else {
    const action = before ? 'update' : 'create';
    draft.changes.push({
      ...{ kind: 'tag-namespace', action, name, compartment, before, after, fields, details },
      ...{ statements: undefined, source },
    });
  }
  if (before?.isRetired) questions.push({ key: 'question.tagRetired', args: { name }, source });
  const seen = new Set<string>();
  for (const key of namespace.keys) {
    const shown = `${name}.${key.name}`;
    if (seen.has(key.name.toLowerCase()))
      stops.push({ key: 'stop.tagKeyTwice', args: { name: shown }, source: key.source });
    seen.add(key.name.toLowerCase());
    planKey(key, { name: shown, namespace: after, compartment }, draft);
  }
  for (const key of snapshot.tagKeys) {
    if (key.namespaceId !== before?.id || key.isRetired || seen.has(key.name.toLowerCase())) continue;
    draft.notes.push({ key: 'note.tagKeyOnlyThere', args: { name: `${name}.${key.name}` }, source });
  }
}

function planKey(
  key: WantedTagNamespace['keys'][number],
  { name, namespace, compartment }: { name: string; namespace: TagNamespace; compartment: string },
  draft: Draft,
): void {
  const { description, source } = key;
  const before = draft.snapshot.tagKeys.find(
    (each) => each.namespaceId === namespace.id && each.name.toLowerCase() === key.name.toLowerCase(),
  );
  const { details, fields } = changesOf(before, description);
  if (before && details.length === 0) {
    draft.unchanged.push({ kind: 'tag-key', name });
    return;
  }
  if (before?.isRetired) draft.questions.push({ key: 'question.tagRetired', args: { name }, source });
  const after: TagKey = {
    ...{ kind: 'tag-key', id: before?.id ?? '', namespaceId: namespace.id, namespace: namespace.name },
    ...{ name: before?.name ?? key.name, description: description ?? before?.description ?? key.name },
    ...{ isRetired: false, isCostTracking: before?.isCostTracking, validator: before?.validator },
    ...{ freeformTags: before?.freeformTags ?? {}, definedTags: before?.definedTags ?? {} },
  };
  draft.changes.push({
    ...{
      kind: 'tag-key',
      action: before ? 'update' : 'create',
      name,
      compartment,
      before,
      after,
      fields,
      details,
    },
    ...{ statements: undefined, source },
  });
}

/** What of a tag namespace or a key becomes another. */
function changesOf(
  before: TagNamespace | TagKey | undefined,
  description: string | undefined,
): { details: Detail[]; fields: string[] } {
  const details: Detail[] = [];
  const fields: string[] = [];
  if (description !== undefined && description !== before?.description) {
    details.push({ what: 'description', before: before?.description, after: description });
    fields.push('description');
  }
  if (before?.isRetired) {
    details.push({ what: 'retired', before: 'true', after: 'false' });
    fields.push('isRetired');
  }
  return { details, fields };
}
