import { positionIn, type Item, type PolicyDocument } from '../../language/document.ts';
import { ocidOf, valueOf } from '../../language/names.ts';
import {
  childrenOf,
  isNode,
  walk,
  type Define,
  type ItemTree,
  type Leaf,
  type Subject,
  type TreeNode,
} from '../../language/tree.ts';
import { code } from './markdown.ts';
import { count, type Say } from '../words/words.ts';

/*
 * Where a document names something. Names are compared without regard to letter case; a name without a domain is of
 * the domain `Default`.
 */

/** An item with a tree. */
interface Parsed {
  readonly item: Item;
  readonly tree: ItemTree;
}

const STATEMENTS: ReadonlySet<string> = new Set(['Grant', 'Endorse', 'Admit']);

/** The statements of a document that hold a node or leaf for which `names` says so. */
export function statementsNaming({ items }: PolicyDocument, names: (node: TreeNode) => boolean): Parsed[] {
  const found: Parsed[] = [];
  for (const item of items) {
    const { tree } = item;
    if (!tree || !STATEMENTS.has(tree.type)) continue;
    let isNamed = false;
    walk(tree, (node) => {
      isNamed ||= names(node);
    });
    if (isNamed) found.push({ item, tree });
  }
  return found;
}

/** How many statements there are, and on which lines the first of them begin. */
export function toldLines(found: readonly Parsed[], say: Say): string {
  if (found.length === 0) return say('name/no-statement');
  const lines = [...new Set(found.map(({ item, tree }) => positionIn(item, tree.start).line + 1))];
  const shown = lines.slice(0, 12).join(', ');
  const more = lines.length > 12 ? `, ${say('more', { number: lines.length - 12 })}` : '';
  return say('name/statements', {
    statements: count(say, 'statements', found.length),
    lines: `${shown}${more}`,
  });
}

/** The one `define` of a kind and a name; the first one of several. */
export function definitionOf(
  kind: string,
  name: readonly Leaf[],
  { items }: PolicyDocument,
): Define | undefined {
  for (const { tree } of items)
    if (tree?.type === 'Define' && tree.kind.kind === kind && sameName(tree.name, name)) return tree;
  return undefined;
}

/** What the tree of the first matching declaration is, with its item. */
export function declarationOf<T extends ItemTree['type']>(
  type: T,
  { items }: PolicyDocument,
  fits: (tree: Extract<ItemTree, { type: T }>) => boolean,
): { item: Item; tree: Extract<ItemTree, { type: T }> } | undefined {
  for (const item of items) {
    const tree = item.tree as Extract<ItemTree, { type: T }> | undefined;
    if (tree?.type === type && fits(tree)) return { item, tree };
  }
  return undefined;
}

/** Whether two names, with or without their domains, are the same. */
export function sameName(a: readonly Leaf[], b: readonly Leaf[]): boolean {
  const parts = (name: readonly Leaf[]) => {
    const [last = '', domain = 'default'] = name.map((leaf) => valueOf(leaf).toLowerCase()).reverse();
    return `${domain}/${last}`;
  };
  return parts(a) === parts(b);
}

/** Whether a subject of that kind names it. */
export function isSubjectNamed(
  node: TreeNode,
  kind: Subject['kind']['kind'],
  name: readonly Leaf[],
): boolean {
  return (
    node.type === 'NamedSubject' &&
    node.kind.kind === kind &&
    node.principals.some((principal) => !principal.id && sameName(principal.name, name))
  );
}

/** A name with its domain as it is written, as code. */
export function written(name: readonly Leaf[]): string {
  return code(name.map(({ text }) => text).join('/'));
}

/** An OCID in a sentence, shortened in its middle. */
export function shortOcid(leaf: Leaf): string {
  const text = valueOf(leaf);
  return code(ocidOf(text) && text.length > 60 ? `${text.slice(0, 40)}…${text.slice(-6)}` : text);
}

/** The leaves of a node, in the order of the grammar. */
export function leavesOf(node: TreeNode): Leaf[] {
  return childrenOf(node).flatMap((child) => (isNode(child) ? leavesOf(child) : [child]));
}
