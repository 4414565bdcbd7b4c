import type { Position } from 'vscode-languageserver-types';

// What an editor asks about a document, and which of the answers can be compared with those of another server.

export interface Asking {
  readonly method: string;
  readonly params: (at: Position, end: Position, text: string) => object;
}

const options = { tabSize: 2, insertSpaces: true };
const range = (start: Position, end: Position) => ({ range: { start, end } });
const place = (position: Position) => ({ position });

const ask = (method: string, params: Asking['params'] = () => ({})): Asking => ({ method, params });

/** Every request about a document that the server answers. */
export const ASKINGS: readonly Asking[] = [
  ask('textDocument/diagnostic'),
  ask('textDocument/completion', place),
  ask('textDocument/signatureHelp', place),
  ask('textDocument/hover', place),
  ask('textDocument/definition', place),
  ask('textDocument/references', (position) => ({ position, context: { includeDeclaration: true } })),
  ask('textDocument/documentHighlight', place),
  ask('textDocument/prepareRename', place),
  ask('textDocument/prepareCallHierarchy', place),
  ask('textDocument/rename', (position) => ({ position, newName: 'other name' })),
  ask('textDocument/documentSymbol'),
  ask('textDocument/foldingRange'),
  ask('textDocument/selectionRange', (position, end) => ({ positions: [position, end] })),
  ask('textDocument/formatting', () => ({ options })),
  ask('textDocument/rangeFormatting', (start, end) => ({ ...range(start, end), options })),
  ask('textDocument/onTypeFormatting', (position) => ({ position, ch: '\n', options })),
  ask('textDocument/onTypeFormatting', (position) => ({ position, ch: '}', options })),
  ask('textDocument/linkedEditingRange', place),
  ask('textDocument/semanticTokens/full'),
  ask('textDocument/semanticTokens/range', range),
  ask('textDocument/inlayHint', range),
  ask('textDocument/codeLens'),
  ask('textDocument/documentLink'),
  ask('textDocument/codeAction', (start, end) => ({ ...range(start, end), context: { diagnostics: [] } })),
  ask('textDocument/codeAction', (start, end) => ({
    ...range(start, end),
    context: { diagnostics: [], only: ['source.fixAll'] },
  })),
  ask('ocipolicy/copyAs', () => ({ to: 'terraform' })),
  ask('ocipolicy/copyAs', (start, end) => ({ to: 'json', ...range(start, end) })),
  ask('ocipolicy/paste', (position) => ({ position, text: '["allow group A to read buckets in tenancy"]' })),
  ask('ocipolicy/tests'),
  ask('ocipolicy/runTests'),
  ask('ocipolicy/choices', place),
  ask('ocipolicy/can', () => ({ question: { who: 'user ana in group Ops', action: 'GetBucket' } })),
  ask('ocipolicy/whoCan', () => ({ question: { action: 'GetBucket' } })),
  ask('ocipolicy/explain'),
  ask('ocipolicy/compare', (_at, _end, text) => ({ before: text.slice(0, text.length / 2) })),
  ask('ocipolicy/permissions', place),
  ask('workspace/symbol', (_at, _end, text) => ({ query: text.slice(20, 22) })),
];

/** What an answer says besides the numbers that are never given twice. */
export function comparable(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
  return { ...answer, resultId: undefined };
}

/** Requests that lead on from an answer: what is worked out only when it is seen. */
export function followUp(method: string, answer: unknown): { method: string; params: object } | undefined {
  const resolve = {
    'textDocument/codeLens': 'codeLens/resolve',
    'textDocument/codeAction': 'codeAction/resolve',
    'textDocument/inlayHint': 'inlayHint/resolve',
    'textDocument/completion': 'completionItem/resolve',
  }[method];
  const items = Array.isArray(answer)
    ? (answer as unknown[])
    : (answer as { items?: unknown[] } | null)?.items;
  const item = items?.[items.length >> 1];
  return resolve && typeof item === 'object' && item !== null ? { method: resolve, params: item } : undefined;
}
