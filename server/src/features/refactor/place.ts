import { formOf, type StatementForm } from '../../checks/statement-form.ts';
import { commentsOf } from '../../language/comments.ts';
import { itemAt, offsetAt, type Item, type PolicyDocument, type Range } from '../../language/document.ts';
import type { Edit } from '../../language/fault.ts';
import type { Grant, NamedSubject } from '../../language/tree.ts';
import type { TitleKey } from '../fix-titles.ts';

/** A change that leaves what statements grant as it was. */
export interface Refactoring {
  /** Unlike that of any other that is proposed at the same place. */
  readonly id: string;
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.inline';
  readonly title: TitleKey;
  readonly args: Readonly<Record<string, string | number>>;
  /** Offsets count in the document; in order, none overlapping another. Worked out when somebody wants it. */
  edits(): Edit[];
}

/** Where refactorings are asked for. */
export interface Place {
  readonly document: PolicyDocument;
  /** Statements that can be changed: without a slip. All those that the range touches. */
  readonly chosen: readonly Item[];
  /** The one that the range touches; undefined for none or several. */
  readonly statement: Sound | undefined;
  /** All statements of the same policy block, or those that stand in none without a block between them. */
  readonly run: readonly Item[];
  /** The head of the block, when they stand in one. */
  readonly head: Item | undefined;
}

/** An `allow` or a `deny` without a slip. */
export interface Sound {
  readonly item: Item;
  readonly tree: Grant;
  readonly form: StatementForm;
}

export function placeIn(document: PolicyDocument, range: Range): Place {
  const { items } = document;
  const [from, to] = [offsetAt(document, range.start), offsetAt(document, range.end)];
  const first = items.indexOf(itemAt(document, from) as Item);
  const chosen: Item[] = [];
  for (let index = Math.max(0, first); (items[index]?.start ?? Infinity) <= to; index++) {
    const item = items[index] as Item;
    if (isStatement(item) && item.start + (item.tree?.end ?? 0) >= from) chosen.push(item);
  }
  const [only] = chosen;
  const sound = only && chosen.length === 1 ? soundOf(only) : undefined;
  return { document, chosen, statement: sound, ...runAround(items, Math.max(0, first)) };
}

const STATEMENTS: ReadonlySet<Item['kind']> = new Set(['grant', 'define', 'endorse', 'admit']);

function isStatement({ kind, tree }: Item): boolean {
  return STATEMENTS.has(kind) && tree !== undefined;
}

function runAround(items: readonly Item[], index: number): { run: Item[]; head: Item | undefined } {
  let first = index;
  while (first > 0 && items[first]?.kind !== 'policy' && items[first - 1]?.kind !== 'end') first--;
  const head = items[first]?.kind === 'policy' ? items[first] : undefined;
  const run: Item[] = [];
  for (let at = head ? first + 1 : first; at < items.length; at++) {
    const item = items[at] as Item;
    if (item.kind === 'policy' || item.kind === 'end') break;
    if (isStatement(item)) run.push(item);
  }
  return { run, head };
}

const known = new WeakMap<Item, Sound | 'none'>();

/** What can be said of a statement for certain, worked out once for an item; undefined for one with a slip or of another kind. */
export function soundOf(item: Item): Sound | undefined {
  let sound = known.get(item);
  if (!sound) {
    const { tree, faults } = item;
    const form = tree?.type === 'Grant' && faults.length === 0 ? formOf(item) : undefined;
    sound = form && tree?.type === 'Grant' ? { item, tree, form } : 'none';
    known.set(item, sound);
  }
  return sound === 'none' ? undefined : sound;
}

/** Whether a comment stands between the words of an item, or of a part of it: it would be lost, or said twice. */
export function hasComment(item: Item, span?: { readonly start: number; readonly end: number }): boolean {
  return commentsOf(item.text).some(
    ({ start, first, next }) =>
      start > first && next !== undefined && (!span || (start > span.start && start < span.end)),
  );
}

/** Whether a subject is a list of names of one kind; `<subject>` and `${local.who}` may hold the kind, too, and stay alone. */
export function isListed(subject: Grant['subject']): subject is NamedSubject {
  return subject.type === 'NamedSubject' && subject.kind.end > subject.kind.start;
}

/** A part of a statement. */
export type Slot = 'subject' | 'grant' | 'location' | 'condition';

/** Whether two statements say the same but for one slot, as far as their keys tell. */
export function sameBut(slot: Slot, { form: one }: Sound, { form: other }: Sound): boolean {
  return (
    one.denies === other.denies &&
    (slot === 'subject' || one.subject.key === other.subject.key) &&
    (slot === 'grant' || one.grant?.key === other.grant?.key) &&
    (slot === 'location' || one.location?.key === other.location?.key) &&
    (slot === 'condition' || one.condition?.key === other.condition?.key)
  );
}
