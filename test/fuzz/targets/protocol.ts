import fc from 'fast-check';
import { CancellationTokenSource, ResponseError } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ASKINGS, comparable, followUp } from '../asking.ts';
import { converse, type ClientManner, type Conversation } from '../conversation.ts';
import { ask, fresher, type Answer, type Fresher, type Told } from '../fresh.ts';
import { IDS, step, URIS, type Step } from '../steps.ts';
import { holds, same, type Target } from '../target.ts';
import { policyText, wellFormed } from '../texts.ts';

interface Talk {
  readonly manner: ClientManner;
  readonly first: string;
  readonly steps: readonly Step[];
}

/** What a request may be answered with instead of a result: it was taken back, or the text is another one by now. */
const REFUSED: ReadonlySet<number> = new Set([-32800, -32801, -32802]);

/** What is told of messages that make no sense. */
const NOT_HANDLED = /^(?:Opening|Changing|Closing) /;

/**
 * Whole conversations: opening, editing, closing, asking and taking back, at any time, and messages that are none. Nothing
 * fails inside, every request is answered, and each answer is the one that a fresh server gives for what was told when it was asked.
 */
export const protocol: Target<Talk> = {
  name: 'protocol conversations',
  values: fc.record({
    manner: fc
      .record({ pulls: fc.boolean() }, { requiredKeys: ['pulls'] })
      .chain(({ pulls }) =>
        fc.constantFrom<ClientManner>(
          { pulls },
          { pulls },
          { pulls, settings: { checks: { severity: { 'unknown-verb': 'hint' } } } },
        ),
      ),
    first: policyText,
    steps: fc.array(step, { maxLength: 24 }),
  }),
  check: async ({ manner, first, steps }) => {
    const server = await converse(manner);
    try {
      await talk(server, manner, [{ do: 'open', doc: 0, text: first }, ...steps]);
    } finally {
      server.end();
    }
  },
};

async function talk(server: Conversation, manner: ClientManner, steps: readonly Step[]): Promise<void> {
  const open = new Map<string, TextDocument>();
  const files = new Map<string, string>();
  let names: unknown = null;
  let version = 0;
  const state = (): Told => ({
    documents: new Map([...open].map(([uri, each]) => [uri, { text: each.getText(), id: each.languageId }])),
    files: new Map(files),
    names,
  });
  let now: Told | undefined;
  const fresh = fresher(manner);
  const asked: Promise<void>[] = [];
  const notify = (method: string, given: object) => server.connection.sendNotification(method, given);
  try {
    for (const each of steps) {
      const uri = 'doc' in each ? (URIS[each.doc] ?? '') : '';
      const document = open.get(uri);
      if (each.do !== 'ask' && each.do !== 'settle' && each.do !== 'hold') now = undefined;
      switch (each.do) {
        case 'open': {
          const made = TextDocument.create(uri, IDS[each.doc] ?? '', ++version, wellFormed(each.text));
          open.set(uri, made);
          const textDocument = { uri, languageId: made.languageId, version, text: made.getText() };
          await notify('textDocument/didOpen', { textDocument });
          break;
        }
        case 'change': {
          if (!document) break;
          const contentChanges = each.changes.map(({ from, size, text: added }) => {
            const start = Math.floor(from * document.getText().length);
            const change = {
              range: betweenCharacters(document, start, start + size),
              text: wellFormed(added),
            };
            TextDocument.update(document, [change], ++version);
            return change;
          });
          await notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
          break;
        }
        case 'close':
          if (!document) break;
          open.delete(uri);
          await notify('textDocument/didClose', { textDocument: { uri } });
          break;
        case 'file': {
          const file = `file:///w/${each.number}.ocipolicy`;
          if (each.text === null) files.delete(file);
          else files.set(file, wellFormed(each.text));
          await notify('ocipolicy/files', {
            files: [{ uri: file, text: each.text && wellFormed(each.text) }],
          });
          break;
        }
        case 'names':
          // Diagnostics that wait for settings tell the names of the files that there are by then.
          if (manner.settings !== undefined) break;
          names = each.names;
          void server.connection.sendRequest('ocipolicy/tenancyNames', { names });
          break;
        case 'nonsense':
          await nonsense(server, each.method, each.params);
          break;
        case 'hold':
          server.hold(each.holds);
          break;
        case 'settle':
          server.hold(false);
          await Promise.all(asked);
          break;
        case 'ask': {
          const asking = ASKINGS[each.which];
          if (!asking) break;
          now ??= state();
          const text = document?.getText() ?? '';
          const at = TextDocument.create('', '', 0, text);
          const [start, end] = [each.at, each.to]
            .map((share) => Math.floor(share * text.length))
            .sort((a, b) => a - b);
          const given = {
            textDocument: { uri },
            ...asking.params(at.positionAt(start ?? 0), at.positionAt(end ?? 0), text),
          };
          asked.push(answered(server, asking.method, given, each.taken, now, fresh));
          break;
        }
      }
    }
    server.hold(false);
    await Promise.all(asked);
    await lastDiagnostics(server, manner, state(), fresh);
    const failures = server.errors.filter(
      (error) => / failed(?:: |\.$)/.test(error) && !NOT_HANDLED.test(error),
    );
    same('failures in the log', failures, []);
  } finally {
    await Promise.allSettled(asked);
    await fresh.end();
  }
}

/** Sends a request, and holds its answer against that of a fresh server. */
async function answered(
  server: Conversation,
  method: string,
  params: object,
  taken: boolean,
  told: Told,
  fresh: Fresher,
): Promise<void> {
  const source = new CancellationTokenSource();
  const answer = ask(server, method, params, source);
  if (taken) source.cancel();
  const found = await answer;
  if ('refused' in found)
    return holds(`${method} is answered with ${found.refused}`, REFUSED.has(found.refused));
  const wanted = await ask(await fresh.of(told), method, params);
  if ('refused' in wanted) throw new Error(`${method}: a fresh server answers with ${wanted.refused}`);
  same(
    `the answer to ${method} ${JSON.stringify(params)}`,
    comparable(found.answer),
    comparable(wanted.answer),
  );
  const next = followUp(method, wanted.answer);
  if (!next) return;
  const resolved = await ask(await fresh.of(told), next.method, next.params);
  holds(`${next.method} is answered with ${JSON.stringify(resolved).slice(0, 200)}`, 'answer' in resolved);
}

async function nonsense({ connection }: Conversation, method: string, params: unknown): Promise<void> {
  // What makes sense by chance would be told to this server alone.
  if (/"uri":"[^]*"text":"|"text":"[^]*"uri":"/.test(JSON.stringify(params) ?? '')) return;
  await connection.sendNotification(method, params as object);
  await connection.sendRequest(method, params as object).catch((error: unknown) => {
    if (!(error instanceof ResponseError)) throw error;
  });
}

async function lastDiagnostics(
  server: Conversation,
  { pulls }: ClientManner,
  told: Told,
  fresh: Fresher,
): Promise<void> {
  const other = await fresh.of(told);
  for (const uri of told.documents.keys()) {
    const params = { textDocument: { uri } };
    const [found, wanted] = [
      await ask(server, 'textDocument/diagnostic', params),
      await ask(other, 'textDocument/diagnostic', params),
    ];
    const items = (answer: Answer) => ('answer' in answer ? comparable(answer.answer) : answer);
    same(`the diagnostics of ${uri}`, items(found), items(wanted));
    if (!pulls)
      same(`what was sent of ${uri}`, server.pushed.get(uri), (items(wanted) as { items: unknown }).items);
  }
}

/** The range of two offsets, moved so that it cuts no character in two. */
function betweenCharacters(document: TextDocument, start: number, end: number) {
  const text = document.getText();
  const whole = (offset: number) => (/[\udc00-\udfff]/.test(text[offset] ?? '') ? offset - 1 : offset);
  return { start: document.positionAt(whole(start)), end: document.positionAt(whole(end)) };
}
