import type { Family, PartialOperation, ResourceType, Verb, VerbCell, VerbTable } from './facts.ts';
import { indexNames, lazy, union, type Definition } from './names.ts';
import {
  resolve,
  type PackedCatalog,
  type PackedCell,
  type PackedFamily,
  type PackedPartial,
  type PackedResourceType,
  type PackedService,
  type PackedTable,
} from './packed.ts';

/** Resource types and families: what may stand behind a verb. */
export interface ResourceTypes {
  readonly resourceTypes: readonly ResourceType[];
  readonly families: readonly Family[];
  readonly resourceTypeNames: readonly string[];
  readonly familyNames: readonly string[];
  /** `all-resources`, as a family of every resource type. It is none of `families`, but `family` finds it. */
  readonly allResources: Family;
  resourceType(name: string): ResourceType | undefined;
  family(name: string): Family | undefined;
  /** The resource types that `family` stands for, as its service defines them. */
  membersOf(family: Family): readonly ResourceType[];
  /** Every resource type and family with a table, once for each service that defines it. */
  tables(): readonly (ResourceType | Family)[];
}

/** @param services the one with the strongest evidence first */
export function readResourceTypes(
  services: readonly PackedService[],
  all: PackedCatalog['general']['allResources'],
): ResourceTypes {
  const familiesOf = lazy(() => indexMembers(services));
  const types = indexNames(
    services,
    ({ resourceTypes }) => resourceTypes,
    (row) => row[2]?.aliases,
    (definitions) =>
      definitions.map((definition) => readResourceType(definition, familiesOf())).reduce(mergeResourceTypes),
  );
  const families = indexNames(
    services,
    (service) => service.families,
    (row) => row[2]?.aliases,
    ([definition]) => readFamily(definition),
  );
  const allResources = lazy((): Family => ({
    name: all.name,
    aliases: [],
    service: 'general',
    services: [],
    evidence: 'oracle-page',
    members: types.names(),
    ...(all.note === undefined ? {} : { note: all.note }),
  }));
  return {
    get resourceTypes() {
      return types.all();
    },
    get families() {
      return families.all();
    },
    get resourceTypeNames() {
      return types.names();
    },
    get familyNames() {
      return families.names();
    },
    get allResources() {
      return allResources();
    },
    resourceType: types.get,
    family: (name) => (name.toLowerCase() === all.name ? allResources() : families.get(name)),
    membersOf: (family) =>
      family.members.flatMap((member) => {
        const definitions = types.definitionsOf(member);
        const own = definitions.find(({ service }) => service.service === family.service);
        if (own && definitions.length > 1) return readResourceType(own, familiesOf());
        return types.get(member) ?? [];
      }),
    tables: () =>
      services
        .flatMap((service) => [
          ...service.resourceTypes.map((row) => readResourceType({ service, row }, familiesOf())),
          ...service.families.map((row) => readFamily({ service, row })),
        ])
        .filter(({ verbs }) => verbs),
  };
}

/** The families of each resource type. */
function indexMembers(services: readonly PackedService[]): ReadonlyMap<string, readonly string[]> {
  const familiesOf = new Map<string, string[]>();
  for (const service of services)
    for (const [name, members] of service.families)
      for (const member of resolve(members, service.resourceTypes)) {
        const families = familiesOf.get(member);
        if (families) families.push(name);
        else familiesOf.set(member, [name]);
      }
  return familiesOf;
}

function readResourceType(
  { service, row: [name, verbs, more] }: Definition<PackedResourceType>,
  familiesOf: ReadonlyMap<string, readonly string[]>,
): ResourceType {
  return {
    name,
    aliases: more?.aliases ?? [],
    service: service.service,
    services: [service.service],
    evidence: service.evidence,
    families: familiesOf.get(name) ?? [],
    verbs: verbs ? readTable(verbs, service) : undefined,
    verbsComplete: verbs !== null && more?.verbsComplete !== false,
    ...(more?.note === undefined ? {} : { note: more.note }),
  };
}

function readFamily({ service, row: [name, members, more] }: Definition<PackedFamily>): Family {
  const added = more?.extraPermissions?.map((refs) => resolve(refs, service.permissions));
  return {
    name,
    aliases: more?.aliases ?? [],
    service: service.service,
    services: [service.service],
    evidence: service.evidence,
    members: resolve(members, service.resourceTypes),
    ...(more?.verbs ? { verbs: readTable(more.verbs, service) } : {}),
    ...(added ? { extraPermissions: eachVerb((_, i) => added[i] ?? []) } : {}),
    ...(more?.note === undefined ? {} : { note: more.note }),
  };
}

const NO_NOTES: ReadonlyMap<string, string> = new Map();

function readTable(table: PackedTable, service: PackedService): VerbTable {
  return eachVerb((_, i) => readCell(table[i] ?? [[]], service));
}

function readCell([permissions, operations, partial, more]: PackedCell, service: PackedService): VerbCell {
  return {
    permissions: resolve(permissions, service.permissions),
    operations: resolve(operations, service.operations),
    partial: (partial ?? []).map((part) => readPartial(part, service)),
    operationNotes: more?.operationNotes ? new Map(Object.entries(more.operationNotes)) : NO_NOTES,
    ...(more?.familyCovers === undefined ? {} : { familyCovers: more.familyCovers }),
  };
}

function readPartial(part: PackedPartial, service: PackedService): PartialOperation {
  const [ref, more] = Array.isArray(part) ? part : [part, undefined];
  return {
    operation: resolve([ref], service.operations).join(),
    needs: more?.needs ?? [],
    conditional: more?.conditional ?? false,
    ...(more?.note === undefined ? {} : { note: more.note }),
  };
}

/** One resource type out of what two services say of the same name; what a statement grants is the sum. */
function mergeResourceTypes(a: ResourceType, b: ResourceType): ResourceType {
  return {
    ...a,
    aliases: union(a.aliases, b.aliases),
    services: union(a.services, b.services),
    verbs: a.verbs && b.verbs ? sum(a.verbs, b.verbs) : (a.verbs ?? b.verbs),
    verbsComplete: a.verbsComplete && b.verbsComplete,
  };
}

function sum(a: VerbTable, b: VerbTable): VerbTable {
  return eachVerb((verb) => ({
    ...b[verb],
    ...a[verb],
    permissions: union(a[verb].permissions, b[verb].permissions),
    operations: union(a[verb].operations, b[verb].operations),
    partial: [...a[verb].partial, ...b[verb].partial],
    operationNotes: new Map([...a[verb].operationNotes, ...b[verb].operationNotes]),
  }));
}

function eachVerb<T>(make: (verb: Verb, index: number) => T): Record<Verb, T> {
  return {
    inspect: make('inspect', 0),
    read: make('read', 1),
    use: make('use', 2),
    manage: make('manage', 3),
  };
}
