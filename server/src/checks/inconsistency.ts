import { createCoverage } from '../access/coverage.ts';
import { compareWidth, covers, reachOf, type Reach } from '../access/subsume.ts';
import type { Check } from './check.ts';
import { lineOf, type Entry, type Listener } from './inventory.ts';
import { createRecall, foundOf, type Report } from './report.ts';
import { inStyleOf, slotsOf, type Slot } from './placeholder-slots.ts';

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

const recall = createRecall();

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

/** Statements that say the same, or would, if placeholders had one spelling each. */
interface Alike {
  readonly reach: Reach;
  readonly members: Set<Entry>;
  /** The first of them in the text; undefined until somebody asks. */
  first: Entry | undefined;
}

interface Remembered {
  readonly uses: readonly Use[];
  readonly alike: Alike | undefined;
}

/** Keeps the placeholders of a document's statements, and tells those that are spelled in two ways. */
export interface Placeholders extends Listener {
  /** Gives the statements that have one. */
  check(report: Report): ReadonlySet<Entry>;
}

export function createPlaceholders(): Placeholders {
  const things = new Map<string, Group>();
  const sorts = new Map<string, Group>();
  /** The groups that have something to tell. */
  const uneven = new Set<Group>();
  const mixed = new Set<Group>();
  const remembered = new Map<Entry, Remembered>();
  const alikes = new Map<string, Alike>();
  const coverage = createCoverage(
    (wide, narrow) => covers(wide, narrow) && (!covers(narrow, wide) || compareWidth(wide, narrow) < 0),
  );

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
  let [come, gone]: [Reach[], Reach[]] = [[], []];
  const settle = () => {
    coverage.update({ sources: come, targets: come, lostSources: gone, lostTargets: gone });
    [come, gone] = [[], []];
  };
  const leave = (alike: Alike, entry: Entry) => {
    alike.members.delete(entry);
    alike.first = undefined;
    if (alike.members.size > 0) return;
    alikes.delete(alike.reach.key);
    gone.push(alike.reach);
  };
  const join = (entry: Entry, reach: Reach): Alike => {
    const unified = withPlainPlaceholders(reach);
    let alike = alikes.get(unified.key);
    if (!alike) {
      alikes.set(unified.key, (alike = { reach: unified, members: new Set(), first: undefined }));
      come.push(unified);
    }
    alike.members.add(entry);
    alike.first = undefined;
    return alike;
  };

  return {
    added: (entry, reach) => {
      if (!entry.form || entry.item.placeholders.length === 0) return;
      const uses = slotsOf(entry.form).map((slot): Use => ({ entry, slot }));
      if (uses.length === 0) return;
      for (const use of uses) {
        if (use.slot.key !== undefined) count(things, use.slot.key, use, 1);
        count(sorts, use.slot.sort, use, 1);
      }
      remembered.set(entry, { uses, alike: reach.denies ? undefined : join(entry, reach) });
    },
    removed: (entry) => {
      const { uses = [], alike } = remembered.get(entry) ?? {};
      remembered.delete(entry);
      for (const use of uses) {
        if (use.slot.key !== undefined) count(things, use.slot.key, use, -1);
        count(sorts, use.slot.sort, use, -1);
      }
      if (alike) leave(alike, entry);
    },
    check: (report) => {
      settle();
      const found = new Map<Entry, { slot: Slot; model: Use; text: string }[]>();
      const add = ({ entry, slot }: Use, model: Use, text: string) => {
        const list = found.get(entry);
        if (!list) found.set(entry, [{ slot, model, text }]);
        else if (!list.some((each) => each.slot === slot)) list.push({ slot, model, text });
      };
      for (const { uses } of uneven) {
        const model = firstOf(uses);
        for (const use of uses) if (model && use.slot.text !== model.slot.text) add(use, model, model.slot.text);
      }
      for (const { uses } of mixed) {
        const model = firstOf([...uses].filter(({ slot }) => !slot.isMixed));
        for (const use of uses)
          if (model && use.slot.isMixed) add(use, model, inStyleOf(model.slot.text, use.slot.text));
      }
      for (const [entry, { uses, alike }] of remembered) {
        const other = alike && !found.has(entry) ? modelOf(entry, alike) : undefined;
        for (const slot of other ? uses.map((use) => use.slot) : []) {
          const model = remembered.get(other as Entry)?.uses.find((use) => use.slot.thing === slot.thing);
          if (model && model.slot.text !== slot.text) add({ entry, slot }, model, model.slot.text);
        }
      }
      for (const [entry, list] of found) {
        const [first] = list.sort((a, b) => a.slot.start - b.slot.start);
        if (!first) continue;
        const { slot, model, text } = first;
        const line = lineOf(model.entry);
        const basis = [line, model.slot, ...list.flatMap((each) => [each.slot, each.text])];
        report.again(
          recall(entry, basis, () =>
            foundOf(placeholderInconsistent, entry, slot, {
              ...(text === model.slot.text ? {} : { variant: 'style' }),
              args: { found: slot.text, other: model.slot.text, line, mended: text },
              fix: list.map((each) => ({ start: each.slot.start, end: each.slot.end, text: each.text })),
            }),
          ),
        );
      }
      return new Set(found.keys());
    },
  };

  /** An earlier statement that says the same, or more, but for the spelling of its placeholders. */
  function modelOf(entry: Entry, alike: Alike): Entry | undefined {
    const { reach } = alike;
    const own = entry.twins?.reach;
    const first = earliest(alike);
    if (!own || !first?.twins?.reach) return undefined;
    if (first !== entry) return first.twins.reach.key === own.key ? undefined : first;
    const source = coverage.sourceOf(reach);
    const others = source && alikes.get(source.key);
    const wider = others && earliest(others);
    if (!wider?.twins?.reach || wider.item.start > entry.item.start) return undefined;
    return covers(wider.twins.reach, own) ? undefined : wider;
  }
}

function mark<T>(set: Set<T>, member: T, isIn: boolean): void {
  if (isIn) set.add(member);
  else set.delete(member);
}

function firstOf(uses: Iterable<Use>): Use | undefined {
  let first: Use | undefined;
  const at = ({ entry, slot }: Use) => entry.item.start + slot.start;
  for (const use of uses) if (!first || at(use) < at(first)) first = use;
  return first;
}

function earliest(alike: Alike): Entry | undefined {
  if (!alike.first) {
    for (const entry of alike.members) {
      if (!alike.first || entry.item.start < alike.first.item.start) alike.first = entry;
    }
  }
  return alike.first;
}

const PLACEHOLDER = /<{1,3}([^<>]*)>{1,3}/g;

/** The same reach with each placeholder in one spelling. */
function withPlainPlaceholders(reach: Reach): Reach {
  const plain = (text: string) =>
    text.replace(PLACEHOLDER, (_, name: string) => `<${name.toLowerCase().replace(/[_ -]/g, '').replace('ocid', 'id')}>`);
  const { denies, subject, grant, place, condition } = reach;
  return reachOf({
    ...{ denies, grant },
    subject: { kind: subject.kind, principals: subject.principals.map(plain), key: plain(subject.key) },
    place: { at: plain(place.at), within: place.within.map(plain) },
    condition: condition && { key: plain(condition.key), implied: condition.implied.map(plain) },
  });
}
