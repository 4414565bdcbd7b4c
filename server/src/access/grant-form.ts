import { loadCatalog, VERBS, type Verb } from '../catalog/catalog.ts';
import { isOpen } from '../language/names.ts';
import type { Leaf, PermissionSet, VerbGrant } from '../language/tree.ts';
import { isCertain, isOracles, permissionsOf, verbOf } from './grant.ts';

/** What a statement grants or denies, for comparing it with others. The same object for the same words. */
export type GrantForm = VerbForm | SetForm;

export interface VerbForm {
  readonly kind: 'verb';
  /** Undefined for a word that is no verb: such a grant is compared with its like only. */
  readonly verb: Verb | undefined;
  /** `inspect` 1 to `manage` 4; 0 without a verb. */
  readonly rank: number;
  /** The documented spelling; the text as it stands for a type that is not known. */
  readonly type: string;
  /** The resource types that are reached: the one that is named, or a family's. Empty for a family whose members are not known. */
  readonly types: ReadonlySet<string>;
  readonly everything: boolean;
  /** Whether `types` say all about it: not so for a family that has a table of its own. */
  readonly isSum: boolean;
  readonly key: string;
}

export interface SetForm {
  readonly kind: 'set';
  /** As documented. */
  readonly permissions: ReadonlySet<string>;
  readonly key: string;
}

export function grantForm(grant: VerbGrant | PermissionSet): GrantForm {
  if (grant.type === 'PermissionSet') {
    const names = grant.permissions.map(permissionOf);
    return kept(`{${[...new Set(names)].sort().join(', ')}}`, (key) => ({
      ...{ kind: 'set', permissions: new Set(names), key },
    }));
  }
  const word = isOpen(grant.verb) ? grant.verb.text : grant.verb.text.toLowerCase();
  const type = typeOf(grant.resourceType);
  return kept(`${word} ${type}`, (key) => verbForm(word, type, key));
}

function permissionOf(leaf: Leaf): string {
  if (isOpen(leaf)) return leaf.text;
  return loadCatalog().permission(leaf.text)?.name ?? leaf.text.toUpperCase();
}

/** The name of the resource type or family that a word means, also where it stands in the brackets of a placeholder. */
function typeOf(leaf: Leaf): string {
  const catalog = loadCatalog();
  const inner = /^<+([A-Za-z][\w-]+)>+$/.exec(leaf.text)?.[1]?.replaceAll('_', '-');
  const word = inner ?? leaf.text;
  const known = catalog.resourceType(word) ?? catalog.family(word);
  return known?.name ?? (isOpen(leaf) ? leaf.text : word.toLowerCase());
}

function verbForm(word: string, type: string, key: string): VerbForm {
  const catalog = loadCatalog();
  const verb = verbOf(word);
  const everything = type === 'all-resources';
  const family = everything || catalog.resourceType(type) ? undefined : catalog.family(type);
  return {
    ...{ kind: 'verb', verb, type, everything, key },
    rank: verb ? VERBS.indexOf(verb) + 1 : 0,
    types: new Set(family ? family.members : [type]),
    isSum: family?.verbs === undefined,
  };
}

const forms = new Map<string, GrantForm>();
/** More forms than any file has; past it the memory starts anew. */
const MOST_FORMS = 20_000;

function kept(key: string, make: (key: string) => GrantForm): GrantForm {
  let form = forms.get(key);
  if (form) return form;
  if (forms.size >= MOST_FORMS) forms.clear();
  form = make(key);
  forms.set(key, form);
  return form;
}

/** Whether one grant gives all that another one does. "No" also where the catalogue does not say it for certain. */
export function grantCovers(wide: GrantForm, narrow: GrantForm): boolean {
  if (wide === narrow || wide.key === narrow.key) return true;
  if (narrow.kind === 'set') {
    if (wide.kind === 'set') return isWithin(narrow.permissions, wide.permissions);
    return [...narrow.permissions].every((permission) => gives(wide, permission));
  }
  if (wide.kind === 'set') {
    const given = certainPermissions(narrow);
    return given !== undefined && given.size > 0 && isWithin(given, wide.permissions);
  }
  if (narrow.rank === 0 || wide.rank < narrow.rank) return false;
  if (wide.everything) return true;
  if (narrow.everything || narrow.types.size === 0) return wide.type === narrow.type;
  if (wide.type === narrow.type) return true;
  if (!isWithin(narrow.types, wide.types)) return false;
  if (wide.isSum && narrow.isSum) return true;
  const [all, some] = [certainPermissions(wide), certainPermissions(narrow)];
  return all !== undefined && some !== undefined && some.size > 0 && isWithin(some, all);
}

/**
 * Whether a denial takes all that a grant gives. The verbs of a denial work upwards: `inspect` takes everything, `manage`
 * only what it adds. Source: reference 4.3, `expandDeny`.
 */
export function denialCovers(denied: GrantForm, granted: GrantForm): boolean {
  if (denied.kind === 'set') return grantCovers(denied, granted);
  const takesAll = denied.verb === 'inspect';
  if (denied.everything) return takesAll;
  if (granted.kind === 'set') {
    return [...granted.permissions].every((permission) => isTaken(denied, permission));
  }
  if (takesAll && granted.rank > 0 && granted.types.size > 0) {
    if (isWithin(granted.types, denied.types) && (granted.isSum || granted.type === denied.type)) return true;
  }
  const given = certainPermissions(granted);
  return given !== undefined && given.size > 0 && [...given].every((each) => isTaken(denied, each));
}

/** Whether the denial of a verb on a resource type takes a permission; false where the tables do not say so. */
function isTaken({ verb, type }: VerbForm, permission: string): boolean {
  return verb !== undefined && isCertain(type) && takenBy(verb, type).has(permission);
}

const taken = new Map<string, ReadonlySet<string>>();

/** What the denial of a verb on a known resource type or family takes: what `manage` gives without what lower verbs give. */
export function takenBy(verb: Verb, typeOrFamily: string): ReadonlySet<string> {
  const key = `${verb} ${typeOrFamily}`;
  let found = taken.get(key);
  if (!found) {
    const below = VERBS[VERBS.indexOf(verb) - 1];
    const left = below ? permissionsOf(typeOrFamily, below) : new Set<string>();
    found = new Set([...permissionsOf(typeOrFamily, 'manage')].filter((each) => !left.has(each)));
    taken.set(key, found);
  }
  return found;
}

/** The permissions of a verb and a resource type, where the tables say for certain which they are. */
function certainPermissions({ verb, type, everything }: VerbForm): ReadonlySet<string> | undefined {
  return verb && !everything && isCertain(type) ? permissionsOf(type, verb) : undefined;
}

function gives({ verb, rank, type, everything }: VerbForm, permission: string): boolean {
  if (!verb) return false;
  const catalog = loadCatalog();
  const known = catalog.permission(permission);
  // `manage all-resources` gives what there is, also what the catalogue does not know.
  if (everything) {
    if (rank === VERBS.length) return true;
    const owners = known && isOracles(known.evidence) ? known.resourceTypes : [];
    return owners.length > 0 && owners.some((each) => permissionsOf(each, verb).has(permission));
  }
  const named = catalog.resourceType(type) ?? catalog.family(type);
  if (!named || !isOracles(named.evidence) || !permissionsOf(type, verb).has(permission)) return false;
  return known !== undefined && isOracles(known.evidence);
}

function isWithin(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  if (few.size > many.size) return false;
  for (const each of few) if (!many.has(each)) return false;
  return true;
}

const overlaps = new WeakMap<GrantForm, WeakMap<GrantForm, boolean>>();

/** Whether a denial may take something of what a grant gives; "yes" also where the catalogue does not say. */
export function grantsOverlap(denied: GrantForm, granted: GrantForm): boolean {
  let known = overlaps.get(denied);
  if (!known) overlaps.set(denied, (known = new WeakMap()));
  let answer = known.get(granted);
  if (answer === undefined) known.set(granted, (answer = mayOverlap(denied, granted)));
  return answer;
}

function mayOverlap(denied: GrantForm, granted: GrantForm): boolean {
  if (denied.kind === 'set') return [...denied.permissions].some((each) => mayGive(granted, each));
  if (granted.kind === 'set') return [...granted.permissions].some((each) => mayTake(denied, each));
  if (denied.everything || granted.everything || !denied.verb || !granted.verb) return true;
  if (!mayMeet(denied.types, granted.types)) return false;
  if (!isCertain(denied.type) || !isCertain(granted.type)) return true;
  const takes = takenBy(denied.verb, denied.type);
  return [...permissionsOf(granted.type, granted.verb)].some((each) => takes.has(each));
}

function mayGive(granted: GrantForm, permission: string): boolean {
  if (granted.kind === 'set') return granted.permissions.has(permission);
  const owners = ownersOf(permission);
  if (granted.everything || !granted.verb || !owners) return true;
  if (!mayMeet(new Set(owners), granted.types)) return false;
  return !isCertain(granted.type) || permissionsOf(granted.type, granted.verb).has(permission);
}

function mayTake(denied: VerbForm, permission: string): boolean {
  const owners = ownersOf(permission);
  if (denied.everything || !denied.verb || !owners) return true;
  if (!mayMeet(new Set(owners), denied.types)) return false;
  return !isCertain(denied.type) || takenBy(denied.verb, denied.type).has(permission);
}

/** The resource types that have a permission; undefined when that is not known. */
function ownersOf(permission: string): readonly string[] | undefined {
  const known = loadCatalog().permission(permission);
  return known && !known.nameOnly && known.resourceTypes.length > 0 ? known.resourceTypes : undefined;
}

/** A family whose members are not known may have any. */
function mayMeet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === 0 || other.size === 0 || [...one].some((each) => other.has(each));
}
