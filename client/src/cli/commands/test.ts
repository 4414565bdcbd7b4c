import { readTenancy, type LoadQuestions } from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import type { ExitCode } from '../failure.ts';
import { testReports, type TestFormat } from '../formats/tests.ts';
import { spoken } from '../say.ts';
import type { Terminal } from '../terminal.ts';

export interface TestOptions {
  readonly format: TestFormat;
  /** List the statements that no test is decided by. */
  readonly coverage: boolean;
  readonly color?: boolean | undefined;
  readonly stdinName?: string | undefined;
  /** Take in the files of other languages that folders hold, too. */
  readonly hosts?: boolean;
}

/**
 * Runs the `test` blocks of policy files against the statements of all of them. Gives 0 when every expectation holds, 1 when one
 * fails or is not known, 2 when something could not be read.
 */
export async function test(
  paths: readonly string[],
  options: TestOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ExitCode> {
  const read = await readTenancy(paths, options, terminal, loadQuestions);
  const { questions, documents, tenancy, inputs, isIncomplete, nameOf, located } = read;
  const report = located(questions.testReport(documents, tenancy, spoken()));
  const print = testReports[options.format];
  const shown = {
    nameOf,
    files: inputs.length,
    coverage: options.coverage,
    color: wantsColor(options.color, terminal),
  };
  await terminal.stdout.write(print(report, shown));
  const hasPassed = report.tests.every(({ verdict }) => verdict === 'passed');
  return isIncomplete ? 2 : hasPassed ? 0 : 1;
}
