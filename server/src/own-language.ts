import type {
  ClientCapabilities,
  Registration,
  ServerCapabilities,
  TextDocumentClientCapabilities,
} from 'vscode-languageserver';

/**
 * What is only done in files of our own language. Elsewhere it is another server's task, and an editor that sees two of them asks
 * which one is meant, or takes the one that says nothing.
 */
const OWN: readonly (readonly [keyof ServerCapabilities, keyof TextDocumentClientCapabilities, string])[] = [
  ['documentFormattingProvider', 'formatting', 'textDocument/formatting'],
  ['documentRangeFormattingProvider', 'rangeFormatting', 'textDocument/rangeFormatting'],
  ['documentOnTypeFormattingProvider', 'onTypeFormatting', 'textDocument/onTypeFormatting'],
  ['renameProvider', 'rename', 'textDocument/rename'],
  ['callHierarchyProvider', 'callHierarchy', 'textDocument/prepareCallHierarchy'],
  ['foldingRangeProvider', 'foldingRange', 'textDocument/foldingRange'],
  ['linkedEditingRangeProvider', 'linkedEditingRange', 'textDocument/linkedEditingRange'],
];

const SELECTOR = [{ language: 'ocipolicy' }];

/**
 * Parts what a server can do into what it tells at once, and what it registers for files of our language when the client is ready. For
 * a client that cannot take it later, all is told at once.
 */
export function forOwnLanguage(
  capabilities: ServerCapabilities,
  { textDocument }: ClientCapabilities,
): { readonly atOnce: ServerCapabilities; readonly later: readonly Registration[] } {
  const atOnce = { ...capabilities };
  const later: Registration[] = [];
  for (const [provider, feature, method] of OWN) {
    const told = capabilities[provider] as object | boolean | undefined;
    const can = textDocument?.[feature] as { readonly dynamicRegistration?: boolean } | undefined;
    if (!told || can?.dynamicRegistration !== true) continue;
    delete atOnce[provider];
    const options = typeof told === 'object' ? told : {};
    later.push({ id: method, method, registerOptions: { ...options, documentSelector: SELECTOR } });
  }
  return { atOnce, later };
}
