import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem,
  type CompletionList,
} from 'vscode-languageserver-types';
import { itemAt, offsetAt, rangeIn, type PolicyDocument, type Position } from '../language/document.ts';
import type { Proposal, ProposalKind } from './completion/proposal.ts';
import { proposalsFor } from './completion/proposals.ts';
import { slotAt } from './completion/slot.ts';

/** What a proposal is documented by; kept with it until its documentation is asked for. */
export interface CompletionData {
  readonly kind: ProposalKind;
  readonly name: string;
  readonly caution?: Proposal['caution'];
}

/** Characters after which an editor asks for proposals of its own accord. */
export const TRIGGERS: readonly string[] = [' ', '{', ',', '(', '=', "'", ':', '.', '/'];

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

/** Typing one of these takes the proposal and goes on. */
const COMMIT: Readonly<Partial<Record<ProposalKind, string[]>>> = {
  'resource-type': [' '],
  family: [' '],
  verb: [' '],
  permission: [',', '}'],
  variable: [' ', '='],
};

/**
 * The proposals at a place of a document, in their order; `documents` are those whose names are proposed too. The text that
 * they replace reaches from the start of the word at the cursor to its end.
 */
export function completionAt(
  document: PolicyDocument,
  position: Position,
  documents: readonly PolicyDocument[] = [document],
): CompletionList {
  const offset = offsetAt(document, position);
  const item = itemAt(document, offset);
  const slot = item && slotAt(item, offset - item.start);
  if (!item || !slot) return { isIncomplete: false, items: [] };
  const range = rangeIn(item, slot);
  const behind = item.text.charAt(slot.end);
  const proposals = proposalsFor(slot, document, documents);
  const seen = new Set<string>();
  const items: CompletionItem[] = [];
  for (const proposal of proposals) {
    const key = `${proposal.kind === 'template'} ${proposal.label}`;
    if (seen.has(key) || (slot.quoted && !proposal.label.startsWith("'"))) continue;
    seen.add(key);
    items.push(itemOf(proposal, items.length, range, behind));
  }
  return { isIncomplete: false, items };
}

function itemOf(proposal: Proposal, place: number, range: CompletionRange, behind: string): CompletionItem {
  const { label, kind, insert = label, snippet, detail, filter, caution, goesOn } = proposal;
  const spaced = goesOn && !/[)}\s]$/.test(insert) && !/^[ \t,:}/]/.test(behind) && !insert.endsWith('/');
  const commit = COMMIT[kind];
  return {
    label,
    kind: KINDS[kind],
    sortText: String(place).padStart(5, '0'),
    textEdit: { range, newText: spaced ? `${insert} ` : insert },
    ...(snippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(detail ? { detail } : {}),
    ...(filter ? { filterText: filter } : {}),
    ...(commit && !snippet ? { commitCharacters: commit } : {}),
    ...(caution ? { labelDetails: { detail: ' ⚠' } } : {}),
    ...(goesOn ? { command: { title: '', command: 'editor.action.triggerSuggest' } } : {}),
    data: { kind, name: label, ...(caution ? { caution } : {}) } satisfies CompletionData,
  };
}

type CompletionRange = { readonly start: Position; readonly end: Position };
