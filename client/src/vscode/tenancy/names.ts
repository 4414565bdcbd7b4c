import type { TenancyNames } from '../../../../server/src/features/tenancy-names.ts';
import type { Snapshot } from '../../tenancy/tenancy.ts';

/** The names in a tenancy, as completion proposes them: of compartments but the tenancy itself, of groups, of tags that are in use. */
export function namesOf(snapshot: Snapshot): TenancyNames {
  const namespaces = snapshot.tagNamespaces.filter(({ isRetired }) => !isRetired);
  const tags = namespaces.flatMap(({ id, name }) =>
    snapshot.tagKeys
      .filter((key) => key.namespaceId === id && !key.isRetired)
      .map((key) => `${name}.${key.name}`),
  );
  const names = (those: readonly { readonly name: string }[]) => those.map(({ name }) => name);
  return {
    compartment: [...new Set(names(snapshot.compartments.slice(1)))],
    group: names(snapshot.groups),
    'dynamic-group': names(snapshot.dynamicGroups),
    domain: names(snapshot.domains),
    'tag-namespace': names(namespaces),
    tag: tags,
  };
}
