import { tableOf } from '../../catalog/table.ts';
import {
  absent,
  faultAt,
  fits,
  inCondition,
  insert,
  joined,
  lastOpen,
  peek,
  reread,
  type Repair,
  type Situation,
} from './situation.ts';

const OPERATORS: ReadonlyMap<string, string> = tableOf<string>({
  ...{ '==': '=', '=~': '=', '=>': '=', '>=': '=', '<=': '=', '<': '=', '>': '=', ':': '=', '<>': '!=' },
  ...{ like: '=', contains: '=', is: '=', equals: '=', eq: '=', matches: '=', neq: '!=', ne: '!=' },
});

/** `target.x == 'a'`, `like`, `<>` */
export const unknownOperator: Repair = (s) => {
  const token = peek(s);
  const meant = OPERATORS.get(token.text.toLowerCase());
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
