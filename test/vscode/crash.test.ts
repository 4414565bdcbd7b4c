import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, suiteSetup, test } from 'mocha';
import { window, type LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { createPolicyServer, type ServerState } from '../../client/src/vscode/policyServer.ts';
import { extension } from './editor.ts';

suite('a language server that fails', () => {
  // Not disposed: a server that is killed is told of there, some seconds after its test.
  let output: LogOutputChannel;
  suiteSetup(() => (output = window.createOutputChannel('Failing servers', { log: true })));

  const rows: { name: string; file: string; starts: number; reason: RegExp }[] = [
    { name: 'crashes again and again: given up', file: 'crashing.cjs', starts: 5, reason: /crashed 5 times/ },
    { name: 'is not there', file: 'none.cjs', starts: 5, reason: /crashed 5 times/ },
    { name: 'refuses to start', file: 'refusing.cjs', starts: 1, reason: /no catalogue/ },
  ];
  for (const { name, file, starts, reason } of rows) {
    test(name, async () => {
      const module = path.join(extension().extensionPath, 'test/vscode/servers', file);
      const server = createPolicyServer(
        (id, title, options) =>
          new LanguageClient(
            id,
            title,
            { module, transport: TransportKind.ipc },
            // Its failure is told by the state alone, not by a question to the person.
            { ...options, initializationFailedHandler: () => false },
          ),
        output,
      );
      const seen: ServerState[] = [];
      const failed = new Promise<ServerState>((resolve) =>
        server.onDidChangeState((state) => {
          seen.push(state);
          if (state.kind === 'failed') resolve(state);
        }),
      );
      await server.restart();
      const state = await failed;
      const stateThen = server.state;
      server.dispose();
      assert.match(state.kind === 'failed' ? state.reason : '', reason);
      assert.equal(seen.filter(({ kind }) => kind === 'starting').length, starts, JSON.stringify(seen));
      assert.equal(stateThen.kind, 'failed');
    });
  }
});
