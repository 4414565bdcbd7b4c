import { loadCatalog, type Catalog } from '../catalog/catalog.ts';
import type { Edit } from '../language/fault.ts';
import { isOpen } from '../language/names.ts';
import type { Item, PolicyDocument } from '../language/document.ts';
import type { ItemTree, Leaf, Span, TreeNode } from '../language/tree.ts';
import type { Finding, Severity } from './finding.ts';
import type { KnownNames, Settings } from './settings.ts';

type NodeOf<T extends TreeNode['type']> = Extract<TreeNode, { readonly type: T }>;

/** What looks for a fault in each node of one type. */
export type Visitors = {
  readonly [T in TreeNode['type']]?: (node: NodeOf<T>, context: CheckContext) => void;
};

/** One check. Its words are in `words/`, by its code. */
export interface Check {
  /** Kebab-case and stable: people write it in settings and ignores. */
  readonly code: string;
  readonly severity: Severity;
  /** What it is about, as whole files: each is checked by a test, and shown in the manual. */
  readonly example?: Example;
  /** Absent for slips of syntax, which the language recognises while it reads, and for checks across items. */
  readonly visit?: Visitors;
}

export interface Example {
  /** A file that draws this code. */
  readonly bad: string;
  /** The same file, mended: it draws this code no more, and no error. */
  readonly mended: string;
  /** The tenancy that was read, for a check that needs one. */
  readonly tenancy?: KnownNames;
}

export interface CheckContext {
  readonly item: Item;
  readonly tree: ItemTree;
  readonly catalog: Catalog;
  /** The nodes above the one at hand, outermost first. */
  readonly above: readonly TreeNode[];
  /** Reports the check at hand for a span of the item. A word that is not in the text is never reported. */
  report(span: Span, details?: Details): void;
}

export interface Details {
  readonly args?: Readonly<Record<string, string>>;
  readonly fix?: readonly Edit[];
  readonly variant?: string;
  /** Instead of the check's own, where the catalogue's evidence is weak. */
  readonly severity?: Severity;
}

/** Something found, and the item that its offsets count in. */
export interface Found {
  readonly item: Item;
  readonly finding: Finding;
}

/**
 * Looks for what spans items. It runs after every change of a document, so what it works out of one item it keeps
 * with that item. Gives what it found in the order of the text.
 */
export type DocumentCheck = (document: PolicyDocument, settings: Settings) => readonly Found[];

/** Runs checks over one tree. */
export function runChecks(checks: readonly Check[], item: Item, visitAll: VisitAll): Finding[] {
  const { tree } = item;
  if (!tree) return [];
  const found: Finding[] = [];
  const byType = visitorsOf(checks);
  let current: Check | undefined;
  // One context serves all checks of the item: making one for each would cost more than most checks do.
  const context: { -readonly [Part in keyof CheckContext]: CheckContext[Part] } = {
    item,
    tree,
    catalog: loadCatalog(),
    above: [],
    report: (span, details = {}) => {
      if (span.start === span.end || !current) return;
      const { args = {}, fix, variant, severity = current.severity } = details;
      found.push({
        ...{ code: current.code, severity, start: span.start, end: span.end, args },
        ...(fix ? { fix } : {}),
        ...(variant === undefined ? {} : { variant }),
      });
    },
  };
  visitAll(tree, (node, above) => {
    context.above = above;
    for (const { check, visit } of byType.get(node.type) ?? []) {
      current = check;
      visit(node, context);
    }
  });
  return found;
}

type VisitAll = (tree: ItemTree, visit: (node: TreeNode, above: readonly TreeNode[]) => void) => void;

interface Bound {
  readonly check: Check;
  readonly visit: (node: TreeNode, context: CheckContext) => void;
}

const bound = new WeakMap<readonly Check[], Map<TreeNode['type'], Bound[]>>();

function visitorsOf(checks: readonly Check[]): Map<TreeNode['type'], Bound[]> {
  let byType = bound.get(checks);
  if (byType) return byType;
  byType = new Map();
  for (const check of checks) {
    for (const [type, visit] of Object.entries(check.visit ?? {})) {
      const key = type as TreeNode['type'];
      byType.set(key, [...(byType.get(key) ?? []), { check, visit: visit as Bound['visit'] }]);
    }
  }
  bound.set(checks, byType);
  return byType;
}

/** The edit that puts `text` in the place of a span. */
export function replacing(span: Span, text: string): Edit[] {
  return [{ start: span.start, end: span.end, text }];
}

/** Whether look-ups make sense for a word: it is in the text, and nobody has yet to fill it. */
export function isSettled(leaf: Leaf): boolean {
  return !isOpen(leaf);
}
