import pc from 'picocolors';
import { readTenancy, type LoadQuestions, type Questions } from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import { complain, type ExitCode } from '../failure.ts';
import { dataJson, reasonLines } from '../formats/reasons.ts';
import { say, spoken } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';

export const ANSWER_FORMATS = ['pretty', 'json'] as const;

export interface CanOptions {
  readonly format: (typeof ANSWER_FORMATS)[number];
  /** The place of the target. */
  readonly in?: string | undefined;
  /** Facts, each a list of its own. */
  readonly where?: readonly string[] | undefined;
  readonly color?: boolean | undefined;
  readonly stdinName?: string | undefined;
  /** Take in the files of other languages that folders hold, too. */
  readonly hosts?: boolean;
}

/** Tells whether somebody may do something, and why. Gives 0 when allowed, 1 when denied or not known, 2 when it cannot tell. */
export async function can(
  [who, action, paths]: readonly [who: string, action: string, paths: readonly string[]],
  options: CanOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ExitCode> {
  const read = await readTenancy(paths, options, terminal, loadQuestions);
  const { questions, tenancy, isIncomplete, nameOf, located } = read;
  if (isIncomplete) return 2;
  const question = { who, action, where: options.in, facts: options.where?.join(', ') };
  const answer = located(questions.answer(tenancy, question, spoken()));
  if ('misread' in answer) {
    await complainOfQuestion(question, answer.misread, terminal);
    return 2;
  }
  const { bold, green, red, yellow, dim } = pc.createColors(wantsColor(options.color, terminal));
  const paint = { allowed: green, denied: red, unknown: yellow }[answer.outcome];
  const text =
    options.format === 'json'
      ? dataJson({ ...answer, unread: tenancy.unread }, nameOf)
      : `${bold(paint(answer.text))}\n${reasonLines(answer.reasons, nameOf, { indent: '  ', dim })}`;
  await terminal.stdout.write(text);
  return answer.outcome === 'allowed' ? 0 : 1;
}

type Question = Parameters<Questions['answer']>[1];

/** Says which part of a question cannot be read. */
export function complainOfQuestion(
  question: Question,
  part: keyof Question,
  terminal: Terminal,
): Promise<void> {
  return complain(terminal, say(`ask.${part}`, { text: visible(question[part] ?? '') }));
}
