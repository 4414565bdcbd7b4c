import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { Uri, type ExtensionContext } from 'vscode';
import { activateFeatures, type OciPolicyApi } from './activateFeatures.ts';
import type { CreateClient } from './policyServer.ts';

// The compiler's libraries of this project know no browser; this is all that is used of one.
type Worker = ConstructorParameters<typeof BrowserMessageReader>[0] & { terminate(): void };
declare const Worker: new (url: string) => Worker;

let api: OciPolicyApi | undefined;

/** The extension in a browser without a remote: the language server is a web worker. */
export function activate(context: ExtensionContext): OciPolicyApi {
  const url = Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  api = activateFeatures(context, workerClient(url));
  return api;
}

/** Ends the server before the extension host goes. */
export async function deactivate(): Promise<void> {
  await api?.server.stop();
}

/** A client that starts a worker at each start. A worker does not end by itself when its server is told to exit. */
function workerClient(url: string): CreateClient {
  return (id, name, options) => {
    let worker: Worker | undefined;
    const connect = () => {
      worker?.terminate();
      worker = new Worker(url);
      // Not the worker itself: the client would ask whether it is a `Worker`, and VS Code's own are not.
      return Promise.resolve({
        reader: new BrowserMessageReader(worker),
        writer: new BrowserMessageWriter(worker),
      });
    };
    const client = new LanguageClient(id, name, connect, options);
    const dispose = client.dispose.bind(client);
    client.dispose = (timeout) => dispose(timeout).finally(() => worker?.terminate());
    return client;
  };
}
