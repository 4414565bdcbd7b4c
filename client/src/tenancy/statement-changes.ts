import { statementKey, type Names, type ReadStatement } from './statements.ts';

/** How the statements of a policy change. */
export interface StatementChanges {
  /** All that are new, also those that take the place of another one. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Pairs of one removed and one added that are alike. */
  readonly changed: readonly { readonly before: string; readonly after: string }[];
  readonly kept: number;
}

export interface Placed {
  readonly statements: readonly ReadStatement[];
  readonly compartmentId: string;
}

export interface Compared {
  readonly changes: StatementChanges;
  /** The statements to send: those that stay, as the tenancy has written them. */
  readonly merged: readonly string[];
}

/** Compares statements by what they say; their order means nothing. */
export function compareStatements(before: Placed, after: Placed, names: Names): Compared {
  const left = new Map<string, string[]>();
  for (const statement of before.statements) {
    const key = statementKey(statement, before.compartmentId, names);
    left.set(key, [...(left.get(key) ?? []), statement.text]);
  }
  const added: string[] = [];
  const merged: string[] = [];
  let kept = 0;
  for (const statement of after.statements) {
    const same = left.get(statementKey(statement, after.compartmentId, names))?.shift();
    merged.push(same ?? statement.text);
    if (same === undefined) added.push(statement.text);
    else kept++;
  }
  const removed = [...left.values()].flat();
  return { changes: { added, removed, changed: pairs(removed, added), kept }, merged };
}

/** More than this share of their words two statements have in common that are one, changed. */
const ALIKE = 0.6;

function pairs(removed: readonly string[], added: readonly string[]): { before: string; after: string }[] {
  const candidates = removed
    .flatMap((before) => added.map((after) => ({ before, after, likeness: likeness(before, after) })))
    .filter(({ likeness: share }) => share >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness);
  const used = new Set<string>();
  return candidates.flatMap(({ before, after }) => {
    if (used.has(`- ${before}`) || used.has(`+ ${after}`)) return [];
    used.add(`- ${before}`).add(`+ ${after}`);
    return [{ before, after }];
  });
}

function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a[0] !== b[0]) return 0;
  const all = new Set(b);
  const shared = a.filter((word) => all.has(word)).length;
  return (2 * shared) / (a.length + b.length);
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,{}()=]+/)
    .filter(Boolean);
}
