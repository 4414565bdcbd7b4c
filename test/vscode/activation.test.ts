import assert from 'node:assert/strict';
import { suite, suiteTeardown, test } from 'mocha';
import { commands } from 'vscode';
import { commandIds } from '../../client/src/vscode/commands.ts';
import { extension, open, closeAll, serverIs } from './editor.ts';

// Files are loaded before any test runs: this is how it stands in a window that has opened no policy file.
const activeBefore = extension().isActive;

suite('activation', () => {
  suiteTeardown(closeAll);

  test('not before a policy file is opened', () => {
    assert.equal(activeBefore, false);
  });

  test('by opening a policy file, which is of the language', async () => {
    const document = await open('clean.ocipolicy');
    assert.equal(document.languageId, 'ocipolicy');
    await serverIs('running');
    assert.equal(extension().isActive, true);
  });

  test('registers its commands', async () => {
    await open('clean.ocipolicy');
    await serverIs('running');
    const known = await commands.getCommands();
    for (const id of Object.values(commandIds)) assert.ok(known.includes(id), id);
  });
});
