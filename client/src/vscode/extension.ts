import {
  LanguageClient,
  TransportKind,
  type NodeModule,
  type ServerOptions,
} from 'vscode-languageclient/node';
import type { ExtensionContext } from 'vscode';
import { activateFeatures, type OciPolicyApi } from './activateFeatures.ts';

let api: OciPolicyApi | undefined;

/** The extension on the desktop and in remote windows: the language server is a process of its own. */
export function activate(context: ExtensionContext): OciPolicyApi {
  const module = context.asAbsolutePath('dist/server.cjs');
  const run: NodeModule = { module, transport: TransportKind.ipc };
  const debug: NodeModule = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  const serverOptions: ServerOptions = { run, debug };
  api = activateFeatures(
    context,
    (id, name, options) => new LanguageClient(id, name, serverOptions, options),
  );
  return api;
}

/** Ends the server before the extension host goes. */
export async function deactivate(): Promise<void> {
  await api?.server.stop();
}
