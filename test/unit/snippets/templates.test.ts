/** “New Policy from Template…”: the snippets of the manifest become choices, and the chosen one is inserted. */
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ExtensionContext } from 'vscode';
import { NEW_POLICY, registerNewPolicy } from '../../../client/src/vscode/newPolicy.ts';
import { snippetFilesOf, templatesOf } from '../../../client/src/vscode/newPolicyTemplates.ts';
import { bundledSnippets } from './expand.ts';

interface Choice {
  readonly label: string;
  readonly kind?: number;
  readonly description?: string;
  readonly detail?: string;
}

/** What stands in for the editor: its commands, the answer to the picker, what was offered and what was inserted. */
const editor = vi.hoisted(() => ({
  commands: new Map<string, (argument?: unknown) => Promise<void>>(),
  answer: undefined as string | undefined,
  offered: [] as Choice[],
  opened: [] as unknown[],
  inserted: [] as string[],
}));

vi.mock('vscode', () => ({
  commands: {
    registerCommand: (id: string, run: () => Promise<void>) => {
      editor.commands.set(id, run);
      return { dispose: () => editor.commands.delete(id) };
    },
  },
  l10n: { t: (text: string) => text },
  QuickPickItemKind: { Separator: -1 },
  SnippetString: class {
    constructor(readonly value: string) {}
  },
  Uri: { joinPath: (base: string, path: string) => `${base}/${path}` },
  window: {
    showQuickPick: async (choices: Promise<Choice[]>) => {
      editor.offered = await choices;
      return editor.offered.find(({ label, kind }) => kind === undefined && label === editor.answer);
    },
    showTextDocument: () =>
      Promise.resolve({
        insertSnippet: ({ value }: { value: string }) => Promise.resolve(editor.inserted.push(value)),
      }),
  },
  workspace: {
    fs: { readFile: (uri: string) => Promise.resolve(readFileSync(uri)) },
    openTextDocument: (options: unknown) => Promise.resolve(editor.opened.push(options)),
  },
}));

const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
const context = { extension: { packageJSON: manifest }, extensionUri: '.' } as unknown as ExtensionContext;

async function run(argument?: unknown): Promise<void> {
  const registered = registerNewPolicy(context);
  await editor.commands.get(NEW_POLICY)?.(argument);
  registered.dispose();
}

beforeEach(() => {
  Object.assign(editor, { answer: undefined, offered: [], opened: [], inserted: [] });
});

test('every snippet is offered with its prefix and description, the forms of statements last', async () => {
  await run();
  const offered = editor.offered.filter(({ kind }) => kind === undefined);
  for (const { name, prefix, description } of bundledSnippets())
    expect(offered).toContainEqual(
      expect.objectContaining({ label: name, description: prefix, detail: description }),
    );
  expect(editor.offered.filter(({ kind }) => kind === -1).map(({ label }) => label)).toEqual([
    'First policies of a tenancy',
    'AI Data Platform',
    'Data Science',
    'Model deployment',
    'Secrets of notebook sessions',
    'Forms of statements and blocks',
  ]);
});

test('the chosen snippet is inserted into a new document of the language', async () => {
  const [snippet] = bundledSnippets();
  editor.answer = snippet?.name;
  await run();
  expect(editor.opened).toEqual([{ language: 'ocipolicy' }]);
  expect(editor.inserted).toEqual([snippet?.body]);
});

test('without a choice no document is opened', async () => {
  await run();
  expect(editor.offered.length).toBeGreaterThan(0);
  expect([editor.opened, editor.inserted]).toEqual([[], []]);
});

test.each([
  ['secrets-per-notebook', 1],
  ['allow-group', 1],
  ['no-such-prefix', 0],
])('the prefix %s as argument asks nothing and inserts %i snippets', async (prefix, count) => {
  await run(prefix);
  expect(editor.offered).toEqual([]);
  expect(editor.inserted).toHaveLength(count);
});

test('the files of other languages are no policies, and a manifest may have none', () => {
  const forms = { language: 'ocipolicy', path: './snippets/ocipolicy.json' };
  const bundle = { language: 'ocipolicy', path: './snippets/secrets.json' };
  const other = { language: 'markdown', path: './snippets/markdown.json' };
  expect(snippetFilesOf({ contributes: { snippets: [forms, other, bundle] } })).toEqual([bundle, forms]);
  expect(snippetFilesOf({})).toEqual([]);
});

test('prefix and body are a text or a list of texts, and the topic is that of the file unless it is said', () => {
  const text =
    '{"A": {"prefix": ["a", "b"], "description": "d", "body": "x", "topic": "t"}, "B": {"prefix": "c", "body": ["x", "y"]}}';
  expect(templatesOf(text, './snippets/file.json')).toEqual([
    { name: 'A', prefix: 'a, b', description: 'd', body: 'x', topic: 't' },
    { name: 'B', prefix: 'c', description: '', body: 'x\ny', topic: 'file' },
  ]);
});
