import { isWord } from '../kinds.ts';
import type { Token } from '../scan.ts';
import {
  absent,
  conditionStart,
  deletion,
  faultAt,
  fits,
  inCondition,
  insert,
  lastOpen,
  openBrackets,
  peek,
  without,
  type Repair,
  type Situation,
} from './situation.ts';
import { textOf } from './words.ts';

/** `where a='x' and b='y'`, `||` */
export const infixBoolean: Repair = (s) => {
  const token = peek(s);
  const word = token.text.toLowerCase();
  if (!inCondition(s) || !['and', 'or', '&&', '||'].includes(word)) return undefined;
  const start = conditionStart(s);
  const opener = s.tokens[start - 1]?.kind;
  const combinator = word === 'or' || word === '||' ? 'any' : 'all';
  const infixes = s.tokens.flatMap((_, index) => (index >= s.at && isInfix(s, index) ? [index] : []));
  const edits = infixes.map((index) => ({
    start: s.tokens[index - 1]?.end ?? 0,
    end: s.tokens[index]?.end ?? 0,
    text: ',',
  }));
  const commas = s.tokens.map((each, index) =>
    infixes.includes(index) ? { ...each, kind: ',', text: ',' } : each,
  );
  const args = { found: token.text, combinator };
  if (opener === '{') return { tokens: commas, fault: faultAt(s, 'infix-boolean', s.at, args, edits) };
  const first = s.tokens[start]?.start ?? 0;
  const last = s.tokens.at(-1)?.end ?? 0;
  const tokens = [
    ...commas.slice(0, start),
    absent(combinator, first, combinator),
    absent('{', first, '{'),
    ...commas.slice(start),
    absent('}', last, '}'),
  ];
  const wrap = [
    { start: first, end: first, text: `${combinator} { ` },
    ...edits,
    { start: last, end: last, text: ' }' },
  ];
  return { tokens, fault: faultAt(s, 'infix-boolean', s.at, args, wrap) };
};

/** `not (a = 'x')`: a negation that the language does not have */
export const negatedGroup: Repair = (s) => {
  if (!inCondition(s) || peek(s, -1).kind !== 'not' || peek(s).kind !== '(') return undefined;
  const close = s.tokens.findIndex((token, index) => index > s.at && token.kind === ')');
  if (close < 0) return undefined;
  const tokens = [
    ...s.tokens.slice(0, s.at - 1),
    ...s.tokens.slice(s.at + 1, close),
    ...s.tokens.slice(close + 1),
  ];
  return { tokens, fault: faultAt(s, 'infix-boolean', s.at - 1, { found: 'not', combinator: 'all' }) };
};

function isInfix(s: Situation, index: number): boolean {
  const text = s.tokens[index]?.text.toLowerCase() ?? '';
  if (!['and', 'or', '&&', '||'].includes(text)) return false;
  return !(text === 'and' && s.tokens[index - 2]?.kind === 'between');
}

/** `where { a='x', b='y' }` */
export const missingCombinator: Repair = (s) => {
  if (peek(s).kind !== '{' || !['where', '{', ',', 'matching', 'end'].includes(peek(s, -1).kind))
    return undefined;
  if (!fits(s, 'all')) return undefined;
  const { tokens } = insert(s, s.at, ['all']);
  const edit = { start: peek(s).start, end: peek(s).start, text: 'all ' };
  return { tokens, fault: faultAt(s, 'missing-combinator', s.at, {}, [edit]) };
};

/** `where` at the end, `where all {}` */
export const emptyCondition: Repair = (s) => {
  const previous = peek(s, -1).kind;
  if (previous === 'where' && ['end', '.', ';'].includes(peek(s).text || peek(s).kind)) {
    return {
      tokens: without(s, s.at - 1),
      fault: faultAt(s, 'empty-condition', s.at - 1, {}, [deletion(s, s.at - 1)]),
    };
  }
  if (peek(s).kind !== '}' || previous !== '{' || !['any', 'all'].includes(peek(s, -2).kind))
    return undefined;
  const isWhole = peek(s, -3).kind === 'where';
  const from = isWhole || peek(s, -3).kind === ',' ? s.at - 3 : s.at - 2;
  const to = !isWhole && peek(s, -3).kind === '{' && peek(s, 1).kind === ',' ? s.at + 2 : s.at + 1;
  const fault = faultAt(s, 'empty-condition', s.at - 2, {}, [deletion(s, from, to)]);
  return { tokens: without(s, from, to), fault: { ...fault, end: peek(s).end } };
};

/** `… where a='x' where b='y'` */
export const repeatedWhere: Repair = (s) => {
  if (peek(s).kind !== 'where' || openBrackets(s.tokens, s.at).length > 0) return undefined;
  const first = lastOpen(s, s.at, ['where']);
  if (first < 0) return undefined;
  const start = s.tokens[first + 1]?.start ?? 0;
  const last = s.tokens.at(-1)?.end ?? 0;
  const tokens = [
    ...s.tokens.slice(0, first + 1),
    absent('all', start, 'all'),
    absent('{', start, '{'),
    ...s.tokens.slice(first + 1, s.at),
    { ...peek(s), kind: ',', text: ',' },
    ...s.tokens.slice(s.at + 1),
    absent('}', last, '}'),
  ];
  const edits = [
    { start, end: start, text: 'all { ' },
    { start: peek(s, -1).end, end: peek(s).end, text: ',' },
    { start: last, end: last, text: ' }' },
  ];
  return { tokens, fault: faultAt(s, 'repeated-where', s.at, {}, edits) };
};

/** Conditions with commas between them and no `all { }` round them; in a rule also with nothing but a line end */
export const looseConditions: Repair = (s) => {
  if (!inCondition(s) || openBrackets(s.tokens, s.at).length > 0) return undefined;
  const isRule = s.rule === 'DynamicGroup';
  const isComma = peek(s).kind === ',';
  const startsNext =
    isRule && peek(s).lineStart && (peek(s).kind === 'ID' || ['any', 'all'].includes(peek(s).kind));
  if (!isComma && !startsNext) return undefined;
  const start = conditionStart(s);
  const first = s.tokens[start]?.start ?? 0;
  const last = s.tokens.at(-1)?.end ?? 0;
  const combinator = isComma ? 'all' : 'any';
  const rest: Token[] = [];
  const edits = [{ start: first, end: first, text: `${combinator} { ` }];
  let depth = 0;
  s.tokens.slice(s.at).forEach((token, number, all) => {
    const begins =
      depth === 0 && token.lineStart && isWord(token.kind) && !['in', 'not', 'and'].includes(token.kind);
    if (!isComma && begins && all[number - 1]?.kind !== ',') {
      const offset = s.tokens[s.at + number - 1]?.end ?? token.start;
      rest.push(absent(',', offset, ','));
      edits.push({ start: offset, end: offset, text: ',' });
    }
    if (token.kind === '{' || token.kind === '(') depth++;
    if (token.kind === '}' || token.kind === ')') depth--;
    rest.push(token);
  });
  const tokens = [
    ...s.tokens.slice(0, start),
    absent(combinator, first, combinator),
    absent('{', first, '{'),
    ...s.tokens.slice(start, s.at),
    ...rest,
    absent('}', last, '}'),
  ];
  edits.push({ start: last, end: last, text: ' }' });
  const code = !isComma ? 'rules-not-combined' : isRule ? 'rule-syntax' : 'missing-combinator';
  const fault = faultAt(s, code, s.at, { combinator, found: textOf(s, s.at, s.at + 1) }, edits);
  return { tokens, fault };
};
