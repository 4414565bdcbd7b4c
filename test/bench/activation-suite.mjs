// What VS Code runs in its extension host for the measures of activation.mjs. The folder that is open tells what to do; what was
// measured stands in a file beside that folder.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** VS Code calls it when the window is there. */
export async function run() {
  const folder = vscode.workspace.workspaceFolders[0].uri.fsPath;
  // A window is measured that has shown a file before: how long VS Code takes for its first is none of the extension's.
  await vscode.window.showTextDocument(vscode.Uri.file(path.join(path.dirname(folder), 'before.txt')));
  const extension = vscode.extensions.getExtension('oci-policy.oci-policy');
  if (!extension || extension.isActive) throw new Error('the extension is not there, or active already');
  await calm();
  const measured = await (path.basename(folder).startsWith('activate')
    ? activated(extension)
    : opened(vscode.Uri.file(path.join(path.dirname(folder), 'opened.ocipolicy')), `${folder}.seen`));
  writeFileSync(`${folder}.json`, JSON.stringify(measured));
}

/** Waits until the window answers at once for a second: until then it does what every window does when it begins. */
async function calm() {
  const until = performance.now() + 30_000;
  for (let calm = 0; calm < 20 && performance.now() < until;) {
    const asked = performance.now();
    await vscode.commands.executeCommand('setContext', 'bench.asked', asked);
    calm = performance.now() - asked < 10 ? calm + 1 : 0;
    await pause(50);
  }
}

/** How long the extension takes to be loaded and activated, in milliseconds: on the wall, and of this process. */
async function activated(extension) {
  const [begin, used] = [performance.now(), process.cpuUsage()];
  await extension.activate();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - begin, processor: (user + system) / 1e3 };
}

/** When the file is asked for, in milliseconds since 1970. It waits until the launcher has seen a fault on the screen. */
async function opened(uri, seen) {
  const begin = Date.now();
  await vscode.window.showTextDocument(uri);
  while (!existsSync(seen)) await pause(50);
  return { begin };
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
