import { domainAndName } from '../access/normal-form.ts';
import { valueOf } from '../language/names.ts';
import type { DynamicGroup, Leaf } from '../language/tree.ts';
import { isSettled, replacing, type Check } from './check.ts';
import { lineOf, type Entry, type Inventory } from './inventory.ts';
import type { Report } from './report.ts';

const jobs = (name: string, run: string) =>
  `dynamic-group ${name} matching resource.id = 'ocid1.datasciencejobrun.oc1..${run}'\n`;

/** Two dynamic groups of a file with one name, or one that a statement calls a group */
const dgNameClash: Check = {
  code: 'dg-name-clash',
  severity: 'error',
  example: {
    bad: jobs('jobs', 'one') + jobs('Jobs', 'two'),
    mended: jobs('jobs', 'one') + jobs('Jobs-2', 'two'),
  },
};

export const dynamicGroupNameChecks: readonly Check[] = [dgNameClash];

/** The names of the dynamic groups that a file declares: groups and dynamic groups of a domain share their names. */
export function checkDynamicGroupNames({ declarations, using }: Inventory, report: Report): void {
  const names = new Map<string, Entry>();
  const again: [Entry, DynamicGroup, Entry][] = [];
  for (const entry of declarations) {
    const { tree } = entry.item;
    if (tree?.type !== 'DynamicGroup' || !tree.name.every(isSettled)) continue;
    const key = `group:${domainAndName(tree.name)}`;
    const first = names.get(key);
    if (first) again.push([entry, tree, first]);
    else names.set(key, entry);
  }
  for (const [entry, tree, first] of again) reportTwice(entry, tree, first, names, report);
  for (const [key, declared] of names) {
    for (const entry of using(key))
      if (!entry.policy.aliases.has(key)) reportKind(entry, key, declared, report);
  }
}

function reportTwice(
  entry: Entry,
  { name }: DynamicGroup,
  first: Entry,
  names: ReadonlyMap<string, Entry>,
  report: Report,
): void {
  const leaf = name[name.length - 1];
  if (!leaf) return;
  const mended = freeName(name, names);
  report(dgNameClash, entry, leaf, {
    args: { name: valueOf(leaf), line: lineOf(first), mended },
    fix: replacing(leaf, mended),
  });
}

function freeName(name: readonly Leaf[], names: ReadonlyMap<string, Entry>): string {
  const leaf = name[name.length - 1];
  const domain = domainAndName(name).includes('\n') ? `${domainAndName(name).split('\n')[0] ?? ''}\n` : '';
  const quote = leaf?.kind === 'STRING' ? "'" : '';
  for (let number = 2; ; number++) {
    const free = `${leaf ? valueOf(leaf) : ''}-${number}`;
    if (!names.has(`group:${domain}${free.toLowerCase()}`)) return `${quote}${free}${quote}`;
  }
}

/** A statement that says `group` of what the file declares as a dynamic group. */
function reportKind(entry: Entry, key: string, declared: Entry, report: Report): void {
  const subject = entry.form?.tree.subject;
  if (subject?.type !== 'NamedSubject') return;
  for (const { id, name } of subject.principals) {
    const [first, last] = [name[0], name[name.length - 1]];
    if (id || !first || !last || `group:${domainAndName(name)}` !== key) continue;
    report(
      dgNameClash,
      entry,
      { start: first.start, end: last.end },
      {
        ...{ variant: 'kind', severity: 'warning', args: { name: last.text, line: lineOf(declared) } },
        ...(subject.principals.length === 1 ? { fix: replacing(subject.kind, 'dynamic-group') } : {}),
      },
    );
  }
}
