import { loadCatalog, type Family, type ResourceType, type Verb } from '../../catalog/catalog.ts';
import { verbOf } from '../../access/grant.ts';
import type { Proposal, Surroundings } from './proposal.ts';
import { commonness, inBuckets, trust } from './ranking.ts';
import { usedIn } from './tally.ts';

const fitting = new Map<Verb | undefined, readonly (ResourceType | Family)[]>();

/** The resource types and families for which a verb grants something, and those of which no table is known. */
function fittingTypes(verb: Verb | undefined): readonly (ResourceType | Family)[] {
  let types = fitting.get(verb);
  if (!types) {
    const catalog = loadCatalog();
    types = [catalog.allResources, ...catalog.resourceTypes, ...catalog.families]
      .filter(
        ({ name }) => !verb || !catalog.tablesKnown(name) || catalog.permissionsOf(name, verb).length > 0,
      )
      .sort(
        (a, b) =>
          commonness(a.name) - commonness(b.name) ||
          Number('families' in a) - Number('families' in b) ||
          trust(a.evidence) - trust(b.evidence) ||
          (a.name < b.name ? -1 : 1),
      );
    fitting.set(verb, types);
  }
  return types;
}

/**
 * The resource types and families that fit behind a verb, or behind any when none is given: those that the documents use,
 * then those of the services that they use, then what is written most.
 */
export function resourceTypeProposals(
  verb: string | undefined,
  { documents, item }: Surroundings,
): Proposal[] {
  const catalog = loadCatalog();
  const used = new Set(usedIn(documents, 'resource-type', item).map(({ word }) => word));
  const services = new Set(usedIn(documents, 'used-service', item).map(({ word }) => word));
  const bucketOf = (type: ResourceType | Family) => {
    if (used.has(type.name)) return 0;
    return type.services.some((service) => services.has(service)) ? 1 : 2;
  };
  return inBuckets(fittingTypes(verb === undefined ? undefined : verbOf(verb)), bucketOf).map(
    (type): Proposal => ({
      label: type.name,
      kind: 'members' in type ? 'family' : 'resource-type',
      ...(type === catalog.allResources
        ? {}
        : { detail: catalog.service(type.service)?.title ?? type.service }),
    }),
  );
}
