import { SymbolKind, type SymbolInformation } from 'vscode-languageserver-types';
import { rangeIn, type Item } from '../language/document.ts';
import type { Span } from '../language/tree.ts';
import { symbolIn } from './item-symbol.ts';
import { namesOf, type NameKind } from './names.ts';
import type { Documents } from './navigation.ts';

/** More than this nobody looks through. */
const MOST = 500;

const KINDS: Readonly<Partial<Record<NameKind, SymbolKind>>> = {
  group: SymbolKind.Class,
  'dynamic-group': SymbolKind.Class,
  compartment: SymbolKind.Package,
  tenancy: SymbolKind.Package,
  tag: SymbolKind.EnumMember,
  'tag-namespace': SymbolKind.Enum,
};

/**
 * Policies, tests, the names of groups, dynamic groups, compartments, tenancies and tags, and statements whose name has the letters of
 * `query` in their order, in any letter case. A name is told once: where it is declared, else where it is first used.
 * What is declared comes first, statements come last.
 */
export function workspaceSymbols(documents: Documents, query: string): SymbolInformation[] {
  const isWanted = matcher(query);
  const names = new Map<string, { symbol: SymbolInformation; declares: boolean }>();
  const declared: SymbolInformation[] = [];
  const statements: SymbolInformation[] = [];
  for (const [uri, { items }] of documents) {
    let policy: string | undefined;
    const make = (name: string, kind: SymbolKind, item: Item, span: Span, containerName?: string) => ({
      ...{ name, kind, location: { uri, range: rangeIn(item, span) } },
      ...(containerName ? { containerName } : {}),
    });
    for (const item of items) {
      if (item.kind === 'end') policy = undefined;
      for (const name of namesOf(item)) {
        const kind = KINDS[name.kind];
        if (kind === undefined || !isWanted(name.name)) continue;
        const key = `${name.kind}\n${name.name.toLowerCase()}`;
        const before = names.get(key);
        if (before && (before.declares || !name.declares)) continue;
        const symbol = make(name.name, kind, item, name.leaf, name.kind);
        names.set(key, { symbol, declares: name.declares });
      }
      const symbol = symbolIn(item);
      if (!symbol) continue;
      if (item.kind === 'policy') policy = symbol.name;
      const isStatement = symbol.kind === SymbolKind.Function;
      if (!isStatement && symbol.kind !== SymbolKind.Namespace && symbol.kind !== SymbolKind.Event) continue;
      const list = isStatement ? statements : declared;
      if (list.length >= MOST || !isWanted(symbol.name)) continue;
      list.push(make(symbol.name, symbol.kind, item, symbol.selection, isStatement ? policy : undefined));
    }
  }
  const named = [...names.values()].sort((a, b) => Number(b.declares) - Number(a.declares));
  return [...declared, ...named.map(({ symbol }) => symbol), ...statements].slice(0, MOST);
}

/** Whether a text has the letters of a query in their order. */
function matcher(query: string): (text: string) => boolean {
  const letters = [...query.toLowerCase().replace(/\s+/g, '')];
  return (text) => {
    const lower = text.toLowerCase();
    let at = 0;
    for (const letter of letters) {
      const found = lower.indexOf(letter, at);
      if (found < 0) return false;
      at = found + letter.length;
    }
    return true;
  };
}
