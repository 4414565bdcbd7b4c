import type { DefinedTags, StoredOf } from './objects.ts';
import type { identity as Identity } from './sdk.ts';

/** The SDK hands the etag on for most objects; a tag namespace has none in its types. */
export function etagOf(answer: object): string | undefined {
  const { etag } = answer as { etag?: unknown };
  return typeof etag === 'string' ? etag : undefined;
}

function tagsOf(object: { freeformTags?: object; definedTags?: object }) {
  return {
    freeformTags: (object.freeformTags ?? {}) as Record<string, string>,
    definedTags: (object.definedTags ?? {}) as DefinedTags,
  };
}

/** A policy as we have it. */
export function policyOf(policy: Identity.models.Policy): StoredOf<'policy'> {
  const { id, compartmentId, name, description, statements } = policy;
  // The types of the SDK say Date; what comes is a text.
  const date = policy.versionDate as unknown;
  const versionDate = typeof date === 'string' && date !== '' ? date.slice(0, 10) : undefined;
  const own = { id, compartmentId, name, description: description ?? '', statements, ...tagsOf(policy) };
  return { kind: 'policy', ...own, versionDate };
}

/** A dynamic group as we have it. */
export function dynamicGroupOf(group: Identity.models.DynamicGroup): StoredOf<'dynamic-group'> {
  const { id, compartmentId, name, description, matchingRule } = group;
  const own = { id, compartmentId, name, description: description ?? '', matchingRule, ...tagsOf(group) };
  return { kind: 'dynamic-group', ...own };
}

/** A tag namespace as we have it. */
export function tagNamespaceOf(
  namespace: Identity.models.TagNamespace | Identity.models.TagNamespaceSummary,
): StoredOf<'tag-namespace'> {
  const { id = '', compartmentId = '', name = '', description, isRetired = false } = namespace;
  const own = { id, compartmentId, name, description: description ?? '', isRetired, ...tagsOf(namespace) };
  return { kind: 'tag-namespace', ...own };
}

/** A tag key as we have it, with its namespace, which the API does not repeat. */
export function tagKeyOf(
  tag: Identity.models.Tag | Identity.models.TagSummary,
  namespace: { readonly id: string; readonly name: string },
): StoredOf<'tag-key'> {
  const { id = '', name = '', description, isRetired = false, isCostTracking } = tag;
  const own = { id, name, description: description ?? '', isRetired, isCostTracking, ...tagsOf(tag) };
  const validator: unknown = 'validator' in tag ? tag.validator : undefined;
  return { kind: 'tag-key', namespaceId: namespace.id, namespace: namespace.name, ...own, validator };
}
