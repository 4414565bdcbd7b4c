import type {
  MatchingResourceType,
  MatchingVariable,
  PrincipalType,
  Region,
  ServicePrincipal,
} from './facts.ts';
import type { PackedCatalog } from './packed.ts';

/** Who may ask, from where, and how dynamic groups pick resources. None of these lists is complete. */
export interface Principals {
  readonly principalTypes: readonly PrincipalType[];
  readonly servicePrincipals: readonly ServicePrincipal[];
  readonly regions: readonly Region[];
  readonly matchingVariables: readonly MatchingVariable[];
  readonly matchingResourceTypes: readonly MatchingResourceType[];
  principalType(value: string): PrincipalType | undefined;
  /** By key (`IAD`) or name (`us-ashburn-1`). */
  region(keyOrName: string): Region | undefined;
  /**
   * By name. A regional one is found with any region's name in it, also one that the catalogue does not know, since regions
   * are added; the answer then lacks `region`.
   */
  servicePrincipal(name: string): ServicePrincipal | undefined;
  /** By name; `tag.<namespace>.<key>.value` is found for any namespace and key. */
  matchingVariable(name: string): MatchingVariable | undefined;
  matchingResourceType(value: string): MatchingResourceType | undefined;
}

export function readPrincipals(general: PackedCatalog['general']): Principals {
  const principalTypes = general.principalTypes;
  const regions = general.regions;
  const servicePrincipals = general.servicePrincipals.map((principal): ServicePrincipal => ({
    ...principal,
    regional: principal.name.endsWith(REGION),
  }));
  const matchingVariables = general.dynamicGroupMatchingVariables.map((variable): MatchingVariable => ({
    ...variable,
    tagged: variable.name.includes('<'),
  }));
  const principalType = finder(principalTypes, ({ value }) => [value]);
  const matchingResourceTypes = general.dynamicGroupMatchingResourceTypes.map(
    (value): MatchingResourceType => {
      const principal = principalType(value);
      return principal ? { value, service: principal.service } : { value };
    },
  );
  const region = finder(regions, ({ key, name }) => [key, name]);
  const namedPrincipal = finder(servicePrincipals, ({ name }) => [name]);
  const namedVariable = finder(matchingVariables, ({ name }) => [name]);
  const tagVariable = matchingVariables.find(({ tagged }) => tagged);
  return {
    principalTypes,
    servicePrincipals,
    regions,
    matchingVariables,
    matchingResourceTypes,
    principalType,
    region,
    servicePrincipal: (name) => {
      const regional = servicePrincipals.find(
        (principal) =>
          principal.regional &&
          name.toLowerCase().startsWith(principal.name.slice(0, -REGION.length).toLowerCase()),
      );
      const place = regional && name.slice(regional.name.length - REGION.length);
      if (!regional || !place || !REGION_NAME.test(place)) return namedPrincipal(name);
      const known = region(place);
      return known ? { ...regional, region: known } : regional;
    },
    matchingVariable: (name) => (MATCHING_TAG.test(name) ? tagVariable : namedVariable(name)),
    matchingResourceType: finder(matchingResourceTypes, ({ value }) => [value]),
  };
}

const REGION = '<region>';
const REGION_NAME = /^[a-z]+(-[a-z]+)+-\d+$/i;
const MATCHING_TAG = /^tag\.[^.]+\.[^.]+\.value$/i;

/** A look-up by any of a thing's names, without regard to letter case. */
function finder<T>(things: readonly T[], names: (thing: T) => string[]): (name: string) => T | undefined {
  const found = new Map(
    things.flatMap((thing) => names(thing).map((name) => [name.toLowerCase(), thing] as const)),
  );
  return (name) => found.get(name.toLowerCase());
}
