import pc from 'picocolors';
import type { LoadQuestions } from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import type { ExitCode } from '../failure.ts';
import { dataJson, reasonLines } from '../formats/reasons.ts';
import { say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';
import { putQuestion, type CanOptions } from './can.ts';

/** Tells who may do something, among all subjects of the policies. Gives 0, or 2 when something could not be read. */
export async function whoCan(
  [action, paths]: readonly [action: string, paths: readonly string[]],
  options: CanOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ExitCode> {
  const put = await putQuestion({ action }, paths, options, terminal, loadQuestions, (questions, ...asked) =>
    questions.whoCanReport(...asked),
  );
  if (!put) return 2;
  const { report: holders, tenancy, nameOf } = put;
  if (options.format === 'json') {
    await terminal.stdout.write(dataJson({ holders, unread: tenancy.unread }, nameOf));
    return 0;
  }
  const { bold, green, yellow, dim } = pc.createColors(wantsColor(options.color, terminal));
  const marks = { allowed: green('✓'), unknown: yellow('?') };
  const lines = holders.map(
    ({ who, outcome, reasons }) =>
      `${marks[outcome]} ${bold(visible(who))}\n${reasonLines(reasons, nameOf, { indent: '    ', dim })}`,
  );
  await terminal.stdout.write(lines.length > 0 ? lines.join('') : `${say('whoCan.nobody')}\n`);
  return 0;
}
