import * as vscode from 'vscode';
import type { CancellationToken, DataTransfer, Position, Range, TextDocument } from 'vscode';

/*
 * Paste edits are a part of VS Code's API since 1.97; the extension also runs in older ones, whose types it is written against. So
 * what is used of them is told here, and only used where it is there.
 */
interface PasteKind {
  append(...parts: string[]): PasteKind;
}
interface PasteApi {
  readonly DocumentPasteEdit?: new (text: string, title: string, kind: PasteKind) => object;
  readonly DocumentDropOrPasteEditKind?: { readonly Text?: PasteKind };
  readonly languages: {
    registerDocumentPasteEditProvider?(
      selector: vscode.DocumentSelector,
      provider: {
        provideDocumentPasteEdits(
          document: TextDocument,
          ranges: readonly Range[],
          data: DataTransfer,
          context: object,
          token: CancellationToken,
        ): Promise<object[] | undefined>;
      },
      metadata: { providedPasteEditKinds: PasteKind[]; pasteMimeTypes: string[] },
    ): vscode.Disposable;
  };
}

/**
 * Offers what is pasted into a policy file as statements, where it comes from another tool; a click afterwards takes the text as it
 * was. Does nothing in a VS Code that has no paste edits.
 * @param convert gives undefined for what is to be pasted as it is
 */
export function registerPasteProvider(
  convert: (document: TextDocument, position: Position, text: string) => Promise<string | undefined>,
): vscode.Disposable {
  const { DocumentPasteEdit, DocumentDropOrPasteEditKind, languages } = vscode as unknown as PasteApi;
  const kind = DocumentDropOrPasteEditKind?.Text?.append('ocipolicy');
  const nothing = new vscode.Disposable(() => undefined);
  if (!DocumentPasteEdit || !kind || !languages.registerDocumentPasteEditProvider) return nothing;
  const provider = {
    provideDocumentPasteEdits: async (
      document: TextDocument,
      ranges: readonly Range[],
      data: DataTransfer,
      _: object,
      token: CancellationToken,
    ) => {
      const [range] = ranges;
      const text = await data.get('text/plain')?.asString();
      if (!range || !text || token.isCancellationRequested) return undefined;
      const statements = await convert(document, range.start, text);
      if (statements === undefined) return undefined;
      return [new DocumentPasteEdit(statements, vscode.l10n.t('Paste as Statements'), kind)];
    },
  };
  try {
    return languages.registerDocumentPasteEditProvider({ language: 'ocipolicy' }, provider, {
      ...{ providedPasteEditKinds: [kind], pasteMimeTypes: ['text/plain'] },
    });
  } catch {
    // Before 1.97 it was there, but not for everybody.
    return nothing;
  }
}
