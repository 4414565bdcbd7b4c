import pc from 'picocolors';
import type { ChangeReport, ComparisonReport } from '../../../../server/src/features/access/access.ts';
import { readAll, type LoadQuestions } from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import { complain, type ExitCode } from '../failure.ts';
import { dataJson, placeOf, type NameOf } from '../formats/reasons.ts';
import type { Input } from '../inputs/inputs.ts';
import { readRevision } from '../inputs/revision.ts';
import { count, say, spoken } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { visible } from '../visible.ts';
import type { CanOptions } from './can.ts';

export interface DiffOptions extends Pick<CanOptions, 'format' | 'color' | 'stdinName'> {
  /** A revision of the Git repository that the files lie in. */
  readonly against?: string | undefined;
  /** Files to compare with instead. */
  readonly from?: readonly string[] | undefined;
  /** Give 1 only when access is gained or widened, or when that could not be ruled out. */
  readonly failOnGain: boolean;
}

/**
 * Tells how the access that policies give differs from that of a revision, or of other files. Gives 0 when it is the same, or with
 * `failOnGain` when nothing is gained; 1 otherwise, also when it could not be told; 2 when something could not be read.
 */
export async function diff(
  paths: readonly string[],
  options: DiffOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ExitCode> {
  if (options.against !== undefined && options.from) throw new UsageError(say('usage.againstFrom'));
  const questions = await loadQuestions();
  const after = await readAll(paths, options.stdinName, terminal);
  const before = options.from
    ? await readAll(options.from, undefined, terminal)
    : await readBefore(options.against ?? 'HEAD', paths, terminal);
  if (after.isIncomplete || before.isIncomplete) return 2;
  const [old, fresh] = [before, after].map(({ inputs }) => questions.prepare(questions.read(inputs)));
  if (!old || !fresh) return 2;
  const unread = old.unread + fresh.unread;
  if (unread > 0) await complain(terminal, count('unread', unread));
  const report = questions.compareReport(old, fresh, spoken());
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

async function readBefore(revision: string, paths: readonly string[], terminal: Terminal) {
  const inputs: Input[] = [];
  let isIncomplete = false;
  for (const read of await readRevision(revision, paths, terminal)) {
    if ('sentence' in read) {
      isIncomplete = true;
      await complain(terminal, read.sentence);
    } else inputs.push(read);
  }
  const names = new Map(inputs.map(({ uri, name }) => [uri, name]));
  return { inputs, isIncomplete, nameOf: (uri: string) => names.get(uri) ?? uri };
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
