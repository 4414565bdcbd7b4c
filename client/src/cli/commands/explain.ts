import pc from 'picocolors';
import type { ExpansionReport } from '../../../../server/src/features/access/access.ts';
import { readTenancy, type LoadQuestions } from '../access-inputs.ts';
import { wantsColor } from '../color.ts';
import type { ExitCode } from '../failure.ts';
import { dataJson, placeOf } from '../formats/reasons.ts';
import { count, say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';
import { wrapCells } from '../wrap.ts';
import type { CanOptions } from './can.ts';

export interface ExplainOptions extends Pick<CanOptions, 'format' | 'color' | 'stdinName' | 'hosts'> {
  /** List everything, however much it is. */
  readonly all: boolean;
}

/** Tells what policies grant: permissions, and the operations that they open. Gives 0, or 2 when something could not be read. */
export async function explain(
  paths: readonly string[],
  options: ExplainOptions,
  terminal: Terminal,
  loadQuestions: LoadQuestions,
): Promise<ExitCode> {
  const read = await readTenancy(paths, options, terminal, loadQuestions);
  const { questions, tenancy, isIncomplete, nameOf, located } = read;
  const report = located(questions.explainReport(tenancy));
  const { bold, dim } = pc.createColors(wantsColor(options.color, terminal));
  const lines = report.expansions.map((expansion) => {
    const heads = expansion.statements.map(
      (each) => `${dim(placeOf(each, nameOf))} ${bold(visible(each.text))}\n`,
    );
    return heads.join('') + listsOf(expansion, options.all, terminal.stdout.columns ?? 100);
  });
  const left = report.left.map(
    (each) => `${dim(placeOf(each, nameOf))} ${bold(visible(each.text))}\n  ${say('explain.left')}\n`,
  );
  const text =
    options.format === 'json'
      ? dataJson({ ...report, unread: tenancy.unread }, nameOf)
      : [...lines, ...left].join('\n');
  await terminal.stdout.write(text);
  return isIncomplete ? 2 : 0;
}

/** So many names of a kind are listed when not all are asked for. */
const MOST_LISTED = 12;

function listsOf(
  { denies, permissions, mayMore, operations, partial, across }: ExpansionReport,
  all: boolean,
  width: number,
): string {
  const listed = (names: readonly string[]) => {
    const shown = all ? names : names.slice(0, MOST_LISTED);
    const more = names.length - shown.length;
    return shown.join(', ') + (more > 0 ? ` ${count('more', more)}` : '');
  };
  // What needs much more is hardly a matter of this statement.
  const near = all ? partial : partial.filter(({ missing }) => missing.length <= 2);
  const parts = near.map(({ operation, missing }) => `${operation} (${missing.join(', ')})`);
  const joins = across?.joins;
  const lines = [
    joins
      ? say('explain.joins', { one: joins[0], two: joins[1] })
      : say(denies ? 'explain.takes' : 'explain.gives', { names: listed(permissions) }),
    ...(mayMore && !joins ? [say('explain.mayMore')] : []),
    ...(operations.length > 0
      ? [say(denies ? 'explain.stops' : 'explain.opens', { names: listed(operations) })]
      : []),
    ...(parts.length > 0 ? [say('explain.partial', { names: listed(parts) })] : []),
    ...(across ? [otherSide(across)] : []),
  ];
  const told = lines.map((line) => `${wrapCells(line, Math.max(40, width - 4)).replace(/^/gm, '  ')}\n`);
  const statements = across?.otherHalf.map((line) => `    ${visible(line)}\n`) ?? [];
  return [...told, ...statements].join('');
}

/** What access across tenancies hangs on besides the statement. */
function otherSide({ tenancy, name, otherHalf }: NonNullable<ExpansionReport['across']>): string {
  if (otherHalf.length === 0) return say('explain.needsNobody');
  if (tenancy === 'any') return say('explain.needsAny');
  const told = [name, tenancy].filter((each) => each !== undefined).map(visible);
  if (told.length === 0) return say('explain.needsUntold');
  return say('explain.needsOne', { name: told.join(' = ') });
}
