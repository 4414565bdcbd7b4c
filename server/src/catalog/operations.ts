import { VERBS, type Coverage, type Family, type Operation, type ResourceType } from './facts.ts';
import { indexNames, lazy, type Definition } from './names.ts';
import { resolve, type PackedOperation, type PackedService } from './packed.ts';

export interface Operations {
  /** Sorted by name; a name that several services have stands once for each. */
  readonly operations: readonly Operation[];
  /** Each name once. */
  readonly operationNames: readonly string[];
  /** The operations of that name or alias, the one with the strongest evidence first. Empty when none is known. */
  operation(name: string): readonly Operation[];
  /** The cells of verb tables that hold an operation of that name, of whatever service. */
  coverageOf(name: string): readonly Coverage[];
}

/** @param services the one with the strongest evidence first */
export function readOperations(
  services: readonly PackedService[],
  tables: () => readonly (ResourceType | Family)[],
): Operations {
  const index = indexNames(
    services,
    ({ operations }) => operations,
    (row) => row[2]?.aliases,
    (definitions): readonly Operation[] => definitions.map(readOperation),
  );
  const all = lazy(() => index.all().flat());
  const covered = lazy(() => readCoverage(tables()));
  return {
    get operations() {
      return all();
    },
    get operationNames() {
      return index.names();
    },
    operation: (name) => index.get(name) ?? [],
    coverageOf: (name) => covered().get((index.get(name)?.[0]?.name ?? name).toLowerCase()) ?? [],
  };
}

function readOperation({ service, row: [name, permissions, more] }: Definition<PackedOperation>): Operation {
  const names = (refs: typeof permissions) => resolve(refs, service.permissions);
  return {
    name,
    aliases: more?.aliases ?? [],
    service: service.service,
    evidence: service.evidence,
    permissions: permissions === null ? undefined : names(permissions),
    anyOf: (more?.anyOf ?? []).map(names),
    conditional: (more?.conditional ?? []).map(([refs, when]) => ({ permissions: names(refs), when })),
    ...(more?.note === undefined ? {} : { note: more.note }),
  };
}

function readCoverage(tables: readonly (ResourceType | Family)[]): ReadonlyMap<string, Coverage[]> {
  const covered = new Map<string, Coverage[]>();
  for (const { name: resourceType, service, verbs } of tables)
    for (const verb of verbs ? VERBS : []) {
      const cell = verbs?.[verb];
      for (const operation of cell?.operations ?? [])
        push(covered, operation, { service, resourceType, verb, partial: undefined });
      for (const partial of cell?.partial ?? [])
        push(covered, partial.operation, { service, resourceType, verb, partial });
    }
  return covered;
}

function push<T>(lists: Map<string, T[]>, name: string, thing: T): void {
  const key = name.toLowerCase();
  const list = lists.get(key);
  if (list) list.push(thing);
  else lists.set(key, [thing]);
}
