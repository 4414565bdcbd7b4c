import { Disposable, l10n, languages, LanguageStatusSeverity, type Command } from 'vscode';
import { commandIds } from './commands.ts';
import type { PolicyServer, ServerState } from './policyServer.ts';

/** What the status item says of a server. */
export interface ServerStatus {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly severity: LanguageStatusSeverity;
  readonly command: Command;
}

/** The words for a state, and the command that helps in it: a restart where the server is down, else the output. */
export function serverStatus(state: ServerState): ServerStatus {
  const showOutput = { command: commandIds.showOutput, title: l10n.t('Show Output') };
  const restart = { command: commandIds.restartServer, title: l10n.t('Restart') };
  const { Information, Warning, Error } = LanguageStatusSeverity;
  const text = l10n.t('OCI Policy');
  switch (state.kind) {
    case 'starting':
      return {
        text,
        detail: l10n.t('language server is starting'),
        busy: true,
        severity: Information,
        command: showOutput,
      };
    case 'running':
      return {
        text: state.version === undefined ? text : `${text} ${state.version}`,
        detail: l10n.t('language server is running'),
        busy: false,
        severity: Information,
        command: showOutput,
      };
    case 'stopped':
      return {
        text,
        detail: l10n.t('language server is stopped: nothing is checked'),
        busy: false,
        severity: Warning,
        command: restart,
      };
    case 'failed':
      return {
        text,
        detail: l10n.t('language server failed: nothing is checked'),
        busy: false,
        severity: Error,
        // Not in the detail: there is room for a few words, and then the command would be off the screen.
        command: { ...restart, tooltip: state.reason },
      };
  }
}

/** Shows the server's state in the language status of policy files, until what is returned is disposed. */
export function showServerStatus(server: PolicyServer): Disposable {
  const item = languages.createLanguageStatusItem('ocipolicy.server', { language: 'ocipolicy' });
  item.name = l10n.t('OCI Policy: Language Server');
  const update = () => Object.assign(item, serverStatus(server.state));
  update();
  return Disposable.from(item, server.onDidChangeState(update));
}
