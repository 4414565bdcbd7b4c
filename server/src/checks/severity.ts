import type { Finding } from './finding.ts';
import type { Settings } from './settings.ts';

/**
 * A finding as it is to be reported under the settings; undefined when its code is off. What is set for a code holds
 * for all that it finds, also where the check itself would be milder.
 */
export function underSettings(finding: Finding, { severity }: Settings): Finding | undefined {
  const level = Object.hasOwn(severity, finding.code) ? severity[finding.code] : undefined;
  if (level === undefined || level === finding.severity) return finding;
  return level === 'off' ? undefined : { ...finding, severity: level };
}
