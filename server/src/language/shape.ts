import type { Kind } from './kinds.ts';
import { readKinds, type Field, type Shape } from './read-kinds.ts';
import type { Token } from './scan.ts';
import type { TreeNode } from './tree.ts';

/*
 * What a statement's tree looks like is decided by the kinds of its tokens alone: two statements with the same
 * kinds in the same order have the same tree over other words. So the Langium parser reads kinds, not text; the
 * tree that it gives, in token numbers, is a shape, kept by its row of kinds and filled with the tokens at hand.
 */

/** The rule of the grammar that an item is read by. */
export type Rule =
  | 'Grant'
  | 'Define'
  | 'Endorse'
  | 'Admit'
  | 'PolicyHead'
  | 'BlockEnd'
  | 'DynamicGroup'
  | 'TagNamespace'
  | 'Test';

/** The tree of the tokens, or the number of the first token that does not fit (the count, when more is missing). */
export type Parsed = { readonly tree: TreeNode } | { readonly at: number };

/** More shapes than any file has; past it the memory starts anew. */
const MOST_SHAPES = 20_000;
/** Braces in braces beyond this are not read: nobody writes them, and each level costs stack. */
export const DEEPEST = 100;

/** Rows longer than this are read each time: they are rare, and keeping them costs more than it saves. */
const LONGEST_KEPT = 500;

const shapes = new Map<string, Shape | number>();

/** Reads tokens by a rule of the grammar. Pure, but for the memory of shapes. */
export function parseTokens(tokens: readonly Token[], rule: Rule): Parsed {
  const shape = shapeOf(
    tokens.map((token) => token.kind),
    rule,
  );
  if (typeof shape === 'number') return { at: shape };
  return { tree: 'head' in shape ? fillJoined(shape, tokens) : fill(shape, tokens, 0) };
}

/** Whether a token of kind `next` may follow the kinds `before` in some text of the rule. */
export function canFollow(before: readonly Kind[], next: Kind, rule: Rule): boolean {
  const shape = shapeOf([...before, next], rule);
  return typeof shape !== 'number' || shape > before.length;
}

/** A statement with a condition: one word parts its head from the condition, so that each has a shape of its own. */
interface Joined {
  readonly head: Shape;
  /** Number of the word `where`. */
  readonly where: number;
  readonly condition: Shape;
}

const WITH_CONDITION: ReadonlySet<Rule> = new Set(['Grant', 'Endorse', 'Admit']);

/**
 * Heads and conditions are few, what they make together is not. The grammar decides by one word, so what is read
 * before `where` does not hang on what follows, and a condition is the same wherever it stands (a test holds both).
 */
function shapeOf(kinds: readonly Kind[], rule: Rule): Shape | Joined | number {
  if (!WITH_CONDITION.has(rule)) return keptShape(kinds, rule);
  for (let where = kinds.indexOf('where'); where >= 0; where = kinds.indexOf('where', where + 1)) {
    const head = keptShape(kinds.slice(0, where), rule);
    if (typeof head === 'number') {
      if (head < where) return head;
      // Here a name is missing, and `where` may be one.
      continue;
    }
    const condition = keptShape(kinds.slice(where + 1), 'Condition');
    return typeof condition === 'number' ? where + 1 + condition : { head, where, condition };
  }
  return keptShape(kinds, rule);
}

function keptShape(kinds: readonly Kind[], rule: Rule | 'Condition'): Shape | number {
  const key = `${rule} ${kinds.join(' ')}`;
  const known = shapes.get(key);
  if (known !== undefined) return known;
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  const shape = readKinds(kinds, rule);
  if (kinds.length <= LONGEST_KEPT) shapes.set(key, shape);
  return shape;
}

function fillJoined({ head, where, condition }: Joined, tokens: readonly Token[]): TreeNode {
  const node = fill(head, tokens, 0);
  const tree = fill(condition, tokens, where + 1);
  return Object.assign(node, { end: tree.end, condition: tree });
}

function fill(shape: Shape, tokens: readonly Token[], from: number): TreeNode {
  const node: Record<string, unknown> = {
    type: shape.type,
    start: tokens[from + shape.first]?.start,
    end: tokens[from + shape.last]?.end,
  };
  const { names, fields } = shape;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] as string;
    const field = fields[index] as Field;
    if (typeof field === 'number') node[name] = tokens[from + field];
    else if ('type' in field) node[name] = fill(field, tokens, from);
    else
      node[name] = field.map((each) =>
        typeof each === 'number' ? tokens[from + each] : fill(each, tokens, from),
      );
  }
  return node as unknown as TreeNode;
}
