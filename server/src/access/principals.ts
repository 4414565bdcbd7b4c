import { loadCatalog } from '../catalog/catalog.ts';
import { isOpen, valueOf } from '../language/names.ts';
import type { Comparison, Condition, Leaf } from '../language/tree.ts';
import { isPrincipalVariable } from './variables.ts';

/**
 * What a condition asks of who asks: nothing; a likeness to the target only (`request.principal.id = target.…`), which
 * leaves open what kind of principal it is; something of its own; or something that cannot be known (a placeholder, a
 * variable that the catalogue lacks).
 */
export type PrincipalTest = 'none' | 'indirect' | 'open' | 'direct';

const STRENGTH: readonly PrincipalTest[] = ['none', 'indirect', 'open', 'direct'];

/** What the whole of a condition asks: of `any`, what its weakest branch does; of `all`, what its strongest does. */
export function principalTestOf(condition: Condition | undefined): PrincipalTest {
  if (!condition) return 'none';
  switch (condition.type) {
    case 'Combination': {
      const tests = condition.conditions.map((each) => STRENGTH.indexOf(principalTestOf(each)));
      const isAny = condition.operator.text.toLowerCase() === 'any';
      return STRENGTH[isAny ? Math.min(...tests) : Math.max(...tests)] ?? 'open';
    }
    case 'Comparison':
      return testOf(condition);
    case 'Presence':
      if (isOpen(condition.variable)) return 'open';
      return !condition.negated && asksWho(condition.variable) ? 'direct' : 'none';
    case 'Call':
      return 'open';
  }
}

function testOf({ variable, values }: Comparison): PrincipalTest {
  const sides = [variable, ...values.filter((value) => value.kind === 'ID')];
  const who = sides.filter(asksWho);
  if (who.length === 0) return sides.some(isUnknown) ? 'open' : 'none';
  const target = sides.some((leaf) => /^target\./i.test(leaf.text));
  const isOfAnyKind = who.every((leaf) => /^request\.principal\./i.test(leaf.text));
  return target && isOfAnyKind ? 'indirect' : 'direct';
}

function asksWho(leaf: Leaf): boolean {
  return isPrincipalVariable(leaf.text);
}

/** A variable that may be about who asks, for all that is known. */
function isUnknown(leaf: Leaf): boolean {
  if (isPlaceholderOnly(leaf)) return true;
  return !/^target\./i.test(leaf.text) && loadCatalog().variable(leaf.text) === undefined;
}

function isPlaceholderOnly(leaf: Leaf): boolean {
  return isOpen(leaf) && !/^(?:request|target)\./i.test(leaf.text);
}

/**
 * The values of `request.principal.type` with which a condition can hold, in lower case; undefined when it does not limit
 * them to some that are known.
 */
export function principalTypesOf(condition: Condition | undefined): ReadonlySet<string> | undefined {
  if (condition?.type === 'Combination') {
    const parts = condition.conditions.map(principalTypesOf);
    if (condition.operator.text.toLowerCase() === 'all') return parts.find((part) => part !== undefined);
    return parts.every((part) => part !== undefined)
      ? new Set(parts.flatMap((part) => [...part]))
      : undefined;
  }
  if (condition?.type !== 'Comparison' || condition.negated) return undefined;
  const { variable, operator, values } = condition;
  if (variable.text.toLowerCase() !== 'request.principal.type') return undefined;
  if (operator.text !== '=' && operator.text.toLowerCase() !== 'in') return undefined;
  if (values.some((value) => value.kind !== 'STRING' || isOpen(value))) return undefined;
  return new Set(values.map((value) => valueOf(value).toLowerCase()));
}

/** Whether a subject of this kind admits a principal of this type; true where it is not certain that it does not. */
export function admits(subjectKind: string, principalType: string): boolean {
  switch (subjectKind.toLowerCase()) {
    case 'group':
      return principalType === 'user';
    case 'dynamic-group':
      return principalType !== 'user';
    case 'service':
      return principalType === 'service';
    default:
      return true;
  }
}
