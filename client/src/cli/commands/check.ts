import type { Finding } from '../../../../server/src/features/service.ts';
import { wantsColor } from '../color.ts';
import { complain, complainOfError, internalSentence, type ExitCode } from '../failure.ts';
import { reports, type Format } from '../formats/formats.ts';
import { readInputs } from '../inputs/inputs.ts';
import { spoken } from '../say.ts';
import { withText, type LoadService } from '../service.ts';
import { fails, type FailLevel } from '../severity.ts';
import type { Terminal } from '../terminal.ts';

export interface CheckOptions {
  readonly format: Format;
  readonly failLevel: FailLevel;
  /** Print only findings at or above the fail level. */
  readonly quiet: boolean;
  /** Undefined leaves it to the environment and the terminal. */
  readonly color?: boolean | undefined;
  /** The path that standard input is reported under. */
  readonly stdinName?: string | undefined;
}

/**
 * Checks policy files and prints the findings. What cannot be read is told on the error stream and the rest is checked
 * all the same. Gives 0 when no finding reaches the fail level, 1 when one does, 2 when something could not be read.
 */
export async function check(
  paths: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
  loadService: LoadService,
): Promise<ExitCode> {
  const report = reports[options.format]({
    terminal,
    color: wantsColor(options.color, terminal),
    quiet: options.quiet,
  });
  const service = await loadService({ locale: spoken() });
  const printed: Finding[] = [];
  const problems: string[] = [];
  let filesRead = 0;
  let failed = false;

  for await (const input of readInputs(paths, options.stdinName, terminal)) {
    if ('sentence' in input) {
      problems.push(input.sentence);
      await complain(terminal, input.sentence);
      continue;
    }
    let findings: Finding[];
    try {
      findings = withText(service, input, (uri) => service.findings(uri));
    } catch (error) {
      problems.push(internalSentence(error, input.name));
      await complainOfError(terminal, error, input.name);
      continue;
    }
    filesRead++;
    const failing = findings.filter((finding) => fails(finding, options.failLevel));
    failed ||= failing.length > 0;
    const shown = options.quiet ? failing : findings;
    for (const finding of shown) printed.push(finding);
    const text = report.file({ input, findings: shown });
    if (text !== '') await terminal.stdout.write(text);
  }

  const text = report.end({ findings: printed, filesRead, problems });
  if (text !== '') await terminal.stdout.write(text);
  return problems.length > 0 ? 2 : failed ? 1 : 0;
}
