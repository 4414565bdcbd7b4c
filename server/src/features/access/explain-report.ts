import { expand, type Across } from '../../access/expand.ts';
import type { Tenancy } from '../../access/tenancy.ts';
import { statementAt, type StatementAt } from './reasons.ts';

/** What statements with one subject, one place and one condition grant together, or deny. */
export interface ExpansionReport {
  readonly statements: readonly StatementAt[];
  readonly denies: boolean;
  readonly permissions: readonly string[];
  /** There may be more permissions, which the catalogue does not know. */
  readonly mayMore: boolean;
  /** Operations that need nothing else; of a denial, those that it stops. */
  readonly operations: readonly string[];
  /** Operations that need more permissions, and which. */
  readonly partial: readonly { readonly operation: string; readonly missing: readonly string[] }[];
  /** Of an endorsement or an admission: the other tenancy, and what it must say; undefined for what stays in one. */
  readonly across: Across | undefined;
}

export interface ExplainReport {
  readonly expansions: readonly ExpansionReport[];
  /** Statements that are not clear: they are not expanded. */
  readonly left: readonly StatementAt[];
}

/** What the statements of a tenancy grant. `uris`: those of these documents only. */
export function explainReport(tenancy: Tenancy, uris?: readonly string[]): ExplainReport {
  const statements = uris ? tenancy.statements.filter(({ uri }) => uris.includes(uri)) : tenancy.statements;
  const { expansions, left } = expand({ ...tenancy, statements });
  return {
    expansions: expansions.map((each) => ({ ...each, statements: each.statements.map(statementAt) })),
    left: left.map(statementAt),
  };
}
