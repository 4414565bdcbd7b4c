import { compareAccess, type ChangeKind, type Comparison } from '../../access/compare.ts';
import type { Outcome } from '../../access/evaluate.ts';
import { requestText } from '../../access/request-text.ts';
import type { Tenancy } from '../../access/tenancy.ts';
import type { Locale } from '../../checks/words/locale.ts';
import { policyChanges, type DocumentAt, type PolicyChanges } from './policy-changes.ts';
import { statementAt, type StatementAt } from './reasons.ts';
import { tellIn } from './words.ts';

export type Side = 'before' | 'after';

export interface ComparisonReport {
  /** `same`: proven. `unknown`: no difference was found, and it is not proven that there is none. */
  readonly verdict: 'same' | 'different' | 'unknown';
  /** The verdict in words. */
  readonly text: string;
  readonly changes: readonly ChangeReport[];
  /** What could not be told, by the statement that leaves it open. */
  readonly open: readonly { readonly side: Side; readonly statement: StatementAt; readonly text: string }[];
  /** Of the document that was asked about, the policies whose statements change access, or may, in the order of the text. */
  readonly policies?: readonly PolicyChanges[];
}

export interface ChangeReport {
  readonly kind: ChangeKind;
  /** What changes, in words. */
  readonly text: string;
  /** The statement behind the change, and the side on which it stands. */
  readonly side: Side;
  readonly statement: StatementAt;
  readonly permissions: readonly string[];
  /** How many more permissions were not tried. */
  readonly untried: number;
  /** A request that shows it, as behind `as` in a test. */
  readonly witness: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** So many permissions are named in a sentence. */
const MOST_NAMED = 8;

/**
 * How the access of two sets of policies differs, in words.
 * @param about the document whose policies are told of one by one
 */
export function compareReport(
  before: Tenancy,
  after: Tenancy,
  locale: Locale,
  about?: DocumentAt,
): ComparisonReport {
  return comparisonReport(compareAccess(before, after), locale, about);
}

/** The same of a comparison that was made. */
export function comparisonReport(
  comparison: Comparison,
  locale: Locale,
  about?: DocumentAt,
): ComparisonReport {
  const tell = tellIn(locale);
  const { verdict, changes, open } = comparison;
  return {
    verdict,
    text: tell(`compare/${verdict}`),
    changes: changes.map(({ statement, witness, ...change }) => ({
      ...change,
      text: statement.kind === 'plain' ? tell(`change/${change.kind}`) : tell(`change/${change.kind}/across`),
      statement: statementAt(statement),
      witness: requestText(witness),
    })),
    open: open.map(({ side, statement, why, permissions }) => ({
      side,
      statement: statementAt(statement),
      text: tell(`compare/${why}`, { permissions: permissions.slice(0, MOST_NAMED).join(', ') }),
    })),
    ...(about ? { policies: policyChanges(comparison, about) } : {}),
  };
}
