import assert from 'node:assert/strict';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import { commands, LanguageStatusSeverity } from 'vscode';
import { commandIds } from '../../client/src/vscode/commands.ts';
import { serverStatus } from '../../client/src/vscode/serverStatus.ts';
import type { ServerState } from '../../client/src/vscode/policyServer.ts';
import { api, closeAll, diagnostics, open, serverIs } from './editor.ts';

suite('language server', () => {
  suiteSetup(() => open('clean.ocipolicy'));
  suiteTeardown(closeAll);

  test('tells its version', async () => {
    const { version } = await serverIs('running');
    assert.match(version ?? 'none', /^\d+\.\d+\.\d+/);
  });

  test('is restarted by the command, and checks again', async () => {
    const document = await open('broken.ocipolicy');
    await diagnostics(document.uri, ({ length }) => length > 0);
    const { server } = await api();
    const seen: ServerState['kind'][] = [];
    const subscription = server.onDidChangeState(({ kind }) => seen.push(kind));
    await commands.executeCommand(commandIds.restartServer);
    subscription.dispose();
    assert.deepEqual(seen, ['stopped', 'starting', 'running']);
    await diagnostics(document.uri, ({ length }) => length > 0);
    assert.equal(server.state.kind, 'running');
  });

  test('starts again after a stop', async () => {
    const { server } = await api();
    await server.stop();
    assert.equal(server.state.kind, 'stopped');
    await server.restart();
    assert.equal(server.state.kind, 'running');
  });

  test('restarts asked for at once are carried out one after the other', async () => {
    const { server } = await api();
    await Promise.all([server.restart(), server.restart(), server.restart()]);
    assert.equal(server.state.kind, 'running');
  });
});

suite('status item', () => {
  const { Information, Warning, Error } = LanguageStatusSeverity;
  const rows: [ServerState, boolean, LanguageStatusSeverity, string, RegExp][] = [
    [{ kind: 'starting' }, true, Information, commandIds.showOutput, /starting/],
    [{ kind: 'running', version: '1.2.3' }, false, Information, commandIds.showOutput, /1\.2\.3.*running/],
    [{ kind: 'running', version: undefined }, false, Information, commandIds.showOutput, /running/],
    [{ kind: 'stopped' }, false, Warning, commandIds.restartServer, /stopped/],
    [{ kind: 'failed', reason: 'it broke' }, false, Error, commandIds.restartServer, /failed.*it broke/],
  ];
  for (const [state, busy, severity, command, words] of rows) {
    test(`${JSON.stringify(state)}`, () => {
      const status = serverStatus(state);
      assert.equal(status.busy, busy);
      assert.equal(status.severity, severity);
      assert.equal(status.command.command, command);
      assert.match(`${status.text} ${status.detail} ${status.command.tooltip ?? ''}`, words);
    });
  }
});
