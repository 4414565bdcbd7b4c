import { window, type QuickPickItem } from 'vscode';

/** What a person is asked, in one place, so that tests inside the editor can answer. */
export interface Prompts {
  /** A modal question; true for the one answer that it offers, false for cancelling. */
  confirm(message: string, detail: string, answer: string): Promise<boolean>;
  /** A modal question with several answers; undefined for cancelling. */
  choose(message: string, detail: string, answers: readonly string[]): Promise<string | undefined>;
  pick<Item extends QuickPickItem>(items: readonly Item[], title: string): Promise<Item | undefined>;
  /** A secret, typed without being shown; undefined for cancelling. */
  secret(title: string): Promise<string | undefined>;
}

export const editorPrompts: Prompts = {
  confirm: async (message, detail, answer) =>
    (await window.showWarningMessage(message, { modal: true, detail }, answer)) === answer,
  choose: async (message, detail, answers) =>
    window.showErrorMessage(message, { modal: true, detail }, ...answers),
  pick: async (items, title) => window.showQuickPick(items, { title, matchOnDescription: true }),
  secret: async (title) => window.showInputBox({ title, password: true, ignoreFocusOut: true }),
};
