import { canFollow } from '../shape.ts';
import { absent, deletion, faultAt, fits, insert, openBrackets, peek, without, type Repair } from './situation.ts';

const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '(': ')' };

/** `where ANY { a='x', b='y'` */
export const unclosedBrace: Repair = (s) => {
  const open = openBrackets(s.tokens, s.at);
  const innermost = open.at(-1);
  const closer = innermost === undefined ? undefined : CLOSERS[innermost];
  if (closer === undefined || !fits(s, closer)) return undefined;
  const isEnd = peek(s).kind === 'end';
  const goesOn = ['in', 'where', '}', ')', 'with'].includes(peek(s).kind);
  if (!isEnd && !goesOn) return undefined;
  const { tokens, offset } = insert(s, s.at, [closer]);
  const opener = s.tokens.findLastIndex((token, index) => index < s.at && token.kind === innermost);
  const edit = { start: offset, end: offset, text: closer === '}' ? ' }' : ')' };
  return { tokens, fault: faultAt(s, 'unclosed-brace', opener, { open: innermost ?? '', close: closer }, [edit]) };
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
  if (peek(s, -1).kind !== ',' || !['}', ')', ',', 'end', 'to', 'in'].includes(peek(s).kind)) return undefined;
  return {
    tokens: without(s, s.at - 1),
    fault: faultAt(s, 'trailing-comma', s.at - 1, {}, [deletion(s, s.at - 1)]),
  };
};

/** `all { a='x' b='y' }` */
export const missingComma: Repair = (s) => {
  if (!fits(s, ',') || openBrackets(s.tokens, s.at).length === 0) return undefined;
  if (!canFollow([...s.before, ','], peek(s).kind, s.rule)) return undefined;
  const offset = peek(s, -1).end;
  const tokens = [...s.tokens.slice(0, s.at), absent(',', offset, ','), ...s.tokens.slice(s.at)];
  return { tokens, fault: faultAt(s, 'missing-comma', s.at, {}, [{ start: offset, end: offset, text: ',' }]) };
};

/** `;` or another sign between or behind the words */
export const strayPunctuation: Repair = (s) => {
  const token = peek(s);
  const isSign = token.kind === 'OTHER' || [':', ',', '/', '!'].includes(token.kind);
  if (!isSign || /[\w]/.test(token.text)) return undefined;
  const isLast = s.at === s.tokens.length - 1;
  const code = isLast ? 'trailing-punctuation' : 'syntax-error';
  return { tokens: without(s, s.at), fault: faultAt(s, code, s.at, { found: token.text }, [deletion(s, s.at)]) };
};
