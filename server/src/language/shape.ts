import type { Kind } from './kinds.ts';
import { knownShape } from './known-shapes.ts';
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

/** A row of kinds that was read, and what came of it. */
interface Known {
  readonly rule: Rule | PartRule;
  readonly kinds: readonly Kind[];
  readonly shape: Shape | number;
}

/** By a number that is the same for the same row; several rows may have one. */
const shapes = new Map<number, readonly Known[]>();

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

/** A shape and the number of the token that it begins with. */
interface Placed {
  readonly shape: Shape;
  readonly from: number;
}

/** `any` or `all` with the conditions in its braces, each of which has a shape of its own. */
interface Combined {
  readonly conditions: readonly (Placed | Combined)[];
  /** The number of its first token, and of its last. */
  readonly from: number;
  readonly last: number;
}

/** A statement whose condition has a shape of its own, as what stands before it has: one, or one for each of its three parts. */
interface Joined {
  readonly head: Shape | readonly [subject: Placed, grant: Placed, location: Placed];
  readonly condition: Placed | Combined | undefined;
}

/*
 * Subjects, grants, locations and conditions are few, what they make together is not. The grammar decides by one word, so
 * what is read before such a word does not hang on what follows, and a part is the same wherever it stands (a test holds both).
 * So it is with the conditions in the braces of another one.
 */

function shapeOf(kinds: readonly Kind[], rule: Rule): Shape | Joined | number {
  const joined =
    rule === 'Grant'
      ? joinedGrant(kinds)
      : rule === 'Endorse' || rule === 'Admit'
        ? joinedHead(kinds, rule)
        : undefined;
  return joined ?? keptShape(kinds, rule);
}

function joinedGrant(kinds: readonly Kind[]): Joined | number | undefined {
  if (kinds[0] !== 'allow' && kinds[0] !== 'deny') return undefined;
  const subject = partBefore('to', kinds, 1, 'Subject');
  if (typeof subject !== 'object') return subject;
  const grant = partBefore('in', kinds, subject.end + 1, 'GrantBody');
  if (typeof grant !== 'object') return grant;
  const from = grant.end + 1;
  const location = partBefore('where', kinds, from, 'Location') ?? lastPart(kinds, from, 'Location');
  if (typeof location !== 'object') return location;
  const head: Joined['head'] = [
    { shape: subject.shape, from: 1 },
    { shape: grant.shape, from: subject.end + 1 },
    { shape: location.shape, from },
  ];
  return location.end === kinds.length
    ? { head, condition: undefined }
    : withCondition(kinds, head, location.end + 1);
}

function joinedHead(kinds: readonly Kind[], rule: Rule): Joined | number | undefined {
  const head = partBefore('where', kinds, 0, rule);
  return typeof head === 'object' ? withCondition(kinds, head.shape, head.end + 1) : head;
}

function withCondition(kinds: readonly Kind[], head: Joined['head'], from: number): Joined | number {
  const condition = conditionIn(kinds, from, kinds.length);
  if (condition) return { head, condition };
  // Read in one piece, which says what does not fit.
  const whole = lastPart(kinds, from, 'Condition');
  return typeof whole === 'number' ? whole : { head, condition: { shape: whole.shape, from } };
}

/** A condition; undefined where not all of it fits. */
function conditionIn(kinds: readonly Kind[], from: number, end: number): Placed | Combined | undefined {
  if ((kinds[from] !== 'any' && kinds[from] !== 'all') || kinds[from + 1] !== '{') {
    const shape = keptShape(kinds, 'Condition', from, end);
    return typeof shape === 'number' ? undefined : { shape, from };
  }
  const last = end - 1;
  if (kinds[last] !== '}') return undefined;
  const conditions: (Placed | Combined)[] = [];
  for (let begin = from + 2, stop = begin; begin <= last; begin = stop + 1) {
    stop = commaIn(kinds, begin, last);
    const condition = conditionIn(kinds, begin, stop);
    if (!condition) return undefined;
    conditions.push(condition);
    if (stop === last) return { conditions, from, last };
  }
  return undefined;
}

/** The number of the first comma that stands in no braces and parentheses of its own; `end` when there is none. */
function commaIn(kinds: readonly Kind[], from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const kind = kinds[at];
    if (kind === '{' || kind === '(') depth++;
    else if (kind === '}' || kind === ')') depth--;
    else if (kind === ',' && depth === 0) return at;
  }
  return end;
}

type PartRule = 'Subject' | 'GrantBody' | 'Location' | 'Condition';
/** Its shape and the number of the token behind it; the number of the token that does not fit; undefined when no such word ends it. */
type Read = { readonly shape: Shape; readonly end: number } | number;

function partBefore(
  word: Kind,
  kinds: readonly Kind[],
  from: number,
  rule: Rule | PartRule,
): Read | undefined {
  for (let end = kinds.indexOf(word, from); end >= 0; end = kinds.indexOf(word, end + 1)) {
    const shape = keptShape(kinds, rule, from, end);
    if (typeof shape !== 'number') return { shape, end };
    if (from + shape < end) return from + shape;
    // Here a name is missing, and the word may be one.
  }
  return undefined;
}

function lastPart(kinds: readonly Kind[], from: number, rule: PartRule): Read {
  const shape = keptShape(kinds, rule, from);
  return typeof shape === 'number' ? from + shape : { shape, end: kinds.length };
}

/** Reads the kinds of `[from, end)`. Where they were read before, nothing is made: this is asked four times a statement. */
function keptShape(
  kinds: readonly Kind[],
  rule: Rule | PartRule,
  from = 0,
  end = kinds.length,
): Shape | number {
  const number = numberOf(kinds, from, end);
  const alike = shapes.get(number);
  if (alike)
    for (const each of alike)
      if (each.rule === rule && isRow(each.kinds, kinds, from, end)) return each.shape;
  const row = kinds.slice(from, end);
  const shape = knownShape(`${rule} ${row.join(' ')}`) ?? readKinds(row, rule);
  if (row.length > LONGEST_KEPT) return shape;
  if (shapes.size >= MOST_SHAPES) shapes.clear();
  shapes.set(number, [...(shapes.get(number) ?? []), { rule, kinds: row, shape }]);
  return shape;
}

function numberOf(kinds: readonly Kind[], from: number, end: number): number {
  let number = end - from;
  for (let at = from; at < end; at++) {
    const kind = kinds[at] as string;
    number = (Math.imul(number, 31) + kind.charCodeAt(0) + kind.length * 5) | 0;
  }
  return number;
}

function isRow(row: readonly Kind[], kinds: readonly Kind[], from: number, end: number): boolean {
  if (row.length !== end - from) return false;
  for (let at = 0; at < row.length; at++) if (row[at] !== kinds[from + at]) return false;
  return true;
}

function fillJoined({ head, condition: when }: Joined, tokens: readonly Token[]): TreeNode {
  const end = endOf(tokens, 0, tokens.length - 1);
  const condition = when && fillPart(when, tokens);
  if ('type' in head) return { ...fill(head, tokens, 0), end, condition } as unknown as TreeNode;
  const [subject, grant, location] = head;
  const node = {
    type: 'Grant',
    start: tokens[0]?.start,
    end,
    effect: tokens[0],
    subject: fillPart(subject, tokens),
    grant: fillPart(grant, tokens),
    location: fillPart(location, tokens),
    condition,
  };
  return node as unknown as TreeNode;
}

/** Where the node of these tokens ends; a clause that stands out of order was moved, and its last word may stand before its first. */
function endOf(tokens: readonly Token[], first: number, last: number): number {
  return Math.max(tokens[first]?.end ?? 0, tokens[last]?.end ?? 0);
}

function fillPart(part: Placed | Combined, tokens: readonly Token[]): TreeNode {
  if (!('conditions' in part)) return fill(part.shape, tokens, part.from);
  const node = {
    type: 'Combination',
    start: tokens[part.from]?.start,
    end: endOf(tokens, part.from, part.last),
    operator: tokens[part.from],
    conditions: part.conditions.map((each) => fillPart(each, tokens)),
  };
  return node as unknown as TreeNode;
}

function fill(shape: Shape, tokens: readonly Token[], from: number): TreeNode {
  const node: Record<string, unknown> = {
    type: shape.type,
    start: tokens[from + shape.first]?.start,
    end: endOf(tokens, from + shape.first, from + shape.last),
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
