import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { ofMainThread } from './clock.mjs';

const URI = 'file:///bench.ocipolicy';

/** Starts the production server and shakes hands; tells how long that took, from spawning to the answer. */
export async function startServer(dist) {
  const begin = performance.now();
  const child = spawn(process.execPath, [path.join(dist, 'server.mjs'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  // A request to a server that is gone must fail, not wait.
  void ended.then(() => connection.dispose());
  connection.listen();
  const { capabilities } = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  const processor = () => ofMainThread(child.pid);
  const startTime = { wall: performance.now() - begin, processor: processor() };
  await connection.sendNotification('initialized', {});
  let version = 0;
  const diagnostics = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
  const change = (contentChange) =>
    connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: ++version },
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
      const textDocument = { uri: URI, languageId: 'ocipolicy', version: ++version, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
      await diagnostics();
    },
    /** Changes the document and waits for its diagnostics. */
    changeAndAsk: async (contentChange) => {
      await change(contentChange);
      await diagnostics();
    },
    ask: (method, position) =>
      connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: URI }, position }),
    /** Sends any request; those about a text document get its URI. */
    request: (method, params) =>
      connection.sendRequest(method, {
        ...(method.startsWith('textDocument/') ? { textDocument: { uri: URI } } : {}),
        ...params,
      }),
    /** Memory that the process holds now, in bytes. */
    resident: () => residentOf(child.pid),
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
    },
  };
}

function residentOf(pid) {
  if (process.platform === 'linux') {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  }
  if (process.platform === 'win32') return Number.NaN;
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}
