import { canBeName, isWord } from '../kinds.ts';
import {
  deletion,
  faultAt,
  fits,
  insert,
  joined,
  lastOpen,
  peek,
  reread,
  without,
  type Repair,
  type Situation,
} from './situation.ts';
import { textOf } from './words.ts';

/** Whether the trouble stands right behind a whole location. */
function afterLocation(s: Situation): number {
  const start = lastOpen(s, s.at, ['tenancy', 'compartment', 'any-tenancy', 'where']);
  return start > 0 && ['in', 'of'].includes(s.tokens[start - 1]?.kind ?? '') ? start : -1;
}

/** `to manage vcns tenancy` */
export const missingIn: Repair = (s) => {
  const { kind } = peek(s);
  if (!fits(s, 'in') || !['tenancy', 'compartment', 'any-tenancy'].includes(kind)) return undefined;
  const { tokens, offset } = insert(s, s.at, ['in']);
  return { tokens, fault: faultAt(s, 'missing-in', s.at, {}, [{ start: offset, end: offset, text: ' in' }]) };
};

/** `in Project-A`; a document's `in <location>` and a program's `in ${var.place}` are none. */
export const compartmentKeywordMissing: Repair = (s) => {
  const name = peek(s);
  if (peek(s, -1).kind !== 'in' || !canBeName(name.kind) || !fits(s, 'compartment')) return undefined;
  const { tokens } = insert(s, s.at, ['compartment']);
  const isWhole =
    /^<[^>]*(?:location|scope|\||tenancy)[^>]*>$/i.test(name.text) || /^(?:\$\{|\{\{|%s)/.test(name.text);
  if (isWhole) return { tokens, fault: undefined };
  const edit = { start: name.start, end: name.start, text: 'compartment ' };
  return { tokens, fault: faultAt(s, 'compartment-keyword-missing', s.at, { name: name.text }, [edit]) };
};

/** No place at all, or half of one */
export const missingLocation: Repair = (s) => {
  const { kind } = peek(s);
  if (kind !== 'where' && kind !== 'end') return undefined;
  if (fits(s, 'in') && (s.rule === 'Grant' || s.rule === 'Endorse')) {
    const { tokens, offset } = insert(s, s.at, ['in', { kind: 'tenancy', text: '' }]);
    const edit = { start: offset, end: offset, text: ' in tenancy' };
    return { tokens, fault: faultAt(s, 'missing-location', kind === 'where' ? s.at : s.at - 1, {}, [edit]) };
  }
  if (fits(s, 'any-tenancy') && fits(s, 'tenancy') && !s.before.includes('where')) {
    const { tokens, offset } = insert(s, s.at, [{ kind: 'tenancy', text: '' }]);
    return {
      tokens,
      fault: faultAt(s, 'missing-location', s.at - 1, {}, [{ start: offset, end: offset, text: ' tenancy' }]),
    };
  }
  return undefined;
};

/** `in compartment` and no name behind it */
export const missingCompartmentName: Repair = (s) => {
  for (const index of [s.at, s.at - 1]) {
    const previous = s.tokens[index - 1]?.kind ?? '';
    const kind = s.tokens[index]?.kind ?? 'end';
    if (!['compartment', ':'].includes(previous) || !['where', 'end', '}', '{', 'with'].includes(kind))
      continue;
    const { tokens, offset } = insert(s, index, [{ kind: 'ID', text: '' }]);
    const text = previous === ':' ? '<compartment-name>' : ' <compartment-name>';
    return {
      tokens,
      fault: faultAt(s, 'missing-location', index - 1, {}, [{ start: offset, end: offset, text }]),
    };
  }
  return undefined;
};

/** `compartment A/B`, `A > B`, `A::B` */
export const pathSeparator: Repair = (s) => {
  const token = peek(s);
  if (afterLocation(s) < 0 && peek(s, -1).kind !== ':') return undefined;
  if (token.kind === ':' && peek(s, -2).kind === 'id') {
    const whole = [peek(s, -1), token, peek(s, 1)];
    const text = whole.map((each) => each.text).join('');
    return { tokens: joined(s, s.at - 1, s.at + 2, text, 'ID'), fault: undefined };
  }
  if (
    !['/', '>', '\\', '->', ':'].includes(token.text) ||
    !canBeName(peek(s, token.text === ':' ? 0 : 1).kind || '')
  ) {
    if (token.kind !== ':') return undefined;
  }
  const tokens = token.kind === ':' ? without(s, s.at) : reread(s, s.at, ':', ':');
  const edit = {
    start: peek(s, -1).end,
    end: peek(s, 1).start || token.end,
    text: token.kind === ':' ? '' : ':',
  };
  return { tokens, fault: faultAt(s, 'compartment-path-separator', s.at, { found: token.text }, [edit]) };
};

/** `in compartment A, B`, `in compartment A and compartment B` */
export const severalLocations: Repair = (s) => {
  const start = afterLocation(s);
  const token = peek(s);
  if (start < 0 || !(token.kind === ',' || token.kind === 'and' || /^(?:or|\|)$/i.test(token.text)))
    return undefined;
  let end = s.tokens.findIndex((each, index) => index > s.at && ['where', 'with'].includes(each.kind));
  if (end < 0) end = s.tokens.length;
  if (end === s.at + 1) return undefined;
  const fault = faultAt(s, 'several-locations', start, { found: textOf(s, start, end) });
  return { tokens: without(s, s.at, end), fault: { ...fault, end: s.tokens[end - 1]?.end ?? fault.end } };
};

/** `to manage vcns where … in tenancy`, `in tenancy to manage vcns` */
export const clauseOutOfOrder: Repair = (s) => {
  const { kind } = peek(s);
  const count = s.tokens.length;
  if (kind === 'where' && fits(s, 'in')) {
    const place = placeAfter(s, s.at);
    if (place < 0) return undefined;
    const moved = [...s.tokens.slice(0, s.at), ...s.tokens.slice(place), ...s.tokens.slice(s.at, place)];
    return { tokens: moved, fault: reordered(s, place, count, s.at) };
  }
  if (kind === 'in' && fits(s, 'to')) {
    const to = s.tokens.findIndex((token, index) => index > s.at && token.kind === 'to');
    if (to < 0) return undefined;
    const where = s.tokens.findIndex((token, index) => index > to && token.kind === 'where');
    const end = where < 0 ? count : where;
    const moved = [
      ...s.tokens.slice(0, s.at),
      ...s.tokens.slice(to, end),
      ...s.tokens.slice(s.at, to),
      ...s.tokens.slice(end),
    ];
    return { tokens: moved, fault: reordered(s, s.at, to, end) };
  }
  return undefined;
};

/** Number of an `in` before a place, at the outermost level and behind `from`; or -1. */
function placeAfter(s: Situation, from: number): number {
  let depth = 0;
  for (let index = from; index < s.tokens.length; index++) {
    const kind = s.tokens[index]?.kind ?? '';
    if (kind === '{' || kind === '(') depth++;
    if (kind === '}' || kind === ')') depth--;
    if (depth === 0 && kind === 'in' && ['tenancy', 'compartment'].includes(s.tokens[index + 1]?.kind ?? ''))
      return index;
  }
  return -1;
}

/** The clause of `[from, to)` belongs before or behind token `target`. */
function reordered(s: Situation, from: number, to: number, target: number) {
  const clause = textOf(s, from, to);
  const start = s.tokens[from]?.start ?? 0;
  const end = s.tokens[to - 1]?.end ?? start;
  const isLater = target > from;
  const offset = isLater ? (s.tokens[target - 1]?.end ?? end) : (s.tokens[target]?.start ?? 0);
  const words = isLater ? ` ${clause}` : `${clause} `;
  const fault = faultAt(s, 'clause-out-of-order', from, { clause }, [
    { start: offset, end: offset, text: words },
    deletion(s, from, to),
  ]);
  return { ...fault, end };
}

/** `in tenancy acme`, where only endorse and admit name a tenancy, is read by the grammar; more words are not. */
export const nameAfterTenancy: Repair = (s) => {
  if (peek(s, -2).kind !== 'tenancy' || !isWord(peek(s).kind) || !isWord(peek(s, -1).kind)) return undefined;
  return {
    tokens: without(s, s.at),
    fault: faultAt(s, 'tenancy-named', s.at, { name: peek(s).text }, [deletion(s, s.at)]),
  };
};
