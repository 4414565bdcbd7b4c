import type { NameKind } from './names.ts';

/**
 * The request by which a client that has read a tenancy tells the names in it: `{ names }`, with null once they are of no use any
 * more. They are proposed, and a name that is in none of the lists is told: a list that is not whole must be left out.
 */
export const TENANCY_NAMES = 'ocipolicy/tenancyNames';

/** Names by what they are of, without quotes; a tag with its namespace, a compartment as one part of a path. */
export type TenancyNames = Readonly<Partial<Record<NameKind, readonly string[]>>>;

/** What a client told, without what is no list of names. */
export function readTenancyNames(told: unknown): TenancyNames {
  if (typeof told !== 'object' || told === null) return {};
  const lists = Object.entries(told).filter((entry): entry is [string, string[]] => {
    const [, names] = entry;
    return Array.isArray(names) && names.every((name) => typeof name === 'string');
  });
  return Object.fromEntries(lists);
}
