import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ResponseError } from 'vscode-languageserver-protocol';
import { ASKINGS } from '../fuzz/asking.ts';
import { hostileDocuments, LAST } from '../hostile/documents.mjs';
import { bundled } from './bundle.ts';
import { start, type ServerProcess } from './client.ts';

const folder = bundled('server.cjs');
let server: ServerProcess;
beforeAll(async () => void (server = await start(folder(), { pulls: true })));
afterAll(() => server.stop());

/** Small enough for every test run; `npm run hostile` takes them as large as their names say. */
const DOCUMENTS = hostileDocuments(0.002).map((each, number) => ({ ...each, number }));

/** Files that are broken, or have no statement that can be read: of these nothing is said. */
const SILENT = /^(?:JavaScript|Python|YAML: aliases|YAML: 100,000|JSON: 100,000|Terraform: 1)/;

describe.each(DOCUMENTS.map((each) => [each.name, each] as const))('%s', (name, each) => {
  const uri = `file:///hostile${each.number}.${each.ending ?? 'ocipolicy'}`;

  it('is read to its end, also after an edit, and every request about it is answered', async () => {
    const { connection, errors } = server;
    const textDocument = { uri, languageId: each.language ?? 'ocipolicy', version: 1, text: each.text };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const codes = async () => (await server.diagnostics(uri)).map(({ code }) => code);
    const before = await codes();
    if (each.ending) expect(before.length > 0 ? before : [LAST.code]).toContain(LAST.code);
    else expect(before.at(-1)).toBe(LAST.code);
    if (SILENT.test(name)) expect(before.filter((code) => code !== LAST.code)).toEqual([]);
    const place = { line: 0, character: 0 };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: place, end: place }, text: ' ' }],
    });
    const after = await codes();
    if (each.ending) expect(after.filter((code) => !before.includes(code))).toEqual([]);
    else expect(after.at(-1)).toBe(LAST.code);
    const end = { line: 0, character: 40 };
    const answers = ASKINGS.map(({ method, params }) =>
      connection
        .sendRequest(method, { textDocument: { uri }, ...params({ line: 0, character: 20 }, end, each.text) })
        .then(
          () => 'answered',
          (error: unknown) => (error instanceof ResponseError ? `${method}: ${error.code}` : String(error)),
        ),
    );
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['answered']));
    await server.close(uri);
    expect(errors).toEqual([]);
  });
});
