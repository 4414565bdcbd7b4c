import type { Item, PolicyDocument } from '../../language/document.ts';
import type { TenancyNames } from '../tenancy-names.ts';
import type { Slot } from './slot.ts';
import type { Style } from './style.ts';

/** What a proposal is, for its icon and for what its documentation is looked up by. */
export type ProposalKind =
  | 'keyword'
  | 'verb'
  | 'resource-type'
  | 'family'
  | 'permission'
  | 'operation'
  | 'variable'
  | 'value'
  | 'name'
  | 'template'
  | 'operator';

/** Something that could stand at the cursor. Proposals are given in the order in which they should show. */
export interface Proposal {
  readonly label: string;
  readonly kind: ProposalKind;
  /** What is written, when it is not the label; with tab stops when `snippet`. */
  readonly insert?: string;
  readonly snippet?: boolean;
  /** What is typed is compared with this, when it is not the label. */
  readonly filter?: string;
  /** A few words behind the label. */
  readonly detail?: string;
  /** It may stand in quotes as well: in a quoted slot it is proposed with them. */
  readonly quotable?: boolean;
  /** Operations that the statement allows and that do not carry this variable. */
  readonly missingIn?: readonly string[];
  /** The next slot is certain: a blank is added, and its proposals are asked for at once. */
  readonly goesOn?: boolean;
}

/** A slot, and what surrounds it. */
export interface Surroundings {
  readonly slot: Slot;
  /** The item that is written; its words are not among those that documents use. */
  readonly item: Item;
  readonly document: PolicyDocument;
  /** The documents whose words are proposed again, `document` among them. */
  readonly documents: readonly PolicyDocument[];
  /** The names that a tenancy has, by kind; none when nobody has read one. */
  readonly tenancy: TenancyNames;
  readonly style: Style;
}
