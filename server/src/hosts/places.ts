import { beginsLikeStatement, type Embedded, type EmbeddedKind } from './embedded.ts';

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

/** What stands under a name; undefined for one that tells nothing. */
export function kindOfKey(key: string): EmbeddedKind | undefined {
  if (STATEMENT_KEYS.has(key)) return 'statement';
  return RULE_KEYS.has(key) ? 'matching-rule' : undefined;
}

/** What a person says of something is no statement, however it begins. */
export const PROSE = /description|comment|message|display_name|displayName|^name$/i;

/** A file without any of these words has no text of ours: that is seen a thousand times faster than the file is read. */
export const MAY_HOLD = /allow|deny|endorse|admit|define|statements|matching[_-]?rule/i;
