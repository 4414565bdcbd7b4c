import type { Outcome } from '../../access/evaluate.ts';
import { doubtsOf } from '../../access/doubts.ts';
import { targetText } from '../../access/request-text.ts';
import type { CompartmentRef } from '../../access/request.ts';
import type { Placed, Tenancy } from '../../access/tenancy.ts';
import {
  placesOf,
  whatCan,
  type Abilities,
  type Ability,
  type PossibleOperation,
} from '../../access/what-can.ts';
import type { Locale } from '../../checks/words/locale.ts';
import { whereOf } from './choices.ts';
import { readQuestion, type Misread, type Question } from './read-question.ts';
import { doubtReason, statementAt, type StatementAt } from './reasons.ts';
import { tellIn, type Tell } from './words.ts';

/** What somebody may do, place by place. */
export interface AbilitiesReport {
  /** Where: `tenancy`, `compartment Finance:Prod`. */
  readonly where: string;
  readonly abilities: readonly AbilityReport[];
  /** Operations for which some of what they may need is given, and no source says exactly what they need. */
  readonly untold: readonly string[];
  /** Statements that may give more than the catalogue knows. */
  readonly mayMore: readonly StatementAt[];
}

export interface AbilityReport {
  /** `unknown`: it hangs on what is not told. `denied`: it would be given, and a denial takes it. */
  readonly outcome: Outcome;
  /** Why: who gives it without a statement; what would settle what is not known. */
  readonly reasons: readonly string[];
  readonly statements: readonly StatementAt[];
  readonly permissions: readonly string[];
  readonly operations: readonly PossibleOperation[];
}

/**
 * What somebody may do: at the place that is asked about, else at each that a statement for them names. What statements give at a
 * place and also above it is told above only.
 */
export function whatCanReport(
  tenancy: Tenancy,
  question: Omit<Question, 'action'>,
  locale: Locale,
): readonly AbilitiesReport[] | Misread {
  // Any action will do: it is the rest of the question that is read.
  const request = readQuestion({ ...question, action: 'GetBucket' }, tenancy);
  if ('misread' in request) return request;
  const tell = tellIn(locale);
  const isPlaced = request.target.path !== undefined || request.target.ocid !== undefined;
  const places: readonly { target: CompartmentRef; statement?: Placed }[] = isPlaced
    ? [{ target: request.target }]
    : placesOf(tenancy, request.principal);
  const told: { readonly path: readonly string[]; readonly keys: ReadonlySet<string> }[] = [];
  const reports: AbilitiesReport[] = [];
  for (const { target, statement } of places) {
    const found = whatCan(tenancy, { ...request, target });
    const { path } = target;
    const above = told.filter((each) => path && each.path.every((part, index) => path[index] === part));
    const isNews = (key: string) => !above.some(({ keys }) => keys.has(key));
    if (path) told.push({ path, keys: new Set([...found.abilities.map(keyOf), ...found.untold]) });
    const abilities = found.abilities.filter((each) => isNews(keyOf(each)));
    if (abilities.length === 0 && !isPlaced) continue;
    const where = (statement && whereOf(statement)) ?? targetText(target).replace(/^ in /, '');
    const untold = found.untold.filter(isNews);
    reports.push(reportOf({ ...found, abilities, untold }, where, tenancy, tell));
  }
  return reports;
}

function keyOf({ outcome, builtIn, permissions, operations }: Ability): string {
  return JSON.stringify([outcome, builtIn, permissions, operations]);
}

function reportOf(
  { abilities, untold, mayMore }: Abilities,
  where: string,
  tenancy: Tenancy,
  tell: Tell,
): AbilitiesReport {
  return {
    where,
    abilities: abilities.map(
      ({ outcome, builtIn, statements, permissions, operations, request, answer }) => ({
        outcome,
        reasons: [
          ...(builtIn ? [tell(`ability/${builtIn}`)] : []),
          ...new Set(doubtsOf(tenancy, request, answer).map((doubt) => doubtReason(doubt, tell).text)),
        ],
        statements: statements.map(statementAt),
        ...{ permissions, operations },
      }),
    ),
    untold,
    mayMore: mayMore.map(statementAt),
  };
}
