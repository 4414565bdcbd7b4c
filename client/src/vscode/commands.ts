import { commands, Disposable, type LogOutputChannel } from 'vscode';
import type { PolicyServer } from './policyServer.ts';

/** The commands of `contributes.commands` in package.json, by what they do. */
export const commandIds = {
  restartServer: 'ocipolicy.restartServer',
  showOutput: 'ocipolicy.showOutput',
} as const;

/** Registers every command of the extension; they last until what is returned is disposed. */
export function registerCommands(server: PolicyServer, output: LogOutputChannel): Disposable {
  return Disposable.from(
    commands.registerCommand(commandIds.restartServer, () => server.restart()),
    commands.registerCommand(commandIds.showOutput, () => output.show()),
  );
}
