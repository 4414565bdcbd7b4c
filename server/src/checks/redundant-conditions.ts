import { covers, patternOf, type Matcher } from '../access/values.ts';
import { valueOf } from '../language/names.ts';
import type { Comparison, Condition, Leaf } from '../language/tree.ts';
import { isSettled, type Check } from './check.ts';
import { isAll, operatorOf, without } from './comparison.ts';

/** `any { v = 'a', v = 'A' }`, `v in ('a', 'a')` */
const duplicateCondition: Check = {
  code: 'duplicate-condition',
  severity: 'warning',
  example: {
    bad: "allow group HR to read buckets in tenancy where any { target.bucket.name = 'hr', target.bucket.name = 'HR' }",
    mended: "allow group HR to read buckets in tenancy where target.bucket.name = 'hr'",
  },
  visit: {
    Combination: ({ conditions, operator }, { report }) => {
      const args = { operator: operator.text.toLowerCase() };
      again(conditions, meaningOf).forEach((index) => {
        const [condition, fix] = [conditions[index], without(conditions, index)];
        if (condition && fix) report(condition, { args, fix });
      });
    },
    Comparison: ({ values, operator }, { report }) => {
      if (operator.text.toLowerCase() !== 'in') return;
      again(values, operandOf).forEach((index) => {
        const [leaf, fix] = [values[index], without(values, index)];
        if (leaf && fix) report(leaf, { args: { value: leaf.text }, variant: 'value', fix });
      });
    },
  },
};

/** The places of what was there before with the same meaning. */
function again<T>(list: readonly T[], meaning: (one: T) => string | undefined): number[] {
  const seen = new Set<string>();
  return list.flatMap((one, index) => {
    const key = meaning(one);
    if (key === undefined) return [];
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

const meanings = new WeakMap<Condition, { readonly text: string | undefined }>();

/** The same text for conditions that say the same; undefined for one that has yet to be filled. */
function meaningOf(condition: Condition): string | undefined {
  let meaning = meanings.get(condition);
  if (!meaning) meanings.set(condition, (meaning = { text: readMeaning(condition) }));
  return meaning.text;
}

function readMeaning(condition: Condition): string | undefined {
  switch (condition.type) {
    case 'Combination': {
      const parts = condition.conditions.map(meaningOf);
      if (parts.includes(undefined)) return undefined;
      return `${condition.operator.text.toLowerCase()} { ${parts.sort().join(', ')} }`;
    }
    case 'Comparison': {
      const operator = operatorOf(condition);
      const values = condition.values.map(operandOf);
      if (values.includes(undefined) || !isSettled(condition.variable)) return undefined;
      if (operator.endsWith('in')) values.sort();
      return `${condition.variable.text.toLowerCase()} ${operator} ${values.join(' ')}`;
    }
    case 'Presence':
      return isSettled(condition.variable)
        ? `${condition.negated ? '!' : ''}${condition.variable.text.toLowerCase()}`
        : undefined;
    case 'Call':
      return undefined;
  }
}

/** Values are compared without regard to letter case. */
function operandOf(leaf: Leaf): string | undefined {
  if (!isSettled(leaf)) return undefined;
  return `${leaf.kind === 'ID' ? '' : leaf.kind} ${valueOf(leaf).toLowerCase()}`;
}

// `any { v = /a*/, v = 'ab' }`: what the one says, the other says too.
const subsumedCondition: Check = {
  code: 'subsumed-condition',
  severity: 'hint',
  example: {
    bad: "allow group HR to read buckets in tenancy where any { target.bucket.name = /hr*/, target.bucket.name = 'hr-pay' }",
    mended: 'allow group HR to read buckets in tenancy where target.bucket.name = /hr*/',
  },
  visit: {
    Combination: (combination, { report, item }) => {
      const { conditions } = combination;
      const chosen = conditions.map(choiceOf);
      // Two plain comparisons never cover each other, so that only the others are held against all.
      const told = new Set<Comparison>();
      const wide = chosen.filter((each) => each !== undefined).filter((each) => !isPlain(each));
      if (sizeOf(wide) * sizeOf(chosen) > MOST_PAIRS) return;
      for (const wider of wide) {
        for (const narrower of chosen) {
          if (!narrower || narrower === wider || narrower.variable !== wider.variable) continue;
          if (!includes(wider, narrower) || (!isPlain(narrower) && includes(narrower, wider))) continue;
          const idle = isAll(combination) ? wider.comparison : narrower.comparison;
          if (told.has(idle)) continue;
          told.add(idle);
          const rest = isAll(combination) ? narrower.comparison : wider.comparison;
          const fix = without(conditions, conditions.indexOf(idle));
          const args = { other: item.text.slice(rest.start, rest.end) };
          report(idle, { args, ...(isAll(combination) ? { variant: 'all' } : {}), ...(fix ? { fix } : {}) });
        }
      }
    },
  },
};

/** More values than this are not held against each other: it would take longer than a keystroke may. */
const MOST_PAIRS = 10_000;

interface Choice {
  readonly comparison: Comparison;
  readonly variable: string;
  /** What each of its values matches. */
  readonly matchers: readonly (Matcher | undefined)[];
}

function sizeOf(chosen: readonly (Choice | undefined)[]): number {
  return chosen.reduce((sum, each) => sum + (each?.matchers.length ?? 0), 0);
}

/** A comparison that holds when the variable has one of some values that are written out. */
function choiceOf(condition: Condition): Choice | undefined {
  if (condition.type !== 'Comparison') return undefined;
  const operator = operatorOf(condition);
  if (operator !== '=' && operator !== 'in') return undefined;
  const { variable, values } = condition;
  const isWritten = values.every((leaf) => ['STRING', 'PATTERN'].includes(leaf.kind) && isSettled(leaf));
  if (!isWritten || !isSettled(variable)) return undefined;
  return { comparison: condition, variable: variable.text.toLowerCase(), matchers: values.map(matcherOf) };
}

function isPlain({ matchers: [one, more] }: Choice): boolean {
  return one?.how === 'is' && more === undefined;
}

/** Whether every value of `narrow` is one of `wide`, as far as the text tells. */
function includes(wide: Choice, narrow: Choice): boolean {
  return narrow.matchers.every((two) => two && wide.matchers.some((one) => one && covers(one, two)));
}

/** What a value matches; undefined where it is not known, as for a star in a string: some variables read it as one. */
function matcherOf(leaf: Leaf): Matcher | undefined {
  if (leaf.kind === 'PATTERN') return patternOf(leaf.text);
  const value = valueOf(leaf);
  return value.includes('*') ? undefined : { how: 'is', text: value.toLowerCase() };
}

export const redundantConditionChecks: readonly Check[] = [duplicateCondition, subsumedCondition];
