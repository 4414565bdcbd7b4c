import {
  CompletionItemKind,
  InsertTextFormat,
  type Command,
  type CompletionItem,
  type CompletionItemDefaults,
  type CompletionList,
} from 'vscode-languageserver-types';
import { rangeIn } from '../../language/document.ts';
import { isWanted } from './filter.ts';
import type { Proposal, ProposalKind } from './proposal.ts';
import type { Slot } from './slot.ts';

/** What a client keeps with a proposal until its documentation is asked for; the rest is told by the item itself. */
export interface CompletionData {
  /** The verb, the resource type and the variable before the cursor, where there are any. */
  readonly verb?: string;
  readonly type?: string;
  readonly variable?: string;
  readonly denies?: boolean;
  /** The node that a keyword is a part of. */
  readonly node?: string;
  /** Operations that the statement allows and that do not carry this variable. */
  readonly missingIn?: readonly string[];
}

/** The properties that a client takes once for all items of an answer. */
export type ItemDefaults = 'editRange' | 'commitCharacters' | 'data';

/** More proposals than this are not sent at once: the client asks again when more is typed. */
const MOST = 400;

const KINDS: Readonly<Record<ProposalKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  verb: CompletionItemKind.Method,
  'resource-type': CompletionItemKind.Class,
  family: CompletionItemKind.Module,
  permission: CompletionItemKind.EnumMember,
  operation: CompletionItemKind.Function,
  variable: CompletionItemKind.Variable,
  value: CompletionItemKind.Value,
  name: CompletionItemKind.Reference,
  template: CompletionItemKind.Snippet,
  operator: CompletionItemKind.Operator,
};

/** Typing one of these takes the proposal and goes on. A blank takes none that would bring a blank of its own. */
const COMMIT: Readonly<Partial<Record<ProposalKind, readonly string[]>>> = {
  'resource-type': [' '],
  family: [' '],
  permission: [',', '}'],
  variable: [' ', '='],
};

/** Asks for the proposals of the next slot. An editor that does not know the command passes it over. */
const ASK_AGAIN: Command = { title: '', command: 'editor.action.triggerSuggest' };

/** The answer to a client: the proposals in their order, each replacing what stands in the slot. */
export function listOf(
  slot: Slot,
  proposals: readonly Proposal[],
  data: CompletionData,
  supported: ReadonlySet<ItemDefaults>,
): CompletionList {
  const fitting = distinct(proposals.flatMap((proposal) => inSlot(proposal, slot))).filter((proposal) =>
    isWanted(proposal.filter ?? proposal.label, slot.typed),
  );
  const sent = fitting.length > MOST ? mostWanted(fitting, slot.typed) : fitting;
  const range = rangeIn(slot.item, slot);
  // Before the first letter nobody has chosen anything: a blank or a brace is a blank or a brace then. With that letter the editor asks again.
  const isChosen = slot.typed !== '';
  const takenBy = (proposal: Proposal) => (isChosen ? commitOf(proposal) : NO_CHARACTERS);
  const commit = mostFrequent(sent.map(takenBy));
  const items = sent.map((proposal, place) => {
    const item = itemOf(proposal, place, slot);
    const newText = textOf(proposal, slot);
    if (!supported.has('editRange')) item.textEdit = { range, newText };
    else if (newText !== proposal.label) item.textEditText = newText;
    const own = takenBy(proposal);
    const isDefault = supported.has('commitCharacters') && own === commit;
    if (!isDefault && (own.length > 0 || supported.has('commitCharacters'))) item.commitCharacters = [...own];
    if (proposal.missingIn) item.data = { ...data, missingIn: proposal.missingIn } satisfies CompletionData;
    else if (!supported.has('data')) item.data = data;
    return item;
  });
  return {
    isIncomplete:
      sent.length < fitting.length || (!isChosen && sent.some((each) => commitOf(each).length > 0)),
    ...(supported.size === 0 ? {} : { itemDefaults: defaults() }),
    items,
  };

  function defaults(): CompletionItemDefaults {
    return {
      ...(supported.has('editRange') ? { editRange: range } : {}),
      ...(supported.has('commitCharacters') && commit.length > 0 ? { commitCharacters: [...commit] } : {}),
      ...(supported.has('data') ? { data } : {}),
    };
  }
}

function itemOf(
  { label, kind, snippet, detail, filter, missingIn, goesOn }: Proposal,
  place: number,
  slot: Slot,
): CompletionItem {
  const compared = slot.quote === '"' ? `"${(filter ?? label).slice(1)}` : filter;
  return {
    label,
    kind: KINDS[kind],
    sortText: String(place).padStart(4, '0'),
    ...(snippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(detail === undefined ? {} : { detail }),
    ...(compared === undefined ? {} : { filterText: compared }),
    ...(missingIn ? { labelDetails: { detail: ' ⚠' } } : {}),
    ...(goesOn && asksAgain(slot) ? { command: ASK_AGAIN } : {}),
  };
}

/** What the item writes: with a blank behind it where the next slot is certain, or a word follows at once. */
function textOf({ label, insert = label, goesOn, snippet }: Proposal, slot: Slot): string {
  if (snippet || insert.endsWith('/')) return insert;
  const isGlued = /^[\w<]/.test(slot.item.text.slice(slot.end));
  return isGlued || (goesOn && asksAgain(slot)) ? `${insert} ` : insert;
}

/** Not where something stands behind the cursor that the next slot may be, nor where blanks do. */
function asksAgain({ item, end }: Slot): boolean {
  return /^(?:$|[\r\n]|[ \t]*[})])/.test(item.text.slice(end));
}

/** In quotes stands only what has quotes, or may have them. */
function inSlot(proposal: Proposal, { quote }: Slot): Proposal[] {
  if (quote === undefined || proposal.label.startsWith("'")) return [proposal];
  if (!proposal.quotable) return [];
  const { label, insert, filter } = proposal;
  return [
    {
      ...proposal,
      label: `'${label}'`,
      ...(insert === undefined ? {} : { insert: `'${insert}'` }),
      ...(filter === undefined ? {} : { filter: `'${filter}` }),
    },
  ];
}

/** A template and a word may have the same label; otherwise the first of several counts. */
function distinct(proposals: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ kind, label }) => {
    const key = kind === 'template' ? `\n${label}` : label;
    return !seen.has(key) && seen.add(key);
  });
}

/** The first of our order, those before all that begin with what is typed. */
function mostWanted(proposals: readonly Proposal[], typed: string): Proposal[] {
  const begins = ({ filter, label }: Proposal) =>
    (filter ?? label).toLowerCase().startsWith(typed.toLowerCase());
  const beginning = proposals.filter(begins);
  const chosen = new Set([...beginning, ...proposals].slice(0, MOST));
  return proposals.filter((proposal) => chosen.has(proposal));
}

const NO_CHARACTERS: readonly string[] = [];

function commitOf({ kind, snippet }: Proposal): readonly string[] {
  return (snippet ? undefined : COMMIT[kind]) ?? NO_CHARACTERS;
}

function mostFrequent(lists: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<readonly string[], number>();
  for (const list of lists) counts.set(list, (counts.get(list) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? NO_CHARACTERS;
}
