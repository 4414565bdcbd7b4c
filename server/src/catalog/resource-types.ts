import {
  VERBS,
  type Family,
  type PartialOperation,
  type ResourceType,
  type VerbCell,
  type VerbTable,
} from './facts.ts';
import { byName, sortByName, union } from './names.ts';
import {
  resolve,
  type PackedCatalog,
  type PackedCell,
  type PackedPartial,
  type PackedService,
  type PackedTable,
} from './packed.ts';

/** Resource types and families: what may stand behind a verb. */
export interface ResourceTypes {
  readonly resourceTypes: readonly ResourceType[];
  readonly families: readonly Family[];
  /** `all-resources`, as a family of every resource type. It is none of `families`. */
  readonly allResources: Family;
  resourceType(name: string): ResourceType | undefined;
  family(name: string): Family | undefined;
  /** The resource types that `family` stands for, as its service defines them. */
  membersOf(family: Family): readonly ResourceType[];
}

/** @param services the one with the strongest evidence first */
export function readResourceTypes(
  services: readonly PackedService[],
  all: PackedCatalog['general']['allResources'],
): ResourceTypes {
  const families = sortByName(services.flatMap((service) => readFamilies(service)));
  const familiesOf = new Map<string, string[]>();
  for (const { name, members } of families)
    for (const member of members) familiesOf.set(member, [...(familiesOf.get(member) ?? []), name]);
  const definitions = new Map<string, ResourceType[]>();
  for (const service of services)
    for (const definition of readDefinitions(service, familiesOf)) {
      const others = definitions.get(definition.name);
      if (others) others.push(definition);
      else definitions.set(definition.name, [definition]);
    }
  const resourceTypes = sortByName([...definitions.values()].map(merge));
  const allResources: Family = {
    name: all.name,
    aliases: [],
    service: 'general',
    services: [],
    evidence: 'oracle-page',
    members: resourceTypes.map(({ name }) => name),
    ...(all.note === undefined ? {} : { note: all.note }),
  };
  const types = byName(resourceTypes);
  const groups = byName([allResources, ...families]);
  return {
    resourceTypes,
    families,
    allResources,
    resourceType: (name) => types.get(name.toLowerCase()),
    family: (name) => groups.get(name.toLowerCase()),
    membersOf: (family) =>
      family.members.flatMap((member) => {
        const own = definitions.get(member)?.find(({ service }) => service === family.service);
        return own ?? types.get(member) ?? [];
      }),
  };
}

function readDefinitions(
  service: PackedService,
  familiesOf: ReadonlyMap<string, readonly string[]>,
): ResourceType[] {
  return service.resourceTypes.map(([name, verbs, more]) => ({
    name,
    aliases: more?.aliases ?? [],
    service: service.service,
    services: [service.service],
    evidence: service.evidence,
    families: familiesOf.get(name) ?? [],
    verbs: verbs ? readTable(verbs, service) : undefined,
    verbsComplete: verbs !== null && more?.verbsComplete !== false,
    ...(more?.note === undefined ? {} : { note: more.note }),
  }));
}

function readFamilies(service: PackedService): Family[] {
  return service.families.map(([name, members, more]) => {
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
  });
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

/** One resource type out of what several services say of the same name; what a statement grants is the sum. */
function merge(definitions: readonly ResourceType[]): ResourceType {
  const [first, ...others] = definitions as [ResourceType, ...ResourceType[]];
  return others.reduce<ResourceType>(
    (merged, next) => ({
      ...merged,
      aliases: union(merged.aliases, next.aliases),
      services: union(merged.services, next.services),
      families: union(merged.families, next.families),
      verbs: merged.verbs && next.verbs ? sum(merged.verbs, next.verbs) : (merged.verbs ?? next.verbs),
      verbsComplete: merged.verbsComplete && next.verbsComplete,
    }),
    first,
  );
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

function eachVerb<T>(
  make: (verb: (typeof VERBS)[number], index: number) => T,
): Record<(typeof VERBS)[number], T> {
  return Object.fromEntries(VERBS.map((verb, i) => [verb, make(verb, i)])) as Record<
    (typeof VERBS)[number],
    T
  >;
}
