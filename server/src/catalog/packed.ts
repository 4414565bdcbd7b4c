import type { Evidence, Region, Source } from './facts.ts';

/**
 * The data file's form, as scripts/import-catalog writes it. Lists are cut after their last entry that holds something.
 * A {@link Ref} is an index into the same list of the same service, or a name when it stands in another service.
 */
export type Ref = number | string;

/** Operation, and what else is to be said of it. */
export type PackedPartial = Ref | [Ref, { needs?: string[]; conditional?: true; note?: string }];

export type PackedCell = [
  permissions: Ref[],
  operations?: Ref[],
  partial?: PackedPartial[],
  more?: { familyCovers?: string; operationNotes?: Record<string, string> },
];

/** One cell a verb, in the order of VERBS. */
export type PackedTable = [PackedCell, PackedCell, PackedCell, PackedCell];

/** `verb` is an index into VERBS, or -1. */
export type PackedPermission = [
  name: string,
  verb: number,
  resourceTypes?: Ref[],
  more?: {
    nameOnly?: true;
    aliases?: string[];
    verbByResourceType?: Record<string, string>;
    source?: string;
    note?: string;
  },
];

export type PackedOperation = [
  name: string,
  permissions?: Ref[] | null,
  more?: { aliases?: string[]; anyOf?: Ref[][]; conditional?: [Ref[], string][]; note?: string },
];

export type PackedResourceType = [
  name: string,
  verbs: PackedTable | null,
  more?: { aliases?: string[]; verbsComplete?: boolean; note?: string },
];

export type PackedFamily = [
  name: string,
  members?: Ref[],
  more?: { aliases?: string[]; verbs?: PackedTable; extraPermissions?: Ref[][]; note?: string },
];

export interface PackedVariable {
  name: string;
  type: string;
  documented?: false;
  where?: string;
  resourceTypes?: string[];
  operations?: string[];
  notAvailableFor?: string[];
  /** A list of values, or what kind of name the values are. */
  values?: string[] | string;
  valuesComplete?: boolean;
  pattern?: string;
  note?: string;
}

export interface PackedService {
  service: string;
  title: string;
  evidence: Evidence;
  sources: PackedSource[];
  notes: string[];
  elsewhere: Record<string, string[]>;
  permissions: PackedPermission[];
  operations: PackedOperation[];
  resourceTypes: PackedResourceType[];
  families: PackedFamily[];
  variables: PackedVariable[];
}

export type PackedSource = [document: string, updated?: string];

export interface PackedCatalog {
  format: number;
  general: {
    sources: PackedSource[];
    allResources: { name: string; note?: string };
    variables: PackedVariable[];
    principalTypes: { value: string; service: string; source: string }[];
    dynamicGroupMatchingVariables: { name: string; type: string; note?: string }[];
    dynamicGroupMatchingResourceTypes: string[];
    conditionMatching: { caseSensitive: boolean; patterns: string[] };
    servicePrincipals: { name: string; note?: string }[];
    regions: Region[];
  };
  services: PackedService[];
}

/** The names that `refs` stand for, where `local` is the list that indexes point into. */
export function resolve(
  refs: readonly Ref[] | null | undefined,
  local: readonly [string, ...unknown[]][],
): string[] {
  return (refs ?? []).map((ref) => (typeof ref === 'number' ? (local[ref]?.[0] ?? '') : ref));
}

export function unpackSource([document, updated]: PackedSource): Source {
  return updated === undefined ? { document } : { document, updated };
}
