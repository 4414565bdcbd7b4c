import type { Item } from '../language/document.ts';
import type { Edit } from '../language/fault.ts';
import type { ItemTree } from '../language/tree.ts';

/** Signs that people leave behind a statement, and a comment on its last line. */
const BEHIND =
  /^[^\S\r\n]*[.;,:]*[^\S\r\n]*(?:(?:\/\/|#)[^\r\n]*|\/\*[^*\r\n]*\*\/[^\S\r\n]*)?(\r\n|\r|\n|$(?![\s\S]))/;

/**
 * The edits that delete a statement with its lines: with the comment behind it, but not with those above it, and with the
 * blanks before it. Offsets count from the item's first character; the blanks lie before it.
 * @param before the item before it, if any
 */
export function deletionOf(item: Item, tree: ItemTree, before: Item | undefined): readonly Edit[] {
  const known = deletions.get(item);
  if (known && known.before === before) return known.edits;
  const edits = deletion(item, tree, before);
  deletions.set(item, { before, edits });
  return edits;
}

const deletions = new WeakMap<Item, { readonly before: Item | undefined; readonly edits: readonly Edit[] }>();

function deletion(item: Item, tree: ItemTree, before: Item | undefined): Edit[] {
  const { text } = item;
  const lead = text.slice(0, tree.start);
  const start = /^[\d.()*\s-]+$/.test(lead) ? 0 : tree.start;
  const behind = BEHIND.exec(text.slice(tree.end));
  const indent = indentOf(lead, start, before);
  if (indent === undefined || !behind) {
    const blanks = /^[^\S\r\n]*/.exec(text.slice(tree.end))?.[0].length ?? 0;
    return [{ start, end: tree.end + blanks, text: '' }];
  }
  const end = tree.end + behind[0].length;
  // The same blanks begin the next line: then they are left where they are, and those of the next line go.
  const isSameNext = text.startsWith(indent, end) && /^\S/.test(text.slice(end + indent.length) || 'x');
  if (behind[1] !== '' && isSameNext && start === 0) return [{ start, end: end + indent.length, text: '' }];
  return [{ start: start - indent.length, end, text: '' }];
}

/** The blanks before a statement on its line; undefined when something else stands there. */
function indentOf(lead: string, start: number, before: Item | undefined): string | undefined {
  if (start > 0) return /(?:^|[\r\n])([^\S\r\n]*)$/.exec(lead)?.[1];
  if (!before) return '';
  return /(?:[\r\n]|^)([^\S\r\n]*)$/.exec(before.text)?.[1];
}

/** The blanks with which the line of an item's first character begins. */
export function indentBefore(before: Item | undefined): string {
  return indentOf('', 0, before) ?? '';
}
