import type { CompletionList } from 'vscode-languageserver-types';
import { itemAt, offsetAt, type PolicyDocument, type Position } from '../language/document.ts';
import { listOf, type CompletionData, type ItemDefaults } from './completion/items.ts';
import { proposalsFor } from './completion/proposals.ts';
import { slotAt, type Slot } from './completion/slot.ts';
import { styleOf } from './completion/style.ts';
import type { TenancyNames } from './tenancy-names.ts';

export { documented } from './completion/documentation.ts';
export type { CompletionData, ItemDefaults } from './completion/items.ts';

/** Characters after which an editor asks for proposals of its own accord. */
export const TRIGGERS: readonly string[] = [' ', '{', ',', '(', '=', "'", ':', '.', '/'];

/** What an answer is made from, besides the document and the place. */
export interface CompletionOptions {
  /** The documents whose names are proposed too; only the one at hand when left out. */
  readonly documents?: readonly PolicyDocument[];
  /** The names that a tenancy has, which are proposed last. */
  readonly tenancy?: TenancyNames;
  /** What the client takes once for all items; nothing when left out. */
  readonly supported?: ReadonlySet<ItemDefaults>;
}

const NOTHING: ReadonlySet<ItemDefaults> = new Set();

/**
 * What may stand at a place of a document, the likeliest first. The text that a proposal replaces reaches from the start
 * of the word at the cursor to its end. No proposals in comments, in texts for people and in patterns. Never throws.
 */
export function completionAt(
  document: PolicyDocument,
  position: Position,
  { documents = [document], tenancy = {}, supported = NOTHING }: CompletionOptions = {},
): CompletionList {
  const offset = offsetAt(document, position);
  const item = itemAt(document, offset);
  const slot = item && slotAt(item, offset - item.start);
  if (!slot) return { isIncomplete: false, items: [] };
  const style = styleOf(document, item, slot.before);
  const proposals = proposalsFor({ slot, item, document, documents, tenancy, style });
  return listOf(slot, proposals, dataOf(slot), supported);
}

function dataOf({ place, next, fits }: Slot): CompletionData {
  if (!place) return fits('=') ? { node: 'Comparison' } : {};
  const { node, tree } = place;
  const isAddition = 'effect' in tree ? tree.effect.kind === 'allow' : !('deny' in tree && tree.deny);
  return {
    node: node.type,
    ...(isAddition ? {} : { denies: true }),
    ...(node.type === 'VerbGrant' ? grantData(node.verb.text, next?.text) : {}),
    ...(node.type === 'Comparison' && node.variable.text !== '' ? { variable: node.variable.text } : {}),
  };
}

/** The verb before a resource type; where the verb is still to be written, the type behind it. */
function grantData(verb: string, behind: string | undefined): CompletionData {
  if (verb !== '') return { verb };
  return behind === undefined ? {} : { type: behind };
}
