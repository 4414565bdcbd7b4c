import type { Item } from '../../../server/src/language/document.ts';
import { isOpen, ocidOf, valueOf } from '../../../server/src/language/names.ts';
import { createScanner, type Token } from '../../../server/src/language/scan.ts';
import type { Leaf, TreeNode } from '../../../server/src/language/tree.ts';
import { childrenOf, isNode, walk } from '../../../server/src/language/walk.ts';

/** What a word of a statement is. The last four only a person can know, until they have been written once. */
export type WordKind =
  | 'keyword'
  | 'verb'
  | 'resource type'
  | 'permission'
  | 'variable'
  | 'operator'
  | 'value'
  | 'service'
  | 'tag'
  | 'name'
  | 'OCID'
  | 'text';

export interface Word {
  readonly kind: WordKind;
  readonly text: string;
  /** Offset in the text that was read. */
  readonly start: number;
  /** What it is the same as when it occurs again. */
  readonly key: string;
}

/** The words of an item in their order; `offset` is added to where they start, and words that start before 0 are left out. */
export function wordsOf(item: Item, offset: number): Word[] {
  const kinds = new Map<number, { kind: WordKind; key: string } | undefined>();
  if (item.tree)
    walk(item.tree, (node, above) => {
      for (const leaf of childrenOf(node))
        if (!isNode(leaf) && leaf.start < leaf.end) kinds.set(leaf.start, kindOf(leaf, node, above.at(-1)));
    });
  const words: Word[] = [];
  for (const { kind, text, start } of tokensOf(item.text)) {
    if (start + offset < 0) continue;
    const known = kinds.has(start) ? kinds.get(start) : otherKind(kind);
    // A sign right behind a word is typed by itself: there is no slot before it.
    if (known?.kind === 'operator' && /\S/.test(item.text[start - 1] ?? '')) continue;
    if (known) words.push({ ...known, text, start: start + offset });
  }
  return words;
}

function tokensOf(text: string): Token[] {
  const scanner = createScanner(text);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token; token = scanner.next()) tokens.push(token);
  return tokens;
}

/** Words that are no leaves are keywords; of signs those are looked at that choose between ways to go on. */
function otherKind(kind: string): { kind: WordKind; key: string } | undefined {
  return /^[a-z]/.test(kind) ? { kind: 'keyword', key: '' } : undefined;
}

function kindOf(
  leaf: Leaf,
  node: TreeNode,
  owner: TreeNode | undefined,
): { kind: WordKind; key: string } | undefined {
  const text = valueOf(leaf).toLowerCase();
  const as = (kind: WordKind, about: string = kind) => ({ kind, key: `${about} ${text}` });
  if (leaf.kind === 'TEXT' || leaf.kind === 'PATTERN') return undefined;
  switch (node.type) {
    case 'VerbGrant':
      if (isOpen(leaf)) return as('name', node.type);
      return leaf === node.verb ? as('verb') : as('resource type');
    case 'Association':
      return as('resource type');
    case 'PermissionSet':
      return isOpen(leaf) ? as('name', node.type) : as('permission');
    case 'Comparison':
      if (leaf === node.variable) return variable(leaf);
      if (!node.values.includes(leaf)) return as('operator');
      if (leaf.kind === 'ID') return variable(leaf);
      if (isOpen(leaf) || ocidOf(text)) return as('OCID', `= ${node.variable.text.toLowerCase()}`);
      return CLOSED.test(node.variable.text)
        ? as('value')
        : as('text', `= ${node.variable.text.toLowerCase()}`);
    case 'Presence':
      return leaf === node.variable ? variable(leaf) : as('operator');
    case 'Principal':
      if (leaf === node.id) return as('keyword');
      if (owner?.type === 'NamedSubject' && owner.kind.kind === 'service' && !isOpen(leaf))
        return as('service');
      return node.id ? as('OCID') : as('name');
    case 'NamedSubject':
    case 'AnySubject':
    case 'Combination':
    case 'TenancyLocation':
    case 'CompartmentLocation':
    case 'Grant':
    case 'Endorse':
    case 'Admit':
      return /^[a-z]/.test(leaf.kind) && !isNamePart(leaf, node)
        ? as('keyword')
        : as(ocidOf(text) ? 'OCID' : 'name');
    case 'Define':
      if (leaf === node.ocid) return as('OCID');
      return node.name.includes(leaf) ? as('name') : as('keyword');
    default:
      return isOpen(leaf) || !/^[a-z]/.test(leaf.kind) ? as('name') : as('keyword');
  }
  function variable({ text: name }: Leaf) {
    return /\.(?:system-)?tag\./i.test(name) && !/</.test(name) ? as('tag') : as('variable');
  }
}

function isNamePart(leaf: Leaf, node: TreeNode): boolean {
  if (node.type === 'CompartmentLocation') return node.path.includes(leaf) || node.alias === leaf;
  return node.type === 'TenancyLocation' && node.alias === leaf;
}

/** Variables whose values are known. */
const CLOSED =
  /^(?:request\.(?:permission|operation|principal\.type|region|utc-timestamp\.(?:day|month)[\w-]*)|resource\.type|target\.region)$/i;
