import { loadCatalog } from '../catalog/catalog.ts';
import type { PermissionSet, VerbGrant } from '../language/tree.ts';
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

export function union(one: Bits, other: Bits): Bits {
  return one.map((word, index) => word | (other[index] ?? 0));
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
  for (const permission of catalog.permissionNames) {
    const truth = giving(grant, denies, permission);
    if (truth === 'yes') sure.push(permission);
    else if (truth === 'unknown') mayMore = true;
  }
  return { sure: bitsOf(sure), mayMore };
}
