import { looksLikeOcid, valueOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import type { GroupRef } from './request.ts';
import { truthOf, type Truth } from './truth.ts';

/** A group as a statement, a test or a declaration names it: a name, a domain and a name, or an OCID. */
export function groupRef(name: readonly Leaf[]): GroupRef {
  const [first = '', second] = name.map(valueOf);
  if (second !== undefined) {
    return first.toLowerCase() === 'default' ? { name: second } : { domain: first, name: second };
  }
  return looksLikeOcid(first) ? { ocid: first.toLowerCase() } : { name: first };
}

/** Whether two references mean one group; unknown where one is a name and the other an OCID. */
export function isSameGroup(one: GroupRef, other: GroupRef): Truth {
  if (one.ocid !== undefined && other.ocid !== undefined) {
    return truthOf(one.ocid.toLowerCase() === other.ocid.toLowerCase());
  }
  if (one.name === undefined || other.name === undefined) return 'unknown';
  return truthOf(nameOf(one) === nameOf(other));
}

/** A group's name with its domain; the default domain is left out. */
export function nameOf(group: GroupRef): string {
  let name = names.get(group);
  if (name === undefined) names.set(group, (name = find(group)));
  return name;
}

/** Groups of statements are asked for at every request. */
const names = new WeakMap<GroupRef, string>();

function find({ domain, name = '' }: GroupRef): string {
  const own = domain?.toLowerCase();
  return own === undefined || own === 'default' ? name.toLowerCase() : `${own}/${name.toLowerCase()}`;
}
