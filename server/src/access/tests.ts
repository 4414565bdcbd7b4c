import type { Item } from '../language/document.ts';
import type { Expectation, Test, TestCase } from '../language/tree.ts';
import { evaluate, type Answer } from './evaluate.ts';
import type { Request } from './request.ts';
import type { Placed, Source, Tenancy } from './tenancy.ts';
import { actorOf, requestOf } from './test-requests.ts';

/** A `test` block and what came of its expectations, in the order of the text. */
export interface TestResult {
  readonly uri: string;
  readonly item: Item;
  readonly test: Test;
  readonly expectations: readonly ExpectationResult[];
}

export interface ExpectationResult {
  readonly testCase: TestCase;
  readonly expectation: Expectation;
  readonly verdict: Verdict;
  readonly request: Request;
  readonly answer: Answer;
}

/** `unknown`: what is told does not settle it, which is no pass. */
export type Verdict = 'passed' | 'failed' | 'unknown';

export interface TestRun {
  readonly results: readonly TestResult[];
  /** The statements that decided expectations, and how many; in the order of the tenancy. */
  readonly touched: ReadonlyMap<Placed, number>;
  /** Those that none was decided by, in the same order. */
  readonly untouched: readonly Placed[];
}

/** Runs the `test` blocks of some documents against a tenancy, which may have more documents. */
export function runTests(tenancy: Tenancy, sources: readonly Source[]): TestRun {
  const decided = new Map<Placed, number>();
  const results = sources.flatMap(({ uri, document }) =>
    document.items.flatMap((item): TestResult[] => {
      const { tree } = item;
      if (tree?.type !== 'Test') return [];
      const expectations = tree.cases.flatMap((testCase) => runCase(testCase, tenancy, decided));
      return [{ uri, item, test: tree, expectations }];
    }),
  );
  return {
    results,
    touched: new Map(
      tenancy.statements.flatMap((each) => (decided.has(each) ? [[each, decided.get(each) ?? 0]] : [])),
    ),
    untouched: tenancy.statements.filter((each) => !decided.has(each)),
  };
}

function runCase(testCase: TestCase, tenancy: Tenancy, decided: Map<Placed, number>): ExpectationResult[] {
  const actor = actorOf(testCase, tenancy);
  return testCase.expectations.map((expectation) => {
    const request = requestOf(expectation, actor, tenancy);
    const answer = evaluate(tenancy, request);
    const deciding = answer.readings.flatMap(({ permissions }) =>
      permissions.flatMap((each) => each.deciding),
    );
    for (const statement of new Set(deciding)) decided.set(statement, (decided.get(statement) ?? 0) + 1);
    return { testCase, expectation, request, answer, verdict: verdictOf(expectation, answer) };
  });
}

function verdictOf({ outcome }: Expectation, answer: Answer): Verdict {
  if (answer.outcome === 'unknown') return 'unknown';
  const isExpected = (outcome.text.toLowerCase() === 'can') === (answer.outcome === 'allowed');
  return isExpected ? 'passed' : 'failed';
}
