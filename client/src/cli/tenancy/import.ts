import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compartmentIdOf, importTenancy, pathOf } from '../../tenancy/tenancy.ts';
import type { ImportCommandOptions } from '../commands/tenancy.ts';
import { complain, type ExitCode } from '../failure.ts';
import { errorCode, systemReason } from '../inputs/problem.ts';
import { say } from '../say.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';
import { open, telling } from './open.ts';
import { json } from './show.ts';

/**
 * Writes what a tenancy holds as a policy file, to standard output or into a new file. Gives 0, and 1 when the tenancy could not be read
 * or the file not be written.
 */
export function importPolicies(options: ImportCommandOptions, terminal: Terminal): Promise<ExitCode> {
  return telling(terminal, async () => {
    const tenancy = await open(options, terminal);
    const snapshot = await tenancy.snapshot();
    const { compartment, output, format } = options;
    const compartmentId = compartment === undefined ? undefined : compartmentIdOf(snapshot, compartment);
    for (const { part, of } of snapshot.unknown) {
      const where = of === undefined ? '' : ` ${pathOf(snapshot, of) ?? of}`;
      await complain(terminal, say('import.unknown', { what: visible(`${part}${where}`) }));
    }
    const text = format === 'json' ? json(snapshot) : importTenancy(snapshot, { compartmentId });
    if (output === undefined) {
      await terminal.stdout.write(text);
      return 0;
    }
    try {
      // A file that is there is never written over.
      writeFileSync(resolve(terminal.cwd, output), text, { flag: 'wx' });
      return 0;
    } catch (error) {
      const name = visible(output);
      const reason = errorCode(error) === 'EEXIST' ? say('reason.exists') : systemReason(error, output);
      await complain(terminal, say('file.notWritten', { name, reason }));
      return 1;
    }
  });
}
