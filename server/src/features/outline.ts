import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { rangeIn, type Item, type PolicyDocument } from '../language/document.ts';
import { symbolIn, type ItemSymbol } from './item-symbol.ts';

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
    const found = symbolIn(item);
    if (!found) continue;
    const symbol = placed(item, found);
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

/** Written out for each kind, without copies: a large file has ten thousands of them. */
function placed(item: Item, { name, kind, detail, span, selection, children }: ItemSymbol): DocumentSymbol {
  const range = rangeIn(item, span);
  const selectionRange = selection === span ? range : rangeIn(item, selection);
  const symbol: DocumentSymbol = { name, kind, range, selectionRange };
  if (kind === SymbolKind.Namespace || children.length > 0)
    symbol.children = children.map((child) => placed(item, child));
  if (detail !== undefined) symbol.detail = detail;
  return symbol;
}
