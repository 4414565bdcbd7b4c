import { VERBS, type Permission, type Verb } from './facts.ts';
import { indexNames, union, type Definition } from './names.ts';
import { resolve, type PackedPermission, type PackedService } from './packed.ts';

export interface Permissions {
  readonly permissions: readonly Permission[];
  readonly permissionNames: readonly string[];
  permission(name: string): Permission | undefined;
}

/** @param services the one with the strongest evidence first */
export function readPermissions(services: readonly PackedService[]): Permissions {
  const index = indexNames(
    services,
    ({ permissions }) => permissions,
    (row) => row[3]?.aliases,
    (definitions) => definitions.map(readPermission).reduce(merge),
  );
  return {
    get permissions() {
      return index.all();
    },
    get permissionNames() {
      return index.names();
    },
    permission: index.get,
  };
}

function readPermission({ service, row }: Definition<PackedPermission>): Permission {
  const [name, verb, resourceTypes, more] = row;
  const byType = more?.verbByResourceType;
  return {
    name,
    aliases: more?.aliases ?? [],
    service: service.service,
    services: [service.service],
    evidence: service.evidence,
    resourceTypes: resolve(resourceTypes, service.resourceTypes),
    verb: VERBS[verb],
    nameOnly: more?.nameOnly ?? false,
    ...(byType ? { verbByResourceType: new Map(Object.entries(byType) as [string, Verb][]) } : {}),
    ...(more?.source === undefined ? {} : { source: more.source }),
    ...(more?.note === undefined ? {} : { note: more.note }),
  };
}

function merge(a: Permission, b: Permission): Permission {
  const verbs = new Map([...verbsByType(b), ...verbsByType(a)]);
  return {
    ...a,
    aliases: union(a.aliases, b.aliases),
    services: union(a.services, b.services),
    resourceTypes: union(a.resourceTypes, b.resourceTypes),
    verb: VERBS.find((verb) => verb === a.verb || verb === b.verb),
    ...(new Set(verbs.values()).size > 1 ? { verbByResourceType: verbs } : {}),
  };
}

function verbsByType(permission: Permission): [string, Verb][] {
  return permission.resourceTypes.flatMap((type) => {
    const verb = permission.verbByResourceType?.get(type) ?? permission.verb;
    return verb ? [[type, verb] as [string, Verb]] : [];
  });
}
