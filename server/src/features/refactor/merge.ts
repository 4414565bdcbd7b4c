import { attachmentAt, UNTOLD } from '../../access/attachment.ts';
import { conditionForm } from '../../access/normal-form.ts';
import { isPlacedIn, placeOf } from '../../access/subsume.ts';
import type { Condition, Span } from '../../language/tree.ts';
import { printCondition } from '../../language/print.ts';
import {
  hasComment,
  isListed,
  sameBut,
  soundOf,
  type Place,
  type Refactoring,
  type Slot,
  type Sound,
} from './place.ts';
import { removed, replaced } from './write.ts';

/**
 * Statements that say the same but for one slot, as one: their subjects, permissions or conditions joined, or the widest of their verbs or
 * places, which covers the others. Of several that are selected these are merged; with the cursor on one, all those of its policy that
 * go with it.
 */
export function mergeRefactorings(place: Place): Refactoring[] {
  const [first] = place.chosen;
  const statement = first && soundOf(first);
  if (!statement || hasComment(first)) return [];
  const all = place.chosen.length > 1 ? place.chosen : place.run;
  const partnersOf = (slot: Slot): Sound[] =>
    all.flatMap((item) => {
      const other = soundOf(item);
      const goes = other && item !== first && sameBut(slot, statement, other) && !hasComment(item);
      return goes ? [other] : [];
    });
  return [
    listsOf('mergeSubjects', statement, partnersOf('subject'), principalsOf),
    listsOf('mergePermissions', statement, partnersOf('grant'), permissionsOf),
    conditionsOf(statement, partnersOf('condition')),
    widestOf('mergeVerbs', statement, partnersOf('grant'), verbOf, isWiderVerb),
    widestOf('mergeLocations', statement, partnersOf('location'), locationOf, isWiderIn(place)),
  ].flatMap((merged) => {
    if (!merged || merged.others.length === 0) return [];
    const { title, written, others } = merged;
    const args = { count: others.length + 1 };
    const edits = () =>
      [
        ...written().map(({ span, text }) => replaced(first, span, text)),
        ...removed(place.document, others),
      ].sort((a, b) => a.start - b.start);
    return [{ id: title, kind: 'refactor.rewrite', title, args, edits }];
  });
}

/** What becomes of the first statement, and the others that go. */
interface Merged {
  readonly title: 'mergeSubjects' | 'mergePermissions' | 'mergeConditions' | 'mergeVerbs' | 'mergeLocations';
  readonly others: readonly Sound[];
  /** What is written in it: spans count from the item. */
  written(): { readonly span: Span; readonly text: string }[];
}

/** Those with a list in the slot, in one list. */
function listsOf(
  title: Merged['title'],
  statement: Sound,
  partners: readonly Sound[],
  list: (one: Sound) => readonly Span[],
): Merged | undefined {
  const [last] = list(statement).slice(-1);
  if (!last) return undefined;
  const others = partners.filter(
    (other) => other.form.subject.kind === statement.form.subject.kind && list(other).length > 0,
  );
  const written = () => {
    const said = new Set(list(statement).map((part) => wordsIn(statement, part).toLowerCase()));
    const more = others
      .flatMap((other) => list(other).map((part) => wordsIn(other, part)))
      .filter((text) => !said.has(text.toLowerCase()) && said.add(text.toLowerCase()));
    const text = more.map((each) => `, ${each}`).join('');
    return text === '' ? [] : [{ span: { start: last.end, end: last.end }, text }];
  };
  return { title, others, written };
}

/** One holds where any of them does; where one wants nothing, nothing is wanted. Source: reference 4.4. */
function conditionsOf(statement: Sound, partners: readonly Sound[]): Merged | undefined {
  const keys = new Set([statement, ...partners].map(({ form }) => form.condition?.key));
  if (keys.size < 2) return undefined;
  const { condition, location } = statement.tree;
  const written = () => {
    if (!condition) return [];
    if (keys.has(undefined)) return [{ span: { start: location.end, end: statement.tree.end }, text: '' }];
    const branches = new Map<string, string>();
    for (const { tree } of [statement, ...partners])
      for (const each of branchesOf(tree.condition))
        branches.set(conditionForm(each)?.key ?? '', printCondition(each));
    return [{ span: condition, text: `any { ${[...branches.values()].join(', ')} }` }];
  };
  return { title: 'mergeConditions', others: partners, written };
}

/** The conditions of which any is enough. */
function branchesOf(condition: Condition | undefined): readonly Condition[] {
  if (condition?.type !== 'Combination') return condition ? [condition] : [];
  return condition.operator.text.toLowerCase() === 'any'
    ? condition.conditions.flatMap(branchesOf)
    : [condition];
}

/** The one whose slot covers that of the others; others that it does not cover stay. */
function widestOf(
  title: Merged['title'],
  statement: Sound,
  partners: readonly Sound[],
  slotOf: (one: Sound) => Span | undefined,
  isWider: (wide: Sound, narrow: Sound) => boolean,
): Merged | undefined {
  const those = partners.filter((other) => isWider(other, statement) || isWider(statement, other));
  let widest = statement;
  for (const other of those) if (isWider(other, widest)) widest = other;
  const [slot, wide] = [slotOf(statement), slotOf(widest)];
  if (!slot || !wide) return undefined;
  const others = those.filter((other) => other === widest || isWider(widest, other));
  const written = () => (widest === statement ? [] : [{ span: slot, text: wordsIn(widest, wide) }]);
  return { title, others, written };
}

/** Verbs build on each other: the highest gives all that the lower ones do; of denials the lowest takes most. Source: reference 4.3. */
function isWiderVerb({ form: wide }: Sound, { form: narrow }: Sound): boolean {
  const [one, other] = [wide.grant, narrow.grant];
  if (one?.kind !== 'verb' || other?.kind !== 'verb' || one.type !== other.type) return false;
  if (one.rank === 0 || other.rank === 0) return false;
  return wide.denies ? one.rank < other.rank : one.rank > other.rank;
}

/** Whether a location holds the whole of another one: a policy counts for the compartments below. */
function isWiderIn({ head }: Place): (wide: Sound, narrow: Sound) => boolean {
  const attachment = head?.tree?.type === 'PolicyHead' ? attachmentAt(head.tree.locations) : UNTOLD;
  return ({ form: { tree, location: outer } }, { form: { tree: other, location: inner } }) => {
    if (!outer || !inner || tree.location?.alias || other.location?.alias) return false;
    if ([outer, inner].some(({ kind, key }) => kind === 'tenancy' && key !== 'tenancy')) return false;
    const [wide, narrow] = [placeOf(outer, attachment), placeOf(inner, attachment)];
    return wide.at !== narrow.at && isPlacedIn(narrow, wide);
  };
}

function principalsOf({ tree: { subject } }: Sound): readonly Span[] {
  return isListed(subject) ? subject.principals : [];
}

function permissionsOf({ tree: { grant } }: Sound): readonly Span[] {
  return grant.type === 'PermissionSet' ? grant.permissions : [];
}

function verbOf({ tree: { grant } }: Sound): Span | undefined {
  return grant.type === 'VerbGrant' ? grant.verb : undefined;
}

function locationOf({ tree: { location } }: Sound): Span {
  return location;
}

function wordsIn({ item }: Sound, { start, end }: Span): string {
  return item.text.slice(start, end);
}
