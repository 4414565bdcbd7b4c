import { bodyOf } from './patterns.ts';

/** What a value must match, in lower case: `is` it, or begin, end or go on with it somewhere. */
export interface Matcher {
  readonly how: 'is' | 'begins' | 'ends' | 'contains';
  readonly text: string;
  /** What it must match besides: patterns that overlap, none of which covers the other. */
  readonly also?: readonly Matcher[];
}

/** What is known of a variable of a request: whether the request carries it, and then with which values. */
export interface Values {
  readonly carried: 'yes' | 'no' | 'either';
  /** One of these holds; undefined when any value will do. */
  readonly among?: readonly Matcher[] | undefined;
  /** None of these holds. */
  readonly except: readonly Matcher[];
  /** Bounds of a time, both inclusive: milliseconds of an instant, or seconds of a day. */
  readonly from: number;
  readonly to: number;
}

export const ANY_VALUE: Values = { carried: 'either', except: [], from: -Infinity, to: Infinity };
export const CARRIED: Values = { ...ANY_VALUE, carried: 'yes' };
export const NOT_CARRIED: Values = { ...ANY_VALUE, carried: 'no' };

/** The values of a request that carries one of these, each in any letter case. */
export function oneOf(texts: Iterable<string>): Values {
  return { ...CARRIED, among: [...texts].map((text) => ({ how: 'is', text: text.toLowerCase() })) };
}

/** What a pattern such as `/hr*` + `/` matches; undefined where that is not known: a star in the middle. Source: reference 4.5. */
export function patternOf(text: string): Matcher | undefined {
  const inner = bodyOf(text).toLowerCase();
  const [, before, body = '', after] = /^(\*?)([^*]*)(\*?)$/.exec(inner) ?? [];
  if (before === undefined) return undefined;
  if (inner === '*') return { how: 'contains', text: '' };
  if (before && after) return { how: 'contains', text: body };
  if (before) return { how: 'ends', text: body };
  return { how: after ? 'begins' : 'is', text: body };
}

/** Whether every value that `two` matches is matched by `one` too. */
export function covers(one: Matcher, two: Matcher): boolean {
  if (!one.also && !two.also) return coversAlone(one, two);
  return partsOf(one).every((each) => partsOf(two).some((other) => coversAlone(each, other)));
}

function partsOf(matcher: Matcher): readonly Matcher[] {
  return matcher.also ? [{ how: matcher.how, text: matcher.text }, ...matcher.also] : [matcher];
}

function coversAlone(one: Matcher, two: Matcher): boolean {
  switch (one.how) {
    case 'is':
      return two.how === 'is' && two.text === one.text;
    case 'begins':
      return (two.how === 'is' || two.how === 'begins') && two.text.startsWith(one.text);
    case 'ends':
      return (two.how === 'is' || two.how === 'ends') && two.text.endsWith(one.text);
    case 'contains':
      return two.text.includes(one.text);
  }
}

/** What both allow; undefined when it is certain that nothing is. */
export function both(one: Values, two: Values): Values | undefined {
  const carried = one.carried === 'either' ? two.carried : one.carried;
  if (two.carried !== 'either' && two.carried !== carried) return undefined;
  if (carried === 'no') return NOT_CARRIED;
  const except = two.except.length === 0 ? one.except : [...one.except, ...two.except];
  const from = Math.max(one.from, two.from);
  const to = Math.min(one.to, two.to);
  const among = meet(one.among, two.among)?.filter((each) => !except.some((no) => covers(no, each)));
  const none =
    from > to || among?.length === 0 || except.some(({ how, text }) => how !== 'is' && text === '');
  if (none) return carried === 'yes' ? undefined : NOT_CARRIED;
  return { carried, ...(among ? { among } : {}), except, from, to };
}

function meet(
  one: readonly Matcher[] | undefined,
  two: readonly Matcher[] | undefined,
): readonly Matcher[] | undefined {
  if (!one || !two) return one ?? two;
  const words = new Set(two.flatMap(({ how, text }) => (how === 'is' ? [text] : [])));
  const patterns = two.filter(({ how }) => how !== 'is');
  const met = new Map<string, Matcher>();
  const add = (each: Matcher) => met.set(JSON.stringify(partsOf(each)), each);
  for (const each of one) {
    if (each.how === 'is') {
      if (words.has(each.text) || patterns.some((pattern) => covers(pattern, each))) add(each);
      continue;
    }
    for (const text of words) if (covers(each, { how: 'is', text })) add({ how: 'is', text });
    for (const pattern of patterns) {
      if (covers(each, pattern)) add(pattern);
      else if (covers(pattern, each)) add(each);
      else if (each.how !== pattern.how || each.how === 'contains')
        add({ ...each, also: [...(each.also ?? []), ...partsOf(pattern)] });
    }
  }
  return [...met.values()];
}

/** Both together, where that can be said in one: two lists of values; otherwise undefined. */
export function either(one: Values, two: Values): Values | undefined {
  const isList = ({ among, except, from, to }: Values) =>
    among !== undefined && except.length === 0 && from === -Infinity && to === Infinity;
  if (!isList(one) || !isList(two) || one.carried !== two.carried) return undefined;
  return { ...one, among: [...(one.among ?? []), ...(two.among ?? [])] };
}
