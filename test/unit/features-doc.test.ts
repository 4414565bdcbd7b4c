/** docs/features.md says all that the server can do, and shows what is there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ACTIONS } from '../../server/src/actions.ts';
import { EDITING } from '../../server/src/editing.ts';
import { HINTS } from '../../server/src/hints.ts';
import { NAVIGATION } from '../../server/src/navigation.ts';
import { LEGEND } from '../../server/src/features/semantic-tokens.ts';

const page = readFileSync('docs/features.md', 'utf8');

/** What the protocol's methods are called where a capability has another name. */
const METHODS: Readonly<Record<string, string>> = {
  documentHighlightProvider: 'documentHighlight',
  documentSymbolProvider: 'documentSymbol',
  documentFormattingProvider: 'formatting',
  documentRangeFormattingProvider: 'rangeFormatting',
  documentOnTypeFormattingProvider: 'onTypeFormatting',
  workspaceSymbolProvider: 'workspace/symbol',
};

it.each(Object.keys({ ...ACTIONS, ...EDITING, ...HINTS, ...NAVIGATION }))('tells of %s', (capability) => {
  expect(page).toContain(METHODS[capability] ?? capability.replace('Provider', ''));
});

it('tells of every type of token', () => {
  for (const type of LEGEND.tokenTypes) expect(page).toContain(`\`${type}\``);
});

it('shows pictures that are there, each once', () => {
  const shown = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file = '']) => file);
  expect(shown.length).toBeGreaterThan(8);
  expect(new Set(shown).size).toBe(shown.length);
  for (const file of shown) expect([file, existsSync(`docs/${file}`)]).toEqual([file, true]);
});
