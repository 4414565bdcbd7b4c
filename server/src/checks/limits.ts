import type { Edit } from '../language/fault.ts';
import { valueOf } from '../language/names.ts';
import type { Leaf } from '../language/tree.ts';
import { isSettled, type Check } from './check.ts';
import { lineOf, type Changes, type Entry, type Inventory, type Policy } from './inventory.ts';
import type { DetailsAcross, Report } from './report.ts';
import { indentBefore } from './lines.ts';
import type { Settings } from './settings.ts';

/** Statements that do not repeat each other. */
const many = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => {
    const number = from + index;
    return `  allow group Team${number} to read buckets in tenancy where target.bucket.name = 'team-${number}'\n`;
  });
const block = (name: string, statements: readonly string[]) =>
  `policy ${name} in tenancy\n  description "Buckets of the teams"\n{\n${statements.join('')}}\n`;

/** More statements in a policy than it may hold */
const tooManyStatements: Check = {
  code: 'too-many-statements',
  severity: 'error',
  example: {
    bad: block('team-buckets', many(51)),
    mended: block('team-buckets', many(50)) + block('team-buckets-2', many(51).slice(50)),
  },
};

/** Two policies of a file with one name */
const policyNameDuplicate: Check = {
  code: 'policy-name-duplicate',
  severity: 'warning',
  example: {
    bad: block('buckets', many(1)) + block('Buckets', many(2).slice(1)),
    mended: block('buckets', many(1)) + block('Buckets-2', many(2).slice(1)),
  },
};

const blocks = (count: number, each: number) =>
  Array.from({ length: count }, (_, index) =>
    block(`team-buckets-${index + 1}`, many(each, index * each + 1)),
  ).join('');

/** More statements on the way from the root to a compartment than there may be */
const hierarchyStatementLimit: Check = {
  code: 'hierarchy-statement-limit',
  severity: 'warning',
  // Made when somebody asks: it is long, and the program only checks.
  get example() {
    return { bad: blocks(11, 46), mended: blocks(10, 50) };
  },
};

/** More policies than a tenancy takes */
const tooManyPolicies: Check = {
  code: 'too-many-policies',
  severity: 'warning',
  get example() {
    return { bad: blocks(101, 1), mended: blocks(3, 34) };
  },
};

export const limitChecks: readonly Check[] = [
  tooManyStatements,
  policyNameDuplicate,
  hierarchyStatementLimit,
  tooManyPolicies,
];

/** Tells how many statements policies hold, and whether names are taken. */
export interface Limits {
  check(inventory: Inventory, changes: Changes, report: Report, settings: Settings): void;
}

export function createLimits(): Limits {
  let names = new Map<string, Entry>();
  /** The blocks that have the name of an earlier one, with their name and that one. */
  let again: { head: Entry; leaf: Leaf; first: Entry }[] = [];
  const lookAtNames = (inventory: Inventory) => {
    [names, again] = [new Map(), []];
    for (const { head } of inventory.policies) {
      const leaf = head && nameOf(head);
      if (!leaf) continue;
      const key = valueOf(leaf).toLowerCase();
      const first = names.get(key);
      if (!first) names.set(key, head);
      else if (isSettled(leaf)) again.push({ head, leaf, first });
    }
  };
  const counted = createCounts();
  return {
    check: (inventory, { isHeadChanged, policies }, report, { limits }) => {
      if (isHeadChanged) lookAtNames(inventory);
      for (const policy of inventory.policies) {
        if (policy.statements.length > limits.statementsPerPolicy)
          reportCount(policy, limits.statementsPerPolicy, inventory, names, report);
      }
      for (const { check, head, leaf, details } of counted(inventory.policies, policies, limits))
        report(check, head, leaf, details);
      for (const { head, leaf, first } of again) {
        const mended = asWritten(leaf, freeName(leaf, names));
        report(policyNameDuplicate, head, leaf, {
          args: { name: valueOf(leaf), line: lineOf(first), mended },
          fix: [{ start: leaf.start, end: leaf.end, text: mended }],
        });
      }
    },
  };
}

function reportCount(
  policy: Policy,
  most: number,
  inventory: Inventory,
  names: ReadonlyMap<string, Entry>,
  report: Report,
): void {
  const { head, statements } = policy;
  const args = { count: String(statements.length), most: String(most) };
  const beyond = statements[most];
  const leaf = head && nameOf(head);
  if (!head || !leaf) {
    // Where the statements of a file go is decided when they are applied: several policies may take them.
    const span = beyond?.item.tree;
    if (beyond && span)
      report(tooManyStatements, beyond, span, { variant: 'bare', severity: 'warning', args });
    return;
  }
  const fix = policy.aliases.size === 0 ? splitting(policy, head, leaf, most, inventory, names) : undefined;
  report(tooManyStatements, head, leaf, { args, ...(fix ? { fix } : {}) });
}

/** What is said of the head of a policy. */
interface Told {
  readonly check: Check;
  readonly head: Entry;
  readonly leaf: Leaf;
  readonly details: DetailsAcross;
}

/**
 * What is said of the numbers of statements and policies, kept for as long as they are the same, as they are after nearly
 * every keystroke.
 */
function createCounts() {
  let [all, most]: [readonly Policy[], Settings['limits'] | undefined] = [[], undefined];
  const seen = new Map<Policy, { readonly count: number; readonly head: Entry | undefined }>();
  let told: readonly Told[] = [];
  const isSame = (policy: Policy) => {
    const before = seen.get(policy);
    return before?.count === policy.statements.length && before.head === policy.head;
  };
  return (
    policies: readonly Policy[],
    touched: ReadonlySet<Policy>,
    limits: Settings['limits'],
  ): readonly Told[] => {
    if (policies === all && limits === most && [...touched].every(isSame)) return told;
    [all, most] = [policies, limits];
    seen.clear();
    for (const policy of policies) seen.set(policy, { count: policy.statements.length, head: policy.head });
    told = [...pathsIn(policies, limits.statementsPerHierarchy), ...numberOf(policies, limits.policies)];
    return told;
  };
}

/** Where a policy hangs, as the parts of its path from the root; undefined where the file does not tell. */
function pathOf({ attachment, head }: Policy): readonly string[] | undefined {
  if (!head) return undefined;
  if (attachment.kind === 'path') return attachment.path;
  return attachment.kind === 'tenancy' ? [] : undefined;
}

/**
 * The statements of all policies from the root down to one compartment count together. Of a path that is too full, the
 * policy is told with which it is; what lies below it is not told again. Source: reference, check 203.
 */
function pathsIn(policies: readonly Policy[], most: number): Told[] {
  const sum = (those: readonly Policy[]) => those.reduce((all, { statements }) => all + statements.length, 0);
  if (sum(policies) <= most) return [];
  const told: Told[] = [];
  const byPath = new Map<string, Policy[]>();
  for (const policy of policies) {
    const key = pathOf(policy)?.join('\n');
    if (key === undefined) continue;
    const others = byPath.get(key);
    if (others) others.push(policy);
    else byPath.set(key, [policy]);
  }
  const counts = new Map([...byPath].map(([key, those]) => [key, sum(those)]));
  const above = (key: string) => {
    const parts = key === '' ? [] : key.split('\n');
    return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('\n'))];
  };
  const countOn = (key: string) => above(key).reduce((all, each) => all + (counts.get(each) ?? 0), 0);
  for (const key of byPath.keys()) {
    const count = countOn(key);
    const isFirst = above(key).every((each) => each === key || countOn(each) <= most);
    if (count <= most || !isFirst) continue;
    let sofar = 0;
    const along = above(key)
      .flatMap((each) => byPath.get(each) ?? [])
      .sort((a, b) => startOf(a) - startOf(b));
    const full = along.find(({ statements }) => (sofar += statements.length) > most);
    const leaf = full?.head && nameOf(full.head);
    if (!full?.head || !leaf) continue;
    const args = { count, most, place: key.replaceAll('\n', ':') };
    const details = { args, ...(key === '' ? { variant: 'root' } : {}) };
    told.push({ check: hierarchyStatementLimit, head: full.head, leaf, details });
  }
  return told;
}

function startOf({ head }: Policy): number {
  return head?.item.start ?? 0;
}

function numberOf(policies: readonly Policy[], most: number): Told[] {
  const heads = policies.flatMap(({ head }) => head ?? []);
  const beyond = heads[most];
  const leaf = beyond && nameOf(beyond);
  const details = { args: { count: heads.length, most } };
  return leaf ? [{ check: tooManyPolicies, head: beyond, leaf, details }] : [];
}

/** The edits that end the policy where it is full, and go on in another one. */
function splitting(
  { statements }: Policy,
  head: Entry,
  leaf: Leaf,
  most: number,
  { before }: Inventory,
  taken: ReadonlyMap<string, Entry>,
): Edit[] | undefined {
  const { text } = head.item;
  const open = text.lastIndexOf('{');
  if (open < leaf.end) return undefined;
  const names = new Map(taken);
  const edits: Edit[] = [];
  for (let index = most; index < statements.length; index += most) {
    const entry = statements[index];
    if (!entry?.item.tree) return undefined;
    const indent = indentBefore(before(entry)?.item);
    const at = entry.item.start + entry.item.tree.start - head.item.start;
    const name = freeName(leaf, names);
    names.set(name.toLowerCase(), head);
    const opening = `policy ${asWritten(leaf, name)}${text.slice(leaf.end, open + 1)}`;
    edits.push({ start: at - indent.length, end: at, text: `}\n\n${opening}\n${indent}` });
  }
  return edits;
}

/** The name of a policy with the first number that makes it one of its own. */
function freeName(leaf: Leaf, names: ReadonlyMap<string, Entry>): string {
  for (let number = 2; ; number++) {
    const name = `${valueOf(leaf)}-${number}`;
    if (!names.has(name.toLowerCase())) return name;
  }
}

/** In quotes where the name that it is made of is. */
function asWritten({ kind }: Leaf, name: string): string {
  return kind === 'STRING' ? `'${name}'` : name;
}

function nameOf({ item: { tree } }: Entry): Leaf | undefined {
  return tree?.type === 'PolicyHead' && tree.name.end > tree.name.start ? tree.name : undefined;
}
