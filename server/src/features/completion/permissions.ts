import { loadCatalog, type Permission } from '../../catalog/catalog.ts';
import { wordsAgain } from './names.ts';
import type { Proposal, Surroundings } from './proposal.ts';
import { commonness, inBuckets, singledOut } from './ranking.ts';
import { usedIn } from './tally.ts';

let ordered: readonly Permission[] | undefined;

/** All permissions by their resource types, the common ones first; of each type those of the highest verb first. */
function allPermissions(): readonly Permission[] {
  ordered ??= loadCatalog()
    .permissions.map((permission) => {
      const [type = ''] = [...permission.resourceTypes].sort((a, b) => commonness(a) - commonness(b));
      return { permission, type, common: commonness(type) };
    })
    .sort(
      (a, b) =>
        a.common - b.common ||
        (a.type === b.type ? 0 : a.type < b.type ? -1 : 1) ||
        singledOut(a.permission.verb) - singledOut(b.permission.verb) ||
        (a.permission.name < b.permission.name ? -1 : 1),
    )
    .map(({ permission }) => permission);
  return ordered;
}

/**
 * The permissions for a set that has some already: none twice; those of the resource types in the set first, then those of
 * its services, each time those of the verbs in the set first; then those of the resource type just above; then what the
 * documents use: permissions, resource types, services.
 */
export function permissionProposals(listed: readonly string[], surroundings: Surroundings): Proposal[] {
  const { documents, item } = surroundings;
  const catalog = loadCatalog();
  const taken = new Set(listed.map((name) => name.toUpperCase()));
  const known = listed.flatMap((name) => catalog.permission(name) ?? []);
  const inSet = {
    types: new Set(known.flatMap(({ resourceTypes }) => resourceTypes)),
    services: new Set(known.flatMap(({ services }) => services)),
    verbs: new Set(known.map(({ verb }) => verb)),
  };
  const permissions = new Set(usedIn(documents, 'permission', item).map(({ word }) => word));
  const services = new Set(usedIn(documents, 'used-service', item).map(({ word }) => word));
  const types = wordsAgain('resource-type', surroundings);
  const bucketOf = ({ name, verb, resourceTypes, services: own }: Permission) => {
    const isOtherVerb = inSet.verbs.has(verb) ? 0 : 1;
    if (resourceTypes.some((type) => inSet.types.has(type))) return isOtherVerb;
    if (own.some((service) => inSet.services.has(service))) return 2 + isOtherVerb;
    const near = types.findIndex((type) => resourceTypes.includes(type));
    if (near === 0) return 4;
    if (permissions.has(name)) return 5;
    if (near > 0) return 5 + near;
    return 6 + types.length + (own.some((service) => services.has(service)) ? 0 : 1);
  };
  const left = allPermissions().filter(({ name }) => !taken.has(name));
  return inBuckets(left, bucketOf).map(permissionProposal);
}

/** A permission, with the verb and the resource type that grant it. */
export function permissionProposal({
  name,
  verb,
  resourceTypes: [type],
}: Pick<Permission, 'name' | 'verb' | 'resourceTypes'>): Proposal {
  const detail = verb && type !== undefined ? { detail: `${verb} ${type}` } : {};
  return { label: name, kind: 'permission', ...detail };
}
