import { evaluate, type Outcome } from '../../access/evaluate.ts';
import { tenancyOf, type Source, type Tenancy, type TenancyOptions } from '../../access/tenancy.ts';
import { runTests, type ExpectationResult, type Verdict } from '../../access/tests.ts';
import type { Locale } from '../../checks/words/locale.ts';
import { createDocument, rangeIn, type PolicyDocument, type Range } from '../../language/document.ts';
import { valueOf } from '../../language/names.ts';
import { readQuestion, type Misread, type Question } from './read-question.ts';
import { reasonsOf, statementAt, type Reason, type StatementAt } from './reasons.ts';
import { tellIn, type Tell } from './words.ts';

export interface AnswerReport {
  readonly outcome: Outcome;
  /** The outcome in words. */
  readonly text: string;
  readonly reasons: readonly Reason[];
}

/** A `test` block, without its results. */
export interface TestOutline {
  readonly uri: string;
  readonly name: string;
  readonly range: Range;
  readonly expectations: readonly ExpectationOutline[];
}

export interface ExpectationOutline {
  /** `as user ana in group G can GetBucket in compartment A`, on one line. */
  readonly text: string;
  readonly range: Range;
}

export interface TestReport extends Omit<TestOutline, 'expectations'> {
  /** `failed` when one expectation failed, else `unknown` when one is not known, else `passed`. */
  readonly verdict: Verdict;
  readonly expectations: readonly ExpectationReport[];
}

export interface ExpectationReport extends ExpectationOutline {
  readonly verdict: Verdict;
  /** Why it is no pass, in words; empty for one that passed. */
  readonly message: string;
  readonly reasons: readonly Reason[];
}

export interface TestRunReport {
  readonly tests: readonly TestReport[];
  readonly coverage: {
    /** How many statements decided an expectation, of how many. */
    readonly touched: number;
    readonly statements: number;
    readonly untouched: readonly StatementAt[];
    /** The statements that decided expectations, and how many each did. */
    readonly deciding: readonly { readonly statement: StatementAt; readonly expectations: number }[];
  };
  /** How many statements could not be read and are left out. */
  readonly unread: number;
}

export type Documents = ReadonlyMap<string, PolicyDocument>;

/** Reads texts, by their URIs. */
export function read(texts: Iterable<{ readonly uri: string; readonly text: string }>): Documents {
  return new Map([...texts].map(({ uri, text }) => [uri, createDocument(text)]));
}

/** Makes documents ready for questions; together they are all that the tenancy has. */
export function prepare(documents: Documents, options?: TenancyOptions): Tenancy {
  return tenancyOf(sourcesOf(documents), options);
}

function sourcesOf(documents: Documents): Source[] {
  return [...documents].map(([uri, document]) => ({ uri, document }));
}

/** Answers a question. */
export function answer(tenancy: Tenancy, question: Question, locale: Locale): AnswerReport | Misread {
  const request = readQuestion(question, tenancy);
  if ('misread' in request) return request;
  const tell = tellIn(locale);
  const found = evaluate(tenancy, request);
  return {
    outcome: found.outcome,
    text: tell(`answer/${found.outcome}`),
    reasons: reasonsOf(tenancy, request, found, tell),
  };
}

/** The tests of a document, not run. */
export function testsIn(uri: string, document: PolicyDocument): readonly TestOutline[] {
  return document.items.flatMap((item) => {
    const { tree } = item;
    if (tree?.type !== 'Test') return [];
    const expectations = tree.cases.flatMap(({ actor, tenancy, expectations }) =>
      expectations.map((each) => ({
        text: textOf(item.text, actorIn(actor, tenancy), each),
        range: rangeIn(item, each),
      })),
    );
    return [{ uri, name: valueOf(tree.name), range: rangeIn(item, tree), expectations }];
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a case says who asks, and of which tenancy. */
export function actorIn(actor: Span, tenancy: Span | undefined): Span {
  return { start: actor.start, end: tenancy?.end ?? actor.end };
}

function textOf(text: string, actor: Span, expectation: Span): string {
  const who = text.slice(actor.start, actor.end);
  return `as ${who} ${text.slice(expectation.start, expectation.end)}`.replace(/\s+/g, ' ');
}

/**
 * Runs the tests of some documents.
 * @param tested their URIs; all documents of `documents` when left out
 */
export function testReport(
  documents: Documents,
  tenancy: Tenancy,
  locale: Locale,
  tested?: readonly string[],
): TestRunReport {
  const tell = tellIn(locale);
  const sources = sourcesOf(documents).filter(({ uri }) => tested?.includes(uri) ?? true);
  const { results, touched, untouched } = runTests(tenancy, sources);
  const tests = results.map(({ uri, item, test, expectations }): TestReport => {
    const told = expectations.map((each): ExpectationReport => ({
      text: textOf(item.text, actorIn(each.testCase.actor, each.testCase.tenancy), each.expectation),
      range: rangeIn(item, each.expectation),
      verdict: each.verdict,
      ...whyNot(each, tenancy, tell),
    }));
    const verdict = (['failed', 'unknown'] as const).find((one) => told.some((each) => each.verdict === one));
    return {
      ...{ uri, name: valueOf(test.name), range: rangeIn(item, test) },
      ...{ verdict: verdict ?? 'passed', expectations: told },
    };
  });
  return {
    tests,
    coverage: {
      touched: touched.size,
      statements: tenancy.statements.length,
      untouched: untouched.map(statementAt),
      deciding: [...touched].map(([statement, expectations]) => ({
        statement: statementAt(statement),
        expectations,
      })),
    },
    unread: tenancy.unread,
  };
}

function whyNot(
  { verdict, expectation, request, answer }: ExpectationResult,
  tenancy: Tenancy,
  tell: Tell,
): Pick<ExpectationReport, 'message' | 'reasons'> {
  if (verdict === 'passed') return { message: '', reasons: [] };
  const expected = expectation.outcome.text.toLowerCase() === 'can' ? 'can' : 'cannot';
  return {
    message: tell(verdict === 'unknown' ? 'test/unknown' : `test/${expected}`),
    reasons: reasonsOf(tenancy, request, answer, tell),
  };
}
