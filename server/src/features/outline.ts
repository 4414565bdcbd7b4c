import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { rangeIn, type Item, type PolicyDocument } from '../language/document.ts';
import { valueOf } from '../language/names.ts';
import { print } from '../language/print.ts';
import type { ItemTree, Leaf, Span } from '../language/tree.ts';

/** Longer names are cut: an outline is read at a glance. */
const LONGEST = 100;

/** The policies with their statements, groups, tag namespaces and tests of a document, as a tree. */
export function outlineOf(document: PolicyDocument): DocumentSymbol[] {
  const roots: DocumentSymbol[] = [];
  let policy: DocumentSymbol | undefined;
  for (const item of document.items) {
    if (item.kind === 'end') {
      if (policy && item.tree) policy.range = { ...policy.range, end: rangeIn(item, item.tree).end };
      policy = undefined;
      continue;
    }
    const symbol = item.tree && symbolOf(item, item.tree);
    if (!symbol) continue;
    if (item.kind === 'policy') {
      policy = symbol;
      roots.push(symbol);
    } else if (policy) {
      policy.children?.push(symbol);
      policy.range = { ...policy.range, end: symbol.range.end };
    } else roots.push(symbol);
  }
  return roots;
}

function symbolOf(item: Item, tree: ItemTree): DocumentSymbol | undefined {
  const make = (
    name: string,
    kind: SymbolKind,
    span: Span,
    detail?: string,
    children: DocumentSymbol[] = [],
  ) => ({
    ...{
      name: clipped(name),
      kind,
      range: rangeIn(item, tree),
      selectionRange: rangeIn(item, span),
      children,
    },
    ...(detail ? { detail: clipped(detail) } : {}),
  });
  switch (tree.type) {
    case 'PolicyHead':
      return make(
        valueOf(tree.name),
        SymbolKind.Namespace,
        nonEmpty(tree.name, tree),
        textOf(tree.descriptions[0]),
      );
    case 'DynamicGroup':
      return make(
        tree.name.map(valueOf).join('/'),
        SymbolKind.Class,
        nonEmpty(tree.name[0], tree),
        textOf(tree.descriptions[0]),
      );
    case 'TagNamespace':
      return make(
        valueOf(tree.name),
        SymbolKind.Enum,
        nonEmpty(tree.name, tree),
        textOf(tree.descriptions[0]),
        tree.keys.map((key) => ({
          ...{ name: clipped(valueOf(key.name)), kind: SymbolKind.EnumMember },
          ...{ range: rangeIn(item, key), selectionRange: rangeIn(item, key.name) },
        })),
      );
    case 'Test':
      return make(valueOf(tree.name), SymbolKind.Event, tree.name);
    case 'BlockEnd':
      return undefined;
    case 'Define':
      return make(print(tree), SymbolKind.Constant, tree);
    default:
      return make(print(tree).replace(/\s+/g, ' '), SymbolKind.Function, tree);
  }
}

function textOf(leaf: Leaf | undefined): string | undefined {
  return leaf && valueOf(leaf);
}

/** An editor wants a selection that lies in the symbol: a name that is not there has none. */
function nonEmpty(leaf: Leaf | undefined, tree: Span): Span {
  return leaf && leaf.end > leaf.start ? leaf : tree;
}

function clipped(text: string): string {
  const name = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return name.trim() === '' ? '…' : name;
}
