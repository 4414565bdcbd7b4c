import { timedAsync } from './clock.mjs';
import { createDice } from './generate.mjs';
import { keystrokes, places } from './keystrokes.mjs';
import { startServer } from './server.mjs';

/** So many lines an editor shows at once. */
const SCREEN = 60;

const options = { tabSize: 2, insertSpaces: true };
const screen = ({ line }) => ({
  range: { start: { line, character: 0 }, end: { line: line + SCREEN, character: 0 } },
});
const cursor = (position) => ({ range: { start: position, end: position } });

/** What an editor asks for, by what it is called in the table: the method, and the parameters for a place of the text. */
const METHODS = {
  'semantic tokens, all': ['semanticTokens/full', () => ({})],
  'semantic tokens of a screen': ['semanticTokens/range', screen],
  outline: ['documentSymbol', () => ({})],
  folding: ['foldingRange', () => ({})],
  'formatting the file': ['formatting', () => ({ options })],
  'formatting a typed line': ['onTypeFormatting', (position) => ({ position, ch: '\n', options })],
  references: ['references', (position) => ({ position, context: { includeDeclaration: true } })],
  rename: ['rename', (position) => ({ position, newName: 'Other' })],
  'code lenses': ['codeLens', () => ({})],
  'inlay hints of a screen': ['inlayHint', screen],
  'code actions at a place': [
    'codeAction',
    (position) => ({ ...cursor(position), context: { diagnostics: [] } }),
  ],
};

/**
 * How long the server takes for each method, over standard streams, at random places of the text. Before each request a character is
 * typed or deleted and the diagnostics are waited for, as in an editor, so that nothing that is kept for a whole text helps.
 * @returns `[name, times]` for each method
 */
export async function askMethods(dist, text, runs) {
  const server = await startServer(dist);
  await server.open(text);
  const dice = createDice(13);
  const changes = keystrokes(text, runs * 8, dice).flat();
  const at = places(text, runs, dice);
  const group = lastOf(text, ' group ');
  let typed = 0;
  const type = () => server.changeAndAsk(changes[typed++ % changes.length]);
  const measured = [];
  const measure = async (name, prepare, work) => {
    const times = [];
    for (let run = 0; run < runs; run++) {
      await type();
      const given = await prepare(run);
      times.push(await timedAsync(() => work(given), server.processor));
    }
    measured.push([name, times]);
  };
  for (const [name, [method, paramsAt]] of Object.entries(METHODS)) {
    await measure(
      name,
      (run) => paramsAt(at[run]),
      (params) => server.request(`textDocument/${method}`, params),
    );
  }
  await measure(
    'semantic tokens, after a keystroke',
    async () => {
      const { resultId } = await server.request('textDocument/semanticTokens/full', {});
      await type();
      return { previousResultId: resultId };
    },
    (params) => server.request('textDocument/semanticTokens/full/delta', params),
  );
  await measure(
    'a code lens, seen',
    async (run) => {
      const lenses = await server.request('textDocument/codeLens', {});
      return lenses[run % lenses.length];
    },
    (lens) => server.request('codeLens/resolve', lens),
  );
  await measure(
    'call hierarchy, what a group calls',
    async () => {
      const [item] = await server.request('textDocument/prepareCallHierarchy', { position: group });
      return { item };
    },
    (params) => server.request('callHierarchy/outgoingCalls', params),
  );
  await measure(
    'workspace symbols',
    () => ({ query: 'team' }),
    (params) => server.request('workspace/symbol', params),
  );
  await server.stop();
  return measured;
}

/** Where a word stands last, behind what is typed before. */
function lastOf(text, word) {
  const lines = text.slice(0, text.lastIndexOf(word) + word.length).split('\n');
  return { line: lines.length - 1, character: lines.at(-1).length };
}
