import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { Missing } from './missing.mjs';
import { onPath, run } from './run.mjs';

const { env, platform } = process;

/**
 * The command of a desktop VS Code: VSCODE_EXECUTABLE, else one on PATH, else one in the usual places.
 * Undefined where there is none, or no screen to show it on.
 * @throws Missing when VSCODE_EXECUTABLE names a file that is not there
 */
export function findDesktop() {
  const named = env.VSCODE_EXECUTABLE;
  if (named && !existsSync(named)) throw new Missing(`VSCODE_EXECUTABLE names ${named}, which is not there.`);
  if (named) return named;
  if (!hasScreen()) return undefined;
  const names = ['code', 'code-insiders', 'codium'];
  return names.map((name) => onPath(name)).find(Boolean) ?? usualPlaces().find(existsSync);
}

/** On Linux a window needs a display; `code` in WSL and in VS Code's own terminal opens it on the other side. */
const hasScreen = () =>
  platform !== 'linux' ||
  Boolean(env.DISPLAY || env.WAYLAND_DISPLAY || env.WSL_DISTRO_NAME || env.VSCODE_IPC_HOOK_CLI);

function usualPlaces() {
  if (platform === 'darwin') {
    const inside = 'Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';
    return [`/${inside}`, path.join(homedir(), inside)];
  }
  if (platform === 'win32') {
    const programs = [path.join(env.LOCALAPPDATA ?? '', 'Programs'), env.ProgramFiles ?? ''];
    return programs.map((folder) => path.join(folder, 'Microsoft VS Code/bin/code.cmd'));
  }
  return ['/usr/share/code/bin/code', '/snap/bin/code'];
}

/**
 * Opens a folder in a new window of desktop VS Code, with the extension of `root` loaded from its folder.
 * @throws Missing when the command fails
 */
export async function openDesktop(command, root, folder, more = {}) {
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`];
  // Electron refuses to run as root without these two.
  if (platform === 'linux' && process.getuid() === 0 && !env.WSL_DISTRO_NAME) {
    args.push('--no-sandbox', `--user-data-dir=${path.join(root, '.cache/desktop')}`);
  }
  args.push(folder);
  const shell = command.endsWith('.cmd');
  const quoted = (word) => (shell ? `"${word}"` : word);
  const { code } = await run(quoted(command), args.map(quoted), { shell, env: { ...env, ...more } });
  if (code !== 0) {
    throw new Missing(
      `${command} ended with exit code ${code}. VS Code in the browser: npm start -- --browser`,
    );
  }
}
