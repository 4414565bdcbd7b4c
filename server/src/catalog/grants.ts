import { VERBS, type PartialOperation, type Verb, type VerbTable } from './facts.ts';
import { union } from './names.ts';
import type { ResourceTypes } from './resource-types.ts';

/** What a verb and a resource type, a family or `all-resources` grant together. Every list includes the lower verbs. */
export interface Grants {
  /** Permissions, in the order of the verbs that add them. Empty for a name that is not known, and where no table is. */
  permissionsOf(typeOrFamily: string, verb: Verb): readonly string[];
  /** The lowest verb whose permissions on `typeOrFamily` hold `permission`. */
  verbThatGrants(permission: string, typeOrFamily: string): Verb | undefined;
  /** Operations that the verb allows in full. */
  operationsOf(typeOrFamily: string, verb: Verb): readonly string[];
  /** Operations that it allows in part only; and those that a table prints in both columns, for it says there what else is needed. */
  partialOperationsOf(typeOrFamily: string, verb: Verb): readonly PartialOperation[];
  /** Whether the catalogue has every verb table that the answers for `typeOrFamily` rest on, to its end. */
  tablesKnown(typeOrFamily: string): boolean;
}

interface Expansion {
  readonly permissions: readonly string[];
  readonly operations: readonly string[];
  readonly partial: readonly PartialOperation[];
}

export function readGrants(types: ResourceTypes): Grants {
  const expanded = new Map<string, readonly Expansion[]>();
  const expansion = (typeOrFamily: string, verb: Verb): Expansion => {
    const key = typeOrFamily.toLowerCase();
    let byVerb = expanded.get(key);
    if (!byVerb) {
      byVerb = expand(types, typeOrFamily);
      // An unknown name is not kept: a person may type any number of them.
      if (types.resourceType(key) || types.family(key)) expanded.set(key, byVerb);
    }
    return byVerb[VERBS.indexOf(verb)] ?? NOTHING;
  };
  return {
    permissionsOf: (typeOrFamily, verb) => expansion(typeOrFamily, verb).permissions,
    operationsOf: (typeOrFamily, verb) => expansion(typeOrFamily, verb).operations,
    partialOperationsOf: (typeOrFamily, verb) => expansion(typeOrFamily, verb).partial,
    verbThatGrants: (permission, typeOrFamily) => {
      const name = permission.toLowerCase();
      return VERBS.find((verb) =>
        expansion(typeOrFamily, verb).permissions.some((granted) => granted.toLowerCase() === name),
      );
    },
    tablesKnown: (typeOrFamily) => {
      const type = types.resourceType(typeOrFamily);
      if (type) return type.verbsComplete;
      const family = types.family(typeOrFamily);
      if (!family) return false;
      if (family.verbs) return true;
      return family.members.length > 0 && types.membersOf(family).every((member) => member.verbsComplete);
    },
  };
}

const NOTHING: Expansion = { permissions: [], operations: [], partial: [] };

function expand(types: ResourceTypes, typeOrFamily: string): readonly Expansion[] {
  const { tables, extra } = tablesOf(types, typeOrFamily);
  const inBothColumns = new Set<PartialOperation>();
  let below = NOTHING;
  return VERBS.map((verb) => {
    const cells = tables.map((table) => table[verb]);
    for (const { operations, partial } of cells)
      for (const part of partial) if (operations.includes(part.operation)) inBothColumns.add(part);
    const operations = union(below.operations, ...cells.map((cell) => cell.operations));
    const inFull = new Set(operations);
    below = {
      permissions: union(
        below.permissions,
        ...cells.map((cell) => cell.permissions),
        ...extra.map((added) => added[verb]),
      ),
      operations,
      partial: [...below.partial, ...cells.flatMap((cell) => cell.partial)].filter(
        (part) => !inFull.has(part.operation) || inBothColumns.has(part),
      ),
    };
    return below;
  });
}

interface Tables {
  readonly tables: readonly VerbTable[];
  readonly extra: readonly Readonly<Record<Verb, readonly string[]>>[];
}

/** A family's own table holds instead of those of its members; `all-resources` takes everything. */
function tablesOf(types: ResourceTypes, typeOrFamily: string): Tables {
  const type = types.resourceType(typeOrFamily);
  if (type) return { tables: type.verbs ? [type.verbs] : [], extra: [] };
  const family = types.family(typeOrFamily);
  if (!family) return { tables: [], extra: [] };
  const families = family === types.allResources ? types.families : [family];
  const extra = families.flatMap(({ extraPermissions }) => extraPermissions ?? []);
  if (family.verbs) return { tables: [family.verbs], extra };
  const members = types.membersOf(family).flatMap(({ verbs }) => verbs ?? []);
  return {
    tables: [...members, ...(family === types.allResources ? families.flatMap((f) => f.verbs ?? []) : [])],
    extra,
  };
}
