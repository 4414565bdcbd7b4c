import type { Connection, InitializeParams, SemanticTokens, ServerCapabilities } from 'vscode-languageserver';
import { aboutDocuments, type About, type Asked } from './asked.ts';
import { COPY_AS, PASTE, type CopyParams, type PasteParams } from './features/convert.ts';
import { formatTyped, TYPED } from './features/format-on-type.ts';
import { linkedEditingRanges } from './features/linked-editing.ts';
import { createSemanticTokens, LEGEND } from './features/semantic-tokens.ts';
import type { PolicyService } from './features/service.ts';
import { readTenancyNames, TENANCY_NAMES } from './features/tenancy-names.ts';
import { FILES, type ToldFile } from './features/workspace-files.ts';
import { workspaceSymbols } from './features/workspace-symbols.ts';
import type { PolicyDocument } from './language/document.ts';

/** What the server can do while somebody writes. */
export const EDITING: ServerCapabilities = {
  semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true },
  documentOnTypeFormattingProvider: { firstTriggerCharacter: TYPED[0], moreTriggerCharacter: [TYPED[1]] },
  linkedEditingRangeProvider: true,
  workspaceSymbolProvider: true,
};

/**
 * Binds colouring, formatting while typing, linked editing and symbols to a connection. `asked` turns what fails into an answer
 * and a line of the log; a document that is not open gets an empty answer.
 */
export function bindEditing(
  connection: Connection,
  service: () => PolicyService,
  asked: Asked,
  checkAnew: () => void,
): { begin(params: InitializeParams): void } {
  let tokens = createSemanticTokens(true);
  const about = aboutDocuments(asked, () => service().documents);

  const { semanticTokens } = connection.languages;
  /** The tokens of a file of another language are few, and are told all at once; what is asked before it can be read waits. */
  const colored = <Params extends About, Answer>(
    work: (document: PolicyDocument, params: Params) => Answer,
  ) =>
    asked('Semantic tokens', async (uri, params: Params): Promise<Answer | SemanticTokens | null> => {
      await service().ready?.(uri);
      const document = service().documents.get(uri);
      return document ? work(document, params) : (service().hosted?.tokens(uri) ?? null);
    });
  semanticTokens.on(colored((document) => tokens.full(document)));
  semanticTokens.onDelta(
    colored((document, { previousResultId }) => tokens.delta(document, previousResultId)),
  );
  semanticTokens.onRange(colored((document, { range }) => tokens.range(document, range)));
  connection.onDocumentOnTypeFormatting(
    about('Formatting', (document, { position, ch }) => formatTyped(document, position, ch)),
  );
  connection.languages.onLinkedEditingRange(
    about('Linked editing', (document, { position }) => linkedEditingRanges(document, position) ?? null),
  );
  connection.onRequest(
    COPY_AS,
    asked('Copying', (uri, { to, range }: CopyParams) => service().converted(uri, to, range) ?? null),
  );
  connection.onRequest(
    PASTE,
    asked('Pasting', (uri, { position, text }: PasteParams) => {
      return typeof text === 'string' ? (service().pasted(uri, position, text) ?? null) : null;
    }),
  );
  connection.onWorkspaceSymbol((params) => {
    const query: unknown = params?.query;
    return workspaceSymbols(service().everywhere, typeof query === 'string' ? query : '');
  });
  connection.onRequest(TENANCY_NAMES, (params: { names?: unknown } | null) => {
    service().knowTenancy(readTenancyNames(params?.names));
    checkAnew();
    return null;
  });
  connection.onNotification(FILES, (params: { files?: unknown } | null) => {
    for (const each of Array.isArray(params?.files) ? (params.files as unknown[]) : []) {
      const { uri, text } = (each ?? {}) as Partial<Record<keyof ToldFile, unknown>>;
      if (typeof uri === 'string') service().file(uri, typeof text === 'string' ? text : undefined);
    }
  });
  return {
    begin: ({ capabilities }) => {
      // An editor that adds the tokens to a grammar of its own colours keywords and values itself.
      tokens = createSemanticTokens(!capabilities.textDocument?.semanticTokens?.augmentsSyntaxTokens);
    },
  };
}
