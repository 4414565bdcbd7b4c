import type { Finding, Severity } from '../../../server/src/features/service.ts';

/** From the gravest to the lightest. */
export const SEVERITIES = ['error', 'warning', 'information', 'hint'] as const satisfies readonly Severity[];

export const FAIL_LEVELS = [...SEVERITIES, 'never'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

/** Whether a finding makes the check fail; with `never`, none does. */
export function fails(finding: Finding, level: FailLevel): boolean {
  return level !== 'never' && SEVERITIES.indexOf(finding.severity) <= SEVERITIES.indexOf(level);
}
