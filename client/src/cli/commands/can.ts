import pc from 'picocolors';
import { readTenancy, type LoadQuestions, type Questions, type ReadTenancy } from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import { complain, type ExitCode } from '../failure.ts';
import { dataJson, reasonLines, type NameOf } from '../formats/reasons.ts';
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
  /** The compartment that the target is moved to. */
  readonly to?: string | undefined;
  /** Where resources of a type lie that are not there, each `type=place`. */
  readonly at?: readonly string[] | undefined;
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
  const put = await putQuestion(
    { who, action },
    paths,
    options,
    terminal,
    loadQuestions,
    (questions, ...asked) => questions.answer(...asked),
  );
  if (!put) return 2;
  const { report: answer, tenancy, nameOf } = put;
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
interface Misread {
  readonly misread: keyof Question;
}

/**
 * Reads policies and puts a question to them. What cannot be read, of the files or of the question, is told on the error stream.
 * @param given what the question has besides the options `--in`, `--where`, `--to` and `--at`
 * @returns undefined when there is no answer
 */
export async function putQuestion<Given extends Partial<Question>, Report>(
  given: Given,
  paths: readonly string[],
  options: CanOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
  put: (
    questions: Questions,
    tenancy: ReadTenancy['tenancy'],
    question: Given & Pick<Question, 'where' | 'facts' | 'to' | 'elsewhere'>,
    locale: ReturnType<typeof spoken>,
  ) => Report | Misread,
): Promise<
  | { readonly report: Exclude<Report, Misread>; readonly tenancy: ReadTenancy['tenancy']; nameOf: NameOf }
  | undefined
> {
  const read = await readTenancy(paths, options, terminal, loadQuestions);
  const { questions, tenancy, isIncomplete, nameOf, located } = read;
  if (isIncomplete) return undefined;
  const { to, at: elsewhere } = options;
  const question = { ...given, where: options.in, facts: options.where?.join(', '), to, elsewhere };
  const report = located(put(questions, tenancy, question, spoken()));
  if (isMisread(report)) {
    const text = [(question as Partial<Question>)[report.misread] ?? ''].flat().join(', ');
    await complain(terminal, say(`ask.${report.misread}`, { text: visible(text) }));
    return undefined;
  }
  return { report: report as Exclude<Report, Misread>, tenancy, nameOf };
}

function isMisread(report: unknown): report is Misread {
  return typeof report === 'object' && report !== null && 'misread' in report;
}
