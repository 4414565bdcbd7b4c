import { grantsOverlap, type GrantForm } from '../access/grant-form.ts';
import type { Check } from './check.ts';
import type { Changes, Entry, Inventory } from './inventory.ts';
import type { Report } from './report.ts';
import { deletionOf } from './lines.ts';

/** A denial of what nobody is allowed */
const denyWithoutTarget: Check = {
  code: 'deny-without-target',
  severity: 'hint',
  example: {
    bad: 'allow group Ops to read buckets in tenancy\ndeny group Ops to inspect vcns in tenancy\n',
    mended: 'allow group Ops to read buckets in tenancy\n',
  },
};

export const denyTargetChecks: readonly Check[] = [denyWithoutTarget];

/**
 * Tells denials beside statements that allow nothing of what they take. A file that only denies is left alone: it is there to
 * limit what other files allow.
 */
export interface DenyTargets {
  check(inventory: Inventory, changes: Changes, report: Report): void;
}

export function createDenyTargets(): DenyTargets {
  const denials = new Set<Entry>();
  const known = new Map<Entry, GrantForm>();
  /** What is allowed, and by how many statements. */
  const allowed = new Map<GrantForm, number>();
  const forget = (entry: Entry) => {
    denials.delete(entry);
    const grant = known.get(entry);
    if (!grant) return;
    known.delete(entry);
    const left = (allowed.get(grant) ?? 0) - 1;
    if (left > 0) allowed.set(grant, left);
    else allowed.delete(grant);
  };
  return {
    check: ({ unread, before }, { placed, lost }, report) => {
      lost.forEach(forget);
      for (const entry of placed) {
        forget(entry);
        const grant = entry.form?.grant;
        if (!grant) continue;
        if (!entry.form?.denies) {
          known.set(entry, grant);
          allowed.set(grant, (allowed.get(grant) ?? 0) + 1);
        } else if (entry.form.tree.type === 'Grant') denials.add(entry);
      }
      // A statement of which it is not certain what it allows may allow anything.
      if (denials.size === 0 || allowed.size === 0 || unread.size > 0) return;
      const answers = new Map<GrantForm, boolean>();
      for (const entry of denials) {
        const { form, item } = entry;
        if (form?.tree.type !== 'Grant' || !form.grant) continue;
        const isTarget = answers.get(form.grant) ?? isAllowed(form.grant, allowed.keys());
        answers.set(form.grant, isTarget);
        if (isTarget) continue;
        const span = { start: form.tree.start, end: form.tree.grant.end };
        const fix = deletionOf(item, form.tree, before(entry)?.item);
        report(denyWithoutTarget, entry, span, { fix });
      }
    },
  };
}

/** Whether some of these grants may give something of what is denied. */
function isAllowed(denied: GrantForm, grants: Iterable<GrantForm>): boolean {
  for (const granted of grants) if (grantsOverlap(denied, granted)) return true;
  return false;
}
