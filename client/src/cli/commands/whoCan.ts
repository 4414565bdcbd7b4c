import pc from 'picocolors';
import { readTenancy, type LoadQuestions } from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import type { ExitCode } from '../failure.ts';
import { dataJson, reasonLines } from '../formats/reasons.ts';
import { say, spoken } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';
import { complainOfQuestion, type CanOptions } from './can.ts';

/** Tells who may do something, among all subjects of the policies. Gives 0, or 2 when something could not be read. */
export async function whoCan(
  [action, paths]: readonly [action: string, paths: readonly string[]],
  options: CanOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ExitCode> {
  const read = await readTenancy(paths, options, terminal, loadQuestions);
  const { questions, tenancy, isIncomplete, nameOf, located } = read;
  if (isIncomplete) return 2;
  const question = { action, where: options.in, facts: options.where?.join(', ') };
  const holders = located(questions.whoCanReport(tenancy, question, spoken()));
  if ('misread' in holders) {
    await complainOfQuestion({ who: '', ...question }, holders.misread, terminal);
    return 2;
  }
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
