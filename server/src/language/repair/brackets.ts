import { canFollow } from '../shape.ts';
import {
  absent,
  deletion,
  faultAt,
  fits,
  insert,
  isPermission,
  joined,
  openBrackets,
  peek,
  without,
  type Repair,
} from './situation.ts';

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '(': ')' };

/** `where ANY { a='x', b='y'` */
export const unclosedBrace: Repair = (s) => {
  const opener = openBrackets(s.tokens, s.at).at(-1) ?? -1;
  const innermost = s.tokens[opener]?.kind;
  const closer = innermost === undefined ? undefined : CLOSERS[innermost];
  if (closer === undefined || !fits(s, closer)) return undefined;
  const isEnd = peek(s).kind === 'end';
  const goesOn = ['in', 'where', '}', ')', 'with'].includes(peek(s).kind);
  if (!isEnd && !goesOn) return undefined;
  const { tokens, offset } = insert(s, s.at, [closer]);
  const edit = { start: offset, end: offset, text: closer === '}' ? ' }' : ')' };
  return {
    tokens,
    fault: faultAt(s, 'unclosed-brace', opener, { open: innermost ?? '', close: closer }, [edit]),
  };
};

/** `{A, B}}` */
export const unmatchedClosingBrace: Repair = (s) => {
  const { text } = peek(s);
  if (!['}', ')', ']'].includes(text)) return undefined;
  return {
    tokens: without(s, s.at),
    fault: faultAt(s, 'unmatched-closing-brace', s.at, { found: text }, [deletion(s, s.at)]),
  };
};

/** `all { a='x', }`, `{A,, B}` */
export const trailingComma: Repair = (s) => {
  for (const index of [s.at, s.at - 1]) {
    const next = s.tokens[index]?.kind ?? 'end';
    if (s.tokens[index - 1]?.kind !== ',' || !['}', ')', ',', 'end', 'to', 'in'].includes(next)) continue;
    return {
      tokens: without(s, index - 1),
      fault: faultAt(s, 'trailing-comma', index - 1, {}, [deletion(s, index - 1)]),
    };
  }
  return undefined;
};

/** `{BUCKET READ}`: one permission with a blank for its underscore */
export const spacedPermission: Repair = (s) => {
  const [left, right] = [peek(s, -1), peek(s)];
  const whole = `${left.text}_${right.text}`.toUpperCase();
  if (openBrackets(s.tokens, s.at).length === 0 || !isPermission(whole)) return undefined;
  const fault = faultAt(
    s,
    'permission-malformed',
    s.at - 1,
    { word: `${left.text} ${right.text}`, mended: whole },
    [{ start: left.start, end: right.end, text: whole }],
  );
  return { tokens: joined(s, s.at - 1, s.at + 1, whole), fault: { ...fault, end: right.end } };
};

/** `all { a='x' b='y' }` */
export const missingComma: Repair = (s) => {
  if (!fits(s, ',') || openBrackets(s.tokens, s.at).length === 0) return undefined;
  if (!canFollow([...s.before, ','], peek(s).kind, s.rule)) return undefined;
  const offset = peek(s, -1).end;
  const tokens = [...s.tokens.slice(0, s.at), absent(',', offset, ','), ...s.tokens.slice(s.at)];
  return {
    tokens,
    fault: faultAt(s, 'missing-comma', s.at, {}, [{ start: offset, end: offset, text: ',' }]),
  };
};

/** `;` or another sign between or behind the words */
export const strayPunctuation: Repair = (s) => {
  const token = peek(s);
  const isSign = token.kind === 'OTHER' || [':', ',', '/', '!'].includes(token.kind);
  if (!isSign || /[\w]/.test(token.text)) return undefined;
  const isLast = s.at === s.tokens.length - 1;
  const code = isLast ? 'trailing-punctuation' : 'syntax-error';
  return {
    tokens: without(s, s.at),
    fault: faultAt(s, code, s.at, { found: token.text }, [deletion(s, s.at)]),
  };
};
