import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiagnosticSeverity, type TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { change as anyChange, file } from '../property/generate.ts';
import { bundled } from './bundle.ts';
import { shown, start, type ServerProcess } from './client.ts';

const folder = bundled('server.cjs');
let server: ServerProcess;
beforeAll(async () => void (server = await start(folder(), { pulls: true })));
afterAll(() => server.stop());

/** A change of `[line:character, line:character)`, places as they travel. */
function edit(range: string, text: string): TextDocumentContentChangeEvent {
  const [start, end] = range.split('-').map((place) => {
    const [line = 0, character = 0] = place.split(':').map(Number);
    return { line, character };
  });
  if (!start) throw new Error(`no place in ${range}`);
  return { range: { start, end: end ?? start }, text };
}

interface Case {
  readonly name: string;
  readonly before: string;
  readonly changes: readonly TextDocumentContentChangeEvent[];
  readonly after: string;
  /** What is said about `after`. */
  readonly faults: readonly string[];
}

const A = 'allow group A to read buckets in tenancy';
const B = 'allow group B to use vcns in tenancy';
const WRONG = 'allow group A to rread buckets in tenancy';

const CASES: Case[] = [
  {
    name: 'a character that is typed makes a fault',
    before: `${B}\n${A}\n${B}\n`,
    changes: [edit('1:17', 'r')],
    after: `${B}\n${WRONG}\n${B}\n`,
    faults: ['1:17-1:22 unknown-verb'],
  },
  {
    name: 'a character that is deleted mends it',
    before: `${B}\n${WRONG}\n${WRONG}\n`,
    changes: [edit('1:17-1:18', '')],
    after: `${B}\n${A}\n${WRONG}\n`,
    faults: ['2:17-2:22 unknown-verb'],
  },
  {
    name: 'faults behind a new line move down',
    before: `${A}\n${WRONG}\n`,
    changes: [edit('0:0', '\n\n')],
    after: `\n\n${A}\n${WRONG}\n`,
    faults: ['3:17-3:22 unknown-verb'],
  },
  {
    name: 'and up, when a line goes',
    before: `${A}\n${B}\n${WRONG}\n`,
    changes: [edit('0:0-1:0', '')],
    after: `${B}\n${WRONG}\n`,
    faults: ['1:17-1:22 unknown-verb'],
  },
  {
    name: 'lines that end with CR LF count once',
    before: `${A}\r\n${B}\r\n${A}\r\n`,
    changes: [edit('2:17', 'r')],
    after: `${A}\r\n${B}\r\n${WRONG}\r\n`,
    faults: ['2:17-2:22 unknown-verb'],
  },
  {
    name: 'CR LF is joined out of two changes',
    before: `${A}\n${WRONG}\n`,
    changes: [edit('0:40', '\r'), edit('1:17', 'r')],
    after: `${A}\r\n${'allow group A to rrread buckets in tenancy'}\n`,
    faults: ['1:17-1:23 unknown-verb'],
  },
  {
    name: 'the line end of CR LF is deleted as a whole',
    before: `${A}\r\n${WRONG}\r\n`,
    changes: [edit('0:40-1:0', ' ')],
    after: `${A} ${WRONG}\r\n`,
    faults: ['0:41-0:46 run-together-statements', '0:58-0:63 unknown-verb'],
  },
  {
    name: 'a lone CR ends a line',
    before: `${A}\r${B}\r`,
    changes: [edit('1:12-1:13', 'A'), edit('0:17', 'r')],
    after: `${WRONG}\r${B.replace('B', 'A')}\r`,
    faults: ['0:17-0:22 unknown-verb'],
  },
  {
    name: 'a surrogate pair before a fault counts as two',
    before: `/* 😀😀 */ ${A}\n`,
    changes: [edit('0:28', 'r')],
    after: `/* 😀😀 */ ${WRONG}\n`,
    faults: ['0:28-0:33 unknown-verb'],
  },
  {
    name: 'a surrogate pair is put in and taken out before a fault',
    before: `/* x */ ${WRONG}\n`,
    changes: [edit('0:3', '😀é日'), edit('0:3-0:5', ''), edit('0:3', '👩‍👩‍👧')],
    after: `/* 👩‍👩‍👧é日x */ ${WRONG}\n`,
    faults: ['0:35-0:40 unknown-verb'],
  },
  {
    name: 'text is added at the very end',
    before: A,
    changes: [edit('0:40', '\n'), edit('1:0', WRONG)],
    after: `${A}\n${WRONG}`,
    faults: ['1:17-1:22 unknown-verb'],
  },
  {
    name: 'a range that reaches behind the end stops there',
    before: `${A}\n${B}`,
    changes: [edit('1:0-99:99', WRONG)],
    after: `${A}\n${WRONG}`,
    faults: ['1:17-1:22 unknown-verb'],
  },
  {
    name: 'a range that reaches behind the end of its line stops there',
    before: `${A}\r\n${WRONG}\r\n`,
    changes: [edit('0:17-0:999', 'reed buckets in tenancy')],
    after: `allow group A to reed buckets in tenancy\r\n${WRONG}\r\n`,
    faults: ['0:17-0:21 unknown-verb', '1:17-1:22 unknown-verb'],
  },
  {
    name: 'the whole document is replaced, without a range',
    before: `${A}\n${A}\n`,
    changes: [{ text: `\n${WRONG}` }],
    after: `\n${WRONG}`,
    faults: ['1:17-1:22 unknown-verb'],
  },
  {
    name: 'the whole document is replaced, and then changed in the same message',
    before: `${A}\n${A}\n`,
    changes: [{ text: `\n${A}` }, edit('1:17', 'r'), edit('0:0-1:0', '')],
    after: WRONG,
    faults: ['0:17-0:22 unknown-verb'],
  },
  {
    name: 'everything is deleted, and something else comes',
    before: `${A}\n${B}\n`,
    changes: [edit('0:0-2:0', ''), edit('0:0', WRONG)],
    after: WRONG,
    faults: ['0:17-0:22 unknown-verb'],
  },
  {
    name: 'everything is deleted',
    before: `${WRONG}\n`,
    changes: [edit('0:0-1:0', '')],
    after: '',
    faults: [],
  },
  {
    name: 'changes of one message count one after the other',
    before: `${A}\n${B}\n`,
    changes: [edit('0:0', `${B}\n`), edit('1:17', 'r'), edit('0:0-1:0', ''), edit('1:17', 'uu')],
    after: `${WRONG}\nallow group B to uuuse vcns in tenancy\n`,
    faults: ['0:17-0:22 unknown-verb', '1:17-1:22 unknown-verb'],
  },
  {
    name: 'a block comment that is opened takes the statements behind it',
    before: `${A}\n${WRONG}\n/* end */\n${WRONG}\n`,
    changes: [edit('1:0', '/*')],
    after: `${A}\n/*${WRONG}\n/* end */\n${WRONG}\n`,
    faults: ['3:17-3:22 unknown-verb'],
  },
  {
    name: 'and gives them back when it is closed',
    before: `${A}\n/*\n${WRONG}\n${WRONG}\n`,
    changes: [edit('1:2', ' */')],
    after: `${A}\n/* */\n${WRONG}\n${WRONG}\n`,
    faults: ['2:17-2:22 unknown-verb', '3:17-3:22 unknown-verb'],
  },
  {
    name: 'the brace of a policy is taken away',
    before: `policy p in compartment C description "d" {\n  ${A}\n}\n${WRONG}\n`,
    changes: [edit('2:0-3:0', '')],
    after: `policy p in compartment C description "d" {\n  ${A}\n${WRONG}\n`,
    faults: ['0:0-0:8 policy-not-closed', '2:17-2:22 unknown-verb'],
  },
];

/** What the server says about a text that it reads as a whole. */
async function readWhole(text: string): Promise<unknown> {
  const uri = 'file:///whole.ocipolicy';
  await server.open(uri, text);
  const diagnostics = await server.diagnostics(uri);
  await server.close(uri);
  return diagnostics;
}

describe('a document that is changed over the wire', () => {
  it.each(CASES.map((each) => [each.name, each] as const))('%s', async (_, each) => {
    const { before, changes, after, faults } = each;
    const uri = 'file:///edited.ocipolicy';
    await server.open(uri, before);
    await server.change(uri, ...changes);
    const diagnostics = await server.diagnostics(uri);
    // What is advised on sound statements is another matter.
    expect(shown(diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error))).toEqual(
      faults,
    );
    expect(diagnostics).toEqual(await readWhole(after));
  });

  it('has the diagnostics of its text, whatever the changes were', async () => {
    const uri = 'file:///random.ocipolicy';
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.array(fc.array(anyChange, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        async (before, messages) => {
          const document = TextDocument.create(uri, 'ocipolicy', 0, wellFormed(before));
          await server.open(uri, document.getText());
          for (const [index, message] of messages.entries()) {
            const changes = message.map(({ from, size, text }) => {
              const start = Math.floor(from * document.getText().length);
              const range = betweenCharacters(document, start, start + size);
              const made = { range, text: wellFormed(text) };
              TextDocument.update(document, [made], index + 1);
              return made;
            });
            await server.change(uri, ...changes);
            expect(await server.diagnostics(uri)).toEqual(await readWhole(document.getText()));
          }
          await server.close(uri);
        },
      ),
      { numRuns: 50 },
    );
  });
});

/** Half a surrogate pair cannot travel as UTF-8: it comes out as U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** The range of two offsets, moved so that it cuts no character in two. */
function betweenCharacters(document: TextDocument, start: number, end: number) {
  const text = document.getText();
  const whole = (offset: number) => (/[\udc00-\udfff]/.test(text[offset] ?? '') ? offset - 1 : offset);
  return { start: document.positionAt(whole(start)), end: document.positionAt(whole(end)) };
}
