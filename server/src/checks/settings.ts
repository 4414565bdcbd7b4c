import type { Severity } from './finding.ts';

/** What a code is reported as; `off`: not at all. */
export type Level = Severity | 'off';

export const LEVELS: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];

/** What people may set about the checks of one document. */
export interface Settings {
  /** By code. A code that is not named keeps the severity that its check gives it. */
  readonly severity: Readonly<Record<string, Level>>;
  readonly limits: Limits;
  /** What is known of the tenancy that policies are applied to; nothing when nobody has read it. */
  readonly tenancy?: KnownTenancy | undefined;
}

export interface KnownTenancy {
  readonly names: KnownNames;
  /** The names that the files of the workspace make, see `namesMadeBy`; only those of the document when left out. */
  readonly made?: ReadonlySet<string> | undefined;
}

/** The names of a tenancy by kind, each list whole: a kind of which that is not certain is left out. A tag with its namespace. */
export type KnownNames = Readonly<
  Partial<Record<'group' | 'dynamic-group' | 'domain' | 'compartment' | 'tag', readonly string[]>>
>;

/** Numbers that Oracle raises for a tenancy on request. */
export interface Limits {
  /** How many statements one policy may hold. */
  readonly statementsPerPolicy: number;
  /** How many statements the policies from the root down to one compartment may hold together. */
  readonly statementsPerHierarchy: number;
  /** How many policies a tenancy may have. */
  readonly policies: number;
}

/** Source of the limits: reference, checks 202 to 204 and open question 22. */
export const DEFAULT_SETTINGS: Settings = {
  severity: {},
  limits: { statementsPerPolicy: 50, statementsPerHierarchy: 500, policies: 100 },
};
