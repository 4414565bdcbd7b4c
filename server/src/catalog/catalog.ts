import text from './data/catalog.json.txt';
import { EVIDENCE, type Service, type Source } from './facts.ts';
import { readGrants, type Grants } from './grants.ts';
import { lazy } from './names.ts';
import { readOperations, type Operations } from './operations.ts';
import { unpackSource, type PackedCatalog, type PackedService } from './packed.ts';
import { readPermissions, type Permissions } from './permissions.ts';
import { readPrincipals, type Principals } from './principals.ts';
import { readResourceTypes, type ResourceTypes } from './resource-types.ts';
import { readVariables, type Variables } from './variables.ts';

export * from './facts.ts';
export { nearest } from './nearest.ts';

/**
 * What Oracle Cloud Infrastructure offers, as far as it is known: read docs/catalog.md for what is not. Look-ups take any
 * letter case and answer with the documented spelling. A name that is not found may exist all the same. The lists are sorted by
 * name and are the same arrays on every call; those of names are cheaper to get than those of things.
 */
export interface Catalog
  extends
    Omit<ResourceTypes, 'membersOf' | 'tables'>,
    Permissions,
    Operations,
    Variables,
    Principals,
    Grants {
  readonly services: readonly Service[];
  service(name: string): Service | undefined;
  /** Where the facts come from that belong to no service. */
  readonly generalSources: readonly Source[];
  /** How conditions compare values. */
  readonly conditionMatching: { readonly caseSensitive: boolean; readonly patterns: readonly string[] };
}

/**
 * The catalogue that this program was built with; the same object on every call. Each kind of fact is read on its first use.
 */
export const loadCatalog: () => Catalog = lazy(() => readCatalog(text));

/**
 * Reads the text of a data file.
 * @throws when it was written in another form than this code reads
 */
export function readCatalog(packed: string): Catalog {
  const { format, general, services: listed } = JSON.parse(packed) as PackedCatalog;
  if (format !== 1)
    throw new Error(
      `The catalogue's data has form ${format}, and this program reads form 1: import the facts again.`,
    );
  const strongest = [...listed].sort((a, b) => EVIDENCE.indexOf(a.evidence) - EVIDENCE.indexOf(b.evidence));
  const services = lazy(() => listed.map(readService));
  const byService = lazy(() => new Map(services().map((service) => [service.name, service])));
  const types = lazy(() => readResourceTypes(strongest, general.allResources));
  const permissions = lazy(() => readPermissions(strongest));
  const operations = lazy(() => readOperations(strongest, () => types().tables()));
  const variables = lazy(() => readVariables(general.variables, strongest));
  const principals = lazy(() => readPrincipals(general));
  const grants = lazy(() => readGrants(types()));
  const sources = lazy(() => general.sources.map(unpackSource));

  return {
    get services() {
      return services();
    },
    service: (name) => byService().get(name.toLowerCase()),
    get generalSources() {
      return sources();
    },
    conditionMatching: general.conditionMatching,

    get resourceTypes() {
      return types().resourceTypes;
    },
    get families() {
      return types().families;
    },
    get resourceTypeNames() {
      return types().resourceTypeNames;
    },
    get familyNames() {
      return types().familyNames;
    },
    get allResources() {
      return types().allResources;
    },
    resourceType: (name) => types().resourceType(name),
    family: (name) => types().family(name),

    get permissions() {
      return permissions().permissions;
    },
    get permissionNames() {
      return permissions().permissionNames;
    },
    permission: (name) => permissions().permission(name),

    get operations() {
      return operations().operations;
    },
    get operationNames() {
      return operations().operationNames;
    },
    operation: (name) => operations().operation(name),
    coverageOf: (name) => operations().coverageOf(name),

    get variables() {
      return variables().variables;
    },
    get variableNames() {
      return variables().variableNames;
    },
    variable: (name) => variables().variable(name),
    tagVariable: (name) => variables().tagVariable(name),

    get principalTypes() {
      return principals().principalTypes;
    },
    get servicePrincipals() {
      return principals().servicePrincipals;
    },
    get regions() {
      return principals().regions;
    },
    get matchingVariables() {
      return principals().matchingVariables;
    },
    get matchingResourceTypes() {
      return principals().matchingResourceTypes;
    },
    principalType: (value) => principals().principalType(value),
    region: (keyOrName) => principals().region(keyOrName),
    servicePrincipal: (name) => principals().servicePrincipal(name),
    matchingVariable: (name) => principals().matchingVariable(name),
    matchingResourceType: (value) => principals().matchingResourceType(value),

    permissionsOf: (typeOrFamily, verb) => grants().permissionsOf(typeOrFamily, verb),
    verbThatGrants: (permission, typeOrFamily) => grants().verbThatGrants(permission, typeOrFamily),
    operationsOf: (typeOrFamily, verb) => grants().operationsOf(typeOrFamily, verb),
    partialOperationsOf: (typeOrFamily, verb) => grants().partialOperationsOf(typeOrFamily, verb),
    tablesKnown: (typeOrFamily) => grants().tablesKnown(typeOrFamily),
  };
}

function readService(packed: PackedService): Service {
  return {
    name: packed.service,
    title: packed.title,
    evidence: packed.evidence,
    sources: packed.sources.map(unpackSource),
    notes: packed.notes,
    resourceTypes: packed.resourceTypes.map(([name]) => name),
    families: packed.families.map(([name]) => name),
    permissionsOfOtherServices: new Map(Object.entries(packed.elsewhere)),
  };
}
