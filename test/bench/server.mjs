import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { ofMainThread } from './clock.mjs';

const URI = 'file:///bench.ocipolicy';

/** Starts the production server; see `startProgram`. */
export function startServer(dist, options) {
  return startProgram([path.join(dist, 'server.mjs'), '--stdio'], options);
}

/**
 * Starts a language server with node and shakes hands; tells how long that took, from spawning to the answer.
 * @param {readonly string[]} args the program and its arguments
 * @param {{ uri?: string, languageId?: string, pushes?: boolean }} [options] of the one document; `pushes`: it sends
 *   diagnostics of itself and is not asked for them
 */
export async function startProgram(args, { uri = URI, languageId = 'ocipolicy', pushes = false } = {}) {
  const begin = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // A request to a server that is gone must fail, not wait.
  void ended.then(() => connection.dispose());
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  connection.onRequest('client/registerCapability', () => null);
  let pushed = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', () => pushed());
  connection.listen();
  const { capabilities } = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {
      textDocument: {
        ...(pushes ? { publishDiagnostics: {} } : { diagnostic: {} }),
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        // Without it, the server of YAML fails.
        foldingRange: {},
      },
    },
  });
  const processor = () => ofMainThread(child.pid);
  const startTime = { wall: performance.now() - begin, processor: processor() };
  await connection.sendNotification('initialized', {});
  let version = 0;
  const diagnostics = () =>
    pushes
      ? new Promise((resolve, reject) => {
          pushed = resolve;
          void ended.then(() => reject(new Error(`${args[0]} ended`)));
        })
      : connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  const change = (contentChange) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges: [contentChange],
    });
  return {
    startTime,
    /** Processor time that its main thread has used so far. */
    processor,
    capabilities,
    change,
    diagnostics,
    /** Opens the document and waits for its diagnostics. */
    open: async (text) => {
      const textDocument = { uri, languageId, version: ++version, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      return diagnostics();
    },
    /** Changes the document and waits for its diagnostics. */
    changeAndAsk: async (contentChange) => {
      await change(contentChange);
      return diagnostics();
    },
    ask: (method, position) =>
      connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, position }),
    /** Sends any request; those about a text document get its URI. */
    request: (method, params) =>
      connection.sendRequest(method, {
        ...(method.startsWith('textDocument/') ? { textDocument: { uri } } : {}),
        ...params,
      }),
    /** Memory that the process holds now, in bytes. */
    resident: () => memoryOf(child.pid, 'VmRSS'),
    /** The most that it held so far. */
    peak: () => memoryOf(child.pid, 'VmHWM'),
    /** Tells it of something that has no answer. */
    notify: (method, params) => connection.sendNotification(method, params),
    /** Ends it at once, whatever it does. */
    kill: () => child.kill('SIGKILL'),
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
    },
  };
}

/** @param {'VmRSS' | 'VmHWM'} what as Linux calls it; elsewhere there is only what is held now */
function memoryOf(pid, what) {
  if (process.platform === 'linux') {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const [, kilobytes] = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status) ?? [];
    return Number(kilobytes) * 1024;
  }
  if (process.platform === 'win32') return Number.NaN;
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}
