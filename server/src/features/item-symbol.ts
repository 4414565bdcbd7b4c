import { SymbolKind } from 'vscode-languageserver-types';
import type { Item } from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import { print } from '../language/print.ts';
import type { ItemTree, Leaf, Span } from '../language/tree.ts';

/** What an item is called in lists of symbols. Offsets of the spans count from the item. */
export interface ItemSymbol {
  /** Never empty, and not longer than a person reads at a glance. */
  readonly name: string;
  readonly kind: SymbolKind;
  readonly detail?: string;
  readonly span: Span;
  /** What to select when somebody goes there; lies in `span`. */
  readonly selection: Span;
  /** The keys of a tag namespace. */
  readonly children: readonly ItemSymbol[];
}

/** Longer names are cut: an outline is read at a glance. */
const LONGEST = 100;

const known = new WeakMap<Item, ItemSymbol>();

/** The symbol of an item; undefined for one that neither says nor declares anything. Worked out once for an item. */
export function symbolIn(item: Item): ItemSymbol | undefined {
  let symbol = known.get(item);
  if (!symbol && item.tree) {
    symbol = symbolOf(item.tree, item);
    if (symbol) known.set(item, symbol);
  }
  return symbol;
}

function symbolOf(tree: ItemTree, { text, faults }: Item): ItemSymbol | undefined {
  const make = (
    name: string,
    kind: SymbolKind,
    selection: Span,
    described?: readonly Leaf[],
    children: readonly ItemSymbol[] = [],
  ): ItemSymbol => {
    const detail = described?.[0] && valueOf(described[0]);
    return {
      ...{ name: clipped(name), kind, span: tree, selection, children },
      ...(detail ? { detail: clipped(detail) } : {}),
    };
  };
  switch (tree.type) {
    case 'PolicyHead':
      return make(valueOf(tree.name), SymbolKind.Namespace, nonEmpty(tree.name, tree), tree.descriptions);
    case 'DynamicGroup':
      return make(
        tree.name.map(valueOf).join('/'),
        SymbolKind.Class,
        nonEmpty(tree.name[0], tree),
        tree.descriptions,
      );
    case 'TagNamespace':
      return make(
        valueOf(tree.name),
        SymbolKind.Enum,
        nonEmpty(tree.name, tree),
        tree.descriptions,
        tree.keys.map((key) => ({
          ...{ name: clipped(valueOf(key.name)), kind: SymbolKind.EnumMember },
          ...{ span: key, selection: key.name, children: [] },
        })),
      );
    case 'Test':
      return make(valueOf(tree.name), SymbolKind.Event, tree.name);
    case 'BlockEnd':
      return undefined;
    case 'Define':
      return make(print(tree), SymbolKind.Constant, tree);
    default:
      // One with a slip is called what it says: what is mended of it is not there yet.
      return make(
        (faults.length > 0 ? text.slice(tree.start, tree.end) : print(tree)).replace(/\s+/g, ' '),
        SymbolKind.Function,
        tree,
      );
  }
}

/** An editor wants a selection that lies in the symbol: a name that is not there has none. */
function nonEmpty(leaf: Leaf | undefined, tree: Span): Span {
  return leaf && leaf.end > leaf.start ? leaf : tree;
}

function clipped(text: string): string {
  const name = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return name.trim() === '' ? '…' : name;
}
