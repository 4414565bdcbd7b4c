/**
 * What the catalogue says of the things that OCI offers. Names are spelled as documented; look-ups ignore letter case.
 * Every fact hangs on a service, and a service says where its facts come from: see {@link Evidence} and {@link Service}.
 */

/** What a verb grants includes what the verbs before it grant. */
export type Verb = 'inspect' | 'read' | 'use' | 'manage';

/** The verbs, from the one that grants least to the one that grants most. */
export const VERBS: readonly Verb[] = ['inspect', 'read', 'use', 'manage'];

/**
 * How far a service's facts may be trusted: the owner's documents transcribed (`seed`), Oracle's reference pages (`oracle-page`),
 * someone else's transcription of such a page (`third-party`), the beginning of a page with its tables cut off
 * (`oracle-excerpt`), or bare names (`names-only`). Errors may be raised from the first two only.
 */
export type Evidence = 'seed' | 'oracle-page' | 'third-party' | 'oracle-excerpt' | 'names-only';

/** The kinds of evidence, from the strongest to the weakest. */
export const EVIDENCE: readonly Evidence[] = [
  'seed',
  'oracle-page',
  'third-party',
  'oracle-excerpt',
  'names-only',
];

/** A document that facts were taken from; `updated` is the day that the document itself gives (YYYY-MM-DD). */
export interface Source {
  readonly document: string;
  readonly updated?: string;
}

export interface Service {
  readonly name: string;
  readonly title: string;
  readonly evidence: Evidence;
  readonly sources: readonly Source[];
  /** How the source was read where it is unclear or misprinted. */
  readonly notes: readonly string[];
  readonly resourceTypes: readonly string[];
  readonly families: readonly string[];
  /** Permissions that its operations need and that other services define: permission to the services that do. */
  readonly permissionsOfOtherServices: ReadonlyMap<string, readonly string[]>;
}

/** An operation that a verb allows in part: something else must be granted too. */
export interface PartialOperation {
  readonly operation: string;
  /** What else: permissions, or a verb and a resource type as printed (`manage vcns`, even `create data-science-job`). */
  readonly needs: readonly string[];
  /** True when some of `needs` are alternatives or depend on the request, so that they are not all needed. */
  readonly conditional: boolean;
  readonly note?: string;
}

/** What a verb adds to the verb before it. */
export interface VerbCell {
  readonly permissions: readonly string[];
  /** Operations that need nothing else. */
  readonly operations: readonly string[];
  readonly partial: readonly PartialOperation[];
  /** A verb and a family that, granted, cover the operations of `partial` in full. */
  readonly familyCovers?: string;
  /** Notes on operations of the cell. */
  readonly operationNotes: ReadonlyMap<string, string>;
}

export type VerbTable = Readonly<Record<Verb, VerbCell>>;

/** What has a name that people also write in other ways. `aliases` holds those, misspellings of documents among them. */
interface Named {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The service that defines it; the one with the strongest evidence where several do. */
  readonly service: string;
  /** Every service that defines it, the one with the strongest evidence first. */
  readonly services: readonly string[];
  /** The evidence of `service`. */
  readonly evidence: Evidence;
  readonly note?: string;
}

export interface ResourceType extends Named {
  readonly families: readonly string[];
  /** Undefined when no table is known: that is not "grants nothing". */
  readonly verbs: VerbTable | undefined;
  /** False when there is no table, or when the source was cut off before its end. */
  readonly verbsComplete: boolean;
}

export interface Family extends Named {
  /** Names of resource types. Empty when the source does not list them. */
  readonly members: readonly string[];
  /** The family's own printed table, which holds instead of the sum of its members' tables. */
  readonly verbs?: VerbTable;
  /** What each verb adds beyond the members' tables. */
  readonly extraPermissions?: Readonly<Record<Verb, readonly string[]>>;
}

export interface Permission extends Named {
  readonly resourceTypes: readonly string[];
  /** The lowest verb that grants it; undefined when no source says so. */
  readonly verb: Verb | undefined;
  /** The verb by resource type, where they differ. */
  readonly verbByResourceType?: ReadonlyMap<string, Verb>;
  /** True when no verb table grants it, so that what it covers cannot be judged. */
  readonly nameOnly: boolean;
  /** Where the name was seen, when it was not in a verb table. */
  readonly source?: string;
}

export interface Operation {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly service: string;
  readonly evidence: Evidence;
  /** All are needed. Undefined when no source says what is; empty when none is, or when `anyOf` or `conditional` say more. */
  readonly permissions: readonly string[] | undefined;
  /** Besides `permissions`, one of these sets. */
  readonly anyOf: readonly (readonly string[])[];
  /** Besides, in the case that `when` tells. */
  readonly conditional: readonly { readonly permissions: readonly string[]; readonly when: string }[];
  readonly note?: string;
}

/** A cell of a verb table that an operation stands in. */
export interface Coverage {
  readonly service: string;
  /** A resource type, or a family with a table of its own. */
  readonly resourceType: string;
  readonly verb: Verb;
  /** Undefined when the verb allows the operation in full. */
  readonly partial: PartialOperation | undefined;
}

/** What one document says of a variable. */
export interface VariableDeclaration {
  /** Undefined for a variable that every service has. */
  readonly service: string | undefined;
  readonly resourceTypes?: readonly string[];
  readonly note?: string;
}

export interface Variable {
  /** As documented. The general tag variables are named without, those of services with the namespace and key: see `pattern`. */
  readonly name: string;
  /** As documented: `Entity (OCID)`, `String`, `Boolean`, `List (…)` and others. */
  readonly type: string;
  /** True when it is not tied to a service. */
  readonly general: boolean;
  /** False when it was seen in statements only, and no list of variables has it. */
  readonly documented: boolean;
  /** Where a general variable that the general list lacks was seen. */
  readonly where?: string;
  readonly service?: string;
  readonly services: readonly string[];
  readonly evidence: Evidence;
  /** Resource types whose requests carry it; undefined when no source limits it. */
  readonly resourceTypes?: readonly string[];
  /** The only operations that carry it. */
  readonly operations?: readonly string[];
  /** Operations that do not carry it. */
  readonly notAvailableFor?: readonly string[];
  /** Values it may have; all of them when `valuesComplete`. */
  readonly values?: readonly string[];
  readonly valuesComplete: boolean;
  /** The list of the catalogue that its values are taken from. */
  readonly valuesOf?: 'permissions' | 'operations' | 'regions' | 'principalTypes';
  /** `….<namespace>.<key>`, for a variable that stands for a tag. */
  readonly pattern?: string;
  /** The tag that was asked for: in the answer to a look-up only. */
  readonly tag?: { readonly namespace: string; readonly key: string };
  readonly note?: string;
  readonly declarations: readonly VariableDeclaration[];
}

/** A value of `request.principal.type`. */
export interface PrincipalType {
  readonly value: string;
  readonly service: string;
  readonly source: string;
}

export interface Region {
  /** Three letters, the value of `request.region`. */
  readonly key: string;
  readonly name: string;
  readonly displayName: string;
  readonly realm: string;
  readonly availabilityDomains: number;
  /** Whether the documented values of `request.region` hold the key. */
  readonly listedForRequestRegion: boolean;
}

/** The subject of `allow service …`. */
export interface ServicePrincipal {
  /** As documented; `objectstorage-<region>` for one of which there is one a region. */
  readonly name: string;
  readonly regional: boolean;
  /** The region that was asked for, when the catalogue knows it: in the answer to a look-up only. */
  readonly region?: Region;
  readonly note?: string;
}

/** A variable of matching rules. */
export interface MatchingVariable {
  readonly name: string;
  readonly type: string;
  /** True when it stands for a tag: `tag.<namespace>.<key>.value`. */
  readonly tagged: boolean;
  readonly note?: string;
}

/** A value of `resource.type` in matching rules. */
export interface MatchingResourceType {
  readonly value: string;
  /** The service of the principal type of the same name. */
  readonly service?: string;
}
