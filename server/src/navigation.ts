import type {
  CallHierarchyItem,
  Connection,
  ServerCapabilities,
  TextDocumentPositionParams,
} from 'vscode-languageserver';
import { aboutDocuments, atPlaces, type Asked } from './asked.ts';
import { callItemsAt, incomingCalls, outgoingCalls } from './features/call-hierarchy.ts';
import { foldingRanges } from './features/folding.ts';
import { formatDocument } from './features/format.ts';
import {
  definitionsOf,
  highlightsOf,
  referencesOf,
  renameAt,
  renameRangeAt,
  type Documents,
} from './features/navigation.ts';
import { outlineOf } from './features/outline.ts';
import { selectionRanges } from './features/selection-ranges.ts';
import type { HostFeatures } from './features/service.ts';

/** What the server can do with whole documents and the names in them. */
export const NAVIGATION: ServerCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  callHierarchyProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
};

/**
 * Binds navigation and formatting to a connection: one line a method. `asked` turns what fails into an answer and a
 * line of the log; a document that is not open gets an empty answer.
 */
export function bindNavigation(
  connection: Connection,
  documents: () => Documents,
  asked: Asked,
  hosted: () => HostFeatures | undefined = () => undefined,
): void {
  const about = aboutDocuments(asked, documents);
  const at = atPlaces(asked);

  connection.onDefinition(
    at(
      'Definition',
      (uri, { position }) =>
        hosted()?.definitions(uri, position) ?? definitionsOf(documents(), uri, position),
    ),
  );
  connection.onReferences(
    at('References', (uri, { position, context }) =>
      referencesOf(documents(), uri, position, context.includeDeclaration),
    ),
  );
  connection.onDocumentHighlight(
    at('Highlights', (uri, { position }) => highlightsOf(documents(), uri, position)),
  );
  connection.onPrepareRename(
    at('Rename', (uri, { position }) => renameRangeAt(documents(), uri, position) ?? null),
  );
  connection.onRenameRequest(
    at('Rename', (uri, { position, newName }) => renameAt(documents(), uri, position, newName) ?? null),
  );
  const { callHierarchy } = connection.languages;
  callHierarchy.onPrepare(
    at('Call hierarchy', (uri, { position }) => callItemsAt(documents(), uri, position)),
  );
  /** A call is about the place of the item that an earlier answer named. */
  const ofItem = <Answer>(work: (item: CallHierarchyItem) => Answer) => {
    const asking = at(
      'Call hierarchy',
      (_, { item }: { item: CallHierarchyItem } & TextDocumentPositionParams) => work(item),
    );
    return ({ item }: { readonly item: CallHierarchyItem }) =>
      asking({ item, textDocument: { uri: item?.uri }, position: item?.selectionRange?.start });
  };
  callHierarchy.onOutgoingCalls(ofItem((item) => outgoingCalls(documents(), item)));
  callHierarchy.onIncomingCalls(ofItem((item) => incomingCalls(documents(), item)));
  connection.onDocumentSymbol(about('Outline', (document) => outlineOf(document)));
  connection.onFoldingRanges(about('Folding', (document) => foldingRanges(document)));
  connection.onSelectionRanges(
    about('Selection', (document, { positions }) => selectionRanges(document, positions)),
  );
  connection.onDocumentFormatting(about('Formatting', (document) => formatDocument(document)));
  connection.onDocumentRangeFormatting(
    about('Formatting', (document, { range }) => formatDocument(document, range)),
  );
}
