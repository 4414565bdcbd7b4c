import { kindOfItem, type ItemKind } from '../../language/cut.ts';
import type { Item } from '../../language/document.ts';
import { RULES, settleIds } from '../../language/item.ts';
import { isWord, KEYWORDS, type Kind } from '../../language/kinds.ts';
import { complete, mendBeginning } from '../../language/repair/mend.ts';
import { createScanner, type Token } from '../../language/scan.ts';
import { canFollow, parseTokens, type Rule } from '../../language/shape.ts';
import { childrenOf, isNode, walk, type ItemTree, type Leaf, type TreeNode } from '../../language/tree.ts';

/** The place of a cursor in the grammar. Offsets count from the item. */
export interface Slot {
  readonly item: Item;
  /** What stands there so far and would be replaced: from `start` to `end`, the cursor somewhere between. */
  readonly start: number;
  readonly end: number;
  readonly typed: string;
  /** The cursor stands in a quoted value. */
  readonly quoted: boolean;
  /** Nothing stands before it on its line. */
  readonly lineStart: boolean;
  /** Tokens before it, slips mended; empty where an item begins. */
  readonly before: readonly Token[];
  /** The token behind it, when it belongs to the same item. */
  readonly next: Token | undefined;
  readonly kind: ItemKind;
  /** What is before it could end here. */
  readonly whole: boolean;
  fits(kind: Kind): boolean;
  /** The tree that would be if a word stood here, and which part of it that word is; undefined where none fits. */
  readonly place: Place | undefined;
}

export interface Place {
  readonly tree: ItemTree;
  readonly leaf: Leaf;
  /** The node that the word is a part of, and the nodes above it, outermost first. */
  readonly node: TreeNode;
  readonly above: readonly TreeNode[];
  readonly part: string;
  readonly index: number;
}

/** The slot at offset `at` of an item, or undefined in a comment or a text for people. */
export function slotAt(item: Item, at: number): Slot | undefined {
  const tokens = tokensOf(item.text);
  const touching = tokens.find((token) => token.start < at && at <= token.end && isTyped(token, at));
  if (touching?.kind === 'TEXT') return undefined;
  const start = touching?.start ?? at;
  const previous = tokens.filter((token) => token.end <= start && token !== touching);
  const gapFrom = previous.at(-1)?.end ?? 0;
  if (isComment(item.text.slice(gapFrom, start))) return undefined;
  const next = tokens.find((token) => token.start >= Math.max(at, touching?.end ?? at));
  const lineStart = /(?:^|[\r\n])[ \t]*$/.test(item.text.slice(0, start));
  const kind = kindOfItem(previous);
  const rule = RULES[kind];
  const before = rule ? mendBeginning(settled(previous), rule) : [];
  const isBeginning = previous.length === 0 || !rule;
  return {
    item,
    start,
    end: touching ? Math.max(touching.end, at) : at,
    typed: item.text.slice(start, at),
    quoted: touching?.kind === 'STRING',
    lineStart,
    before: isBeginning ? [] : before,
    next,
    kind,
    whole: rule !== undefined && 'tree' in parseTokens(before, rule),
    fits: (each) => rule !== undefined && canFollow(kindsOf(before), each, rule),
    place: rule ? placeOf(before, rule, start) : undefined,
  };
}

function tokensOf(text: string): Token[] {
  const scanner = createScanner(text);
  const tokens: Token[] = [];
  for (let token = scanner.next(); token; token = scanner.next()) tokens.push(token);
  return tokens;
}

/** Whether a token is what is being typed at the cursor, rather than something finished before it. */
function isTyped(token: Token, at: number): boolean {
  if (isWord(token.kind)) return true;
  if (token.kind === 'STRING' || token.kind === 'TEXT')
    return at < token.end || !/^(['"]).*\1$/s.test(token.text);
  return false;
}

function isComment(gap: string): boolean {
  const line = gap.slice(Math.max(gap.lastIndexOf('\n'), gap.lastIndexOf('\r')) + 1);
  if (/(?:#|\/\/)/.test(line)) return true;
  return gap.lastIndexOf('/*') > gap.lastIndexOf('*/');
}

/** `id` at the end announces the OCID that is about to be written. */
function settled(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1);
  if (!last) return tokens;
  const probe = { ...last, kind: 'ID', text: 'ocid1.x', start: last.end, end: last.end };
  return settleIds([...tokens, probe]).slice(0, -1);
}

function kindsOf(tokens: readonly Token[]): Kind[] {
  return tokens.map((token) => token.kind);
}

/** Which part of the tree a word at `offset` would be. */
function placeOf(before: readonly Token[], rule: Rule, offset: number): Place | undefined {
  for (const kind of ['ID', 'STRING']) {
    const probe: Token = { kind, text: '', start: offset, end: offset, lineStart: false, blankBefore: false };
    const longer = [...before, probe];
    if (!canFollow(kindsOf(before), kind, rule)) continue;
    const tree = complete(longer, rule);
    if (!tree) continue;
    let place: Place | undefined;
    walk(tree, (node, above) => {
      if (place || !childrenOf(node).some((child) => !isNode(child) && child === probe)) return;
      for (const [part, value] of Object.entries(node) as [string, unknown][]) {
        const index = Array.isArray(value) ? value.indexOf(probe) : value === probe ? 0 : -1;
        if (index >= 0) place = { tree: tree as ItemTree, leaf: probe, node, above: [...above], part, index };
      }
    });
    if (place) return place;
  }
  return undefined;
}

/** Keywords in the order of the grammar, for those that fit a slot. */
export const ALL_KEYWORDS: readonly Kind[] = [...KEYWORDS];
