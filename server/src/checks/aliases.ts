import { domainAndName, nameForm } from '../access/normal-form.ts';
import type { Edit } from '../language/fault.ts';
import { isOpen, looksLikeOcid } from '../language/names.ts';
import type { Admit, Define, Endorse, Leaf } from '../language/tree.ts';
import { isSettled, type Check, type Found } from './check.ts';
import { lineOf, type Changes, type Entry, type Inventory, type Policy } from './inventory.ts';
import { reportInto, type Report } from './report.ts';
import { deletionOf, indentBefore } from './lines.ts';

const BIRCH = 'define tenancy birch as ocid1.tenancy.oc1..birch\n';
const ENDORSE = 'endorse group reviewers to read objects in tenancy birch\n';

/** `endorse … in tenancy Acme` where nothing defines Acme */
const aliasUndefined: Check = {
  code: 'alias-undefined',
  severity: 'error',
  example: { bad: ENDORSE, mended: BIRCH + ENDORSE },
};

/** An alias that another policy of the file defines */
const defineInOtherPolicy: Check = {
  code: 'define-in-other-policy',
  severity: 'error',
  example: {
    bad: `policy one in tenancy description "One" {\n${BIRCH}${ENDORSE}}\npolicy two in tenancy description "Two" {\nendorse group buyers to read objects in tenancy birch\n}\n`,
    mended: `policy one in tenancy description "One" {\n${BIRCH}${ENDORSE}}\npolicy two in tenancy description "Two" {\n${BIRCH}endorse group buyers to read objects in tenancy birch\n}\n`,
  },
};

/** A `define` that nothing uses */
const aliasUnused: Check = {
  code: 'alias-unused',
  severity: 'warning',
  example: {
    bad: `${BIRCH}define tenancy cedar as ocid1.tenancy.oc1..cedar\n${ENDORSE}`,
    mended: BIRCH + ENDORSE,
  },
};

/** The same kind and name twice */
const aliasRedefined: Check = {
  code: 'alias-redefined',
  severity: 'error',
  example: { bad: BIRCH + BIRCH + ENDORSE, mended: BIRCH + ENDORSE },
};

/** A `define` behind another statement */
const defineNotFirst: Check = {
  code: 'define-not-first',
  severity: 'error',
  example: { bad: ENDORSE + BIRCH, mended: BIRCH + ENDORSE },
};

/** `admit group Ops of tenancy T` where nothing says which group Ops is */
const admitGroupByName: Check = {
  code: 'admit-group-by-name',
  severity: 'warning',
  example: {
    bad: `${BIRCH}admit group reviewers of tenancy birch to read objects in tenancy\n`,
    mended: `${BIRCH}define group reviewers as ocid1.group.oc1..reviewers\nadmit group reviewers of tenancy birch to read objects in tenancy\n`,
  },
};

export const aliasChecks: readonly Check[] = [
  aliasUndefined,
  defineInOtherPolicy,
  aliasUnused,
  aliasRedefined,
  defineNotFirst,
  admitGroupByName,
];

/** Tells what is wrong with what `define` makes and with what uses it. An alias holds in its own policy only. */
export interface Aliases {
  check(inventory: Inventory, changes: Changes, report: Report): void;
}

export function createAliases(): Aliases {
  /** The policies that something was found in. */
  const found = new Map<Policy, readonly Found[]>();
  const lookAt = (policy: Policy, inventory: Inventory) => {
    const own: Found[] = [];
    if (policy.across.length > 0) checkPolicy(policy, inventory, reportInto(own));
    if (own.length > 0) found.set(policy, own);
    else found.delete(policy);
  };
  return {
    check: (inventory, { lost, fresh, policies, isShifted }, report) => {
      // A head or an end that comes or goes gives definitions to another policy; others tell where the first of them stands.
      const isDefined = [...lost, ...fresh].some(
        ({ alias, kind }) => alias !== undefined || kind === 'head' || kind === 'end',
      );
      const again = new Set(isDefined ? inventory.policies : policies);
      for (const [policy] of found) {
        // Bare statements stand all over a file: any change moves one of them away from another one.
        if (isShifted || !policy.head) again.add(policy);
      }
      for (const entry of lost)
        if (entry.kind === 'head' && entry.policy.head === entry) found.delete(entry.policy);
      for (const policy of again) lookAt(policy, inventory);
      for (const own of found.values()) own.forEach(report.again);
    },
  };
}

function checkPolicy(policy: Policy, inventory: Inventory, report: Report): void {
  const top = topOf(policy, inventory);
  for (const entry of policy.across) {
    const { tree } = entry.item;
    if (tree?.type === 'Define') checkOrder(entry, tree, top, policy, inventory, report);
    else if (tree?.type === 'Endorse' || tree?.type === 'Admit')
      checkUse(entry, tree, top, inventory, report);
  }
  if (policy.aliases.size > 0) checkUnused(policy, inventory, report);
}

/** Where the definitions of a policy belong: before its first other statement. */
interface Top {
  readonly entry: Entry;
  readonly indent: string;
}

function topOf({ statements }: Policy, { before }: Inventory): Top | undefined {
  const first = statements.find(({ item }) => item.kind !== 'define');
  if (!first) return undefined;
  return { entry: first, indent: indentBefore(before(first)?.item) };
}

/** The edit that writes a definition there; offsets count from the first character of `from`. */
function atTop({ entry, indent }: Top, from: Entry, text: string): Edit {
  const at = entry.item.start + (entry.item.tree?.start ?? 0) - from.item.start;
  return { start: at, end: at, text: `${text}\n${indent}` };
}

function checkOrder(
  entry: Entry,
  tree: Define,
  top: Top | undefined,
  policy: Policy,
  inventory: Inventory,
  report: Report,
): void {
  const { item, alias } = entry;
  const before = inventory.before(entry)?.item;
  const first = alias && policy.aliases.get(alias.key);
  if (alias && first && first !== entry) {
    report(aliasRedefined, entry, spanOf(tree.name), {
      args: { name: nameOf(tree.name), kind: tree.kind.text.toLowerCase(), line: lineOf(first) },
      ...(first.alias?.ocid === alias.ocid ? { fix: deletionOf(item, tree, before) } : {}),
    });
    return;
  }
  if (!top || top.entry.item.start > item.start) return;
  const fix = [...deletionOf(item, tree, before), atTop(top, entry, item.text.slice(tree.start, tree.end))];
  report(
    defineNotFirst,
    entry,
    { start: tree.start, end: tree.name.at(-1)?.end ?? tree.kind.end },
    {
      args: { name: nameOf(tree.name), line: lineOf(top.entry) },
      ...(item.faults.length === 0 ? { fix } : {}),
    },
  );
}

function checkUse(
  entry: Entry,
  tree: Endorse | Admit,
  top: Top | undefined,
  inventory: Inventory,
  report: Report,
): void {
  const { policy } = entry;
  const ends = [tree.location, tree.association?.location, tree.association?.withLocation];
  if (tree.type === 'Admit') ends.push(tree.from);
  const told = new Set<string>();
  for (const leaf of ends.map((end) => end?.alias)) {
    if (!leaf || !isSettled(leaf)) continue;
    const key = `tenancy:${nameForm(leaf)}`;
    if (policy.aliases.has(key) || told.has(key)) continue;
    told.add(key);
    const args = { name: leaf.text };
    if (looksLikeOcid(leaf.text)) report(aliasUndefined, entry, leaf, { variant: 'ocid', args });
    else {
      const other = inventory.policies.find(({ aliases }) => aliases.has(key))?.aliases.get(key);
      const text = other?.item.tree?.type === 'Define' ? sourceOf(other, other.item.tree) : undefined;
      const definition = text ?? `define tenancy ${leaf.text} as <tenancy-ocid>`;
      report(other ? defineInOtherPolicy : aliasUndefined, entry, leaf, {
        args: other ? { ...args, line: lineOf(other) } : args,
        ...(top ? { fix: [atTop(top, entry, definition)] } : {}),
      });
    }
  }
  if (tree.type === 'Admit') checkAdmitted(entry, tree, top, report);
}

/** A group of another tenancy is known by its OCID only. */
function checkAdmitted(entry: Entry, { subject, from }: Admit, top: Top | undefined, report: Report): void {
  if (subject.type !== 'NamedSubject' || from?.type !== 'TenancyLocation' || !from.alias) return;
  const kind = subject.kind.text.toLowerCase();
  if (kind !== 'group' && kind !== 'dynamic-group') return;
  for (const { id, name } of subject.principals) {
    if (id || !name.every(isSettled) || name.some((leaf) => looksLikeOcid(leaf.text))) continue;
    const key = domainAndName(name);
    if (entry.policy.aliases.has(`group:${key}`) || entry.policy.aliases.has(`dynamic-group:${key}`))
      continue;
    const definition = `define ${kind} ${nameOf(name)} as <${kind}-ocid>`;
    report(admitGroupByName, entry, spanOf(name), {
      args: { name: nameOf(name), kind },
      ...(top ? { fix: [atTop(top, entry, definition)] } : {}),
    });
  }
}

function checkUnused(policy: Policy, { before, unread, using }: Inventory, report: Report): void {
  // A statement that cannot be read may use any of them.
  for (const entry of unread) if (entry.policy === policy) return;
  const isUsed = (name: string) => {
    for (const entry of using(name)) if (entry.policy === policy) return true;
    return false;
  };
  for (const [key, entry] of policy.aliases) {
    const { item } = entry;
    // Whether an OCID is of the one kind of group or of the other is another check's matter.
    if (item.tree?.type !== 'Define' || isUsed(key) || isUsed(otherKind(key))) continue;
    if (item.tree.name.some(isOpen)) continue;
    const { name } = item.tree;
    const fix = deletionOf(item, item.tree, before(entry)?.item);
    report(aliasUnused, entry, spanOf(name), { args: { name: nameOf(name) }, fix });
  }
}

function otherKind(name: string): string {
  return name.startsWith('group:') ? `dynamic-${name}` : name.replace(/^dynamic-(?=group:)/, '');
}

function spanOf(name: readonly Leaf[]): { start: number; end: number } {
  return { start: name[0]?.start ?? 0, end: name[name.length - 1]?.end ?? 0 };
}

function nameOf(name: readonly Leaf[]): string {
  return name.map(({ text }) => text).join('/');
}

function sourceOf({ item }: Entry, { start, end }: Define): string {
  return item.text.slice(start, end);
}
