import {
  LanguageClient,
  TransportKind,
  type NodeModule,
  type ServerOptions,
} from 'vscode-languageclient/node';
import type { ExtensionContext } from 'vscode';
import { pathToFileURL } from 'node:url';
import type * as Program from './program.ts';
import { activateFeatures, type OciPolicyApi } from './activateFeatures.ts';
import type { TenancyModules } from './tenancy/modules.ts';
import { registerTenancy, type TenancyApi } from './tenancy/tenancy.ts';

let api: OciPolicyApi | undefined;

/** What the extension gives where it can reach a tenancy. */
export interface DesktopApi extends OciPolicyApi {
  readonly tenancy: TenancyApi;
}

/** The extension on the desktop and in remote windows: the language server is a process of its own. */
export function activate(context: ExtensionContext): DesktopApi {
  const module = context.asAbsolutePath('dist/server.mjs');
  const run: NodeModule = { module, transport: TransportKind.ipc };
  const debug: NodeModule = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  const serverOptions: ServerOptions = { run, debug };
  api = activateFeatures(
    context,
    (id, name, options) => new LanguageClient(id, name, serverOptions, options),
    { applies: true },
  );
  return { ...api, tenancy: registerTenancy(context, api.server, () => loadModules(context)) };
}

/** What talks to tenancies stands in one file with the server; see `program.ts`. */
async function loadModules(context: ExtensionContext): Promise<TenancyModules> {
  const file = pathToFileURL(context.asAbsolutePath('dist/server.mjs')).href;
  const { loadTenancy } = (await import(file)) as typeof Program;
  return loadTenancy();
}

/** Ends the server before the extension host goes. */
export async function deactivate(): Promise<void> {
  await api?.server.stop();
}
