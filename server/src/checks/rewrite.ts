import type { Grantor } from '../access/statement.ts';
import type { Edit } from '../language/fault.ts';
import type { Item } from '../language/document.ts';
import type { Combination, Condition, Leaf, Span } from '../language/tree.ts';

/**
 * Other texts for parts of a statement, put together from the pieces of its own, so that what is kept keeps its
 * case, its spacing and its line ends.
 */

/** What a condition comes to when some of its parts are settled: a text, or nothing but true or false. */
export type Folded = string | boolean;

/** A condition with the parts that `settle` answers for taken out; where it answers undefined, a part is kept as it stands. */
export function fold(
  { text }: Item,
  condition: Condition,
  settle: (part: Exclude<Condition, Combination>) => boolean | undefined,
): Folded {
  const visit = (node: Condition): Folded => {
    if (node.type !== 'Combination') return settle(node) ?? text.slice(node.start, node.end);
    const isAll = node.operator.text.toLowerCase() === 'all';
    const parts = node.conditions.map(visit);
    if (parts.includes(!isAll)) return !isAll;
    const left = parts.filter((part) => typeof part === 'string');
    const [only, more] = left;
    if (only === undefined) return isAll;
    if (more === undefined && parts.length > 1) return only;
    const [first, last] = [node.conditions[0], node.conditions[node.conditions.length - 1]];
    const isSame = left.every((part, index) => part === original(node.conditions[index], text));
    if (!first || !last || (isSame && left.length === parts.length)) return text.slice(node.start, node.end);
    return text.slice(node.start, first.start) + left.join(', ') + text.slice(last.end, node.end);
  };
  return visit(condition);
}

function original(node: Condition | undefined, text: string): string {
  return node ? text.slice(node.start, node.end) : '';
}

/** The edits that put a folded condition in the place of a statement's own; a condition that is true is left out. */
export function withCondition({ location, condition }: Grantor, folded: Folded): readonly Edit[] {
  if (!condition || folded === false) return [];
  return folded === true
    ? [{ start: location.end, end: condition.end, text: '' }]
    : [{ start: condition.start, end: condition.end, text: folded }];
}

/** The edits that take one part out of a condition, and what is left without sense then: a combination of one, `where`. */
export function withoutPart({ location, condition }: Grantor, part: Condition): readonly Edit[] {
  const parent = condition && parentOf(condition, part);
  if (!parent) return condition ? [{ start: location.end, end: condition.end, text: '' }] : [];
  const { conditions } = parent;
  const index = conditions.indexOf(part);
  const [before, after] = [conditions[index - 1], conditions[index + 1]];
  const other = conditions.length === 2 ? (before ?? after) : undefined;
  if (other) {
    return [
      { start: parent.start, end: other.start, text: '' },
      { start: other.end, end: parent.end, text: '' },
    ];
  }
  if (after) return [{ start: part.start, end: after.start, text: '' }];
  if (before) return [{ start: before.end, end: part.end, text: '' }];
  return withoutPart({ location, condition } as Grantor, parent);
}

function parentOf(root: Condition, part: Condition): Combination | undefined {
  if (root.type !== 'Combination') return undefined;
  if (root.conditions.includes(part)) return root;
  for (const each of root.conditions) {
    const found = parentOf(each, part);
    if (found) return found;
  }
  return undefined;
}

/** The edits that take permissions out of a set; some must be left. */
export function withoutPermissions(
  permissions: readonly Leaf[],
  isTaken: (leaf: Leaf) => boolean,
): readonly Edit[] {
  let isKept = false;
  return permissions.flatMap((leaf, index) => {
    if (!isTaken(leaf)) {
      isKept = true;
      return [];
    }
    const [before, after] = [permissions[index - 1], permissions[index + 1]];
    if (isKept && before) return [{ start: before.end, end: leaf.end, text: '' }];
    return after ? [{ start: leaf.start, end: after.start, text: '' }] : [];
  });
}

/**
 * The edit that puts statements before this one, each on a line of its own: for the same subject in the same place, with
 * other grants and another condition; `indent` is what stands before this one on its line. Undefined where the parts do
 * not stand in their order, or the text has a slip.
 */
export function statementBefore(
  { text, faults }: Item,
  { tree, grant, location, condition }: Grantor,
  indent: string,
  grants: readonly string[],
  otherCondition: Folded = true,
): readonly Edit[] | undefined {
  const isWhole = grant.end > grant.start && location.end > location.start && grant.end <= location.start;
  if (faults.length > 0 || !isWhole || otherCondition === false) return undefined;
  if (condition && condition.start < location.end) return undefined;
  const where =
    typeof otherCondition === 'string' && condition
      ? text.slice(location.end, condition.start) + otherCondition
      : '';
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const statements = grants
    .map((each) => besideWords(text, grant, each))
    .map(
      (other) =>
        text.slice(tree.start, grant.start) +
        other +
        text.slice(grant.end, location.end) +
        where +
        lineEnd +
        indent,
    );
  return [{ start: tree.start, end: tree.start, text: statements.join('') }];
}

/** A text to stand in the place of a span, with a blank where it would grow together with the word before or after. */
export function besideWords(text: string, { start, end }: Span, other: string): string {
  const before = /\w/.test(text[start - 1] ?? '') && /^\w/.test(other) ? ' ' : '';
  const after = /\w$/.test(other) && /\w/.test(text[end] ?? '') ? ' ' : '';
  return before + other + after;
}
