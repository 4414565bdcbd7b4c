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

/**
 * What a list of a tenancy holds. Names are as the tenancy spells them; a tag has its namespace before it (`lab.owner`).
 * - `compartment`: names; `compartment-path`: whole paths from the root (`Finance:Prod`); `compartment-id`: OCIDs, that of the root among them
 * - `group`, `dynamic-group`: of the default domain; `domain-group`, `domain-dynamic-group`: of the others, as `Partners/couriers`
 * - `empty-group`: groups without members, among those that were looked at
 * - `tag`: in use; `retired-tag`: not any more; `tag-value`: the values of tags that have a list of them, as `lab.stage=Prod`
 * - `policy-place`: policies, as `readers in Finance:Prod`, `readers in` at the root; `denying-policy`: those that deny something
 * - `tenancy-name`, `realm`: one entry each
 */
export type KnownKind =
  | 'compartment'
  | 'compartment-path'
  | 'compartment-id'
  | 'group'
  | 'dynamic-group'
  | 'domain-group'
  | 'domain-dynamic-group'
  | 'empty-group'
  | 'domain'
  | 'tag'
  | 'retired-tag'
  | 'tag-value'
  | 'network-source'
  | 'policy-place'
  | 'denying-policy'
  | 'tenancy-name'
  | 'realm';

/** What is known of a tenancy, each list whole: one of which that is not certain is left out. */
export type KnownNames = Readonly<Partial<Record<KnownKind, readonly string[]>>>;

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
