import { tableOf } from '../catalog/table.ts';
import type { CutItem, ItemKind } from './cut.ts';
import { isMarker } from './cut.ts';
import { nearest } from '../catalog/nearest.ts';
import { fault, type Fault } from './fault.ts';
import { canBeName, isWord, kindOfWord, MOST_TOKENS, STATEMENT_STARTERS, SUBJECT_KINDS } from './kinds.ts';
import { MAY_HOLD_SLOT } from './names.ts';
import { placeholdersIn, quotedPlaceholderFaults, type Placeholder } from './placeholder.ts';
import { mend } from './repair/mend.ts';
import { openBrackets } from './repair/situation.ts';
import type { Token } from './scan.ts';
import { DEEPEST, parseTokens, type Rule } from './shape.ts';
import type { ItemTree } from './tree.ts';

/** What an item says. Offsets count from the item's first character. */
export interface ParsedItem {
  /** Undefined for an item that is neither a statement nor a declaration. */
  readonly tree: ItemTree | undefined;
  readonly faults: readonly Fault[];
  readonly placeholders: readonly Placeholder[];
}

/** The rule by which an item of each kind is read. */
export const RULES: Readonly<Partial<Record<ItemKind, Rule>>> = {
  grant: 'Grant',
  define: 'Define',
  endorse: 'Endorse',
  admit: 'Admit',
  policy: 'PolicyHead',
  end: 'BlockEnd',
  'dynamic-group': 'DynamicGroup',
  'tag-namespace': 'TagNamespace',
  test: 'Test',
};

function depthOf(tokens: readonly Token[]): number {
  let depth = 0;
  let most = 0;
  for (const { kind } of tokens) {
    if (kind === '{' || kind === '(') most = Math.max(most, ++depth);
    else if (kind === '}' || kind === ')') depth = Math.max(0, depth - 1);
  }
  return most;
}

/** Most items have none of something: one list serves them all. */
const NONE: readonly never[] = [];

const NOTHING: ParsedItem = { tree: undefined, faults: NONE, placeholders: NONE };

/** Reads one item. Never throws. */
export function parseItem(item: CutItem): ParsedItem {
  if (item.kind === 'empty') return item.faults.length > 0 ? { ...NOTHING, faults: item.faults } : NOTHING;
  const placeholders: Placeholder[] = [];
  const faults: Fault[] = item.faults.slice();
  for (const { kind, text, start } of item.tokens) {
    if (!MAY_HOLD_SLOT.test(text)) continue;
    for (const each of placeholdersIn(text, start)) placeholders.push(each);
    if (kind !== 'STRING') continue;
    for (const each of quotedPlaceholderFaults(text, start)) faults.push(each);
  }
  if (item.tokens.length > MOST_TOKENS) {
    faults.push(
      fault('statement-too-long', 0, item.tokens[0]?.end ?? 0, { count: String(item.tokens.length) }),
    );
    return { tree: undefined, faults, placeholders };
  }
  if (depthOf(item.tokens) > DEEPEST) {
    faults.push(fault('nested-too-deep', 0, item.tokens[0]?.end ?? 0, { most: String(DEEPEST) }));
    return { tree: undefined, faults, placeholders };
  }
  let tokens = settleIds(item.tokens);
  let rule = RULES[item.kind];
  if (!rule) {
    const meant = statementOf(tokens);
    if (!meant) return { tree: undefined, faults: [...faults, stray(tokens)], placeholders };
    faults.push(meant.fault);
    ({ tokens, rule } = meant);
  } else if (isProse(tokens, item.kind)) {
    return { tree: undefined, faults: [prose(tokens)], placeholders: [] };
  }
  const first = tokens[0];
  if (item.runTogether && first) {
    const mending = [{ start: first.start, end: first.start, text: '\n' }];
    faults.push(fault('run-together-statements', first.start, first.end, { word: first.text }, mending));
  }
  if (tokens.length === 1 && STATEMENT_STARTERS.has(first?.kind ?? '')) {
    const [start, end] = [first?.start ?? 0, first?.end ?? 0];
    faults.push(
      fault('empty-statement', start, end, { word: first?.text ?? '' }, [{ start, end, text: '' }]),
    );
    return { tree: undefined, faults, placeholders };
  }
  const tidy = withoutEdges(tokens, item, ['Grant', 'Define', 'Endorse', 'Admit'].includes(rule));
  faults.push(...tidy.faults);
  const parsed = parseTokens(tidy.tokens, rule);
  const read = 'tree' in parsed ? { tree: parsed.tree, faults: [] } : mend(tidy.tokens, rule);
  const comma = tokens.at(-1);
  const kept = tidy.tokens.at(-1);
  faults.push(
    ...(comma?.text === ',' && kept ? read.faults.map((each) => over(each, kept, comma)) : read.faults),
  );
  return {
    tree: read.tree as ItemTree | undefined,
    faults: faults.length === 0 ? NONE : mendableNow(faults.sort((a, b) => a.start - b.start)),
    placeholders: placeholders.length === 0 ? NONE : placeholders,
  };
}

/**
 * What would be put right behind a value whose quote does not close would become a part of it: until it closes, there is no
 * mending for that.
 */
function mendableNow(faults: readonly Fault[]): readonly Fault[] {
  const open = faults.filter(({ code }) => code === 'unterminated-string' || code === 'unterminated-pattern');
  if (open.length === 0) return faults;
  return faults.map((each) => {
    if (open.includes(each) || !each.fix) return each;
    const isInside = each.fix.some(({ start }) =>
      open.some((value) => value.start < start && start <= value.end),
    );
    return isInside ? fault(each.code, each.start, each.end, each.args) : each;
  });
}

/**
 * Whether `id` says that an OCID follows is settled here, by the word after it: the grammar sees a keyword only
 * where it does, and a name elsewhere (a group may be called "id").
 */
export function settleIds(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((token) => token.kind === 'id')) return tokens;
  return tokens.map((token, index) => {
    if (token.kind !== 'id') return token;
    const next = tokens[index + 1];
    const marks =
      next !== undefined &&
      canBeName(next.kind) &&
      (!['to', 'in', 'of', 'where', 'as', 'with', 'id'].includes(next.kind) || /^oc[id]/i.test(next.text));
    return marks ? token : { ...token, kind: 'ID' };
  });
}

/** A mending that ends a list takes the comma along that was left at its end and is passed over. */
function over(one: Fault, kept: Token, comma: Token): Fault {
  if (one.code !== 'unclosed-brace' || comma.start < kept.end) return one;
  const fix = one.fix?.map((edit) => (edit.start === kept.end ? { ...edit, end: comma.end } : edit));
  return fix ? { ...one, fix } : one;
}

/** Bullets before a statement and signs behind it are passed over, with a fault each. */
function withoutEdges(
  tokens: readonly Token[],
  item: CutItem,
  statement: boolean,
): { tokens: readonly Token[]; faults: Fault[] } {
  const faults: Fault[] = [];
  let from = 0;
  while (from < tokens.length - 1 && isMarker(tokens[from] ?? END)) from++;
  if (from > 0) {
    const [start, end] = [tokens[0]?.start ?? 0, tokens[from]?.start ?? 0];
    const found = tokens.slice(0, from).map((token) => token.text);
    faults.push(
      fault('list-marker', start, tokens[from - 1]?.end ?? 0, { found: found.join('') }, [
        { start, end, text: '' },
      ]),
    );
  }
  let to = tokens.length;
  const last = tokens[to - 1] ?? END;
  if (statement && last.text === ',' && (item.leadsOn || openBrackets(tokens).length > 0)) to--;
  else if (statement && /^[.;,:]$/.test(last.text)) {
    while (to > from + 1 && /^[.;,:]$/.test(tokens[to - 1]?.text ?? '')) to--;
    const start = tokens[to]?.start ?? 0;
    const found = tokens.slice(to).map((token) => token.text);
    const mending = [{ start: tokens[to - 1]?.end ?? start, end: last.end, text: '' }];
    faults.push(fault('trailing-punctuation', start, last.end, { found: found.join('') }, mending));
  } else if (
    statement &&
    last.kind === 'ID' &&
    /[^.]\.$/.test(last.text) &&
    !/^(?:request|target)\./i.test(last.text)
  ) {
    const start = last.end - 1;
    faults.push(
      fault('trailing-punctuation', start, last.end, { found: '.' }, [{ start, end: last.end, text: '' }]),
    );
    const text = last.text.slice(0, -1);
    const trimmed = { ...last, text, kind: kindOfWord(text), end: start };
    return { tokens: [...tokens.slice(from, to - 1), trimmed], faults };
  }
  return { tokens: from === 0 && to === tokens.length ? tokens : tokens.slice(from, to), faults };
}

const END: Token = { kind: 'end', text: '', start: 0, end: 0, lineStart: false, blankBefore: false };

/** `Permit group A to …`: the statement that was meant, read with the nearest keyword. */
function statementOf(
  tokens: readonly Token[],
): { tokens: readonly Token[]; rule: Rule; fault: Fault } | undefined {
  const [first, second] = tokens;
  if (!first || !second || !isWord(first.kind) || !SUBJECT_KINDS.has(second.kind)) return undefined;
  if (!tokens.some((token) => token.kind === 'to' || token.kind === 'in')) return undefined;
  const meant = EFFECT_MEANT.get(first.text.toLowerCase()) ?? nearest(first.text, [...STATEMENT_STARTERS])[0];
  const kind = meant === undefined || meant === 'define' ? 'allow' : meant;
  const rule = kind === 'endorse' ? 'Endorse' : kind === 'admit' ? 'Admit' : 'Grant';
  // A word that nobody knows may forbid as well as allow: then nothing is proposed.
  const mending = meant === undefined ? undefined : [{ start: first.start, end: first.end, text: kind }];
  const args = { found: first.text, mended: meant === undefined ? '' : kind };
  return {
    tokens: [{ ...first, kind, text: kind }, ...tokens.slice(1)],
    rule,
    fault: fault('unknown-statement-keyword', first.start, first.end, args, mending),
  };
}

/** What people write for the word that a statement begins with, by what they mean with it. */
const EFFECT_MEANT: ReadonlyMap<string, string> = tableOf<string>({
  ...{
    permit: 'allow',
    grant: 'allow',
    authorize: 'allow',
    authorise: 'allow',
    enable: 'allow',
    let: 'allow',
  },
  ...{ forbid: 'deny', block: 'deny', prohibit: 'deny', disallow: 'deny', prevent: 'deny', refuse: 'deny' },
});

/** Text that is neither statement nor declaration. */
function stray(tokens: readonly Token[]): Fault {
  const [first = END] = tokens;
  const last = tokens.findLast((token) => token.end > 0) ?? first;
  const isRule = ['any', 'all'].includes(first.kind) || /^(?:resource|instance|tag)\./i.test(first.text);
  const code = isRule ? 'rule-outside-dynamic-group' : 'unknown-statement-keyword';
  const head = 'dynamic-group <dynamic-group-name>\n  matching ';
  const mending = isRule ? [{ start: first.start, end: first.start, text: head }] : undefined;
  return fault(code, first.start, isRule ? last.end : first.end, { found: first.text, mended: '' }, mending);
}

/** A sentence of a document that only begins like a statement: no subject, no grant and no place follow. */
function isProse(tokens: readonly Token[], kind: ItemKind): boolean {
  if (kind !== 'grant' && kind !== 'endorse' && kind !== 'admit') return false;
  const subjectAt = tokens.findIndex((token) => !isMarker(token)) + 1;
  const [word, next] = [tokens[subjectAt], tokens[subjectAt + 1]];
  if (!word || SUBJECT_KINDS.has(word.kind) || word.kind === 'endorse' || word.kind === 'admit') return false;
  if (!isWord(word.kind) || !next || placeholdersIn(word.text, 0).length > 0) return false;
  const isPlaced = tokens.some(
    (token, index) =>
      token.kind === 'in' && ['tenancy', 'compartment'].includes(tokens[index + 1]?.kind ?? ''),
  );
  return !isPlaced && tokens.length > 5;
}

function prose(tokens: readonly Token[]): Fault {
  const [first = END] = tokens;
  const lines = tokens.filter((token) => token.lineStart).map(({ start }) => start);
  const mending = lines.map((start) => ({ start, end: start, text: '// ' }));
  return fault('prose-not-statement', first.start, tokens.at(-1)?.end ?? first.end, {}, mending);
}
