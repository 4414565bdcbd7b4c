import type { KnownKind } from '../checks/settings.ts';
import type { NameKind } from './names.ts';

/**
 * The request by which a client that has read a tenancy tells the names in it: `{ names }`, with null once they are of no use any
 * more. They are proposed, and a name that is in none of the lists is told: a list that is not whole must be left out.
 */
export const TENANCY_NAMES = 'ocipolicy/tenancyNames';

/** Names by what they are of, without quotes: those that completion proposes, and what the checks know besides (`KnownKind`). */
export type TenancyNames = Readonly<Partial<Record<NameKind | KnownKind, readonly string[]>>>;

/** What a client told, without what is no list of names. */
export function readTenancyNames(told: unknown): TenancyNames {
  if (typeof told !== 'object' || told === null) return {};
  const lists = Object.entries(told).filter((entry): entry is [string, string[]] => {
    const [, names] = entry;
    return Array.isArray(names) && names.every((name) => typeof name === 'string');
  });
  return Object.fromEntries(lists);
}
