/**
 * What a condition on a tag of the target cannot grant. A request that lists or creates carries no such tag, and some
 * permissions are not compared with tags at all. Source: Oracle's page "Using Tags to Manage Access".
 */

/**
 * Whether a variable is a tag of the target itself, with a namespace and a key or a slot for them; not one of its compartment,
 * of its bucket or of who asks.
 */
export function isTargetTag(variable: string): boolean {
  return /^target\.resource\.tag\.(?:[\w@:-]+\.[\w@:-]+$|.*(?:[<{$]|%s))/i.test(variable);
}

/** Whether a permission is that of listing or of creating, by the last word of its name. */
export function untaggedUse(permission: string): 'list' | 'create' | undefined {
  if (/_(?:INSPECT|LIST)$/i.test(permission)) return 'list';
  return /_CREATE$/i.test(permission) ? 'create' : undefined;
}

/** The permissions of a resource type that no condition on a tag of the target lets through; empty where all are compared. */
export function permissionsWithoutTags(resourceType: string): readonly string[] | 'all' {
  return BY_TYPE.get(resourceType.toLowerCase()) ?? [];
}

/** Whether a permission is one of those whatever type it is asked for. */
export function isWithoutTags(permission: string): boolean {
  return ALONE.has(permission.toUpperCase());
}

const BY_TYPE: ReadonlyMap<string, readonly string[] | 'all'> = new Map<string, readonly string[] | 'all'>([
  ['instances', ['INSTANCE_POWER_ACTIONS']],
  ['instance-console-connection', ['INSTANCE_CONSOLE_CONNECTION_DELETE']],
  ['auto-scaling-configurations', ['AUTO_SCALING_CONFIGURATION_UPDATE']],
  ['volume-backups', ['VOLUME_BACKUP_COPY']],
  ['backup-policy-assignments', ['BACKUP_POLICY_ASSIGNMENT_DELETE']],
  ['databases', ['DATABASE_DELETE']],
  ['private-ips', ['PRIVATE_IP_UPDATE', 'PRIVATE_IP_DELETE', 'VNIC_UNASSIGN', 'SUBNET_DETACH']],
  ['route-tables', ['INTERNET_GATEWAY_DETACH']],
  ['vnics', ['VNIC_UPDATE', 'VNIC_DELETE']],
  ['instance-pools', 'all'],
  ['oda-design', 'all'],
  ['oda-insights', 'all'],
  ['objects', 'all'],
]);

/** Those that only one type needs; `SUBNET_DETACH` and `INTERNET_GATEWAY_DETACH` are also needed for others. */
const ALONE: ReadonlySet<string> = new Set(
  [...BY_TYPE.values()].flatMap((each) =>
    each === 'all' ? [] : each.filter((permission) => !/_DETACH$|_UNASSIGN$/.test(permission)),
  ),
);
