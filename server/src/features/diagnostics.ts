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

/**
 * Findings as the Language Server Protocol has them.
 * @param page the address of the page that tells of the checks, with an anchor for each code; codes link to it
 */
export function diagnosticsOf(findings: readonly Finding[], page?: string): Diagnostic[] {
  return findings.map(({ code, severity, message, range }) => ({
    ...{ code, message, range, source: SOURCE },
    severity: SEVERITIES[severity],
    ...(page === undefined ? {} : { codeDescription: { href: `${page}#${code}` } }),
  }));
}
