import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-types';
import type { Finding, Severity } from './service.ts';

/** The name under which findings show in an editor. */
export const SOURCE = 'ocipolicy';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** More of one code nobody reads, and in one message of hundreds of megabytes they take a server or its client down. */
const MOST_OF_A_CODE = 20_000;

/**
 * Findings as the Language Server Protocol has them.
 * Of each code the first 20,000, so that a kind without end hides no other.
 * @param page the address of the page that tells of the checks, with an anchor for each code; codes link to it
 */
export function diagnosticsOf(findings: readonly Finding[], page?: string): Diagnostic[] {
  return shown(findings).map(({ code, severity, message, range }) => ({
    ...{ code, message, range, source: SOURCE },
    severity: SEVERITIES[severity],
    ...(page === undefined ? {} : { codeDescription: { href: `${page}#${code}` } }),
  }));
}

function shown(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= MOST_OF_A_CODE) return findings;
  const seen = new Map<string, number>();
  return findings.filter(({ code }) => {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    return count <= MOST_OF_A_CODE;
  });
}
