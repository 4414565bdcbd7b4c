/** Completion and signature help as a client meets them on the wire, in this process. */
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CompletionItemKind,
  CompletionRequest,
  CompletionResolveRequest,
  DidOpenTextDocumentNotification,
  InitializeRequest,
  SignatureHelpRequest,
  SignatureHelpTriggerKind,
  type CompletionList,
  type InitializeResult,
  type ProtocolConnection,
  type SignatureHelpContext,
} from 'vscode-languageserver-protocol';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { createConnection } from 'vscode-languageserver/node';
import { serve } from '../../../server/src/server.ts';

const uri = 'file:///wire.ocipolicy';
const open: { dispose(): void }[] = [];
afterEach(() => open.splice(0).forEach((each) => each.dispose()));

interface Wire {
  readonly client: ProtocolConnection;
  readonly initialized: InitializeResult;
}

/** A server with one document open, and a client that takes these properties once for all items. */
async function wire(
  text: string,
  itemDefaults: unknown,
  locale = 'en',
  allowedTags: string[] = [],
): Promise<Wire> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  serve(server, '0');
  server.listen();
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  client.listen();
  open.push(client, server);
  const initialized = await client.sendRequest(InitializeRequest.type, {
    ...{ processId: null, rootUri: null, workspaceFolders: null, locale },
    capabilities: {
      general: { markdown: { parser: 'marked', allowedTags } },
      textDocument: { completion: { completionList: { itemDefaults: itemDefaults as string[] } } },
    },
  });
  await client.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: 'ocipolicy', version: 1, text },
  });
  return { client, initialized };
}

async function complete({ client }: Wire, character: number): Promise<CompletionList> {
  const answer = await client.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: { line: 0, character },
  });
  if (!answer || Array.isArray(answer)) throw new Error('the answer is no list');
  return answer;
}

describe('the server', () => {
  it('says that it completes and documents', async () => {
    const { initialized } = await wire('', []);
    expect(initialized.capabilities).toMatchObject({
      completionProvider: {
        triggerCharacters: expect.arrayContaining([' ', "'", '{']) as unknown,
        resolveProvider: true,
      },
      signatureHelpProvider: { triggerCharacters: [' '] },
    });
  });

  it.each([
    ['takes all of it', ['editRange', 'commitCharacters', 'data'], true],
    ['takes none of it', [], false],
    ['says nothing of it', undefined, false],
    ['says what is none', 7, false],
  ])('sends what is common once to a client that %s', async (_, itemDefaults, isOnce) => {
    const { itemDefaults: defaults, items } = await complete(
      await wire('allow group Ops to ', itemDefaults),
      19,
    );
    expect(defaults !== undefined).toBe(isOnce);
    expect(items.every(({ textEdit }) => (textEdit === undefined) === isOnce)).toBe(true);
  });

  it.each([
    ['en', [], /Together:/, false],
    ['pt-BR', [], /./, false],
    ['ja', [], /[ぁ-ん]/, false],
    ['en', ['br'], /<br>/, true],
  ])('documents a proposal in %s with the tags %j', async (locale, tags, expected, hasBreaks) => {
    const { client } = await wire('', [], locale, tags);
    const item = { label: 'data-science-projects', kind: CompletionItemKind.Class, data: { verb: 'use' } };
    const { documentation } = await client.sendRequest(CompletionResolveRequest.type, item);
    expect(documentation).toMatchObject({
      kind: 'markdown',
      value: expect.stringMatching(expected) as unknown,
    });
    expect(JSON.stringify(documentation).includes('<br>')).toBe(hasBreaks);
  });

  it('gives back a proposal that it cannot make sense of', async () => {
    const { client } = await wire('', []);
    const item = { label: 7 as unknown as string, kind: CompletionItemKind.Keyword };
    expect(await client.sendRequest(CompletionResolveRequest.type, item)).toEqual(item);
  });

  it.each<[text: string, context: SignatureHelpContext | undefined, isShown: boolean]>([
    ['allow ', { triggerKind: SignatureHelpTriggerKind.TriggerCharacter, isRetrigger: false }, true],
    ['allow group ', { triggerKind: SignatureHelpTriggerKind.TriggerCharacter, isRetrigger: false }, false],
    ['allow group ', { triggerKind: SignatureHelpTriggerKind.ContentChange, isRetrigger: true }, true],
    ['allow group ', { triggerKind: SignatureHelpTriggerKind.Invoked, isRetrigger: false }, true],
    ['allow group ', undefined, true],
  ])('shows the skeleton of "%s" when asked with %j: %s', async (text, context, isShown) => {
    const { client } = await wire(text, []);
    const help = await client.sendRequest(SignatureHelpRequest.type, {
      ...{ textDocument: { uri }, position: { line: 0, character: text.length } },
      ...(context ? { context } : {}),
    });
    expect(help !== null).toBe(isShown);
  });
});
