/** What a plan may write. */
export type Kind = 'policy' | 'dynamic-group' | 'tag-namespace' | 'tag-key';

/** Values by tag namespace and key. */
export type DefinedTags = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Tagged {
  readonly freeformTags: Readonly<Record<string, string>>;
  readonly definedTags: DefinedTags;
}

export interface Policy extends Tagged {
  readonly kind: 'policy';
  readonly id: string;
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly statements: readonly string[];
  /** `YYYY-MM-DD`; undefined for the meaning of today. */
  readonly versionDate?: string | undefined;
}

export interface DynamicGroup extends Tagged {
  readonly kind: 'dynamic-group';
  readonly id: string;
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly matchingRule: string;
}

export interface TagNamespace extends Tagged {
  readonly kind: 'tag-namespace';
  readonly id: string;
  readonly compartmentId: string;
  readonly name: string;
  readonly description: string;
  readonly isRetired: boolean;
}

export interface TagKey extends Tagged {
  readonly kind: 'tag-key';
  readonly id: string;
  /** OCID of its namespace; empty for one in a namespace that is still to be created. */
  readonly namespaceId: string;
  readonly namespace: string;
  readonly name: string;
  readonly description: string;
  readonly isRetired: boolean;
  readonly isCostTracking?: boolean | undefined;
  /** The service's own form of a list of values. */
  readonly validator?: unknown;
}

export type Stored = Policy | DynamicGroup | TagNamespace | TagKey;
export type StoredOf<K extends Kind> = Extract<Stored, { readonly kind: K }>;

/** An object and the version of it that was read. */
export interface Versioned<T extends Stored = Stored> {
  readonly object: T;
  readonly etag: string | undefined;
  readonly requestId: string | undefined;
  /** The service's word for what it is doing with it, such as `ACTIVE`. */
  readonly state?: string | undefined;
}

export interface Compartment {
  readonly id: string;
  /** Undefined for the tenancy itself. */
  readonly parentId: string | undefined;
  readonly name: string;
  readonly description: string;
}

/** A group or a network source: what statements name, and no plan writes. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** An identity domain. */
export interface Domain extends Named {
  /** Where the API of the domain itself is; empty where it is not told. */
  readonly url: string;
  readonly isDefault: boolean;
}

/** A group or dynamic group of a domain that is not the default one: statements name it as `domain/name`, and no plan writes it. */
export interface DomainPrincipal extends Named {
  readonly kind: 'group' | 'dynamic-group';
  /** The name of its domain. */
  readonly domain: string;
  readonly description: string;
  /** Of a dynamic group. */
  readonly matchingRule?: string | undefined;
}

/** The tenancy at hand, as a person must see it before anything is written. */
export interface Place {
  readonly profile: string;
  readonly tenancyId: string;
  readonly tenancyName: string;
  /** Where it is read. */
  readonly region: string;
  /** Where it is written. */
  readonly homeRegion: string;
  /** It is a tenancy on this machine, for trying. */
  readonly isSandbox: boolean;
}

/** How a person calls an object: a tag key with its namespace. */
export function nameOf(object: Pick<Stored, 'kind' | 'name'>): string {
  return object.kind === 'tag-key' ? `${(object as TagKey).namespace}.${object.name}` : object.name;
}
