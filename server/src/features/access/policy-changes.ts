import type { Comparison } from '../../access/compare.ts';
import type { Placed } from '../../access/tenancy.ts';
import { rangeIn, type PolicyDocument, type Range } from '../../language/document.ts';
import { valueOf } from '../../language/names.ts';

/** What the statements of a policy change. */
export interface PolicyChanges {
  /** Where the name of the policy stands; of bare statements, the first of them. */
  readonly range: Range;
  /** How many changes give more access, how many give less, and of how many statements it could not be told. */
  readonly more: number;
  readonly less: number;
  readonly open: number;
  /** Of a policy that the document no longer has: its name, empty for bare statements that are all gone. Its `range` is the start of the text. */
  readonly gone?: string;
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A document, as it is after the changes. */
export interface DocumentAt {
  readonly uri: string;
  readonly document: PolicyDocument;
}

/**
 * Which policies of a document the changes of access come from, in the order of the text. Bare statements count as one policy. Policies
 * that the document no longer has come first, at the start of the text.
 */
export function policyChanges({ changes, open }: Comparison, { uri, document }: DocumentAt): PolicyChanges[] {
  const counts = new Map<string | undefined, { name: string; more: number; less: number; open: number }>();
  const countOf = ({ policy }: Placed) => {
    const key = policy?.toLowerCase();
    const known = counts.get(key) ?? { name: policy ?? '', more: 0, less: 0, open: 0 };
    counts.set(key, known);
    return known;
  };
  for (const { kind, statement } of changes) {
    if (statement.uri === uri)
      countOf(statement)[kind === 'gained' || kind === 'widened' ? 'more' : 'less']++;
  }
  for (const { statement } of open) if (statement.uri === uri) countOf(statement).open++;
  const found: PolicyChanges[] = [];
  let isInBlock = false;
  for (const item of document.items) {
    const { tree } = item;
    const isBare =
      !isInBlock && (tree?.type === 'Grant' || tree?.type === 'Endorse' || tree?.type === 'Admit');
    if (tree?.type === 'PolicyHead') isInBlock = true;
    else if (tree?.type === 'BlockEnd') isInBlock = false;
    if (tree?.type !== 'PolicyHead' && !isBare) continue;
    const key = tree.type === 'PolicyHead' ? valueOf(tree.name).toLowerCase() : undefined;
    const count = counts.get(key);
    // Of two policies of one name, which a check reports, the first is told of.
    counts.delete(key);
    if (!count) continue;
    const { more, less, open } = count;
    found.push({ range: rangeIn(item, tree.type === 'PolicyHead' ? tree.name : tree), more, less, open });
  }
  const gone = [...counts.values()].map(({ name, ...changed }) => ({
    range: START,
    ...changed,
    gone: name,
  }));
  return [...gone, ...found];
}
