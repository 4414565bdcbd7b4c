import {
  CodeLens,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  Range,
  workspace,
  type TextDocument,
  type TextDocumentContentChangeEvent,
} from 'vscode';
import type { PolicyChanges } from '../../../../server/src/features/access/access.ts';

/** The lenses above policies that say what access they gain and lose. */
export interface AccessLenses extends Disposable {
  /** Shows what the policies of a document change; nothing when there are none. */
  show(document: TextDocument, policies: readonly PolicyChanges[]): void;
}

interface Shown {
  line: number;
  readonly changes: PolicyChanges;
}

/** Lenses over the policies of documents. While one types they move with their policies. @param command runs when one is clicked */
export function showAccessLenses(command: string): AccessLenses {
  const changed = new EventEmitter<void>();
  const shown = new Map<string, Shown[]>();
  const subscriptions = Disposable.from(
    changed,
    languages.registerCodeLensProvider(
      { language: 'ocipolicy' },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: ({ uri, lineCount }) =>
          (shown.get(uri.toString()) ?? [])
            .filter(({ line }) => line < lineCount)
            .map(({ line, changes }) => {
              const title = `$(shield) ${titleOf(changes)}`;
              return new CodeLens(new Range(line, 0, line, 0), { title, command });
            }),
      },
    ),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      for (const each of shown.get(document.uri.toString()) ?? []) follow(each, contentChanges);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => void shown.delete(uri.toString())),
  );
  return {
    show: ({ uri }, policies) => {
      const key = uri.toString();
      const before = shown.get(key) ?? [];
      shown.set(
        key,
        policies.map((changes) => ({ line: changes.range.start.line, changes })),
      );
      if (before.length > 0 || policies.length > 0) changed.fire();
    },
    dispose: () => subscriptions.dispose(),
  };
}

function titleOf(changes: PolicyChanges): string {
  const counts = countsText(changes);
  if (changes.gone === undefined) return l10n.t('{0} access against HEAD', counts);
  return changes.gone === ''
    ? l10n.t('{0} access against HEAD: statements outside of policies are gone', counts)
    : l10n.t('{0} access against HEAD: policy {1} is gone', counts, changes.gone);
}

/** `+2 −1`, with a question mark when there may be more. */
export function countsText({ more, less, open }: Pick<PolicyChanges, 'more' | 'less' | 'open'>): string {
  const counts = [
    ...(more > 0 ? [`+${more}`] : []),
    ...(less > 0 ? [`−${less}`] : []),
    ...(open > 0 ? ['?'] : []),
  ];
  return counts.join(' ');
}

/** Moves a lens as far as its policy was moved; that of a policy which is gone stays on top. */
function follow(shown: Shown, changes: readonly TextDocumentContentChangeEvent[]): void {
  if (shown.changes.gone !== undefined) return;
  for (const { range, text } of changes) {
    const isAbove =
      range.end.line < shown.line || (range.end.line === shown.line && range.end.character === 0);
    if (isAbove) shown.line += text.split('\n').length - 1 - (range.end.line - range.start.line);
  }
}
