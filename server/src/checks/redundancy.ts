import type { Reach } from '../access/subsume.ts';
import type { Edit } from '../language/fault.ts';
import type { Grant, Span } from '../language/tree.ts';
import type { Check } from './check.ts';
import { firstOf, lineOf, type Entry, type Inventory, type Twins } from './inventory.ts';
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

/**
 * Statements that could be taken away, or written together with another one, without a change of what is granted.
 * @param unsettled statements of which it is not settled what their placeholders stand for: that comes first
 */
export function checkRedundancy(
  inventory: Inventory,
  report: Report,
  unsettled: ReadonlySet<Entry>,
): void {
  const { entries } = inventory;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (!entry?.twins || !entry.form) continue;
    const before = entries[index - 1];
    const fault = faultOf(entry.twins, entry, inventory);
    if (fault?.check === statementSubsumed && unsettled.has(entry)) continue;
    const { item } = entry;
    const { tree } = entry.form;
    if (fault) {
      const { check, other } = fault;
      const line = lineOf(other);
      report.again(
        recall(entry, [check, line, before?.item], () =>
          foundOf(check, entry, tree, { args: { line }, fix: deletionOf(item, tree, before?.item) }),
        ),
      );
      continue;
    }
    const list = before && listThatDiffers(before, entry);
    if (!before?.twins || !list || faultOf(before.twins, before, inventory)) continue;
    const line = lineOf(before);
    report.again(
      recall(entry, [list.name, line, before.item], () =>
        foundOf(statementsMergeable, entry, list.of, {
          ...{ variant: list.name, args: { line } },
          fix: [...additionTo(before, entry, list), ...deletionOf(item, tree, before.item)],
        }),
      ),
    );
  }
}

const recall = createRecall();

interface Fault {
  readonly check: Check;
  readonly other: Entry;
}

/** What makes a statement superfluous: of several reasons, the one that says most. */
function faultOf(twins: Twins, entry: Entry, inventory: Inventory): Fault | undefined {
  const first = firstOf(twins);
  if (first && first !== entry) return { check: duplicateStatement, other: first };
  const { reach } = twins;
  if (!reach || reach.denies) return undefined;
  const denial = isExempt(reach) ? undefined : inventory.denied.sourceOf(reach);
  if (denial) return told(denyShadowsAllow, denial, inventory);
  const wider = inventory.allowed.sourceOf(reach);
  return wider && told(statementSubsumed, wider, inventory);
}

function told(check: Check, reach: Reach, inventory: Inventory): Fault | undefined {
  const twins = inventory.twinsOf(reach);
  const other = twins && firstOf(twins);
  return other && { check, other };
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
