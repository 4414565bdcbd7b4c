import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  DocumentOnTypeFormattingRequest,
  LinkedEditingRangeRequest,
  ReferencesRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol';
import { bundled } from './bundle.ts';
import { start, type ServerProcess } from './client.ts';

const URI = 'file:///a.ocipolicy';
const OTHER = 'file:///b.ocipolicy';

const folder = bundled('server.cjs');
let server: ServerProcess;
beforeEach(async () => {
  server = await start(folder(), { pulls: true });
  await server.open(
    URI,
    'ALLOW group <who> to read buckets in tenancy\nallow group <who> to use keys in tenancy\n',
  );
});
afterEach(() => void server.child.kill());

const textDocument = { uri: URI };

describe('the server', () => {
  it('tells the meaning of words, and then only what changed', async () => {
    const { connection } = server;
    const all = await connection.sendRequest(SemanticTokensRequest.type, { textDocument });
    expect(all?.data.length).toBeGreaterThan(0);
    const at = { line: 1, character: 37 };
    await server.change(URI, { range: { start: at, end: at }, text: ' ' });
    const previousResultId = all?.resultId ?? '';
    const delta = await connection.sendRequest(SemanticTokensDeltaRequest.type, {
      textDocument,
      previousResultId,
    });
    expect(delta && 'edits' in delta).toBe(true);
  });

  it('formats the line that is left', async () => {
    const edits = await server.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
      textDocument,
      position: { line: 1, character: 0 },
      ch: '\n',
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(edits?.map(({ newText }) => newText)).toEqual(['allow group <who> to read buckets in tenancy']);
  });

  it('links placeholders', async () => {
    const position = { line: 0, character: 14 };
    const linked = await server.connection.sendRequest(LinkedEditingRangeRequest.type, {
      textDocument,
      position,
    });
    expect(linked?.ranges).toHaveLength(2);
  });

  it('finds names in files that the client tells of, until they are gone', async () => {
    const { connection } = server;
    const tell = (text: string | null) =>
      connection.sendNotification('ocipolicy/files', { files: [{ uri: OTHER, text }] });
    const found = async () => {
      const symbols = await connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'who-else' });
      return symbols?.map(({ name }) => name);
    };
    await tell('allow group who-else, <who> to read buckets in tenancy\n');
    expect(await found()).toContain('who-else');
    const references = await connection.sendRequest(ReferencesRequest.type, {
      textDocument,
      position: { line: 0, character: 14 },
      context: { includeDeclaration: true },
    });
    expect(references?.map(({ uri }) => uri).sort()).toEqual([URI, URI, OTHER]);
    await tell(null);
    expect(await found()).toEqual([]);
  });

  it.each([
    null,
    42,
    {},
    { files: 42 },
    { files: [null, 42, {}, { uri: 42, text: 'x' }, { uri: 'x', text: 42 }] },
  ])('goes on after files that are none: %j', async (params) => {
    const { connection } = server;
    await connection.sendNotification('ocipolicy/files', ...((params === null ? [] : [params]) as [object]));
    expect(await connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'nobody' })).toEqual([]);
    expect(server.errors).toEqual([]);
  });
});
