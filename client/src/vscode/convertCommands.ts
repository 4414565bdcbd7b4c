import { commands, Disposable, env, l10n, window, type TextEditor } from 'vscode';
import { COPY_AS, PASTE } from '../../../server/src/features/convert.ts';
import type { Target } from '../../../server/src/features/convert/to.ts';
import { registerPasteProvider } from './pasteProvider.ts';
import type { PolicyServer } from './policyServer.ts';

/** The commands of `contributes.commands` that copy statements in the form of another tool. */
const COPY_COMMANDS: Readonly<Record<string, Target>> = {
  'ocipolicy.copyAsJson': 'json',
  'ocipolicy.copyAsTerraform': 'terraform',
  'ocipolicy.copyAsCli': 'cli',
  'ocipolicy.copyAsConsole': 'console',
};

/** The command that pastes what was copied from another tool as statements. */
const PASTE_AS_STATEMENTS = 'ocipolicy.pasteAsStatements';

/** Registers copying to and pasting from other tools; they last until what is returned is disposed. */
export function registerConvertCommands(server: PolicyServer): Disposable {
  const pasted = async (uri: string, position: object, text: string): Promise<string | undefined> => {
    const answer = await server.request<string | null>(PASTE, { textDocument: { uri }, position, text });
    return answer ?? undefined;
  };
  return Disposable.from(
    ...Object.entries(COPY_COMMANDS).map(([command, to]) =>
      commands.registerCommand(command, async () => {
        const editor = policyEditor();
        if (!editor) return;
        const uri = editor.document.uri.toString();
        const { start, end, isEmpty } = editor.selection;
        const range = isEmpty ? {} : { range: { start: placeOf(start), end: placeOf(end) } };
        const text = await server.request<string | null>(COPY_AS, { textDocument: { uri }, to, ...range });
        if (text) await env.clipboard.writeText(text);
        else void window.showInformationMessage(l10n.t('There is no statement to copy.'));
      }),
    ),
    commands.registerCommand(PASTE_AS_STATEMENTS, async () => {
      const editor = policyEditor();
      const text = await env.clipboard.readText();
      if (!editor || text === '') return;
      const { document, selection } = editor;
      const statements = await pasted(document.uri.toString(), placeOf(selection.start), text);
      // What is nothing of the kind is pasted as it is.
      await editor.edit((edit) => edit.replace(selection, statements ?? text));
    }),
    registerPasteProvider((document, position, text) =>
      pasted(document.uri.toString(), placeOf(position), text),
    ),
  );
}

/** The editor that has the focus, when it shows a policy file. */
function policyEditor(): TextEditor | undefined {
  const editor = window.activeTextEditor;
  return editor?.document.languageId === 'ocipolicy' ? editor : undefined;
}

const placeOf = ({ line, character }: { line: number; character: number }) => ({ line, character });
