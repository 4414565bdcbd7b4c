import type { Reach } from '../access/subsume.ts';
import type { Edit } from '../language/fault.ts';
import type { Grant, Span } from '../language/tree.ts';
import type { Check, Found } from './check.ts';
import { firstOf, lineOf, type Changes, type Entry, type Inventory, type Twins } from './inventory.ts';
import { foundOf } from './report.ts';
import type { AllTwins } from './twins.ts';
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
   * Looks at what a change has touched, and gives what there is by now, in the order of the text.
   * @param unsettled statements of which it is not settled what their placeholders stand for: that comes first
   */
  check(inventory: Inventory, changes: Changes, unsettled: ReadonlySet<Entry>): readonly Found[];
}

/** What is said of a statement. A file may have thousands of duplicates, so that it is put together once. */
interface Told {
  readonly entry: Entry;
  /** The other statement that it names, and its line. */
  readonly other: Entry;
  readonly line: number;
  readonly check: Check;
  readonly found: Found;
  /** False when something else is said by now. */
  isCurrent: boolean;
}

export function createRedundancy(): Redundancy {
  const all = new Map<Entry, Told>();
  let inOrder: Told[] = [];
  const changed = new Set<Entry>();

  const set = (entry: Entry, told: Told | undefined) => {
    const before = all.get(entry);
    if (before) before.isCurrent = false;
    if (told) all.set(entry, told);
    else if (before) all.delete(entry);
    if (told || before) changed.add(entry);
  };
  const isSuperfluous = (entry: Entry) =>
    (all.get(entry)?.check ?? statementsMergeable) !== statementsMergeable;

  return {
    check: (inventory, { placed, lost, touched, after, isShifted }, unsettled) => {
      for (const entry of lost) set(entry, undefined);
      const neighbours = new Set<Entry>(after ? [after] : []);
      const meet = (entry: Entry) => {
        neighbours.add(entry);
        const next = inventory.after(entry);
        if (next) neighbours.add(next);
      };
      for (const entry of touched) {
        const was = isSuperfluous(entry);
        set(entry, superfluous(entry, inventory));
        if (was !== isSuperfluous(entry)) meet(entry);
      }
      placed.forEach(meet);
      for (const entry of neighbours) {
        const before = inventory.before(entry);
        if (isSuperfluous(entry)) set(entry, superfluous(entry, inventory));
        else set(entry, before && !isSuperfluous(before) ? mergeable(entry, before) : undefined);
      }
      if (isShifted) {
        for (const [entry, told] of all) {
          const line = lineOf(told.other);
          if (line !== told.line) set(entry, atLine(told, line));
        }
      }
      const fresh = [...changed].flatMap((entry) => all.get(entry) ?? []);
      if (changed.size > 0) inOrder = inserted(inOrder, fresh);
      changed.clear();
      const told =
        unsettled.size === 0
          ? inOrder
          : inOrder.filter(({ entry, check }) => check !== statementSubsumed || !unsettled.has(entry));
      return told.map(({ found }) => found);
    },
  };
}

/** What is still said, with what is said now, in the order of the text. */
function inserted(before: readonly Told[], fresh: Told[]): Told[] {
  fresh.sort((a, b) => a.entry.item.start - b.entry.item.start);
  const all: Told[] = [];
  let at = 0;
  for (const told of before) {
    if (!told.isCurrent) continue;
    for (let next = fresh[at]; next && next.entry.item.start < told.entry.item.start; next = fresh[++at])
      all.push(next);
    all.push(told);
  }
  for (; at < fresh.length; at++) all.push(fresh[at] as Told);
  return all;
}

/** The same, where the statement that is named stands on another line than before. */
function atLine({ entry, other, check, found: { item, finding } }: Told, line: number): Told {
  const found = { item, finding: { ...finding, args: { line: String(line) } } };
  return { entry, other, line, check, found, isCurrent: true };
}

/** What makes a statement superfluous: of several reasons, the one that says most. */
function superfluous(entry: Entry, { twins: all, before }: Inventory): Told | undefined {
  const { twins, form, item } = entry;
  const reason = twins && reasonOf(entry, twins, all);
  const other = reason && firstOf(reason.twins);
  if (!form || !other) return undefined;
  const { check } = reason;
  const line = lineOf(other);
  const fix = deletionOf(item, form.tree, before(entry)?.item);
  const { start, end } = form.tree;
  const finding = {
    code: check.code,
    severity: check.severity,
    start,
    end,
    args: { line: String(line) },
    fix,
  };
  return { entry, other, line, check, found: { item, finding }, isCurrent: true };
}

function reasonOf(entry: Entry, twins: Twins, all: AllTwins): { check: Check; twins: Twins } | undefined {
  if (firstOf(twins) !== entry) return { check: duplicateStatement, twins };
  const { reach } = twins;
  if (!reach || reach.denies) return undefined;
  const denial = isExempt(reach) ? undefined : all.denial(twins);
  if (denial) return { check: denyShadowsAllow, twins: denial };
  const wider = all.wider(twins);
  return wider && { check: statementSubsumed, twins: wider };
}

/** A statement that the one right before it could take in. */
function mergeable(entry: Entry, before: Entry): Told | undefined {
  const { item } = entry;
  const { tree } = item;
  const list = listThatDiffers(before, entry);
  if (!list || !tree) return undefined;
  const line = lineOf(before);
  const fix = [...additionTo(before, entry, list), ...deletionOf(item, tree, before.item)];
  const found = foundOf(statementsMergeable, entry, list.of, { variant: list.name, args: { line }, fix });
  return { entry, other: before, line, check: statementsMergeable, found, isCurrent: true };
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
