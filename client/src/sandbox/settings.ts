/** How many of each thing a tenancy may have. Source: reference 5.6. */
export interface Limits {
  readonly policies: number;
  readonly statementsPerPolicy: number;
  /** On a path from the root to any compartment. */
  readonly statementsPerHierarchy: number;
  readonly dynamicGroups: number;
  readonly groups: number;
  readonly networkSources: number;
  readonly compartments: number;
  /** Levels below the root. */
  readonly compartmentDepth: number;
  /** UTF-16 code units. */
  readonly matchingRule: number;
}

export const LIMITS: Limits = {
  policies: 100,
  statementsPerPolicy: 50,
  statementsPerHierarchy: 500,
  dynamicGroups: 50,
  groups: 250,
  networkSources: 10,
  compartments: 1000,
  compartmentDepth: 6,
  matchingRule: 100_000,
};

/** How a sandbox behaves where tenancies differ. */
export interface Settings {
  /** Whether an administrator has opted in to deny statements; a tenancy begins without. */
  readonly denyEnabled: boolean;
  /**
   * Whether a resource type or a service that the catalogue lacks is refused, as the service refuses one that does not exist.
   * The catalogue is not complete: a type that is newer than it is refused too.
   */
  readonly refuseUnknownTypes: boolean;
  readonly limits: Limits;
  /** How many things a page of a list holds when the request does not say. */
  readonly pageSize: number;
}

export const SETTINGS: Settings = {
  denyEnabled: false,
  refuseUnknownTypes: true,
  limits: LIMITS,
  pageSize: 25,
};
