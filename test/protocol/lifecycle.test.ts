import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ExitNotification, ShutdownRequest, TextDocumentSyncKind } from 'vscode-languageserver-protocol';
import packageJson from '../../package.json' with { type: 'json' };
import { bundled } from './bundle.ts';
import { shown, start, type ClientOptions, type Transport } from './client.ts';

const folder = bundled('server.cjs', 'cli.cjs');

async function started(options: ClientOptions = {}) {
  const server = await start(folder(), options);
  onTestFinished(() => void server.child.kill());
  return server;
}

const TRANSPORTS: Transport[] = ['stdio', 'ipc', 'command line'];

describe.each(TRANSPORTS)('a server reached over %s', (transport) => {
  it('says who it is and what it can do', async () => {
    const { initialized } = await started({ transport });
    expect(initialized).toMatchObject({
      serverInfo: { name: 'OCI Policy language server', version: packageJson.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        diagnosticProvider: {
          identifier: 'ocipolicy',
          interFileDependencies: false,
          workspaceDiagnostics: false,
        },
      },
    });
  });

  it('reads a document, tells its faults, and ends when it is told to', async () => {
    const server = await started({ transport });
    await server.open('file:///a.ocipolicy', 'allow group A to rread buckets in tenancy\n');
    expect(shown(await server.diagnostics('file:///a.ocipolicy'))).toEqual(['0:17-0:22 unknown-verb']);
    expect(await server.stop()).toBe(0);
  });
});

describe('the end of a server', () => {
  it.each(TRANSPORTS)('over %s, without a request for it first, is a failure', async (transport) => {
    const { connection, ended } = await started({ transport });
    await connection.sendNotification(ExitNotification.type);
    expect(await ended).toBe(1);
  });

  it('comes when its input ends', async () => {
    const { child, ended } = await started();
    child.stdin?.end();
    expect(await ended).toBe(1);
  });

  it('is no failure when its input ends after it was asked to shut down', async () => {
    const { child, connection, ended } = await started();
    await connection.sendRequest(ShutdownRequest.type);
    child.stdin?.end();
    expect(await ended).toBe(0);
  });

  it('comes when the process that it serves is gone', async () => {
    const editor = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await once(editor, 'exit');
    // The server looks for it every three seconds.
    const { ended } = await started({ transport: 'ipc', ...(editor.pid ? { processId: editor.pid } : {}) });
    expect(await ended).toBe(1);
  });

  it('leaves nothing on standard error', async () => {
    const server = await started();
    let stderr = '';
    server.child.stderr?.on('data', (data: Buffer) => (stderr += data.toString()));
    const closed = once(server.child, 'close');
    await server.open('file:///a.ocipolicy', 'allow group A to rread buckets in tenancy\n');
    await server.diagnostics('file:///a.ocipolicy');
    await server.stop();
    await closed;
    expect(stderr).toBe('');
  });

  it('forgets every document when it is asked to shut down', async () => {
    const server = await started({ pulls: true });
    await server.open('file:///a.ocipolicy', 'allow group A to rread buckets in tenancy\n');
    expect(await server.diagnostics('file:///a.ocipolicy')).toHaveLength(1);
    await server.connection.sendRequest(ShutdownRequest.type);
    expect(await server.diagnostics('file:///a.ocipolicy')).toEqual([]);
  });
});
