import { loadCatalog } from '../catalog/catalog.ts';
import type { PermissionSet, VerbGrant } from '../language/tree.ts';
import { permissionsOf } from './grant.ts';
import { giving } from './grant-truth.ts';

/** A set of permissions: one bit each, by the number that its name was given. Never changed once made. */
export type Bits = Uint32Array;

const numbers = new Map<string, number>();
const names: string[] = [];

/** The number of a permission; that of one the catalogue lacks is given when it is first met. */
function numberOf(permission: string): number {
  if (names.length === 0) for (const name of loadCatalog().permissionNames) give(name);
  return numbers.get(permission) ?? give(permission);
}

function give(permission: string): number {
  const number = names.push(permission) - 1;
  numbers.set(permission, number);
  return number;
}

export function bitsOf(permissions: Iterable<string>): Bits {
  const wanted = [...permissions].map(numberOf);
  const bits = new Uint32Array((Math.max(names.length, 1) >> 5) + 1);
  for (const number of wanted) bits[number >> 5] = (bits[number >> 5] ?? 0) | (1 << (number & 31));
  return bits;
}

export function hasBit(bits: Bits, permission: string): boolean {
  const number = numberOf(permission);
  return (((bits[number >> 5] ?? 0) >>> (number & 31)) & 1) === 1;
}

/** What the first has and none of the others. */
export function without(bits: Bits, ...others: readonly Bits[]): Bits {
  return bits.map((word, index) => others.reduce((left, other) => left & ~(other[index] ?? 0), word));
}

export function shared(one: Bits, other: Bits): Bits {
  return one.map((word, index) => word & (other[index] ?? 0));
}

/** What any of them has. */
export function union(sets: Iterable<Bits>): Bits {
  const all = new Uint32Array((Math.max(names.length, 1) >> 5) + 1);
  for (const bits of sets) bits.forEach((word, index) => (all[index] = (all[index] ?? 0) | word));
  return all;
}

export function isNone(bits: Bits): boolean {
  return bits.every((word) => word === 0);
}

/** The permissions of a set, in the order of the catalogue. */
export function permissionsIn(bits: Bits): string[] {
  const found: string[] = [];
  bits.forEach((word, index) => {
    for (let left = word; left !== 0; left &= left - 1) {
      const name = names[(index << 5) + (31 - Math.clz32(left & -left))];
      if (name !== undefined) found.push(name);
    }
  });
  return found;
}

/** What a grant gives, or a denial takes. */
export interface GrantBits {
  /** What it gives for certain. */
  readonly sure: Bits;
  /** Whether it may give more, which the catalogue does not tell. */
  readonly mayMore: boolean;
}

const known = new Map<string, GrantBits>();
const MOST_KEPT = 2000;

/** The permissions of a grant as a set of bits. */
export function grantBits(grant: VerbGrant | PermissionSet, denies: boolean): GrantBits {
  const words =
    grant.type === 'VerbGrant'
      ? `${grant.verb.text} ${grant.resourceType.text}`
      : `{${grant.permissions.map(({ text }) => text).join()}}`;
  const key = `${denies ? 'deny ' : ''}${words}`.toLowerCase();
  let bits = known.get(key);
  if (!bits) {
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, (bits = find(grant, denies)));
  }
  return bits;
}

function find(grant: VerbGrant | PermissionSet, denies: boolean): GrantBits {
  const catalog = loadCatalog();
  if (grant.type === 'PermissionSet') {
    const listed = grant.permissions.map(({ text }) => catalog.permission(text)?.name ?? text.toUpperCase());
    return { sure: bitsOf(listed), mayMore: false };
  }
  const sure: string[] = [];
  let mayMore = grant.resourceType.text.toLowerCase() === 'all-resources';
  for (const permission of possibleOf(grant.resourceType.text)) {
    const truth = giving(grant, denies, permission);
    if (truth === 'yes') sure.push(permission);
    else if (truth === 'unknown') mayMore = true;
  }
  return { sure: bitsOf(sure), mayMore };
}

/** The permissions that a verb may give on a resource type or a family: of the others, the tables say that it does not. */
function possibleOf(word: string): Iterable<string> {
  const catalog = loadCatalog();
  const type = catalog.resourceType(word);
  const members = type ? [type.name] : catalog.family(word)?.members;
  const name = type?.name ?? catalog.family(word)?.name;
  if (name === undefined || !members || members.length === 0 || word.toLowerCase() === 'all-resources')
    return catalog.permissionNames;
  tabled ??= fileByType();
  const { byType, others } = tabled;
  return new Set([
    ...permissionsOf(name, 'manage'),
    ...members.flatMap((each) => byType.get(each) ?? []),
    ...others,
  ]);
}

let tabled: ReturnType<typeof fileByType> | undefined;

/** The permissions by the resource types whose tables tell all about them, and those of which none does. */
function fileByType() {
  const catalog = loadCatalog();
  const byType = new Map<string, string[]>();
  const others: string[] = [];
  for (const name of catalog.permissionNames) {
    const fact = catalog.permission(name);
    if (!fact || fact.nameOnly || fact.resourceTypes.length === 0) others.push(name);
    for (const type of fact?.resourceTypes ?? []) {
      const known = byType.get(type);
      if (known) known.push(name);
      else byType.set(type, [name]);
    }
  }
  return { byType, others };
}
