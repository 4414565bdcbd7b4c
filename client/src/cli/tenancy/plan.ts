import { isApplicable, preparePlan, type Plan } from '../../tenancy/tenancy.ts';
import { wantsColor } from '../color.ts';
import type { PlanCommandOptions } from '../commands/tenancy.ts';
import type { ExitCode } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { open, prepareOptions, readFiles, telling } from './open.ts';
import { json, planJson, planText } from './show.ts';

/**
 * Prints what applying files would change. Gives 0 when nothing would, 2 when something would, and 1 when it could not be told or could
 * not be applied.
 */
export function plan(
  paths: readonly string[],
  options: PlanCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  return compared(paths, options, terminal, 'plan');
}

/**
 * Prints in what a tenancy differs from files: what is missing there, what is other there, and what is only there. Gives 0 when it does
 * not differ, 2 when it does, and 1 when that could not be told.
 */
export function drift(
  paths: readonly string[],
  options: Omit<PlanCommandOptions, 'delete'>,
  terminal: Terminal,
): Promise<ExitCode> {
  return compared(paths, { ...options, delete: true }, terminal, 'drift');
}

async function compared(
  paths: readonly string[],
  options: PlanCommandOptions,
  terminal: Terminal,
  of: 'plan' | 'drift',
): Promise<ExitCode> {
  const files = await readFiles(paths, options, terminal);
  if (!files) return 1;
  return telling(terminal, async () => {
    const tenancy = await open(options, terminal);
    const prepare = prepareOptions(tenancy, options, terminal);
    const { plan } = await preparePlan(tenancy, files, prepare);
    await print(plan, options, terminal, of);
    if (!isApplicable(plan)) return 1;
    return plan.changes.length > 0 ? 2 : 0;
  });
}

/** Prints a plan in the format of a call. */
export async function print(
  plan: Plan,
  { format, color }: Pick<PlanCommandOptions, 'format' | 'color'>,
  terminal: Terminal,
  of: 'plan' | 'drift' = 'plan',
): Promise<void> {
  const text = format === 'json' ? json(planJson(plan)) : planText(plan, wantsColor(color, terminal), of);
  await terminal.stdout.write(text);
}
