import type * as readSettings from '../../../server/src/checks/read-settings.ts';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Settings } from '../../../server/src/features/service.ts';
import { settingsMessage } from '../../../server/src/checks/words/settings-words.ts';
import { decode } from './inputs/decode.ts';
import { displayName } from './inputs/find.ts';
import { errorCode, notRead, systemReason, type Problem } from './inputs/problem.ts';
import { say, spoken } from './say.ts';
import type { Terminal } from './terminal.ts';

/** What projects say of how they want to be checked. */
export interface Projects {
  /**
   * The settings for a file, or for what stands in a folder; undefined where no project says anything. A project file that
   * cannot be used is a problem, the same object each time it is met.
   */
  settingsFor(place: { readonly file: string } | { readonly folder: string }): Settings | Problem | undefined;
}

type ReadSettings = typeof readSettings;

/**
 * The project files of a call: the one that was named for all, or the nearest one above each file. Each is read once.
 * @param named the path of `--config`
 * @returns a problem when the named file cannot be used
 */
export async function projectsOf(named: string | undefined, terminal: Terminal): Promise<Projects | Problem> {
  // It knows every code, so it holds the checks: what does not check does without.
  const reader = await import('../../../server/src/checks/read-settings.ts');
  if (named !== undefined) {
    const settings = read(resolve(terminal.cwd, named), terminal.cwd, reader, false);
    if (settings && 'sentence' in settings) return settings;
    return { settingsFor: () => settings };
  }
  const byFolder = new Map<string, Settings | Problem | undefined>();
  const nearest = (folder: string): Settings | Problem | undefined => {
    if (byFolder.has(folder)) return byFolder.get(folder);
    const above = dirname(folder);
    const own = read(join(folder, reader.PROJECT_FILE), terminal.cwd, reader, true);
    const settings = own ?? (above === folder ? undefined : nearest(above));
    byFolder.set(folder, settings);
    return settings;
  };
  return {
    settingsFor: (place) =>
      nearest('file' in place ? dirname(place.file) : resolve(terminal.cwd, place.folder)),
  };
}

/** The settings in a project file; undefined when it may be missing and is. */
function read(
  path: string,
  cwd: string,
  { readProjectFile }: ReadSettings,
  mayBeMissing: boolean,
): Settings | Problem | undefined {
  const name = displayName(path, cwd, false);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
    return mayBeMissing && isMissing ? undefined : notRead(name, systemReason(error, path));
  }
  const decoded = decode(bytes);
  if ('reason' in decoded) return notRead(name, decoded.reason);
  const { settings, problems } = readProjectFile(decoded.text);
  if (problems.length === 0) return settings;
  return { sentence: settingsMessage(say('project.name', { name }), problems, spoken()) };
}
