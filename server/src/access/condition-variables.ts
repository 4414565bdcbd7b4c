import { isOpen } from '../language/names.ts';
import type { Condition } from '../language/tree.ts';
import { isVariable } from './holds.ts';

/** The variables that a condition asks for, in lower case; undefined where it calls a function, which may ask for others. */
export function variablesOf(condition: Condition): readonly string[] | undefined {
  let variables = known.get(condition);
  if (variables === undefined) known.set(condition, (variables = find(condition) ?? 'untold'));
  return variables === 'untold' ? undefined : variables;
}

const known = new WeakMap<Condition, readonly string[] | 'untold'>();

function find(condition: Condition): readonly string[] | undefined {
  switch (condition.type) {
    case 'Combination': {
      const parts = condition.conditions.map(variablesOf);
      return parts.every((each) => each !== undefined) ? [...new Set(parts.flat())] : undefined;
    }
    case 'Call':
      return undefined;
    case 'Presence':
      return isOpen(condition.variable) ? [] : [condition.variable.text.toLowerCase()];
    case 'Comparison': {
      const { variable, values } = condition;
      const names = [...(isOpen(variable) ? [] : [variable]), ...values.filter(isVariable)];
      return names.map(({ text }) => text.toLowerCase());
    }
  }
}
