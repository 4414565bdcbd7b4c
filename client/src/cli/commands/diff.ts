import pc from 'picocolors';
import type { ChangeReport, ComparisonReport } from '../../../../server/src/features/access/access.ts';
import {
  gathered,
  moduleBeside,
  prepared,
  readAll,
  tellRead,
  type LoadQuestions,
  type Prepared,
  type Questions,
} from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import { complain, type ExitCode } from '../failure.ts';
import { dataJson, placeOf, type NameOf } from '../formats/reasons.ts';
import { readInputs } from '../inputs/inputs.ts';
import { moduleAt, readRevision } from '../inputs/revision.ts';
import { count, say, spoken } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { visible } from '../visible.ts';
import type { CanOptions } from './can.ts';

export interface DiffOptions extends Pick<CanOptions, 'format' | 'color' | 'stdinName' | 'hosts'> {
  /** A revision of the Git repository that the files lie in. */
  readonly against?: string | undefined;
  /** Files to compare with instead. */
  readonly from?: readonly string[] | undefined;
  /** What `terraform show -json` prints of a plan, in a file or on standard input: compares what is with what is planned. */
  readonly plan?: string | undefined;
  /** Give 1 only when access is gained or widened, or when that could not be ruled out. */
  readonly failOnGain: boolean;
}

/**
 * Tells how the access that policies give differs from that of a revision, or of other files, or what a plan changes. Gives 0 when it is the same, or with
 * `failOnGain` when nothing is gained; 1 otherwise, also when it could not be told; 2 when something could not be read.
 */
export async function diff(
  paths: readonly string[],
  options: DiffOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ExitCode> {
  const isTwice =
    [options.against, options.from, options.plan].filter((each) => each !== undefined).length > 1;
  if (isTwice || (options.plan !== undefined && paths.length > 0))
    throw new UsageError(say('usage.againstFrom'));
  const questions = await loadQuestions();
  const sides =
    options.plan === undefined
      ? await sidesOf(paths, options, terminal, questions)
      : await sidesOfPlan(options.plan, options, terminal, questions);
  if (!sides) return 2;
  const [before, after] = sides;
  await tellRead([before, after], terminal);
  const unread = before.tenancy.unread + after.tenancy.unread;
  const compared = questions.compareReport(before.tenancy, after.tenancy, spoken());
  const inPlace = <Each extends Pick<ChangeReport, 'side' | 'statement'>>(each: Each): Each => {
    const statement = (each.side === 'before' ? before : after).located(each.statement);
    return { ...each, statement };
  };
  const report = { ...compared, changes: compared.changes.map(inPlace), open: compared.open.map(inPlace) };
  const nameOf = (uri: string) => (after.nameOf(uri) === uri ? before.nameOf(uri) : after.nameOf(uri));
  const text =
    options.format === 'json'
      ? dataJson({ ...report, unread }, nameOf)
      : prettyChanges(report, nameOf, wantsColor(options.color, terminal));
  await terminal.stdout.write(text);
  const isGained = report.changes.some(({ kind }) => kind === 'gained' || kind === 'widened');
  const isOpen = report.open.length > 0 || unread > 0;
  const isClean = options.failOnGain ? !isGained && !isOpen : report.verdict === 'same' && unread === 0;
  return isClean ? 0 : 1;
}

type Sides = readonly [before: Prepared, after: Prepared];

/** What is compared of files; undefined when something could not be read, which was told. */
async function sidesOf(
  paths: readonly string[],
  { against = 'HEAD', from, ...asked }: DiffOptions,
  terminal: Terminal,
  questions: Questions,
): Promise<Sides | undefined> {
  const after = await readAll(paths, asked, terminal);
  const before = from
    ? await readAll(from, { hosts: asked.hosts }, terminal)
    : await gathered(await readRevision(against, paths, terminal, asked.hosts), terminal);
  if (after.isIncomplete || before.isIncomplete) return undefined;
  const moduleBefore = from ? moduleBeside : moduleAt(against);
  return [await prepared(before, questions, moduleBefore), await prepared(after, questions, moduleBeside)];
}

/** The same of a plan of Terraform. */
async function sidesOfPlan(
  path: string,
  { stdinName }: DiffOptions,
  terminal: Terminal,
  questions: Questions,
): Promise<Sides | undefined> {
  const { inputs, isIncomplete } = await gathered(readInputs([path], stdinName, terminal), terminal);
  const [input] = inputs;
  if (isIncomplete || !input) return undefined;
  const plan = questions.readTerraformPlan(input.text);
  if (!plan) {
    await complain(terminal, say('diff.notPlan', { name: visible(input.name) }));
    return undefined;
  }
  const side = async (files: typeof plan.before, left: number): Promise<Prepared> => {
    const documents = files.map((file) => ({ ...file, name: file.uri, path: undefined }));
    const read = await gathered(documents, terminal);
    const made = await prepared(read, questions, () => []);
    return { ...made, left, tenancy: { ...made.tenancy, unread: made.tenancy.unread + left } };
  };
  return [await side(plan.before, 0), await side(plan.after, plan.left)];
}

/** So many permissions are listed. */
const MOST_LISTED = 8;

function prettyChanges({ text, changes, open }: ComparisonReport, nameOf: NameOf, color: boolean): string {
  const { bold, green, red, yellow, dim } = pc.createColors(color);
  const paint = { gained: red, widened: red, lost: yellow, narrowed: green };
  const lines = changes.map((change) => {
    const sign = change.side === 'after' ? '+' : '-';
    const statement = `${placeOf(change.statement, nameOf)}: ${visible(change.statement.text)}`;
    return (
      `${bold(paint[change.kind](change.text))} ${permissionsText(change)}\n` +
      `  ${sign} ${statement}\n    ${say('diff.witness', { witness: visible(change.witness) })}\n`
    );
  });
  const left = open.map(({ side, statement, text: why }) => {
    const sign = side === 'after' ? '+' : '-';
    return `${visible(why)}\n  ${dim(`${sign} ${placeOf(statement, nameOf)}: ${visible(statement.text)}`)}\n`;
  });
  return [...lines, ...left, `${bold(text)}\n`].join('');
}

function permissionsText({ permissions, untried }: ChangeReport): string {
  const shown = permissions.slice(0, MOST_LISTED).join(', ');
  const more = permissions.length - Math.min(permissions.length, MOST_LISTED) + untried;
  return more > 0 ? `${shown} ${count('more', more)}` : shown;
}
