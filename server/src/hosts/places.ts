import { beginsLikeStatement, type Embedded } from './embedded.ts';

/** Names of lists that hold statements in configurations, besides the provider's and the API's own. Source: Oracle's landing zones. */
export const STATEMENT_KEYS: ReadonlySet<string> = new Set([
  'statements',
  'policy_statements',
  'policyStatements',
]);

/** Names under which the rule of a dynamic group stands. */
export const RULE_KEYS: ReadonlySet<string> = new Set(['matching_rule', 'matchingRule', 'matching-rule']);

/** Whether a list by such a name is one of ours: other tools have statements too. */
export function withoutDoubt(texts: readonly Embedded[]): boolean {
  return texts.some(({ text }) => beginsLikeStatement(text));
}

/** Whether a text by such a name reads as a rule. */
export function isRule(text: string): boolean {
  return /^\s*(?:any|all)\s*\{|^\s*[\w.]+\s*!?=/i.test(text);
}
