import type { Item } from '../language/document.ts';
import { someLeaf } from '../language/walk.ts';

/** Slips after whose mending a statement says for certain what was meant. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['smart-quote', 'invisible-character', 'non-ascii-space', 'unicode-dash', 'fullwidth-punctuation'],
  ...['homoglyph', 'trailing-punctuation', 'broken-token', 'list-marker', 'spaced-operator', 'missing-to'],
  ...['missing-in', 'keyword-typo', 'duplicate-word', 'noise-word', 'space-for-hyphen', 'hyphen-for-space'],
  ...['run-together-statements', 'unclosed-brace', 'trailing-comma', 'missing-comma', 'wrong-bracket'],
  ...['compartment-keyword-missing', 'name-needs-quotes', 'operands-reversed', 'markup-residue'],
  ...['unbalanced-angle-bracket', 'compartment-path-separator'],
]);

/** Whether it is certain what an item says: not so after some slips, with words missing, or with `%s`, which is something else each time. */
export function isCertain({
  tree,
  faults,
  placeholders,
}: Pick<Item, 'tree' | 'faults' | 'placeholders'>): boolean {
  if (!tree || !faults.every(({ code }) => HARMLESS.has(code))) return false;
  // Words are missing only behind a slip, and where a placeholder stands for several (`in <location>`).
  const mayLack = faults.length > 0 || placeholders.length > 0;
  if (mayLack && someLeaf(tree, ({ start, end }) => start === end)) return false;
  return !placeholders.some(({ text }) => text === '%s');
}
