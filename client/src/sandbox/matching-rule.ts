import { loadCatalog } from '../../../server/src/catalog/catalog.ts';
import type { Condition } from '../../../server/src/language/tree.ts';
import { readOne } from './read-statement.ts';
import { refusals } from './refusal.ts';

/**
 * Gives the matching rule back when the service would take it, and throws its refusal otherwise. Only syntax is looked at, as the
 * service does: OCIDs in a rule are not looked up. Source: reference 2.1 and 2.3.
 */
export function checkRule(rule: string, longest: number): string {
  if (rule.length > longest)
    throw refusals.invalid(`matchingRule must not be longer than ${longest} characters`);
  const head = 'dynamic-group rule matching ';
  const { tree } = readOne(head + rule, head.length);
  if (tree.type !== 'DynamicGroup') throw refusals.notParsed(rule.slice(0, 20), 0);
  checkCondition(tree.rule, head.length);
  return rule;
}

function checkCondition(condition: Condition, shift: number): void {
  if (condition.type === 'Combination') {
    for (const each of condition.conditions) checkCondition(each, shift);
    return;
  }
  if (condition.type === 'Call') throw refusals.notParsed(condition.function.text, condition.start - shift);
  const { variable } = condition;
  if (!loadCatalog().matchingVariable(variable.text))
    throw refusals.notParsed(variable.text, variable.start - shift);
  if (condition.type === 'Presence') return;
  const { operator, values } = condition;
  if (operator.text !== '=' && operator.text !== '!=')
    throw refusals.notParsed(operator.text, operator.start - shift);
  const wrong = values.find(({ kind }) => kind !== 'STRING');
  if (wrong) throw refusals.notParsed(wrong.text, wrong.start - shift);
}
