import { commands, Disposable, l10n, Uri, window, type ExtensionContext } from 'vscode';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { TenancySession } from './session.ts';

export const START_SANDBOX = 'ocipolicy.startSandbox';
export const STOP_SANDBOX = 'ocipolicy.stopSandbox';

/** Registers the commands of the sandbox; disposing ends one that runs. */
export function registerSandbox(context: ExtensionContext, session: TenancySession): Disposable {
  let running: Sandbox | undefined;
  const start = async () => {
    const sandbox = await session.withProgress(l10n.t('Starting the sandbox tenancy'), async () => {
      const { sandbox: modules } = await session.modules();
      const folder = Uri.joinPath(context.globalStorageUri, 'sandbox').fsPath;
      try {
        running ??= await modules.startSandbox({ folder, seed: true });
        return { configFile: running.configFile, profile: running.profile };
      } catch (error) {
        // Another window has started it: its profile serves this one as well.
        if (!(error instanceof modules.AlreadyRunning)) throw error;
        return { configFile: Uri.joinPath(Uri.file(folder), 'config').fsPath, profile: 'SANDBOX' };
      }
    });
    if (!sandbox) return undefined;
    await session.choose(sandbox);
    void window.showInformationMessage(
      l10n.t(
        'A sandbox tenancy runs on this machine, and is chosen as the profile {0}. Nothing in Oracle Cloud is read or changed through it.',
        sandbox.profile,
      ),
    );
    return sandbox;
  };
  const stop = async () => {
    const ending = running;
    running = undefined;
    await ending?.close();
    if (ending) await session.choose({ configFile: undefined, profile: undefined });
  };
  // How `npm start` opens the editor: a newcomer applies a policy to the sandbox in the first minute.
  if (process.env['OCIPOLICY_SANDBOX'] === 'start') void start();
  return Disposable.from(
    commands.registerCommand(START_SANDBOX, start),
    commands.registerCommand(STOP_SANDBOX, stop),
    new Disposable(() => void running?.close()),
  );
}
