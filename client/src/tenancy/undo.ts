import { sameContent } from './content.ts';
import { guardLockout } from './guard-lockout.ts';
import { readJournal, writeJournal, type Journal, type JournalEntry } from './journal.ts';
import type { Policy, Stored } from './objects.ts';
import { inOrder } from './order.ts';
import { tellOrder, type Change, type Detail, type Plan, type Remark } from './plan.ts';
import { pathOf, type Snapshot } from './snapshot.ts';
import { compareStatements } from './statement-changes.ts';
import { readStatement, type Names } from './statements.ts';
import { nameOf } from './objects.ts';

/**
 * The plan that puts back what an apply did, as far as nobody has changed it since: what was created is deleted, what was changed gets its
 * former content, what was deleted is created anew. Never throws.
 */
export function makeUndoPlan(journal: Journal, snapshot: Snapshot): Plan {
  const names: Names = { snapshot };
  const changes: Change[] = [];
  const [stops, questions, notes] = [[], [], []] as [Remark[], Remark[], Remark[]];
  if (journal.place.tenancyId !== snapshot.place.tenancyId) {
    const { tenancyName: other, profile } = journal.place;
    stops.push({ key: 'stop.otherTenancy', args: { other, profile } });
  } else {
    for (const { name, before, after } of foldEntries(journal.entries)) {
      const [was, became] = [before, after && withNamespace(after, snapshot)];
      const now = became ? byId(snapshot, became) : was && byName(snapshot, was);
      const isBack = was ? now !== undefined && sameContent(was, now, names) : now === undefined;
      if (isBack) notes.push({ key: 'note.alreadyBack', args: { name } });
      else if (
        !was &&
        now &&
        became &&
        (!sameContent(inUse(became), inUse(now), names) || hasOthers(now, journal, snapshot))
      ) {
        stops.push({ key: 'stop.changedSince', args: { name } });
      } else if (!was && now) changes.push(changeOf('delete', now, undefined, snapshot));
      else if (was && became && (!now || !sameContent(became, now, names))) {
        stops.push({ key: 'stop.changedSince', args: { name } });
      } else if (was && now && became)
        changes.push(changeOf('update', now, { ...was, id: now.id }, snapshot));
      else if (was && now) stops.push({ key: 'stop.changedSince', args: { name } });
      else if (was) {
        changes.push(changeOf('create', undefined, anew(was, snapshot), snapshot));
        questions.push({ key: 'question.goneAgain', args: { name } });
      }
    }
  }
  guardLockout({ changes, snapshot, stops, questions });
  const ordered = inOrder(joined(changes, snapshot));
  tellOrder(ordered, { questions, notes });
  if (changes.length === 0 && stops.length === 0) notes.unshift({ key: 'note.nothingToUndo', args: {} });
  return {
    ...{ place: snapshot.place, files: journal.files, unchanged: [] },
    changes: ordered,
    ...{ faults: [], unfilled: [], warnings: [], stops, questions, notes },
  };
}

/** A policy that was moved is moved back: of one name there can be only one at a time. */
function joined(changes: readonly Change[], snapshot: Snapshot): Change[] {
  const isPair = (one: Change, other: Change) =>
    one.kind === 'policy' &&
    other.kind === 'policy' &&
    one.action === 'create' &&
    other.action === 'delete' &&
    one.name.toLowerCase() === other.name.toLowerCase();
  return changes.flatMap((change) => {
    const dropped = changes.find((other) => isPair(change, other));
    if (dropped) return [changeOf('replace', dropped.before, change.after, snapshot)];
    return changes.some((other) => isPair(other, change)) ? [] : [change];
  });
}

/** Notes in the journal of an apply that it was undone, so that the next undo takes the one before. */
export function markUndone(folder: string, id: string, by: string): void {
  writeJournal(folder, { ...readJournal(folder, id), undoneBy: by });
}

interface Folded {
  readonly name: string;
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
}

/** One pair for each object: what it was before the first write and after the last. What was not written is left out. */
function foldEntries(entries: readonly JournalEntry[]): Folded[] {
  const folded = new Map<string, Folded>();
  for (const { before, after, status } of entries) {
    if (status === 'planned' || status === 'failed') continue;
    const object = after ?? before;
    if (!object) continue;
    const key = object.id === '' ? `${object.kind} ${nameOf(object)}` : object.id;
    const first = folded.get(key);
    folded.set(key, { name: nameOf(object), before: first ? first.before : before, after });
  }
  return [...folded.values()];
}

function listOf(snapshot: Snapshot, { kind }: Stored): readonly Stored[] {
  switch (kind) {
    case 'policy':
      return snapshot.policies;
    case 'dynamic-group':
      return snapshot.dynamicGroups;
    case 'tag-namespace':
      return snapshot.tagNamespaces;
    case 'tag-key':
      return snapshot.tagKeys;
  }
}

/** The object itself; where its OCID never became known, the one of its name. */
function byId(snapshot: Snapshot, object: Stored): Stored | undefined {
  if (object.id === '') return byName(snapshot, object);
  return listOf(snapshot, object).find(({ id }) => id === object.id);
}

function byName(snapshot: Snapshot, object: Stored): Stored | undefined {
  const placeOf = (each: Stored) =>
    each.kind === 'tag-key' ? each.namespace.toLowerCase() : each.compartmentId;
  return listOf(snapshot, object).find(
    (each) => each.name.toLowerCase() === object.name.toLowerCase() && placeOf(each) === placeOf(object),
  );
}

function withNamespace(object: Stored, snapshot: Snapshot): Stored {
  if (object.kind !== 'tag-key' || object.namespaceId !== '') return object;
  const namespace = snapshot.tagNamespaces.find(({ name }) => name === object.namespace);
  return { ...object, namespaceId: namespace?.id ?? '' };
}

/** To be deleted it is retired first: where that is all that somebody did, it may have been an undo that did not get through. */
function inUse(object: Stored): Stored {
  return 'isRetired' in object ? { ...object, isRetired: false } : object;
}

/** Whether a tag namespace that an apply created has keys that it did not create. */
function hasOthers(object: Stored, { entries }: Journal, { tagKeys }: Snapshot): boolean {
  if (object.kind !== 'tag-namespace') return false;
  const own = new Set(
    entries.flatMap(({ after }) => (after?.kind === 'tag-key' ? [after.name.toLowerCase()] : [])),
  );
  return tagKeys.some(({ namespaceId, name }) => namespaceId === object.id && !own.has(name.toLowerCase()));
}

/** What was deleted, to be created again: it gets another OCID. */
function anew(object: Stored, snapshot: Snapshot): Stored {
  if (object.kind !== 'tag-key') return { ...object, id: '' };
  const namespace = snapshot.tagNamespaces.find(({ name }) => name === object.namespace);
  return { ...object, id: '', namespaceId: namespace?.id ?? '' };
}

function changeOf(
  action: Change['action'],
  before: Stored | undefined,
  after: Stored | undefined,
  snapshot: Snapshot,
): Change {
  const object = (after ?? before) as Stored;
  const compartmentId =
    object.kind === 'tag-key'
      ? (snapshot.tagNamespaces.find(({ id }) => id === object.namespaceId)?.compartmentId ?? '')
      : object.compartmentId;
  const details = detailsOf(before, after);
  const statements = object.kind === 'policy' ? statementsOf(before, after, snapshot) : undefined;
  const fields = action === 'update' ? details.map(({ field }) => field) : [];
  if (action === 'update' && statements && statements.added.length + statements.removed.length > 0) {
    fields.push('statements');
  }
  return {
    ...{ kind: object.kind, action, name: nameOf(object), before, after, statements },
    compartment: pathOf(snapshot, compartmentId) ?? compartmentId,
    fields: [...new Set(fields)],
    details,
  };
}

function statementsOf(before: Stored | undefined, after: Stored | undefined, snapshot: Snapshot) {
  const placed = (object: Stored | undefined) => ({
    statements: ((object as Policy | undefined)?.statements ?? []).map(readStatement),
    compartmentId: (object as Policy | undefined)?.compartmentId ?? '',
  });
  return compareStatements(placed(before), placed(after), { snapshot }).changes;
}

/** What differs between two versions of an object, with the field of the API that holds it. */
function detailsOf(
  before: Stored | undefined,
  after: Stored | undefined,
): (Detail & { readonly field: string })[] {
  const details: (Detail & { readonly field: string })[] = [];
  const compare = (
    what: Detail['what'],
    field: string,
    was: string | undefined,
    is: string | undefined,
    name?: string,
  ) => {
    if (was !== is)
      details.push({ what, field, before: was, after: is, ...(name === undefined ? {} : { name }) });
  };
  if (before && after) compare('description', 'description', before.description, after.description);
  const ruleOf = (object: Stored | undefined) =>
    object?.kind === 'dynamic-group' ? object.matchingRule : undefined;
  compare('matching-rule', 'matchingRule', ruleOf(before), ruleOf(after));
  if (before && after) {
    const retired = (object: Stored) => ('isRetired' in object ? String(object.isRetired) : undefined);
    compare('retired', 'isRetired', retired(before), retired(after));
    const tags = new Set([before, after].flatMap(({ definedTags }) => tagNames(definedTags)));
    for (const name of tags) {
      const value = (object: Stored) => tagValue(object, name);
      compare('tag', 'definedTags', value(before), value(after), name);
    }
  }
  return details;
}

function tagNames(tags: Stored['definedTags']): string[] {
  return Object.entries(tags).flatMap(([namespace, keys]) =>
    Object.keys(keys).map((key) => `${namespace}.${key}`),
  );
}

function tagValue({ definedTags }: Stored, name: string): string | undefined {
  const dot = name.indexOf('.');
  const value = definedTags[name.slice(0, dot)]?.[name.slice(dot + 1)];
  return value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);
}
