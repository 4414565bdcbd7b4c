import type { Finding, Severity } from '../../../../server/src/features/service.ts';
import { pathBelow } from '../inputs/below.ts';
import type { Input } from '../inputs/inputs.ts';
import type { Report, ReportOptions } from './report.ts';

const COMMANDS: Record<Severity, string> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/**
 * Workflow commands of GitHub Actions, which become annotations of a commit.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport({ terminal }: ReportOptions): Report {
  // Annotations want paths from the root of the repository, also in a step with a working directory of its own.
  const root = terminal.env['GITHUB_WORKSPACE'] || terminal.cwd;
  return {
    file: ({ input, findings }) => findings.map((finding) => command(finding, input, root)).join(''),
    end: () => '',
  };
}

function command({ range, severity, code, message }: Finding, input: Input, root: string): string {
  const { start, end } = range;
  // The runner takes columns only where a finding begins and ends on one line.
  const columns =
    start.line === end.line ? [`col=${start.character + 1}`, `endColumn=${end.character + 1}`] : [];
  const properties = [
    ...(input.path === undefined ? [] : [`file=${property(pathBelow(input.path, root) ?? input.path)}`]),
    `line=${start.line + 1}`,
    ...columns.slice(0, 1),
    `endLine=${end.line + 1}`,
    ...columns.slice(1),
    `title=${property(code)}`,
  ];
  return `::${COMMANDS[severity]} ${properties.join(',')}::${data(message)}\n`;
}

/** The escapes of the runner: https://github.com/actions/toolkit, `packages/core/src/command.ts`. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
