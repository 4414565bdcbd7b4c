import { FileCoverage, Range, StatementCoverage, Uri, type FileCoverageDetail, type TestRun } from 'vscode';
import type { StatementAt, TestRunReport } from '../../../../server/src/features/access/access.ts';
import { rangeOf } from './accessServer.ts';

/** What tests touch of the statements of all files. */
export interface TestCoverage {
  /** What some runs of one time touched, file by file. */
  of(reports: readonly TestRunReport['coverage'][]): FileCovered[];
  /** Tells a run which statements decided an expectation of some tests, and which did not; the reports are of runs of one time. */
  add(run: TestRun, reports: readonly TestRunReport['coverage'][]): void;
  /** The statements of a file that was told of, each with the number of expectations that it decided. */
  details(file: FileCoverage): FileCoverageDetail[];
}

export interface FileCovered {
  readonly uri: Uri;
  readonly statements: readonly StatementCoverage[];
}

export function createTestCoverage(): TestCoverage {
  const kept = new WeakMap<FileCoverage, FileCoverageDetail[]>();
  const of = (reports: readonly TestRunReport['coverage'][]) =>
    [...countsIn(reports)].map(([uri, counted]): FileCovered => {
      const statements = [...counted.values()]
        .map(({ statement, expectations }) => new StatementCoverage(expectations, rangeOf(statement.range)))
        .sort((a, b) => lineOf(a) - lineOf(b));
      return { uri: Uri.parse(uri), statements };
    });
  return {
    of,
    add: (run, reports) => {
      for (const { uri, statements } of of(reports)) {
        const file = FileCoverage.fromDetails(uri, statements);
        kept.set(file, [...statements]);
        run.addCoverage(file);
      }
    },
    details: (file) => kept.get(file) ?? [],
  };
}

function lineOf({ location }: StatementCoverage): number {
  return location instanceof Range ? location.start.line : location.line;
}

interface Counted {
  readonly statement: StatementAt;
  readonly expectations: number;
}

/** The statements of each file, and how many expectations each decided in all runs together. */
function countsIn(reports: readonly TestRunReport['coverage'][]): Map<string, Map<string, Counted>> {
  const files = new Map<string, Map<string, Counted>>();
  const count = (statement: StatementAt, expectations: number) => {
    const { uri, range } = statement;
    const statements = files.get(uri) ?? new Map<string, Counted>();
    files.set(uri, statements);
    const place = `${range.start.line} ${range.start.character}`;
    const before = statements.get(place)?.expectations ?? 0;
    statements.set(place, { statement, expectations: before + expectations });
  };
  for (const { deciding, untouched } of reports) {
    for (const { statement, expectations } of deciding) count(statement, expectations);
    for (const statement of untouched) count(statement, 0);
  }
  return files;
}
