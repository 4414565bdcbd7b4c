import { timedAsync } from '../bench/clock.mjs';
import { startServer } from '../bench/server.mjs';
import { LAST } from './documents.mjs';

/** After so much processor time, in milliseconds, a server is ended, and the row says so; elsewhere than on Linux, after as long by the clock. */
const MOST = 120_000;

const place = { line: 0, character: 20 };
const line = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 40 } } };
const options = { tabSize: 2, insertSpaces: true };

/** What an editor asks for when it shows a document. */
const SHOWN = [
  ...[
    ['documentSymbol'],
    ['foldingRange'],
    ['codeLens'],
    ['semanticTokens/range', line],
    ['hover', { position: place }],
  ],
  ...[
    ['completion', { position: place }],
    ['codeAction', { ...line, context: { diagnostics: [] } }],
    ['inlayHint', line],
  ],
  ...[
    ['formatting', { options }],
    ['documentHighlight', { position: place }],
  ],
];

/** Opens a document in a new server, types a character, and asks for all that an editor shows. */
export async function readByServer(dist, { name, text, language = 'ocipolicy', ending = 'ocipolicy' }) {
  const server = await startServer(dist, { uri: `file:///hostile.${ending}`, languageId: language });
  const begin = performance.now();
  const limit = setInterval(() => {
    if ((server.processor() ?? performance.now() - begin) > MOST) server.kill();
  }, 1_000);
  const row = { name, size: text.length };
  try {
    let report;
    const time = async (work) => (await timedAsync(work, server.processor)).processor;
    row.open = await time(async () => (report = await server.open(text)));
    row.what = saidOf(report.items, ending);
    const typed = { range: { start: line.range.start, end: line.range.start }, text: ' ' };
    row.edit = await time(() => server.changeAndAsk(typed));
    row.shown = await time(async () => {
      for (const [method, params] of SHOWN) await server.request(`textDocument/${method}`, params ?? {});
    });
    row.memory = server.peak();
    await server.stop();
  } catch (error) {
    row.what = `${row.what ?? ''} NOT ANSWERED (${error.message})`;
    server.kill();
  }
  clearInterval(limit);
  return row;
}

/** What is said of a document, in a few words. */
function saidOf(items, ending) {
  const counts = new Map();
  for (const { code } of items) counts.set(code, (counts.get(code) ?? 0) + 1);
  const isRead = items.at(-1)?.code === LAST.code;
  if (isRead) counts.delete(LAST.code);
  const all = [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${count.toLocaleString('en')} × ${code}`);
  const more = all.length > 3 ? [...all.slice(0, 3), `${all.length - 3} more codes`] : all;
  const end =
    ending === 'ocipolicy'
      ? isRead
        ? 'the statement behind it is read'
        : 'THE STATEMENT BEHIND IT IS LOST'
      : '';
  const said =
    more.join(', ') ||
    (items.length > 0 && ending !== 'ocipolicy' ? 'its statement is read' : 'nothing is said of it');
  return [said, end].filter(Boolean).join('; ');
}
