import { loadCatalog, VERBS, type Verb } from '../catalog/catalog.ts';
import type { PermissionSet, VerbGrant } from '../language/tree.ts';

/** What a grant gives, as far as the catalogue can tell. */
export interface Granted {
  /** The permissions, in capitals; undefined when no table is known, which is not "none". */
  readonly permissions: ReadonlySet<string> | undefined;
  /** The resource types it reaches: the one that is named, a family's members, or those of the permissions. */
  readonly resourceTypes: readonly string[];
  readonly services: readonly string[];
  readonly everything: boolean;
}

const NOTHING: Granted = { permissions: undefined, resourceTypes: [], services: [], everything: false };

/** The permissions and resource types of a grant. A verb counts what it includes; `deny` is not asked about here. */
export function grantedBy(grant: VerbGrant | PermissionSet | undefined): Granted {
  const catalog = loadCatalog();
  if (!grant) return NOTHING;
  if (grant.type === 'PermissionSet') {
    const known = grant.permissions.map((leaf) => catalog.permission(leaf.text));
    const names = grant.permissions.map((leaf, index) => known[index]?.name ?? leaf.text.toUpperCase());
    return {
      permissions: new Set(names.filter((name) => name !== '')),
      resourceTypes: [...new Set(known.flatMap((each) => each?.resourceTypes ?? []))],
      services: [...new Set(known.flatMap((each) => each?.services ?? []))],
      everything: false,
    };
  }
  const word = grant.resourceType.text;
  const verb = verbOf(grant.verb.text);
  if (word.toLowerCase() === 'all-resources') return { ...NOTHING, everything: true };
  const type = catalog.resourceType(word);
  const family = type ? undefined : catalog.family(word);
  if (!type && !family) return NOTHING;
  const name = (type ?? family)?.name ?? word;
  const isKnown = catalog.tablesKnown(name);
  return {
    permissions: isKnown && verb ? new Set(catalog.permissionsOf(name, verb)) : undefined,
    resourceTypes: type ? [type.name] : [...(family?.members ?? [])],
    services: [...((type ?? family)?.services ?? [])],
    everything: false,
  };
}

/** The verb that a word is, in any letter case. */
export function verbOf(word: string): Verb | undefined {
  return VERBS.find((verb) => verb === word.toLowerCase());
}
