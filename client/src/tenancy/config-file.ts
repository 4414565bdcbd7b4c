import { readFileSync } from 'node:fs';
import { profileFailure } from './failure.ts';

/** The sections of an OCI configuration file, with their keys in lower case. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The profile whose values the others take over. */
export const DEFAULT_PROFILE = 'DEFAULT';

/**
 * Reads an OCI configuration file. Our own reader, since the SDK's knows no `;` comments and repeats a line that it does not
 * understand, pass phrase and all, in its error.
 * @returns undefined when there is no such file
 * @throws TenancyFailure when the file cannot be read or has a line that is none
 */
export function readConfigFile(path: string): Sections | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw profileFailure({ key: 'profile.fileUnreadable', args: { file: path, code } });
  }
  return parseConfig(text, path);
}

/** The sections of the text of a configuration file; `path` is for the error. */
export function parseConfig(text: string, path: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | undefined;
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || line.startsWith(';')) continue;
    const section = /^\[(.+)\]$/.exec(line)?.[1]?.trim();
    if (section !== undefined) {
      current = sections.get(section) ?? new Map<string, string>();
      sections.set(section, current);
      continue;
    }
    const equals = line.indexOf('=');
    if (equals <= 0 || !current) {
      throw profileFailure({ key: 'profile.lineMalformed', args: { file: path, line: index + 1 } });
    }
    current.set(line.slice(0, equals).trim().toLowerCase(), line.slice(equals + 1).trim());
  }
  return sections;
}

/** The values of a profile, those of DEFAULT where it has none; undefined when there is no such profile. */
export function valuesOf(sections: Sections, profile: string): ReadonlyMap<string, string> | undefined {
  const own = sections.get(profile);
  if (!own) return undefined;
  const values = new Map(sections.get(DEFAULT_PROFILE) ?? []);
  // How a session or a sandbox is reached belongs to the profile that says it.
  if (profile !== DEFAULT_PROFILE) {
    for (const key of ['security_token_file', 'ocipolicy_endpoint', 'authentication_type'])
      values.delete(key);
  }
  for (const [key, value] of own) values.set(key, value);
  return values;
}
