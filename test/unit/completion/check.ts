import { expect } from 'vitest';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import type { ItemDefaults } from '../../../server/src/features/completion.ts';
import {
  createPolicyService,
  type PolicyService,
  type Position,
} from '../../../server/src/features/service.ts';
import { filtered } from './fuzzy.ts';

const service: PolicyService = createPolicyService();
const URI = 'file:///marked.ocipolicy';
const MARK = '‹|›';

/** Other open documents by their URI. */
export type Others = Readonly<Record<string, string>>;

/** The answer at the mark `‹|›` of a text. */
export function listIn(
  marked: string,
  others: Others = {},
  supported?: ReadonlySet<ItemDefaults>,
): CompletionList {
  const { text, position } = unmarked(marked);
  for (const [uri, content] of Object.entries(others)) service.open(uri, content);
  service.open(URI, text);
  const list = service.completion(URI, position, supported);
  for (const uri of [URI, ...Object.keys(others)]) service.close(uri);
  return list;
}

/** The proposals at the mark that what is typed before it leaves, in the order in which VS Code shows them. */
export function shownIn(marked: string, others?: Others): CompletionItem[] {
  const { items } = listIn(marked, others);
  return filtered(items, typedIn(marked, items));
}

/** Their labels, with the sign of a caution behind those that have one. */
export function labelsIn(marked: string, others?: Others): string[] {
  return shownIn(marked, others).map(({ label, labelDetails }) => label + (labelDetails?.detail ?? ''));
}

/** Holds the labels of the proposals at the mark against `a | b | c`: all of them, or the first ones when it ends in `| …`. */
export function expectProposals(marked: string, expected: string, others?: Others): void {
  const wanted = expected === '' ? [] : expected.split(' | ');
  const labels = labelsIn(marked, others);
  const isOpen = wanted.at(-1) === '…';
  const shown =
    isOpen && labels.length >= wanted.length ? [...labels.slice(0, wanted.length - 1), '…'] : labels;
  expect(shown.join(' | ')).toBe(wanted.join(' | '));
}

/** The text before the mark that the proposals replace. */
export function typedIn(marked: string, [item]: readonly CompletionItem[]): string {
  const { text, position } = unmarked(marked);
  const range =
    item?.textEdit && 'range' in item.textEdit ? item.textEdit.range : { start: position, end: position };
  return text.slice(offsetIn(text, range.start), offsetIn(text, position));
}

/** The text after taking a proposal by its label, with the mark where the cursor is then: at the first tab stop of a snippet. */
export function accepted(marked: string, label: string, others?: Others): string {
  const { text } = unmarked(marked);
  const item = shownIn(marked, others).find((each) => each.label === label);
  if (!item) throw new Error(`${label} is not proposed in ${marked}`);
  if (!item.textEdit || !('range' in item.textEdit)) throw new Error('a proposal without an edit');
  const { range, newText } = item.textEdit;
  const isSnippet = item.insertTextFormat === 2;
  return (
    text.slice(0, offsetIn(text, range.start)) +
    (isSnippet ? expanded(newText) : newText + MARK) +
    text.slice(offsetIn(text, range.end))
  );
}

/** A snippet as it stands after it is inserted: each tab stop with its text, the first choice of several. */
function expanded(snippet: string): string {
  const stops = [...snippet.matchAll(/\$(\d)|\$\{(\d)(?:[:|]([^}]*))?\}/g)].map((found) =>
    Number(found[1] ?? found[2]),
  );
  const first = Math.min(...stops.filter((stop) => stop > 0), ...(stops.some((stop) => stop > 0) ? [] : [0]));
  return snippet.replace(
    /\$(\d)|\$\{(\d)(?:([:|])([^}]*))?\}/g,
    (_whole, bare: string, braced: string, kind: string, text = '') => {
      const shown = kind === '|' ? (String(text).replace(/\|$/, '').split(',')[0] ?? '') : String(text);
      return Number(bare ?? braced) === first ? MARK + shown : shown;
    },
  );
}

/** The text without its mark, and where the mark was. */
export function unmarked(marked: string): { text: string; position: Position } {
  const at = marked.indexOf(MARK);
  if (at < 0 || marked.indexOf(MARK, at + 1) >= 0) throw new Error('the text must have one mark');
  const lines = marked.slice(0, at).split(/\r\n|\r|\n/);
  return {
    text: marked.replace(MARK, ''),
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  };
}

function offsetIn(text: string, { line, character }: Position): number {
  const ends = [...text.matchAll(/\r\n|\r|\n/g)];
  const before = line === 0 ? undefined : ends[line - 1];
  return (before ? before.index + before[0].length : 0) + character;
}
