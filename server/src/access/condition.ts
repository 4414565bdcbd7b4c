import { loadCatalog } from '../catalog/catalog.ts';
import { isOpen, valueOf } from '../language/names.ts';
import type { Combination, Comparison, Condition, Leaf, Presence } from '../language/tree.ts';
import { instantOf, timeOfDayOf } from './time.ts';
import {
  ANY_VALUE,
  both,
  CARRIED,
  either,
  NOT_CARRIED,
  oneOf,
  patternOf,
  type Matcher,
  type Values,
} from './values.ts';

/** What requests of one kind carry, by variable in lower case; a variable that is not named is not limited. */
export type Situation = ReadonlyMap<string, Values>;

const ANY_SITUATION: Situation = new Map();

/**
 * Whether a condition may come true (or fail, when `holds` is false) for some request that fits `given`. "No" is certain; "yes" is
 * also the answer where it is not known: tags and lists may have several values, names of the catalogue may be missing,
 * and a value that somebody has yet to fill may be any. Absence makes a comparison false. Source: reference 4.4, 4.5.
 */
export function canBe(
  condition: Condition | undefined,
  holds: boolean,
  given: Situation = ANY_SITUATION,
): boolean {
  if (!condition) return holds;
  return situationsOf(condition, holds).some((one) => meet(one, given) !== undefined);
}

/** What was worked out last; a condition is looked at by many, one after the other. */
const known = new Map<Condition, Partial<Record<'true' | 'false', readonly Situation[]>>>();
const MOST_KEPT = 1000;

/** The kinds of requests for which a condition may come true, or fail. */
export function situationsOf(condition: Condition, holds: boolean): readonly Situation[] {
  const key = holds ? 'true' : 'false';
  let kept = known.get(condition);
  if (!kept) {
    if (known.size >= MOST_KEPT) known.clear();
    known.set(condition, (kept = {}));
  }
  return (kept[key] ??= find(condition, holds));
}

function find(condition: Condition, holds: boolean): readonly Situation[] {
  switch (condition.type) {
    case 'Combination':
      return ofCombination(condition, holds);
    case 'Presence':
      return ofPresence(condition, holds);
    case 'Comparison':
      return ofComparison(condition, holds);
    case 'Call':
      return [ANY_SITUATION];
  }
}

/** More kinds than this are not told apart. */
const MOST = 200;

function ofCombination({ operator, conditions }: Combination, holds: boolean): readonly Situation[] {
  const parts = conditions.map((each) => situationsOf(each, holds));
  return (operator.text.toLowerCase() === 'all') === holds ? allOf(parts) : anyOf(parts);
}

function allOf(parts: readonly (readonly Situation[])[]): readonly Situation[] {
  let found: readonly Situation[] = [ANY_SITUATION];
  for (const part of parts) {
    // Without a part, the answer is only less exact.
    if (found.length * part.length > MOST) continue;
    found = found.flatMap((one) => part.flatMap((other) => meet(one, other) ?? []));
  }
  return found;
}

function anyOf(parts: readonly (readonly Situation[])[]): readonly Situation[] {
  const found: Situation[] = [];
  const lists = new Map<string, number>();
  for (const one of parts.flat()) {
    const [[name, values] = []] = one.size === 1 ? one : [];
    const at = name === undefined ? undefined : lists.get(name);
    const other = at === undefined || name === undefined ? undefined : found[at]?.get(name);
    const joined = other && values && either(other, values);
    if (joined && name !== undefined && at !== undefined) found[at] = new Map([[name, joined]]);
    else {
      if (name !== undefined && values?.among) lists.set(name, found.length);
      found.push(one);
    }
  }
  return found.length > MOST ? [ANY_SITUATION] : found;
}

/** What fits both; undefined when it is certain that nothing does. */
export function meet(one: Situation, two: Situation): Situation | undefined {
  if (one.size === 0 || two.size === 0) return one.size === 0 ? two : one;
  const met = new Map(one);
  for (const [name, values] of two) {
    const other = met.get(name);
    const shared = other ? both(other, values) : values;
    if (!shared) return undefined;
    met.set(name, shared);
  }
  return met;
}

function ofPresence({ variable, negated }: Presence, holds: boolean): readonly Situation[] {
  if (isOpen(variable)) return [ANY_SITUATION];
  const isCarried = (negated === undefined) === holds;
  if (!isCarried && isAlwaysCarried(variable.text)) return [];
  return [new Map([[variable.text.toLowerCase(), isCarried ? CARRIED : NOT_CARRIED]])];
}

function ofComparison(comparison: Comparison, holds: boolean): readonly Situation[] {
  const { variable, values } = comparison;
  if (isOpen(variable)) return [ANY_SITUATION];
  const name = variable.text.toLowerCase();
  const allowed = isSingleValued(name) ? allowedBy(comparison, holds) : undefined;
  if (allowed) return allowed.map((each) => new Map([[name, each]]));
  if (!holds) return [ANY_SITUATION];
  // Whatever is compared: without it, a comparison is false.
  const others = values.filter((leaf) => isVariable(leaf) && !isOpen(leaf));
  return [new Map([name, ...others.map((leaf) => leaf.text.toLowerCase())].map((each) => [each, CARRIED]))];
}

function isVariable(leaf: Leaf): boolean {
  return leaf.kind === 'ID' && /^(?:request|target)\./i.test(leaf.text);
}

/** The values of its variable for which a comparison holds, or fails; undefined where that cannot be said. */
function allowedBy(comparison: Comparison, holds: boolean): readonly Values[] | undefined {
  const operator = comparison.operator.text.toLowerCase();
  if (operator === 'before' || operator === 'after' || operator === 'between')
    return times(comparison, holds);
  const matchers = comparison.values.map(matcherOf);
  if (matchers.length === 0 || !matchers.every((each) => each !== undefined)) return undefined;
  const isPositive = operator === '=' || (operator === 'in' && !comparison.negated);
  if (!isPositive && operator !== '!=' && operator !== 'in') return undefined;
  const carried: Values['carried'] = holds || isAlwaysCarried(comparison.variable.text) ? 'yes' : 'either';
  if (isPositive === holds) return [{ ...ANY_VALUE, carried, among: matchers }];
  const all = everyValueOf(comparison.variable.text, matchers);
  return [{ ...ANY_VALUE, carried, ...(all ? { among: all } : {}), except: matchers }].flatMap(
    (each) => both(each, ANY_VALUE) ?? [],
  );
}

function matcherOf(leaf: Leaf): Matcher | undefined {
  if (isOpen(leaf)) return undefined;
  if (leaf.kind === 'PATTERN') return patternOf(leaf.text);
  const value = valueOf(leaf);
  // A star in a string is a pattern for some variables, and a star for others.
  return leaf.kind === 'STRING' && !value.includes('*')
    ? { how: 'is', text: value.toLowerCase() }
    : undefined;
}

function times({ operator, values, variable }: Comparison, holds: boolean): readonly Values[] | undefined {
  const name = variable.text.toLowerCase();
  const read =
    name === 'request.utc-timestamp' ? instantOf : name.endsWith('.time-of-day') ? timeOfDayOf : undefined;
  const [one, two] = values.map((leaf) => (isOpen(leaf) ? undefined : read?.(valueOf(leaf))));
  if (one === undefined) return undefined;
  const within = (bounds: Partial<Values>): Values => ({ ...CARRIED, ...bounds });
  if (values.length === 1) {
    const isBefore = (operator.text.toLowerCase() === 'before') === holds;
    return [within(isBefore ? { to: one } : { from: one })];
  }
  if (two === undefined) return undefined;
  // A time of day may run over midnight.
  if (one <= two === holds) {
    const [from, to] = holds ? [one, two] : [two, one];
    return [within({ from, to })];
  }
  return holds ? [within({ from: one }), within({ to: two })] : [within({ to: one }), within({ from: two })];
}

/** Carried by every request. Source: reference 4.6. */
const ALWAYS = /^request\.(?:permission|operation|region|principal\.type|utc-timestamp(?:\..*)?)$/i;

/** Whether every request carries the variable. */
export function isAlwaysCarried(variable: string): boolean {
  return ALWAYS.test(variable);
}

/** An address lies in several ranges at once, and in several network sources. */
const SEVERAL = /^(?:request\.networksource\.name|request\.ipv4\.ipaddress|target\.bastion-session\.ip)$/i;

let single: ReadonlySet<string> | undefined;

/** Whether the variable has one value at a time, as far as is known: no list, no tag. */
export function isSingleValued(variable: string): boolean {
  single ??= new Set(
    loadCatalog()
      .variables.filter(({ type, pattern }) => !/^list\b/i.test(type) && pattern === undefined)
      .map(({ name }) => name.toLowerCase())
      .filter((name) => !SEVERAL.test(name)),
  );
  return single.has(variable.toLowerCase());
}

/** All values that the variable can have, when that is a short list and `mentioned` belongs to it. */
function everyValueOf(variable: string, mentioned: readonly Matcher[]): readonly Matcher[] | undefined {
  const fact = loadCatalog().variable(variable);
  const values = fact?.valuesComplete
    ? fact.values
    : fact?.type === 'Boolean'
      ? ['true', 'false']
      : undefined;
  const all = values && oneOf(values).among;
  const isOf = ({ how, text }: Matcher) => how !== 'is' || all?.some((each) => each.text === text);
  return all && mentioned.every(isOf) ? all : undefined;
}
