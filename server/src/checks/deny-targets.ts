import { grantsOverlap, type GrantForm } from '../access/grant-form.ts';
import type { Check } from './check.ts';
import type { Entry, Inventory } from './inventory.ts';
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
 * Denials beside statements that allow nothing of what they take. A file that only denies is left alone: it is there to
 * limit what other files allow.
 */
export function checkDenyTargets({ entries }: Inventory, report: Report): void {
  const denials = entries.filter(({ twins }) => twins?.reach?.denies);
  if (denials.length === 0) return;
  const allowed = new Set<GrantForm>();
  for (const { form, twins } of entries) if (form?.grant && !form.denies && twins) allowed.add(form.grant);
  if (allowed.size === 0 || entries.some(isUnread)) return;
  const known = new Map<GrantForm, boolean>();
  for (const entry of denials) {
    const { form, item, index } = entry;
    if (!form?.grant) continue;
    let isTarget = known.get(form.grant);
    if (isTarget === undefined) {
      isTarget = false;
      for (const each of allowed) if ((isTarget = grantsOverlap(form.grant, each))) break;
      known.set(form.grant, isTarget);
    }
    if (isTarget || form.tree.type !== 'Grant') continue;
    const span = { start: form.tree.start, end: form.tree.grant.end };
    report(denyWithoutTarget, entry, span, { fix: deletionOf(item, form.tree, entries[index - 1]?.item) });
  }
}

/** A statement of which it is not certain what it allows may allow anything. */
function isUnread({ kind, form, alias }: Entry): boolean {
  return kind === 'statement' && !form && !alias;
}
