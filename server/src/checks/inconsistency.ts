import { createAlikeStatements } from './alike.ts';
import type { Check, Found } from './check.ts';
import { lineOf, type Changes, type Entry } from './inventory.ts';
import { inStyleOf, slotsOf, type Slot } from './placeholder-slots.ts';
import { createRecall, foundOf, type Report } from './report.ts';

/** Two spellings of one placeholder */
const placeholderInconsistent: Check = {
  code: 'placeholder-inconsistent',
  severity: 'hint',
  example: {
    bad: 'allow group Ops to inspect vcns in compartment <labs-name>\nallow group Ops to inspect drgs in compartment <LABS_NAME>\n',
    mended:
      'allow group Ops to inspect vcns in compartment <labs-name>\nallow group Ops to inspect drgs in compartment <labs-name>\n',
  },
};

export const inconsistencyChecks: readonly Check[] = [placeholderInconsistent];

/** A placeholder at its place. */
interface Use {
  readonly entry: Entry;
  readonly slot: Slot;
}

/** Uses that belong together, by their spelling. */
interface Group {
  readonly uses: Set<Use>;
  readonly spellings: Map<string, number>;
  mixed: number;
}

/** How a placeholder should be written, and after which other one. */
interface Correction {
  readonly slot: Slot;
  readonly model: Use;
  readonly text: string;
  /** The other placeholders that must change with it, for they stand for the same; none when it is to be like the model. */
  readonly along: readonly Use[];
}

/** Keeps the placeholders of a document's statements, and tells those that are spelled in two ways. */
export interface Placeholders {
  /** Takes in what a change has changed, and reports what there is by now. Gives the statements at fault. */
  check(changes: Changes, report: Report): ReadonlySet<Entry>;
}

export function createPlaceholders(): Placeholders {
  /** Uses of one thing, and the groups of them that have several spellings. */
  const things = new Map<string, Group>();
  const uneven = new Set<Group>();
  /** Uses for things of one sort, and the groups of them of which some are written in two ways at once. */
  const sorts = new Map<string, Group>();
  const mixed = new Set<Group>();
  const known = new Map<Entry, readonly Use[]>();
  const alike = createAlikeStatements();

  const count = (groups: Map<string, Group>, key: string, use: Use, by: 1 | -1) => {
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { uses: new Set(), spellings: new Map(), mixed: 0 }));
    if (by > 0) group.uses.add(use);
    else group.uses.delete(use);
    const left = (group.spellings.get(use.slot.text) ?? 0) + by;
    if (left > 0) group.spellings.set(use.slot.text, left);
    else group.spellings.delete(use.slot.text);
    if (use.slot.isMixed) group.mixed += by;
    if (group.uses.size === 0) groups.delete(key);
    if (groups === things) mark(uneven, group, group.spellings.size > 1);
    else mark(mixed, group, group.mixed > 0 && group.mixed < group.uses.size);
  };
  const countAll = (uses: readonly Use[], by: 1 | -1) => {
    for (const use of uses) {
      if (use.slot.key !== undefined) count(things, use.slot.key, use, by);
      count(sorts, use.slot.sort, use, by);
    }
  };
  const forget = (entry: Entry) => {
    countAll(known.get(entry) ?? [], -1);
    if (known.delete(entry)) alike.remove(entry);
  };
  const learn = (entry: Entry) => {
    const { form, twins, item } = entry;
    if (!form || !twins?.reach || item.placeholders.length === 0) return;
    const uses = slotsOf(form).map((slot): Use => ({ entry, slot }));
    if (uses.length === 0) return;
    known.set(entry, uses);
    countAll(uses, 1);
    if (!form.denies) alike.add(entry, twins.reach);
  };

  /** Whether others are to be written like this one. */
  const isModel = ({ slot: { key, text } }: Use) => {
    const group = key === undefined ? undefined : things.get(key);
    return group !== undefined && uneven.has(group) && firstUse(group.uses)?.slot.text === text;
  };

  const corrections = (): Map<Entry, Correction[]> => {
    const found = new Map<Entry, Correction[]>();
    const add = ({ entry, slot }: Use, model: Use, text: string, along: readonly Use[] = []) => {
      const list = found.get(entry);
      if (!list) found.set(entry, [{ slot, model, text, along }]);
      else if (!list.some((each) => each.slot === slot)) list.push({ slot, model, text, along });
    };
    for (const { uses } of uneven) {
      const model = firstUse(uses);
      for (const use of uses)
        if (model && use.slot.text !== model.slot.text) add(use, model, model.slot.text);
    }
    for (const { uses } of mixed) {
      const model = firstUse([...uses].filter(({ slot }) => !slot.isMixed));
      const oddities = new Map<string, Use[]>();
      for (const use of uses) if (use.slot.isMixed) append(oddities, use.slot.text, use);
      for (const [text, those] of oddities) {
        for (const use of those) if (model) add(use, model, inStyleOf(model.slot.text, text), those);
      }
    }
    const more: [Use, Use][] = [];
    for (const [entry, earlier] of alike.pairs()) {
      for (const use of found.has(entry) ? [] : (known.get(entry) ?? [])) {
        const model = known.get(earlier)?.find(({ slot }) => slot.thing === use.slot.thing);
        if (model && model.slot.text !== use.slot.text && !isModel(use)) more.push([use, model]);
      }
    }
    for (const [use, model] of more) add(use, model, model.slot.text);
    for (const list of found.values()) list.sort((a, b) => a.slot.start - b.slot.start);
    return found;
  };

  let found = new Map<Entry, Correction[]>();
  return {
    check: ({ placed, lost }, report) => {
      const isConcerned = (entry: Entry) => entry.item.placeholders.length > 0;
      if ([...placed, ...lost].some(isConcerned)) {
        lost.forEach(forget);
        placed.forEach(forget);
        placed.forEach(learn);
        alike.settle();
        found = corrections();
      }
      for (const [entry, list] of found) {
        const [first] = list;
        if (first) report.again(told(entry, first, list));
      }
      return new Set(found.keys());
    },
  };
}

const recall = createRecall();

/** More places than this are not changed at once. */
const MOST_ALONG = 100;

function told(entry: Entry, { slot, model, text, along }: Correction, all: readonly Correction[]): Found {
  const line = lineOf(model.entry);
  const args = { found: slot.text, other: model.slot.text, line, mended: text };
  if (along.length > 0) {
    const fix = along.map(({ entry: { item }, slot: { start, end } }) => {
      const by = item.start - entry.item.start;
      return { start: start + by, end: end + by, text };
    });
    // Uses are kept in the order in which they were written, which is not that of the text.
    fix.sort((a, b) => a.start - b.start);
    const isFew = along.length <= MOST_ALONG;
    return foundOf(placeholderInconsistent, entry, slot, {
      variant: 'style',
      args,
      ...(isFew ? { fix } : {}),
    });
  }
  const own = all.filter((each) => each.along.length === 0);
  const basis = [line, model.slot, ...own.flatMap((each) => [each.slot, each.text])];
  return recall(entry, basis, () =>
    foundOf(placeholderInconsistent, entry, slot, {
      args,
      fix: own.map((each) => ({ start: each.slot.start, end: each.slot.end, text: each.text })),
    }),
  );
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function mark<T>(set: Set<T>, member: T, isIn: boolean): void {
  if (isIn) set.add(member);
  else set.delete(member);
}

function firstUse(uses: Iterable<Use>): Use | undefined {
  let first: Use | undefined;
  const at = ({ entry, slot }: Use) => entry.item.start + slot.start;
  for (const use of uses) if (!first || at(use) < at(first)) first = use;
  return first;
}
