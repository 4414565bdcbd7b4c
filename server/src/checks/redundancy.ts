import type { Reach } from '../access/subsume.ts';
import type { Edit } from '../language/fault.ts';
import type { Grant, Span } from '../language/tree.ts';
import type { Check, Found } from './check.ts';
import { firstOf, lineOf, type Changes, type Entry, type Inventory } from './inventory.ts';
import { createRecall, foundOf, type Report } from './report.ts';
import { deletionOf } from './lines.ts';

/** The same statement twice */
const duplicateStatement: Check = {
  code: 'duplicate-statement',
  severity: 'warning',
  example: {
    bad: 'allow group Ops to read buckets in tenancy\nallow group ops to READ buckets in tenancy\n',
    mended: 'allow group Ops to read buckets in tenancy\n',
  },
};

/** `inspect` beside `read`; the twin for a compartment of a statement for the tenancy */
const statementSubsumed: Check = {
  code: 'statement-subsumed',
  severity: 'warning',
  example: {
    bad: 'allow group Ops to inspect buckets in compartment Labs\nallow group Ops to read buckets in tenancy\n',
    mended: 'allow group Ops to read buckets in tenancy\n',
  },
};

/** An allow that a denial takes back as a whole */
const denyShadowsAllow: Check = {
  code: 'deny-shadows-allow',
  severity: 'warning',
  example: {
    bad: 'allow group Interns to read vcns in compartment Labs\ndeny group Interns to inspect vcns in tenancy\n',
    mended: 'deny group Interns to inspect vcns in tenancy\n',
  },
};

/** Two neighbours that differ in their list of groups only */
const statementsMergeable: Check = {
  code: 'statements-mergeable',
  severity: 'hint',
  example: {
    bad: 'allow group Ops to read vcns in tenancy\nallow group Dev to read vcns in tenancy\n',
    mended: 'allow group Ops, Dev to read vcns in tenancy\n',
  },
};

export const redundancyChecks: readonly Check[] = [
  duplicateStatement,
  statementSubsumed,
  denyShadowsAllow,
  statementsMergeable,
];

/** Tells statements that could be taken away, or written together with another one, without a change of what is granted. */
export interface Redundancy {
  /**
   * Looks at what a change has touched, and reports what there is by now, in the order of the text.
   * @param unsettled statements of which it is not settled what their placeholders stand for: that comes first
   */
  check(inventory: Inventory, changes: Changes, report: Report, unsettled: ReadonlySet<Entry>): void;
}

export function createRedundancy(): Redundancy {
  /** The statements that are superfluous, and why. */
  const faults = new Map<Entry, Check>();
  /** Those that their neighbour above could take in, and by which list. */
  const mergeable = new Map<Entry, List>();

  /** Whether it changed that there is something to say. */
  const look = (entry: Entry, inventory: Inventory): boolean => {
    const check = faultOf(entry, inventory);
    const isChanged = faults.has(entry) !== (check !== undefined);
    if (check) faults.set(entry, check);
    else faults.delete(entry);
    return isChanged;
  };
  const compare = (entry: Entry | undefined, { entries }: Inventory) => {
    const before = entry && entries[entry.index - 1];
    const isSound = before && !faults.has(before) && !faults.has(entry);
    const list = isSound ? listThatDiffers(before, entry) : undefined;
    if (entry && list) mergeable.set(entry, list);
    else if (entry) mergeable.delete(entry);
  };

  return {
    check: (inventory, { placed, lost, touched, after }, report, unsettled) => {
      const { entries } = inventory;
      for (const entry of lost) {
        faults.delete(entry);
        mergeable.delete(entry);
      }
      const neighbours = new Set<Entry | undefined>([after]);
      const meet = (entry: Entry) => neighbours.add(entry).add(entries[entry.index + 1]);
      for (const entry of touched) if (look(entry, inventory)) meet(entry);
      placed.forEach(meet);
      for (const entry of neighbours) compare(entry, inventory);
      const told = [...faults.keys(), ...mergeable.keys()].sort((a, b) => a.index - b.index);
      for (const entry of told) {
        const check = faults.get(entry);
        const before = entries[entry.index - 1];
        if (check) {
          if (check === statementSubsumed && unsettled.has(entry)) continue;
          const found = superfluous(entry, check, inventory, before);
          if (found) report.again(found);
        } else {
          const list = mergeable.get(entry);
          if (list && before) report.again(merging(entry, list, before));
        }
      }
    },
  };
}

/** What makes a statement superfluous: of several reasons, the one that says most. */
function faultOf(entry: Entry, { twins: all }: Inventory): Check | undefined {
  const { twins } = entry;
  if (!twins) return undefined;
  if (firstOf(twins) !== entry) return duplicateStatement;
  const { reach } = twins;
  if (!reach || reach.denies) return undefined;
  if (!isExempt(reach) && all.denial(twins)) return denyShadowsAllow;
  return all.wider(twins) ? statementSubsumed : undefined;
}

const recall = createRecall();

function superfluous(
  entry: Entry,
  check: Check,
  { twins: all }: Inventory,
  before: Entry | undefined,
): Found | undefined {
  const { twins, form, item } = entry;
  if (!twins || !form) return undefined;
  const reason =
    check === duplicateStatement ? twins : check === denyShadowsAllow ? all.denial(twins) : all.wider(twins);
  const other = reason && firstOf(reason);
  if (!other) return undefined;
  const line = lineOf(other);
  return recall(entry, [check, line, before?.item], () =>
    foundOf(check, entry, form.tree, { args: { line }, fix: deletionOf(item, form.tree, before?.item) }),
  );
}

function merging(entry: Entry, list: List, before: Entry): Found {
  const { item } = entry;
  const { tree } = item;
  const line = lineOf(before);
  return recall(entry, [list.name, line, before.item], () =>
    foundOf(statementsMergeable, entry, list.of, {
      ...{ variant: list.name, args: { line } },
      fix: [...additionTo(before, entry, list), ...(tree ? deletionOf(item, tree, before.item) : [])],
    }),
  );
}

/** No denial holds for the Administrators of the default domain. Source: reference 4.3, `denyExempt`. */
function isExempt({ subject }: Reach): boolean {
  return subject.principals.length > 0 && subject.principals.every((each) => each === 'group:administrators');
}

/** The one list by which two statements differ, as the second has it. */
interface List {
  readonly name: 'subjects' | 'permissions';
  readonly of: Span;
  readonly parts: readonly Span[];
}

/** Lists of services and of resources are not documented, so that only groups are put together. */
function listThatDiffers(one: Entry, other: Entry): List | undefined {
  const [a, b] = [one.twins?.reach, other.twins?.reach];
  if (!a || !b || a.denies !== b.denies || one.policy !== other.policy) return undefined;
  if (a.place.at !== b.place.at || a.condition?.key !== b.condition?.key) return undefined;
  const { subject, grant } = other.item.tree as Grant;
  if (a.grant === b.grant) {
    const isOfGroups = a.subject.kind === 'group' || a.subject.kind === 'dynamic-group';
    if (!isOfGroups || a.subject.kind !== b.subject.kind || subject.type !== 'NamedSubject') return undefined;
    const isById = [...a.subject.principals, ...b.subject.principals].map((each) => each.includes(':id '));
    if (new Set(isById).size > 1) return undefined;
    return { name: 'subjects', of: subject, parts: subject.principals };
  }
  if (a.grant.kind !== 'set' || b.grant.kind !== 'set' || a.subject.key !== b.subject.key) return undefined;
  return grant.type === 'PermissionSet'
    ? { name: 'permissions', of: grant, parts: grant.permissions }
    : undefined;
}

/** The edit that writes what the list of a statement has more into that of the one before it. */
function additionTo(before: Entry, { item }: Entry, list: List): Edit[] {
  const { subject, grant } = before.item.tree as Grant;
  const there = list.name === 'subjects' && subject.type === 'NamedSubject' ? subject.principals : [];
  const known = grant.type === 'PermissionSet' && list.name === 'permissions' ? grant.permissions : there;
  const texts = known.map(({ start, end }) => before.item.text.slice(start, end).toLowerCase());
  const more = list.parts
    .map(({ start, end }) => item.text.slice(start, end))
    .filter((text) => !texts.includes(text.toLowerCase()));
  const at = before.item.start - item.start + (known[known.length - 1]?.end ?? 0);
  return more.length === 0 ? [] : [{ start: at, end: at, text: `, ${more.join(', ')}` }];
}
