import type { Item, PolicyDocument } from '../language/document.ts';
import type { Check } from './check.ts';
import type { Finding } from './finding.ts';

/** Checks of what stands in which block: they need the order of items, not their trees. */
export const blockChecks: readonly Check[] = [
  { code: 'policy-not-closed', severity: 'error' },
  { code: 'declaration-in-policy', severity: 'error' },
];

/** What is found on items by their place in the document. Linear in the number of items. */
export function checkBlocks(document: PolicyDocument): { item: Item; finding: Finding }[] {
  const found: { item: Item; finding: Finding }[] = [];
  let open: Item | undefined;
  const report = (item: Item, code: string, span: { start: number; end: number }, args = {}) =>
    found.push({ item, finding: { code, severity: 'error', start: span.start, end: span.end, args } });
  for (const item of document.items) {
    if (item.kind === 'end') {
      if (!open && item.tree) report(item, 'unmatched-closing-brace', item.tree, { found: '}' });
      open = undefined;
    } else if (item.kind === 'policy') {
      if (open?.tree) report(open, 'policy-not-closed', headOf(open));
      open = item;
    } else if (open && ['dynamic-group', 'tag-namespace', 'test'].includes(item.kind) && item.tree) {
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
