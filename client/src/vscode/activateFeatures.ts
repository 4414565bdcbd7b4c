import { commands, l10n, window, type ExtensionContext } from 'vscode';
import { registerCommands } from './commands.ts';
import { createPolicyServer, type CreateClient, type PolicyServer } from './policyServer.ts';
import { showServerStatus } from './serverStatus.ts';

/** What `activate` returns: for other extensions, and for the tests that run inside the editor. */
export interface OciPolicyApi {
  readonly server: PolicyServer;
}

/**
 * Wires the features of the extension, the same in every kind of window.
 * @param createClient makes a client, not yet started, of the server that this kind of window can run
 * @returns at once; the server goes on starting
 */
export function activateFeatures(context: ExtensionContext, createClient: CreateClient): OciPolicyApi {
  const output = window.createOutputChannel(l10n.t('OCI Policy'), { log: true });
  const server = createPolicyServer(createClient, output);
  context.subscriptions.push(output, server, showServerStatus(server), registerCommands(server, output));
  void commands.executeCommand('setContext', 'ocipolicy.active', true);
  void server.restart();
  return { server };
}
