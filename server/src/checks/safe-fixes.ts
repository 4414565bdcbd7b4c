/**
 * The codes whose fixes are applied unasked, by "fix all" and by `ocipolicy check --fix`. Either the service refuses
 * what stands there and nothing else can be meant, or the statement grants afterwards exactly what it granted
 * before. A fix that guesses (a nearest name, a verb, a place), that could grant more, or that leaves a placeholder
 * for a person to fill is never among them: it is offered, and a person decides.
 */
export const SAFE_FIXES: ReadonlySet<string> = new Set([
  ...['smart-quote', 'double-quoted-value', 'invisible-character', 'non-ascii-space', 'unicode-dash'],
  ...['fullwidth-punctuation', 'homoglyph', 'unbalanced-angle-bracket', 'trailing-punctuation'],
  ...['markup-residue', 'broken-token', 'list-marker', 'spaced-operator', 'missing-to', 'missing-in'],
  ...['duplicate-word', 'noise-word', 'space-for-hyphen', 'hyphen-for-space', 'clause-out-of-order'],
  ...['run-together-statements', 'trailing-comma', 'missing-comma', 'wrong-bracket', 'name-needs-quotes'],
  ...['compartment-path-separator', 'compartment-id-missing'],
  ...['operands-reversed', 'missing-id-keyword', 'superfluous-id-keyword'],
  ...['resource-type-separator', 'resource-type-number', 'resource-type-case', 'permission-case'],
  ...['permission-duplicate', 'permission-as-resource-type', 'value-unquoted', 'ocid-unquoted'],
  ...['boolean-or-number-unquoted', 'variable-case', 'single-element-combinator'],
  ...['nested-same-combinator', 'rule-value-unquoted', 'rule-operator'],
  ...['rule-resource-type-policy-name', 'ignore-without-reason'],
  ...['duplicate-condition', 'subsumed-condition', 'duplicate-subject', 'pattern-matches-everything'],
]);
