import { distanceWithin } from '../catalog/nearest.ts';
import { moveFault, type Fault } from './fault.ts';
import { canBeName, isWord, STATEMENT_STARTERS, SUBJECT_KINDS, VERB_KINDS, type Kind } from './kinds.ts';
import { createScanner, type Token } from './scan.ts';

export type ItemKind =
  | 'grant'
  | 'define'
  | 'endorse'
  | 'admit'
  | 'policy'
  | 'end'
  | 'dynamic-group'
  | 'tag-namespace'
  | 'test'
  | 'other'
  | 'empty';

/** A piece of a file that is read on its own. Offsets of tokens and faults count from the item's start. */
export interface CutItem {
  readonly kind: ItemKind;
  /** Offset in the text that was cut. */
  readonly start: number;
  readonly length: number;
  readonly tokens: readonly Token[];
  readonly faults: readonly Fault[];
  /** It begins on the line on which the item before it ends, with nothing that would part them. */
  readonly runTogether: boolean;
  /** The next item is run together with it. */
  readonly leadsOn: boolean;
}

/** How many tokens beyond a candidate are looked at to decide whether an item starts there. */
const LOOKAHEAD = 3;

const CLAUSES: ReadonlySet<Kind> = new Set([
  'to',
  'in',
  'where',
  'with',
  'of',
  'as',
  'and',
  'description',
  'matching',
]);
const CONTINUES_NAME: ReadonlySet<Kind> = new Set([
  'to',
  'in',
  'of',
  'where',
  'as',
  'with',
  ',',
  '/',
  ':',
  '}',
  '=',
]);
const DEMANDS_MORE: ReadonlySet<Kind> = new Set([
  ...['group', 'dynamic-group', 'service', 'resource', 'compartment', 'id', 'to', 'in', 'of', 'as', 'with'],
  ...[
    ',',
    '/',
    ':',
    '=',
    '!=',
    '{',
    '(',
    'where',
    'allow',
    'deny',
    'endorse',
    'admit',
    'define',
    'associate',
  ],
]);
const CONDITION_GOES_ON: ReadonlySet<Kind> = new Set([
  ...['=', '!=', 'in', 'not', 'between', 'before', 'after', ',', '}', '(', 'OTHER'],
]);
const DEFINABLE: ReadonlySet<Kind> = new Set(['tenancy', 'group', 'dynamic-group', 'compartment', 'service']);
const MARKER = /^(?:\(?(?:\d{1,3}|[a-z])\)|\d{1,3}\.?|[-*•–—>])$/i;

/**
 * Cuts `text` into items, from offset `from`, which must be 0 or the start of an item. The decision that an item
 * starts at a token looks at no text before the item that ends there and at most `LOOKAHEAD` tokens ahead, so
 * that cutting can begin again at any item. Items cover the text without a gap.
 *
 * With `complete: false` the text may go on beyond its end: items are given only as far as they are certain.
 */
export function* cutItems(text: string, from = 0, complete = true, runTogether = false): Generator<CutItem> {
  const scanner = createScanner(text, from);
  const ahead: Token[] = [];
  let faultsTaken = 0;
  const fill = (count: number) => {
    while (ahead.length < count) {
      const token = scanner.next();
      if (!token) return;
      ahead.push(token);
    }
  };
  let start = from;
  let tokens: Token[] = [];
  let depth = 0;
  let together = runTogether;

  const finish = (end: number, leadsOn: boolean): CutItem => {
    const faults: Fault[] = [];
    const all = scanner.faults;
    if (all.length > faultsTaken) {
      // Faults of the tokens looked ahead at are in the list already; they belong to the next item.
      const rest: Fault[] = [];
      for (const each of all.splice(0)) {
        if (each.start < end) faults.push(moveFault(each, -start));
        else rest.push(each);
      }
      for (const each of rest) all.push(each);
      faultsTaken = 0;
    }
    const item: CutItem = {
      kind: kindOfItem(tokens),
      start,
      length: end - start,
      tokens: start === 0 ? tokens : moveTokens(tokens, -start),
      faults,
      runTogether: together,
      leadsOn,
    };
    return item;
  };

  for (;;) {
    fill(LOOKAHEAD + 1);
    if (!complete && ahead.length <= LOOKAHEAD) return;
    const token = ahead.shift();
    if (!token) break;
    if (tokens.length > 0) {
      const boundary = startsItem(tokens, depth, token, ahead[0], ahead[1], ahead[2]);
      if (boundary) {
        yield finish(token.start, boundary === 'together');
        start = token.start;
        tokens = [];
        depth = 0;
        together = boundary === 'together';
      }
    }
    if (token.kind === '{') depth++;
    else if (token.kind === '}' && depth > 0) depth--;
    // What parts an item from the one before it is told by `runTogether` alone, so that it stays when that one changes.
    if (tokens.length === 0) standFirst(token);
    tokens.push(token);
  }
  yield finish(text.length, false);
}

/** A token of the scanner's own, which belongs to one item only: changed in place, since copies of it would have another shape. */
type OwnToken = { -readonly [Part in keyof Token]: Token[Part] };

function standFirst(token: OwnToken): void {
  token.lineStart = true;
  token.blankBefore = false;
}

function moveTokens(tokens: OwnToken[], by: number): readonly Token[] {
  for (const token of tokens) {
    token.start += by;
    token.end += by;
  }
  return tokens;
}

/** Whether `token` starts an item, given the tokens of the item before it and what follows. */
function startsItem(
  item: readonly Token[],
  depth: number,
  token: Token,
  next: Token | undefined,
  second: Token | undefined,
  third: Token | undefined,
): 'apart' | 'together' | undefined {
  const first = item[0];
  const previous = item[item.length - 1];
  if (!first || !previous) return undefined;
  if (first.kind === '}') return 'apart';
  if (item.length > 1 && depth === 0 && endsBlock(first, item, previous)) return 'apart';
  if (isPolicyHead(item) && previous.kind === '{') return 'apart';
  if (token.kind === '}' && depth === 0) {
    return next && (CLAUSES.has(next.kind) || next.kind === ',') ? undefined : 'apart';
  }
  if (item.every(isMarker)) return undefined;
  const isNamed = DEMANDS_MORE.has(previous.kind) && next !== undefined && CONTINUES_NAME.has(next.kind);
  const demandsMore = DEMANDS_MORE.has(previous.kind) || VERB_KINDS.has(previous.kind);
  if (STATEMENT_STARTERS.has(token.kind)) {
    if (previous.kind === 'deny' && (token.kind === 'endorse' || token.kind === 'admit')) return undefined;
    const strong = opensStatement(token, next, second);
    if (token.lineStart) return !isNamed && (depth === 0 || strong) ? 'apart' : undefined;
    return strong && depth === 0 && (!demandsMore || previous.kind === ',') && item.length > 3
      ? 'together'
      : undefined;
  }
  if (!token.lineStart) return undefined;
  if (opensDeclaration(token, next, second, previous, depth, demandsMore)) return 'apart';
  if (token.kind === 'where' && next?.kind === ':') return 'apart';
  if (depth > 0) {
    const goesOn = next !== undefined && CONDITION_GOES_ON.has(next.kind);
    return token.blankBefore && token.kind === 'ID' && next && !goesOn && !next.lineStart
      ? 'apart'
      : undefined;
  }
  if (demandsMore) return undefined;
  if (isMarker(token)) {
    const opener = next && isMarker(next) ? second : next;
    if (opener && STATEMENT_STARTERS.has(opener.kind)) return 'apart';
  }
  if (token.kind === 'ID' && next && SUBJECT_KINDS.has(next.kind) && third !== undefined) return 'apart';
  if ((!next || next.lineStart) && isBegun(token)) return 'apart';
  if (!DECLARED.has(first.kind) && isMisspelt(token) && (!next || next.lineStart || canBeSubject(next)))
    return 'apart';
  if (token.blankBefore && !CLAUSES.has(token.kind) && (isWord(token.kind) || token.kind === 'OTHER'))
    return 'apart';
  return undefined;
}

/** A word alone on its line that somebody is about to end: it is going to be the first of a statement, and belongs to none. */
function isBegun({ kind, text }: Token): boolean {
  if (kind !== 'ID' && kind !== 'all') return false;
  const typed = text.toLowerCase();
  return BEGINNINGS.some((word) => word !== typed && word.startsWith(typed));
}

const BEGINNINGS: readonly string[] = [...STATEMENT_STARTERS, 'policy'];

const DECLARED: ReadonlySet<Kind> = new Set(['policy', 'dynamic-group', 'tag-namespace', 'test']);

/** A word at the start of a line that is one letter away from the first of a statement: `alow`, `endrose`. */
function isMisspelt({ kind, text }: Token): boolean {
  if (kind !== 'ID' || text.length < 3 || text.length > 8) return false;
  const typed = text.toLowerCase();
  // A name that people give, and rather that than a slip of `admit`.
  if (typed === 'admin') return false;
  return [...STATEMENT_STARTERS].some((word) => distanceWithin(1, typed, word) === 1);
}

/** A word that says who is meant, or is going to. */
function canBeSubject({ kind }: Token): boolean {
  return isWord(kind) && !CLAUSES.has(kind);
}

function opensStatement(token: Token, next: Token | undefined, second: Token | undefined): boolean {
  if (!next) return false;
  if (token.kind === 'define')
    return DEFINABLE.has(next.kind) && second !== undefined && canBeName(second.kind);
  if (token.kind === 'deny' && (next.kind === 'endorse' || next.kind === 'admit')) return true;
  return SUBJECT_KINDS.has(next.kind) && second !== undefined && second.kind !== ',';
}

function opensDeclaration(
  token: Token,
  next: Token | undefined,
  second: Token | undefined,
  previous: Token,
  depth: number,
  demandsMore: boolean,
): boolean {
  const named = next !== undefined && canBeName(next.kind) && !next.lineStart;
  switch (token.kind) {
    case 'policy':
    case 'tag-namespace':
      if (named && second && ['in', 'description', '{'].includes(second.kind)) return true;
      return depth === 0 && !demandsMore && (!next || next.lineStart || (named && !CLAUSES.has(next.kind)));
    case 'dynamic-group':
      if (STATEMENT_STARTERS.has(previous.kind)) return false;
      if (named && second && ['description', 'tag', 'matching'].includes(second.kind)) return true;
      return depth === 0 && !demandsMore && (!next || next.lineStart);
    case 'test':
      return next?.kind === 'TEXT' || (depth === 0 && !demandsMore && (!next || next.lineStart));
    default:
      return false;
  }
}

function isPolicyHead(item: readonly Token[]): boolean {
  return item[0]?.kind === 'policy';
}

/** A block that is read as a whole ends with its own closing brace. */
function endsBlock(first: Token, item: readonly Token[], previous: Token): boolean {
  if (first.kind !== 'tag-namespace' && first.kind !== 'test') return false;
  return previous.kind === '}' && item.some((token) => token.kind === '{');
}

/** A bullet or ordinal that people paste before a statement. */
export function isMarker(token: Token): boolean {
  return MARKER.test(token.text);
}

/** What kind of item these tokens are, or begin. */
export function kindOfItem(tokens: readonly Token[]): ItemKind {
  const opener = tokens.findIndex((token) => !isMarker(token));
  const [first, second] = opener < 0 ? tokens : tokens.slice(opener, opener + 2);
  switch (first?.kind) {
    case undefined:
      return 'empty';
    case 'allow':
      return 'grant';
    case 'deny':
      return second?.kind === 'endorse' ? 'endorse' : second?.kind === 'admit' ? 'admit' : 'grant';
    case 'define':
    case 'endorse':
    case 'admit':
    case 'policy':
    case 'dynamic-group':
    case 'tag-namespace':
    case 'test':
      return first.kind;
    case '}':
      return 'end';
    default:
      return 'other';
  }
}
