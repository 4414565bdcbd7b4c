import { commands, Disposable, l10n, Uri, window, workspace } from 'vscode';
import { EXTRACT, RESOURCES } from '../../../../server/src/features/hosts/requests.ts';
import { findPolicyFiles } from '../policyFiles.ts';
import type { PolicyServer } from '../policyServer.ts';
import { checkWorkspace } from './checkWorkspace.ts';
import { isTerraform } from './hostLanguages.ts';

/** The commands of `contributes.commands` about policies in files of other languages. */
export const HOST_COMMANDS = {
  extract: 'ocipolicy.extractPolicies',
  insert: 'ocipolicy.insertAsTerraform',
  check: 'ocipolicy.checkWorkspace',
} as const;

/** Registers them; they last until what is returned is disposed. */
export function registerHostCommands(server: PolicyServer): Disposable {
  const checking = checkWorkspace(server);
  return Disposable.from(
    checking,
    commands.registerCommand(HOST_COMMANDS.check, () => checking.check()),
    commands.registerCommand(HOST_COMMANDS.extract, async () => {
      const uri = window.activeTextEditor?.document.uri.toString();
      const text = uri && (await server.request<string | null>(EXTRACT, { textDocument: { uri } }));
      if (!text) {
        void window.showInformationMessage(l10n.t('There are no policies to extract in this file.'));
        return;
      }
      await window.showTextDocument(
        await workspace.openTextDocument({ language: 'ocipolicy', content: text }),
      );
    }),
    commands.registerCommand(HOST_COMMANDS.insert, async (from?: unknown) => {
      const editor = window.activeTextEditor;
      if (!editor || !isTerraform(editor.document.languageId)) {
        void window.showInformationMessage(l10n.t('Open the Terraform file that the policies go into.'));
        return;
      }
      const file = from instanceof Uri ? from : await pickFile();
      if (!file) return;
      const text = await server.request<string | null>(RESOURCES, { textDocument: { uri: file.toString() } });
      if (text) await editor.edit((edit) => edit.insert(editor.selection.active, text));
      else void window.showInformationMessage(l10n.t('There is no policy in that file.'));
    }),
  );
}

/** A policy file of the workspace: the only one, or the one that a person takes. */
async function pickFile(): Promise<Uri | undefined> {
  const uris = await findPolicyFiles();
  if (uris.length < 2) {
    if (uris.length === 0)
      void window.showInformationMessage(l10n.t('There is no policy file in the workspace.'));
    return uris[0];
  }
  const items = uris.map((uri) => ({ label: workspace.asRelativePath(uri), uri }));
  const title = l10n.t('Insert as Terraform');
  return (await window.showQuickPick(items, { title, placeHolder: l10n.t('Which policy file?') }))?.uri;
}
