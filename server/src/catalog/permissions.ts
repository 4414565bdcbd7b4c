import { VERBS, type Permission, type Verb } from './facts.ts';
import { byName, sortByName, union } from './names.ts';
import { resolve, type PackedPermission, type PackedService } from './packed.ts';

export interface Permissions {
  readonly permissions: readonly Permission[];
  permission(name: string): Permission | undefined;
}

/** @param services the one with the strongest evidence first */
export function readPermissions(services: readonly PackedService[]): Permissions {
  const granted = new Set(services.flatMap(namesInTables));
  const merged = new Map<string, Permission>();
  for (const service of services)
    for (const packed of service.permissions) {
      const permission = unpack(packed, service, granted);
      const other = merged.get(permission.name);
      merged.set(permission.name, other ? merge(other, permission) : permission);
    }
  const permissions = sortByName([...merged.values()]);
  const named = byName(permissions);
  return { permissions, permission: (name) => named.get(name.toLowerCase()) };
}

function unpack(
  [name, verb, resourceTypes, more]: PackedPermission,
  service: PackedService,
  granted: ReadonlySet<string>,
): Permission {
  const byType = more?.verbByResourceType;
  return {
    name,
    aliases: more?.aliases ?? [],
    service: service.service,
    services: [service.service],
    evidence: service.evidence,
    resourceTypes: resolve(resourceTypes, service.resourceTypes),
    verb: VERBS[verb],
    nameOnly: !granted.has(name),
    ...(byType ? { verbByResourceType: new Map(Object.entries(byType) as [string, Verb][]) } : {}),
    ...(more?.source === undefined ? {} : { source: more.source }),
    ...(more?.note === undefined ? {} : { note: more.note }),
  };
}

/** The permissions that a verb table of the service, or a family beyond its members, grants. */
function namesInTables(service: PackedService): string[] {
  const tables = [
    ...service.resourceTypes.map(([, verbs]) => verbs),
    ...service.families.map(([, , more]) => more?.verbs),
  ];
  const refs = [
    ...tables.flatMap((table) => table?.map(([permissions]) => permissions) ?? []),
    ...service.families.flatMap(([, , more]) => more?.extraPermissions ?? []),
  ];
  return resolve([...new Set(refs.flat())], service.permissions);
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
