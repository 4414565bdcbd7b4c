import type { Item, PolicyDocument } from '../language/document.ts';
import type { Check, Found } from './check.ts';
import { selecting } from './follow.ts';

/** Checks of what stands in which block: they need the order of items, not their trees. */
export const blockChecks: readonly Check[] = [
  { code: 'policy-not-closed', severity: 'error' },
  { code: 'declaration-in-policy', severity: 'error' },
];

/** The items that blocks are made of, and those that may not stand in one. */
const FRAME: ReadonlySet<Item['kind']> = new Set(['policy', 'end', 'dynamic-group', 'tag-namespace', 'test']);

const frameOf = selecting(({ kind }) => FRAME.has(kind) || undefined);

/** What is found on items by their place in the document. Linear in the number of blocks and declarations. */
export function checkBlocks(document: PolicyDocument): Found[] {
  const found: Found[] = [];
  let open: Item | undefined;
  const report = (item: Item, code: string, span: { start: number; end: number }, args = {}) =>
    found.push({ item, finding: { code, severity: 'error', start: span.start, end: span.end, args } });
  for (const { item } of frameOf(document)) {
    if (item.kind === 'end') {
      if (!open && item.tree) report(item, 'unmatched-closing-brace', item.tree, { found: '}' });
      open = undefined;
    } else if (item.kind === 'policy') {
      if (open?.tree) report(open, 'policy-not-closed', headOf(open));
      open = item;
    } else if (open && item.tree) {
      report(
        item,
        'declaration-in-policy',
        { start: item.tree.start, end: item.tree.start + item.kind.length },
        { kind: item.kind },
      );
    }
  }
  if (open?.tree) report(open, 'policy-not-closed', headOf(open));
  return found;
}

function headOf(item: Item): { start: number; end: number } {
  const start = item.tree?.start ?? 0;
  return { start, end: item.tree?.type === 'PolicyHead' ? item.tree.name.end : start };
}
