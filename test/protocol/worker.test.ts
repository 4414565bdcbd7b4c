import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createProtocolConnection,
  PortMessageReader,
  PortMessageWriter,
} from 'vscode-languageserver-protocol/node';
import packageJson from '../../package.json' with { type: 'json' };
import { bundled } from './bundle.ts';
import { connect, shown, type Client, type ClientOptions } from './client.ts';

const URI = 'vscode-vfs://host/a.ocipolicy';

const folder = bundled('server.browser.js');

/** What a web worker has besides the language itself, as far as a server may need it: nothing of node. */
const WORKER_GLOBALS = {
  ...{ setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, structuredClone },
  ...{ TextDecoder, TextEncoder, URL, AbortController, performance, console },
};

interface WorkerScope {
  onmessage?: (event: { data: unknown }) => void;
  onerror?: (event: unknown) => void;
}

/** Runs the bundle with the globals of a web worker, messages being cloned on their way as they are there. */
async function worker(options: ClientOptions = {}): Promise<Client> {
  const { port1: page, port2: inside } = new MessageChannel();
  onTestFinished(() => {
    page.close();
    inside.close();
  });
  const scope: WorkerScope & Record<string, unknown> = {
    ...WORKER_GLOBALS,
    postMessage: (data: unknown) => inside.postMessage(data),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  scope['self'] = scope;
  inside.on('message', (data: unknown) => scope.onmessage?.({ data }));
  runInContext(readFileSync(join(folder(), 'server.browser.js'), 'utf8'), createContext(scope));
  return connect(createProtocolConnection(new PortMessageReader(page), new PortMessageWriter(page)), options);
}

describe('the server in a web worker', () => {
  it('starts without anything of node', async () => {
    const { initialized } = await worker();
    expect(initialized).toMatchObject({
      serverInfo: { name: 'OCI Policy language server', version: packageJson.version },
      capabilities: { positionEncoding: 'utf-16', diagnosticProvider: { identifier: 'ocipolicy' } },
    });
  });

  it.each([true, false])(
    'tells the faults of a document that is open and changes (pulled: %s)',
    async (pulls) => {
      const client = await worker({ pulls });
      await client.open(URI, '/* 😀 */ allow group A to rread buckets in tenancy\n');
      expect(shown(await client.diagnostics(URI))).toEqual(['0:26-0:31 unknown-verb']);
      const range = { start: { line: 0, character: 26 }, end: { line: 0, character: 27 } };
      await client.change(URI, { range, text: '' });
      expect(await client.diagnostics(URI)).toEqual([]);
      expect(client.errors).toEqual([]);
    },
  );

  it('answers a request that it cannot make sense of, and goes on', async () => {
    const client = await worker({ pulls: true });
    await expect(client.connection.sendRequest('textDocument/diagnostic', {})).rejects.toThrow(
      'textDocument.uri',
    );
    await client.open(URI, 'allow group A to rread buckets in tenancy\n');
    expect(shown(await client.diagnostics(URI))).toEqual(['0:17-0:22 unknown-verb']);
  });
});
