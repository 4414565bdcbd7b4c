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
  /** What is known to be wrong with it here, as a key of words. */
  readonly caution?: { readonly key: string; readonly args: Readonly<Record<string, string>> };
  /** The next slot is certain: ask for its proposals at once. */
  readonly goesOn?: boolean;
}
