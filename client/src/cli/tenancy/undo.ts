import { journalToUndo, prepareUndo } from '../../tenancy/tenancy.ts';
import type { UndoCommandOptions } from '../commands/tenancy.ts';
import type { ExitCode } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { carryOut } from './apply.ts';
import { journalsOf, open, telling } from './open.ts';

/**
 * Puts back what the last apply did, or the one of a journal: shows it, asks, and does it. Gives 0 when it is done or nothing was left to
 * do, and 1 otherwise.
 */
export function undo(
  id: string | undefined,
  options: UndoCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  return telling(terminal, async () => {
    const tenancy = await open(options, terminal);
    const journal = journalToUndo(journalsOf(terminal), tenancy.place.tenancyId, id);
    const prepared = await prepareUndo(tenancy, journal);
    return carryOut(tenancy, prepared, options, terminal, journal.id);
  });
}
