import { TARGETS, type Target } from '../../../../server/src/features/convert/to.ts';
import { complain, complainOfError, type ExitCode } from '../failure.ts';
import { readInputs } from '../inputs/inputs.ts';
import { say, spoken } from '../say.ts';
import { withText, type LoadService } from '../service.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';

export const CONVERSIONS: readonly Target[] = TARGETS;

export interface ConvertOptions {
  readonly to: Target;
  /** The path that standard input is reported under. */
  readonly stdinName?: string | undefined;
}

/**
 * Prints the statements of policy files in the form of another tool, one file after the other. What has no statement is told on the
 * error stream. Gives 0, or 2 when something could not be read or has no statement.
 */
export async function convert(
  paths: readonly string[],
  { to, stdinName }: ConvertOptions,
  terminal: Terminal,
  loadService: LoadService,
): Promise<ExitCode> {
  const service = await loadService({ locale: spoken() });
  let exitCode: ExitCode = 0;
  for await (const input of readInputs(paths, stdinName, terminal)) {
    let problem: string | undefined;
    if ('sentence' in input) problem = input.sentence;
    else {
      try {
        const text = withText(service, input, (uri) => service.converted(uri, to)) ?? '';
        if (text === '') problem = say('convert.empty', { name: visible(input.name) });
        else await terminal.stdout.write(text);
      } catch (error) {
        exitCode = 2;
        await complainOfError(terminal, error, input.name);
      }
    }
    if (problem === undefined) continue;
    exitCode = 2;
    await complain(terminal, problem);
  }
  return exitCode;
}
