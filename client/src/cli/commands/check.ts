import { lazy } from '../../../../server/src/catalog/names.ts';
import type { Finding, Settings } from '../../../../server/src/features/service.ts';
import { hostOf } from '../../../../server/src/hosts/endings.ts';
import { wantsColor } from '../color.ts';
import { complain, complainOfError, internalSentence, type ExitCode } from '../failure.ts';
import { fixedCounts, writeText } from '../fix.ts';
import { reports, type Format } from '../formats/formats.ts';
import { STDIN } from '../inputs/find.ts';
import { readInputs, type Input } from '../inputs/inputs.ts';
import { projectsOf } from '../project.ts';
import { say, spoken } from '../say.ts';
import { withHost, type Checker, type LoadService, type Service } from '../service.ts';
import { fails, type FailLevel } from '../severity.ts';
import type { Terminal } from '../terminal.ts';
import { visible } from '../visible.ts';

export interface CheckOptions {
  readonly format: Format;
  readonly failLevel: FailLevel;
  /** Print only findings at or above the fail level. */
  readonly quiet: boolean;
  /** Mend what can be mended safely before anything is reported. */
  readonly fix: boolean;
  /** Take in the files of other languages that folders hold, too. */
  readonly hosts?: boolean;
  /** The project file for all inputs; otherwise each has the nearest one above it. */
  readonly config?: string | undefined;
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
  // Most runs need the checks only: what else the service has is loaded by the first input that needs it.
  const whole = lazy(() => loadService({ locale: spoken() }));
  const checks = lazy(() => loadService({ locale: spoken() }, 'checks'));
  const projects = await projectsOf(options.config, terminal);
  if ('sentence' in projects) {
    await complain(terminal, projects.sentence);
    return 2;
  }
  // The mended text of standard input goes where the report would go.
  const out = options.fix && paths.includes(STDIN) ? terminal.stderr : terminal.stdout;
  const printed: Finding[] = [];
  const problems: string[] = [];
  let filesRead = 0;
  let failed = false;
  let unwritten = false;

  for await (const read of readInputs(paths, options.stdinName, terminal, options.hosts)) {
    if ('sentence' in read) {
      problems.push(read.sentence);
      await complain(terminal, read.sentence);
      continue;
    }
    const settings = projects.settingsFor(read.path === undefined ? { folder: '.' } : { file: read.path });
    if (settings && 'sentence' in settings) {
      // Told once for all files that it keeps from being checked.
      if (!problems.includes(settings.sentence)) await complain(terminal, settings.sentence);
      problems.push(settings.sentence);
      continue;
    }
    const service = await (options.fix || hostOf(read.uri) ? whole() : checks());
    let checked: Checked;
    try {
      checked = await checkInput(service, read, settings, options.fix);
    } catch (error) {
      problems.push(internalSentence(error, read.name));
      await complainOfError(terminal, error, read.name);
      continue;
    }
    let { input, findings } = checked;
    if (options.fix && input.fromStdin)
      await terminal.stdout.write((input.mark ? '\ufeff' : '') + input.text);
    else if (input.path !== undefined && input.text !== read.text) {
      const problem = writeText(input.path, input.name, read.text, input.text);
      if (problem) {
        unwritten = true;
        await complain(terminal, problem.sentence);
        ({ input, findings } = await checkInput(service, read, settings, false));
      }
    }
    if (input.text !== read.text) {
      const told = say('fixed.file', { name: visible(input.name), counts: fixedCounts(checked.fixed) });
      await (options.format === 'pretty' ? out : terminal.stderr).write(`${told}\n`);
    }
    filesRead++;
    const failing = findings.filter((finding) => fails(finding, options.failLevel));
    failed ||= failing.length > 0;
    const shown = options.quiet ? failing : findings;
    for (const finding of shown) printed.push(finding);
    const text = report.file({ input, findings: shown });
    if (text !== '') await out.write(text);
  }

  const text = report.end({ findings: printed, filesRead, problems });
  if (text !== '') await out.write(text);
  return problems.length > 0 || unwritten ? 2 : failed ? 1 : 0;
}

interface Checked {
  /** With its text mended, when that was asked for. */
  readonly input: Input;
  readonly findings: readonly Finding[];
  readonly fixed: Readonly<Record<string, number>>;
}

async function checkInput(
  service: Checker & Partial<Pick<Service, 'mended'>>,
  input: Input,
  settings: Settings | undefined,
  fix: boolean,
): Promise<Checked> {
  return withHost(service, input, (uri) => {
    if (settings) service.configure(uri, settings);
    const mended = fix ? service.mended?.(uri) : undefined;
    if (!mended || mended.text === input.text) return { input, findings: service.findings(uri), fixed: {} };
    service.open(uri, mended.text);
    return { input: { ...input, text: mended.text }, findings: service.findings(uri), fixed: mended.fixed };
  });
}
