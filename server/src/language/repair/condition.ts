import { isWord } from '../kinds.ts';
import type { Token } from '../scan.ts';
import {
  absent,
  deletion,
  faultAt,
  fits,
  insert,
  joined,
  lastOpen,
  openBrackets,
  peek,
  reread,
  without,
  type Repair,
  type Situation,
} from './situation.ts';
import { textOf } from './words.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  ...{ '==': '=', '=~': '=', '=>': '=', '>=': '=', '<=': '=', '<': '=', '>': '=', ':': '=', '<>': '!=' },
  ...{ like: '=', contains: '=', is: '=', equals: '=', eq: '=', matches: '=', neq: '!=', ne: '!=' },
};

function inCondition(s: Situation): boolean {
  return s.before.includes('where') || s.before.includes('matching');
}

/** Number of the token before which the innermost condition list or the whole condition begins. */
function conditionStart(s: Situation): number {
  const open = lastOpen(s, s.at, ['{', '(', 'where', 'matching']);
  return open + 1;
}

/** `target.x == 'a'`, `like`, `<>` */
export const unknownOperator: Repair = (s) => {
  const token = peek(s);
  const meant = OPERATORS[token.text.toLowerCase()];
  if (!inCondition(s) || meant === undefined || peek(s, -1).kind !== 'ID' || peek(s, 1).kind === 'end')
    return undefined;
  const isNot = peek(s, 1).kind === 'not' && token.text.toLowerCase() === 'is';
  const operator = isNot ? '!=' : meant;
  const end = isNot ? s.at + 2 : s.at + 1;
  const last = s.tokens[end - 1]?.end ?? token.end;
  return {
    tokens: joined(s, s.at, end, operator, operator),
    fault: faultAt(s, 'unknown-operator', s.at, { found: token.text, mended: operator }, [
      { start: token.start, end: last, text: operator },
    ]),
  };
};

/** `resource.type 'fnfunc'` */
export const operatorMissing: Repair = (s) => {
  const isValue = ['STRING', 'TEXT', 'PATTERN'].includes(peek(s).kind);
  if (!inCondition(s) || !isValue || peek(s, -1).kind !== 'ID' || !fits(s, '=')) return undefined;
  const { tokens, offset } = insert(s, s.at, ['=']);
  const code = s.rule === 'DynamicGroup' ? 'rule-syntax' : 'unknown-operator';
  const edit = { start: offset, end: offset, text: ' =' };
  return { tokens, fault: faultAt(s, code, s.at, { operator: '=' }, [edit]) };
};

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

/** `in ['10.0.0.1']`, `all (…)`, `in 'a'` */
export const wrongBracket: Repair = (s) => {
  const token = peek(s);
  const previous = peek(s, -1).kind;
  if (!inCondition(s)) return undefined;
  const wanted = fits(s, '(')
    ? ['(', ')']
    : fits(s, '{') && ['any', 'all'].includes(previous)
      ? ['{', '}']
      : undefined;
  if (!wanted) return undefined;
  const [open = '', close = ''] = wanted;
  const closer = { '[': ']', '{': '}', '(': ')', '<': '>' }[token.text];
  if (closer !== undefined) {
    let end = s.at;
    for (let depth = 0; end < s.tokens.length; end++) {
      const { text } = s.tokens[end] ?? token;
      if (text === token.text) depth++;
      if (text === closer && --depth === 0) break;
    }
    const last = s.tokens[end];
    const tokens = s.tokens.map((each, index) =>
      index === s.at
        ? { ...each, kind: open, text: open }
        : index === end
          ? { ...each, kind: close, text: close }
          : each,
    );
    const edits = [{ start: token.start, end: token.end, text: open }];
    if (last) edits.push({ start: last.start, end: last.end, text: close });
    const fault = faultAt(s, 'wrong-bracket', s.at, { found: token.text, mended: open }, edits);
    return { tokens, fault: { ...fault, end: last?.end ?? fault.end } };
  }
  const isOperand = ['STRING', 'TEXT', 'PATTERN', 'ID'].includes(token.kind);
  if (open === '(' && previous === 'in' && isOperand) return bracketed(s, s.at + 1, open, close);
  if (open === '{' && isOperand) {
    const slip = bracketed(s, s.tokens.length, open, close);
    return s.rule === 'DynamicGroup'
      ? { ...slip, fault: { ...slip.fault, code: 'rule-syntax', args: { combinator: previous } } }
      : slip;
  }
  return undefined;
};

function bracketed(s: Situation, end: number, open: string, close: string) {
  const start = peek(s).start;
  const last = s.tokens[end - 1]?.end ?? start;
  const tokens = [
    ...s.tokens.slice(0, s.at),
    absent(open, start, open),
    ...s.tokens.slice(s.at, end),
    absent(close, last, close),
    ...s.tokens.slice(end),
  ];
  return {
    tokens,
    fault: faultAt(s, 'wrong-bracket', s.at, { found: '', mended: open }, [
      { start, end: start, text: open },
      { start: last, end: last, text: close },
    ]),
  };
}

/** `request.region =` and nothing behind */
export const operandMissing: Repair = (s) => {
  const operator = peek(s, -1).kind;
  if (!inCondition(s) || !['=', '!=', 'before', 'after', '('].includes(operator) || !fits(s, 'STRING'))
    return undefined;
  if (!['end', ',', '}', ')'].includes(peek(s).kind)) return undefined;
  const { tokens, offset } = insert(s, s.at, [{ kind: 'STRING', text: "''" }]);
  const edit = { start: offset, end: offset, text: " '<value>'" };
  const at = operator === '(' ? s.at - 2 : s.at - 1;
  return { tokens, fault: faultAt(s, 'operand-missing', at, { operator: s.tokens[at]?.text ?? '' }, [edit]) };
};

/** `between '01:00:00Z'`, `between ('a', 'b')` */
export const betweenIncomplete: Repair = (s) => {
  const between = lastOpen(s, s.at, ['between']);
  if (between < 0 || s.at - between > 4) return undefined;
  if (peek(s).kind === '(' && peek(s, -1).kind === 'between') {
    const close = s.tokens.findIndex((token, index) => index > s.at && token.kind === ')');
    const [first, second] = s.tokens.slice(s.at + 1, close).filter((token) => token.kind !== ',');
    if (close < 0 || !first || !second) return undefined;
    const tokens = [
      ...s.tokens.slice(0, s.at),
      first,
      absent('and', first.end, 'and'),
      second,
      ...s.tokens.slice(close + 1),
    ];
    const edit = {
      start: peek(s).start,
      end: s.tokens[close]?.end ?? 0,
      text: `${first.text} and ${second.text}`,
    };
    return { tokens, fault: faultAt(s, 'between-incomplete', between, {}, [edit]) };
  }
  if (s.at - between === 2 && peek(s).kind === ',' && peek(s, 1).kind === 'STRING') {
    const edit = { start: peek(s, -1).end, end: peek(s).end, text: ' and' };
    return { tokens: reread(s, s.at, 'and'), fault: faultAt(s, 'between-incomplete', between, {}, [edit]) };
  }
  const missing = ['STRING', 'and', 'STRING'].slice(s.at - between - 1);
  if (!['end', ',', '}'].includes(peek(s).kind)) return undefined;
  const words = missing.map((kind) => (kind === 'and' ? 'and' : { kind, text: "''" }));
  const { tokens, offset } = insert(s, s.at, words);
  const text = missing.map((kind) => (kind === 'and' ? ' and' : " '<bound>'")).join('');
  return {
    tokens,
    fault: faultAt(s, 'between-incomplete', between, {}, [{ start: offset, end: offset, text }]),
  };
};

/** `'phx' = request.region` */
export const operandsReversed: Repair = (s) => {
  const [literal, operator, variable] = [peek(s), peek(s, 1), peek(s, 2)];
  if (!inCondition(s) || !['STRING', 'TEXT', 'PATTERN'].includes(literal.kind)) return undefined;
  if (!['=', '!='].includes(operator.kind) || variable.kind !== 'ID' || !fits(s, 'ID')) return undefined;
  const tokens = [...s.tokens.slice(0, s.at), variable, operator, literal, ...s.tokens.slice(s.at + 3)];
  const mended = `${variable.text} ${operator.text} ${literal.text}`;
  const edit = { start: literal.start, end: variable.end, text: mended };
  return {
    tokens,
    fault: { ...faultAt(s, 'operands-reversed', s.at, { mended }, [edit]), end: variable.end },
  };
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
