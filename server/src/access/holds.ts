import { isOpen as isUnfilled, valueOf } from '../language/names.ts';
import type { Call, Comparison, Condition, Leaf } from '../language/tree.ts';
import { bodyOf } from './patterns.ts';
import type { Carried } from './carried.ts';
import { instantOf, timeOfDayOf } from './time.ts';
import { agreed, every, not, some, truthOf, type Truth } from './truth.ts';

/** What a request tells of itself, for one permission that it asks for. */
export interface Env {
  /** @param variable in lower case */
  carried(variable: string): Carried;
  /** When it is made, in milliseconds; undefined when that is not told. */
  readonly time: number | undefined;
}

/**
 * Whether a condition holds for a request. Absence makes a comparison fail, also `!=` and `not in`; what is not told leaves it
 * unknown. Source: reference 4.5.
 */
export function holds(condition: Condition | undefined, env: Env): Truth {
  if (!condition) return 'yes';
  switch (condition.type) {
    case 'Combination': {
      const isAll = condition.operator.text.toLowerCase() === 'all';
      return (isAll ? every : some)(condition.conditions, (each) => holds(each, env));
    }
    case 'Presence': {
      if (isUnfilled(condition.variable)) return 'unknown';
      const { isThere } = env.carried(condition.variable.text.toLowerCase());
      return condition.negated ? not(isThere) : isThere;
    }
    case 'Comparison':
      return compares(condition, env);
    case 'Call':
      return called(condition, env);
  }
}

/** The service lets itself this long between the stamp of a request and its evaluation, in milliseconds. Source: reference 4.5. */
export const DRIFT = 5 * 60_000;

function compares(comparison: Comparison, env: Env): Truth {
  const read = readOnce(comparison);
  if (!read) return 'unknown';
  const { name, operator, values, isPositive, isList } = read;
  if (operator === 'before' || operator === 'after' || operator === 'between') {
    return whenever(name, operator, comparison.values, env);
  }
  const left = env.carried(name);
  if (left.isThere === 'no') return 'no';
  const isAbsent = ({ variable }: ReadValue) =>
    variable !== undefined && env.carried(variable).isThere === 'no';
  if (!isList && values.some(isAbsent)) return 'no';
  const equal = some(values, ({ variable, test }) =>
    variable === undefined ? matches(left, test) : meets(left, env.carried(variable)),
  );
  if (isPositive) return equal;
  if (equal !== 'no') return not(equal);
  const isThere = ({ variable }: ReadValue) =>
    variable === undefined || env.carried(variable).isThere === 'yes';
  const isSure = left.isThere === 'yes' && (isList || values.every(isThere));
  return isSure ? 'yes' : 'unknown';
}

interface ReadValue {
  /** In lower case, where the value is one. */
  readonly variable: string | undefined;
  readonly test: ((value: string) => boolean) | undefined;
}

interface Read {
  /** Of the variable, in lower case. */
  readonly name: string;
  readonly operator: string;
  readonly values: readonly ReadValue[];
  readonly isList: boolean;
  readonly isPositive: boolean;
}

/** A comparison is held against many requests. */
const reads = new WeakMap<Comparison, Read>();

/** What a comparison says; undefined where somebody has yet to fill in its variable. */
function readOnce(comparison: Comparison): Read | undefined {
  let read = reads.get(comparison);
  if (read) return read;
  const { variable, values, negated } = comparison;
  if (isUnfilled(variable)) return undefined;
  const name = variable.text.toLowerCase();
  const operator = comparison.operator.text.toLowerCase();
  const isList = operator === 'in';
  read = {
    name,
    operator,
    values: values.map((leaf) => ({
      variable: isVariable(leaf) ? leaf.text.toLowerCase() : undefined,
      test: matcherOf(leaf, name),
    })),
    isList,
    isPositive: isList ? !negated : operator === '=',
  };
  reads.set(comparison, read);
  return read;
}

/** An unquoted value is a variable. Source: reference 1.5. */
export function isVariable(leaf: Leaf): boolean {
  return leaf.kind === 'ID' && /^(?:request|target)\./i.test(leaf.text) && !isUnfilled(leaf);
}

/** Whether a value that is written matches one that is carried. */
function matches(left: Carried, test: ReadValue['test']): Truth {
  if (!test) return 'unknown';
  if (left.values.some(test)) return 'yes';
  return left.isOpen ? 'unknown' : 'no';
}

/** A test of values in lower case; undefined for what somebody has yet to fill, and for a bare word. */
export function matcherOf(leaf: Leaf, variable: string): ((value: string) => boolean) | undefined {
  if (isUnfilled(leaf)) return undefined;
  if (leaf.kind === 'PATTERN') return globTest(bodyOf(leaf.text).toLowerCase());
  if (leaf.kind !== 'STRING' && leaf.kind !== 'TEXT') return undefined;
  const text = valueOf(leaf).toLowerCase();
  const isGlob =
    variable === 'target.object.name' ? text.includes('*') : text === '*' && /\.tag\./.test(variable);
  return isGlob ? globTest(text) : (value) => value === text;
}

/** A star is any run of characters, wherever it stands. Compares without building regular expressions from what people write. */
export function globTest(pattern: string): (value: string) => boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return (value) => value === first;
  const last = parts[parts.length - 1] ?? '';
  const inner = parts.slice(1, -1);
  return (value) => {
    if (value.length < first.length + last.length) return false;
    if (!value.startsWith(first) || !value.endsWith(last)) return false;
    let at = first.length;
    for (const part of inner) {
      const found = value.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at <= value.length - last.length;
  };
}

/** Two variables are equal when the values of one are all among those of the other. Source: reference 4.5. */
function meets(one: Carried, other: Carried): Truth {
  if (one.isThere === 'no' || other.isThere === 'no') return 'no';
  if (one.mark !== undefined && one.mark === other.mark) return 'yes';
  const isWithin = (few: Carried, many: Carried) =>
    !few.isOpen && few.values.length > 0 && few.values.every((value) => many.values.includes(value));
  if (isWithin(one, other) || isWithin(other, one)) return 'yes';
  return one.isOpen || other.isOpen ? 'unknown' : 'no';
}

function called({ function: name, arguments: values }: Call, env: Env): Truth {
  if (name.text.toLowerCase() !== 'sets-equal') return 'unknown';
  const [first, ...rest] = values;
  if (!first || !isVariable(first) || rest.length === 0) return 'unknown';
  const left = env.carried(first.text.toLowerCase());
  if (left.isThere === 'no') return 'no';
  if (left.isOpen || rest.some((leaf) => isUnfilled(leaf) || isVariable(leaf))) return 'unknown';
  const wanted = new Set(rest.map((leaf) => valueOf(leaf).toLowerCase()));
  const held = new Set(left.values);
  return truthOf(wanted.size === held.size && [...wanted].every((value) => held.has(value)));
}

function whenever(name: string, operator: string, values: readonly Leaf[], env: Env): Truth {
  const isOfDay = name === 'request.utc-timestamp.time-of-day';
  if (!isOfDay && name !== 'request.utc-timestamp') return 'unknown';
  const read = isOfDay ? timeOfDayOf : instantOf;
  const bounds = values.map((leaf) => (isUnfilled(leaf) ? undefined : read(valueOf(leaf))));
  const [from, to] = bounds;
  if (from === undefined || (operator === 'between' && to === undefined)) return 'unknown';
  const time = timeTold(name, isOfDay, env);
  if (time === undefined) return 'unknown';
  const drift = isOfDay ? DRIFT / 1000 : DRIFT;
  return agreed(
    [time - drift, time, time + drift].map((each) => {
      const at = isOfDay ? (each + DAY) % DAY : each;
      if (operator === 'before') return truthOf(at < from);
      if (operator === 'after') return truthOf(at > from);
      const end = to ?? from;
      // A time of day may run over midnight.
      return truthOf(from <= end ? at >= from && at <= end : at >= from || at <= end);
    }),
  );
}

const DAY = 86_400;

/** The instant in milliseconds, or the second of the day. */
function timeTold(name: string, isOfDay: boolean, env: Env): number | undefined {
  const { values } = env.carried(name);
  const [value] = values;
  if (value !== undefined && values.length === 1) return isOfDay ? timeOfDayOf(value) : instantOf(value);
  if (env.time === undefined) return undefined;
  return isOfDay ? (env.time / 1000) % DAY : env.time;
}
