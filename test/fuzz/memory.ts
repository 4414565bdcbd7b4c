import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createDice, generateFile } from '../bench/generate.mjs';
import { keystrokes, places } from '../bench/keystrokes.mjs';
import { converse } from './conversation.ts';

const URI = 'file:///grown.ocipolicy';

/** What an editor asks for behind most edits. */
const ASKED = [
  ...[
    'diagnostic',
    'semanticTokens/full',
    'completion',
    'hover',
    'documentSymbol',
    'codeLens',
    'foldingRange',
  ],
  ...['references', 'documentHighlight', 'codeAction', 'inlayHint', 'formatting'],
];

/** So much more than after a fifth of the edits the heap may hold after all of them: what a server remembers fills up meanwhile, within bounds. */
export const MOST_GROWTH = 1.25;

/**
 * The memory of a server after each tenth of so many edits and as many requests: bytes of heap that it cannot be rid of. The text stays
 * what it is but for the last character typed, so what grows is what is kept for nothing.
 * @param statements size of the text
 * @param each called behind each edit
 */
export async function heapOverEdits(
  edits: number,
  {
    seed,
    statements = 1_000,
    each = () => undefined,
  }: { seed: number; statements?: number; each?: () => void },
): Promise<readonly number[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { text } = generateFile(statements, { seed: 5 });
  const dice = createDice(seed);
  const changes = keystrokes(text, edits / 2, dice).flat();
  const at = places(text, edits, dice);
  const held = () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = held();
  const heaps: number[] = [];
  const { connection, end } = await converse({ pulls: true });
  const textDocument = { uri: URI, languageId: 'ocipolicy', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  for (const [index, change] of changes.entries()) {
    const version = index + 2;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version },
      contentChanges: [change],
    });
    const method = `textDocument/${ASKED[index % ASKED.length]}`;
    const [position, more] = [
      at[index],
      { context: { diagnostics: [], includeDeclaration: true }, options: { tabSize: 2, insertSpaces: true } },
    ];
    await connection.sendRequest(method, {
      textDocument: { uri: URI },
      position,
      range: { start: position, end: position },
      ...more,
    });
    each();
    if ((index + 1) % (edits / 10) !== 0) continue;
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
    heaps.push(held() - before);
  }
  end();
  return heaps;
}

/** How much more there is at the end than after a fifth of the edits. */
export function growthOf(heaps: readonly number[]): number {
  return (heaps.at(-1) ?? 0) / (heaps[1] ?? 1);
}
