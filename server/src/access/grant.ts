import { loadCatalog, VERBS, type Evidence, type Verb } from '../catalog/catalog.ts';
import type { PermissionSet, VerbGrant } from '../language/tree.ts';

/** What a grant gives, as far as the catalogue can tell. */
export interface Granted {
  /** The permissions, in capitals; undefined when no table is known, which is not "none". */
  readonly permissions: ReadonlySet<string> | undefined;
  /** The resource types it reaches: the one that is named, a family's members, or those of the permissions. */
  readonly resourceTypes: readonly string[];
  readonly services: readonly string[];
  readonly everything: boolean;
  /** Whether `permissions` may be relied on: every table is there, to its end, and taken from Oracle's own pages. */
  readonly certain: boolean;
}

const NOTHING: Granted = {
  ...{ permissions: undefined, resourceTypes: [], services: [] },
  ...{ everything: false, certain: false },
};

/** What was worked out: for resource types by verb, each as people spell it. */
const known = new Map<string, Map<string, Granted>>();
const MOST_KEPT = 2000;
const ofSets = new WeakMap<PermissionSet, Granted>();

/**
 * The permissions and resource types of a grant. A verb counts what it includes; `deny` is not asked about here.
 */
export function grantedBy(grant: VerbGrant | PermissionSet | undefined): Granted {
  if (!grant) return NOTHING;
  if (last?.grant !== grant) last = { grant, granted: find(grant) };
  return last.granted;
}

/** The last answer: many ask about one grant, one after the other. */
let last: { readonly grant: VerbGrant | PermissionSet; readonly granted: Granted } | undefined;

function find(grant: VerbGrant | PermissionSet): Granted {
  if (grant.type === 'PermissionSet') {
    let given = ofSets.get(grant);
    if (!given) ofSets.set(grant, (given = expand(grant)));
    return given;
  }
  let byVerb = known.get(grant.resourceType.text);
  if (!byVerb) {
    if (known.size >= MOST_KEPT) known.clear();
    known.set(grant.resourceType.text, (byVerb = new Map<string, Granted>()));
  }
  let granted = byVerb.get(grant.verb.text);
  if (!granted) {
    if (byVerb.size >= MOST_KEPT) byVerb.clear();
    byVerb.set(grant.verb.text, (granted = expand(grant)));
  }
  return granted;
}

function expand(grant: VerbGrant | PermissionSet): Granted {
  const catalog = loadCatalog();
  if (grant.type === 'PermissionSet') {
    const facts = grant.permissions.map((leaf) => catalog.permission(leaf.text));
    const names = grant.permissions.map((leaf, index) => facts[index]?.name ?? leaf.text.toUpperCase());
    return {
      permissions: new Set(names.filter((name) => name !== '')),
      resourceTypes: [...new Set(facts.flatMap((each) => each?.resourceTypes ?? []))],
      services: [...new Set(facts.flatMap((each) => each?.services ?? []))],
      everything: false,
      certain: facts.every((each) => each !== undefined && !each.nameOnly && isOracles(each.evidence)),
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
    permissions: isKnown && verb ? permissionsOf(name, verb) : undefined,
    resourceTypes: type ? [type.name] : [...(family?.members ?? [])],
    services: [...((type ?? family)?.services ?? [])],
    everything: false,
    certain: isKnown && verb !== undefined && isCertain(name),
  };
}

/** Whether a fact comes from Oracle's own pages as they stand. */
export function isOracles(evidence: Evidence | undefined): boolean {
  return evidence === 'seed' || evidence === 'oracle-page';
}

/** Whether all tables of a resource type or a family are known, from Oracle's own pages. */
export function isCertain(typeOrFamily: string): boolean {
  let answer = certain.get(typeOrFamily);
  if (answer === undefined) {
    answer = isWhollyOracles(typeOrFamily);
    // A person may type any number of names that are not known.
    if (answer) certain.set(typeOrFamily, answer);
  }
  return answer;
}

const certain = new Map<string, boolean>();

function isWhollyOracles(typeOrFamily: string): boolean {
  const catalog = loadCatalog();
  if (!catalog.tablesKnown(typeOrFamily)) return false;
  const type = catalog.resourceType(typeOrFamily);
  if (type) return isOracles(type.evidence);
  const family = catalog.family(typeOrFamily);
  return (
    family !== undefined &&
    isOracles(family.evidence) &&
    (family.verbs !== undefined ||
      family.members.every((each) => isOracles(catalog.resourceType(each)?.evidence)))
  );
}

/** Whether a grant gives a permission, in capitals; false also where no table says so. */
export function gives(grant: VerbGrant | PermissionSet, permission: string): boolean {
  const granted = grantedBy(grant);
  if (granted.permissions) return granted.permissions.has(permission);
  const verb = grant.type === 'VerbGrant' ? verbOf(grant.verb.text) : undefined;
  if (!verb || grant.type !== 'VerbGrant') return false;
  const catalog = loadCatalog();
  const fact = catalog.permission(permission);
  const reached = granted.everything ? (fact?.resourceTypes ?? []) : granted.resourceTypes;
  return reached.some((type) => permissionsOf(type, verb).has(permission));
}

const sets = new Map<Verb, Map<string, ReadonlySet<string>>>(VERBS.map((verb) => [verb, new Map()]));

/** The permissions of a verb on a known resource type or family, as a set that is made once. */
export function permissionsOf(typeOrFamily: string, verb: Verb): ReadonlySet<string> {
  const byType = sets.get(verb);
  let set = byType?.get(typeOrFamily);
  if (!set) byType?.set(typeOrFamily, (set = new Set(loadCatalog().permissionsOf(typeOrFamily, verb))));
  return set ?? new Set();
}

/** The verb that a word is, in any letter case. */
export function verbOf(word: string): Verb | undefined {
  return VERBS.find((verb) => verb === word.toLowerCase());
}
