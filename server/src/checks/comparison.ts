import type { Variable } from '../catalog/catalog.ts';
import type { Edit } from '../language/fault.ts';
import { valueOf } from '../language/names.ts';
import type { Combination, Comparison, Condition, Leaf, TreeNode } from '../language/tree.ts';
import { isSettled, type CheckContext, type Visitors } from './check.ts';
import type { Severity } from './finding.ts';

/** A comparison of a statement's condition whose variable the catalogue knows. */
export interface Known {
  readonly comparison: Comparison;
  readonly variable: Variable;
  /** `=`, `!=`, `in`, `not in`, `before`, `after` or `between`. */
  readonly operator: string;
}

/** Calls `visit` with each comparison of a statement's condition, but not with those of matching rules. */
export function comparisons(visit: (known: Known, context: CheckContext) => void): Visitors {
  return {
    Comparison: (comparison, context) => {
      if (context.tree.type === 'DynamicGroup') return;
      const known = lookUp(comparison, context);
      if (known) visit(known, context);
    },
  };
}

/** The last answer: a dozen checks look at one comparison, one after the other. */
let last: { readonly comparison: Comparison; readonly known: Known | undefined } | undefined;

function lookUp(comparison: Comparison, { catalog }: CheckContext): Known | undefined {
  if (last?.comparison !== comparison) {
    const variable = isSettled(comparison.variable) ? catalog.variable(comparison.variable.text) : undefined;
    const known = variable && { comparison, variable, operator: operatorOf(comparison) };
    last = { comparison, known };
  }
  return last.known;
}

export function operatorOf({ operator, negated }: Comparison): string {
  return `${negated ? 'not ' : ''}${operator.text.toLowerCase()}`;
}

/** The values of a comparison that are quoted and that nobody has yet to fill. */
export function strings(comparison: Comparison): readonly Quoted[] {
  if (read?.comparison !== comparison) {
    const quoted = comparison.values.filter((leaf) => leaf.kind === 'STRING' && isSettled(leaf));
    read = { comparison, quoted: quoted.map((leaf) => ({ leaf, value: valueOf(leaf) })) };
  }
  return read.quoted;
}

interface Quoted {
  readonly leaf: Leaf;
  readonly value: string;
}

let read: { readonly comparison: Comparison; readonly quoted: readonly Quoted[] } | undefined;

/** Error where Oracle's own pages say what a variable holds; else the milder one. */
export function bySource({ documented, evidence }: Variable, milder: Severity = 'warning'): Severity {
  return documented && (evidence === 'seed' || evidence === 'oracle-page') ? 'error' : milder;
}

/** The `any` or `all` that a condition stands right in. */
export function listOf(above: readonly TreeNode[]): Combination | undefined {
  const parent = above[above.length - 1];
  return parent?.type === 'Combination' ? parent : undefined;
}

export function isAll({ operator }: Combination): boolean {
  return operator.text.toLowerCase() === 'all';
}

/** The edit that takes one of several things out of a list, with its comma; undefined when it is the only one. */
export function without(
  list: readonly { readonly start: number; readonly end: number }[],
  index: number,
): Edit[] | undefined {
  const [before, one, after] = [list[index - 1], list[index], list[index + 1]];
  if (one && before) return [{ start: before.end, end: one.end, text: '' }];
  return one && after ? [{ start: one.start, end: after.start, text: '' }] : undefined;
}

/** The edits that make further conditions hold besides one; the new ones go behind it, or before it. */
export function joined(
  condition: Condition,
  more: readonly string[],
  list: Combination | undefined,
  place: 'before' | 'behind' = 'behind',
): Edit[] {
  const text = more.join(', ');
  const { start, end } = condition;
  const isIn = list !== undefined && isAll(list);
  if (place === 'behind' && isIn) return [{ start: end, end, text: `, ${text}` }];
  if (place === 'before' && isIn) return [{ start, end: start, text: `${text}, ` }];
  const [open, close] = place === 'behind' ? ['', `, ${text}`] : [`${text}, `, ''];
  return [
    { start, end: start, text: `all { ${open}` },
    { start: end, end, text: `${close} }` },
  ];
}
