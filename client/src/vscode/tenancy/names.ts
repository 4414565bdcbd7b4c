import type { TenancyNames } from '../../../../server/src/features/tenancy-names.ts';
import type { Snapshot, Unknown } from '../../tenancy/tenancy.ts';

/** The names in a tenancy, as completion proposes them: of compartments but the tenancy itself, of groups, of tags that are in use. */
export function namesOf(snapshot: Snapshot): TenancyNames {
  const namespaces = snapshot.tagNamespaces.filter(({ isRetired }) => !isRetired);
  const tags = namespaces.flatMap(({ id, name }) =>
    snapshot.tagKeys
      .filter((key) => key.namespaceId === id && !key.isRetired)
      .map((key) => `${name}.${key.name}`),
  );
  const names = (those: readonly { readonly name: string }[]) => those.map(({ name }) => name);
  // A list that is not whole would make names look wrong that are right.
  const isWhole = (...parts: readonly Unknown['part'][]) =>
    !snapshot.unknown.some(({ part }) => parts.includes(part));
  return {
    ...(isWhole('compartments') ? { compartment: [...new Set(names(snapshot.compartments.slice(1)))] } : {}),
    ...(isWhole('groups') ? { group: names(snapshot.groups) } : {}),
    ...(isWhole('dynamic-groups') ? { 'dynamic-group': names(snapshot.dynamicGroups) } : {}),
    ...(isWhole('domains') ? { domain: names(snapshot.domains) } : {}),
    'tag-namespace': names(namespaces),
    ...(isWhole('tag-namespaces', 'tag-keys') ? { tag: tags } : {}),
  };
}
