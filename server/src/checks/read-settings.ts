import { nearest } from '../catalog/catalog.ts';
import { CODES } from './codes.ts';
import { DEFAULT_SETTINGS, LEVELS, type Level, type Limits, type Settings } from './settings.ts';

/** Something in a project file or in an editor's settings that cannot be used. `key` names its sentence. */
export interface SettingsProblem {
  readonly key:
    'not-json' | 'not-an-object' | 'unknown-key' | 'unknown-code' | 'unknown-level' | 'not-a-count';
  readonly args: Readonly<Record<string, string>>;
}

export interface ReadSettings {
  /** What could be used of it; defaults for the rest. */
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
}

/** The name of the file in which a project says how it wants to be checked. */
export const PROJECT_FILE = 'ocipolicy.json';

/** Reads the text of a project file. Never throws; what is wrong with it comes as problems. */
export function readProjectFile(text: string): ReadSettings {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
    return { settings: DEFAULT_SETTINGS, problems: [{ key: 'not-json', args: { detail } }] };
  }
  const problems: SettingsProblem[] = [];
  const file = objectAt('', value, ['$schema', 'checks', 'limits'], problems);
  const checks = objectAt('checks', file['checks'], ['severity'], problems);
  const severity = severityAt('checks.severity', checks['severity'], problems);
  const limits = limitsAt('limits', file['limits'], problems);
  return { settings: { severity, limits }, problems };
}

/** Reads the object by code that an editor's settings hold. */
export function readSeverity(value: unknown): ReadSettings {
  const problems: SettingsProblem[] = [];
  const severity = severityAt('ocipolicy.checks.severity', value ?? undefined, problems);
  return { settings: { ...DEFAULT_SETTINGS, severity }, problems };
}

/** One's own settings and the project's: what the project says goes first, so that everyone sees the same. */
export function mergeSettings(own: Settings, project: Settings): Settings {
  return { severity: { ...own.severity, ...project.severity }, limits: project.limits };
}

type Values = Readonly<Record<string, unknown>>;

/** The object at a path, empty when there is none; with `known`, other keys are problems. */
function objectAt(
  path: string,
  value: unknown,
  known: readonly string[] | undefined,
  problems: SettingsProblem[],
): Values {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({ key: 'not-an-object', args: { path } });
    return {};
  }
  for (const key of known ? Object.keys(value) : []) {
    if (known?.includes(key)) continue;
    const at = path === '' ? key : `${path}.${key}`;
    problems.push({ key: 'unknown-key', args: { path: at, known: (known ?? []).join(', ') } });
  }
  return value as Values;
}

function severityAt(path: string, value: unknown, problems: SettingsProblem[]): Record<string, Level> {
  const severity: Record<string, Level> = {};
  for (const [code, level] of Object.entries(objectAt(path, value, undefined, problems))) {
    if (!Object.hasOwn(CODES, code)) {
      const [mended] = nearest(code, Object.keys(CODES));
      const args = { path, code, ...(mended === undefined ? {} : { mended }) };
      problems.push({ key: 'unknown-code', args });
    } else if (!LEVELS.includes(level as Level)) {
      problems.push({ key: 'unknown-level', args: { path, code, found: JSON.stringify(level) } });
    } else severity[code] = level as Level;
  }
  return severity;
}

function limitsAt(path: string, value: unknown, problems: SettingsProblem[]): Limits {
  const names = Object.keys(DEFAULT_SETTINGS.limits) as (keyof Limits)[];
  const limits: Record<keyof Limits, number> = { ...DEFAULT_SETTINGS.limits };
  const values = objectAt(path, value, names, problems);
  for (const name of names) {
    const given = values[name];
    if (given === undefined) continue;
    if (typeof given === 'number' && Number.isSafeInteger(given) && given > 0) limits[name] = given;
    else problems.push({ key: 'not-a-count', args: { path: `${path}.${name}` } });
  }
  return limits;
}
