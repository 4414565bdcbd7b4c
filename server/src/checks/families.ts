/** A family of checks, as the manual groups them. */
export interface Family {
  readonly title: string;
  readonly codes: readonly string[];
}

/**
 * The codes of checks by family, in the order in which the manual tells of them; also codes of checks that are not built.
 */
// prettier-ignore
export const FAMILIES: readonly Family[] = [
  {
    title: 'Characters and words',
    codes: [
      'smart-quote', 'double-quoted-value', 'invisible-character', 'non-ascii-space', 'unicode-dash',
      'fullwidth-punctuation', 'homoglyph', 'unbalanced-angle-bracket', 'trailing-punctuation',
      'markup-residue', 'broken-token', 'unterminated-string', 'unterminated-pattern',
      'comment-in-statement', 'list-marker', 'spaced-operator',
    ],
  },
  {
    title: 'Structure of a statement',
    codes: [
      'unknown-statement-keyword', 'missing-to', 'missing-grant', 'missing-verb', 'missing-resource-type',
      'missing-in', 'missing-location', 'keyword-typo', 'duplicate-word', 'noise-word', 'space-for-hyphen',
      'hyphen-for-space', 'clause-out-of-order', 'run-together-statements', 'prose-not-statement',
      'multi-line-statement', 'unclosed-brace', 'unmatched-closing-brace', 'trailing-comma',
      'missing-comma', 'wrong-bracket', 'placeholder-unfilled', 'placeholder-malformed',
      'placeholder-inconsistent', 'template-variable', 'mixed-grant', 'several-resource-types',
      'several-verbs', 'several-locations', 'infix-boolean', 'repeated-where', 'empty-statement',
      'syntax-error', 'statement-too-long', 'nested-too-deep',
    ],
  },
  {
    title: 'Subjects',
    codes: [
      'unknown-subject-kind', 'user-as-subject', 'mixed-subject-kinds', 'missing-subject-name',
      'name-needs-quotes', 'quoted-domain-pair', 'name-illegal', 'missing-id-keyword',
      'superfluous-id-keyword', 'ocid-malformed', 'ocid-wrong-type', 'ocid-other-realm', 'group-unknown',
      'dynamic-group-unknown', 'subject-kind-mismatch', 'identity-domain-unknown', 'domain-ambiguous',
      'default-domain-redundant', 'service-unknown', 'service-needs-region', 'service-region-invalid',
      'any-user-unconditional', 'any-user-indirect-principal', 'prefer-any-group', 'duplicate-subject',
      'resource-subject-unverified',
    ],
  },
  {
    title: 'Verbs, resource types and permissions',
    codes: [
      'unknown-verb', 'associate-misplaced', 'resource-type-unknown', 'resource-type-separator',
      'resource-type-number', 'resource-type-case', 'resource-type-in-angle-brackets', 'family-unknown',
      'resource-type-deprecated', 'all-resources-spelling', 'verb-grants-nothing', 'verb-no-extra',
      'permission-unknown', 'permission-name-only', 'permission-malformed', 'permission-case',
      'permission-as-resource-type', 'resource-type-in-permission-set', 'permission-duplicate',
      'permission-set-is-verb', 'permission-filter-is-set', 'resource-type-tenancy-only',
      'incomplete-operation',
    ],
  },
  {
    title: 'Locations',
    codes: [
      'compartment-unknown', 'compartment-outside-subtree', 'compartment-path-not-relative',
      'compartment-path-ambiguous', 'compartment-path-separator', 'compartment-depth',
      'compartment-id-missing', 'compartment-keyword-missing', 'root-as-compartment',
      'tenancy-ocid-as-compartment', 'tenancy-named', 'tenancy-below-root', 'attachment-higher-than-needed',
    ],
  },
  {
    title: 'Conditions',
    codes: [
      'empty-condition', 'missing-combinator', 'single-element-combinator', 'nested-same-combinator',
      'value-unquoted', 'ocid-unquoted', 'boolean-or-number-unquoted', 'unknown-operator',
      'operator-not-for-variable', 'between-incomplete', 'operand-missing', 'operands-reversed',
      'variable-unknown', 'variable-name-only', 'variable-case', 'variable-prefix',
      'variable-not-for-resource-type', 'variable-not-for-operation', 'variable-deprecated',
      'value-type-mismatch', 'value-ocid-type-mismatch', 'value-not-in-enumeration', 'region-name-for-key',
      'timestamp-format', 'wildcard-in-string', 'quoted-pattern', 'pattern-unsupported',
      'pattern-matches-everything', 'pattern-with-ordering', 'any-of-inequalities', 'all-of-equalities',
      'condition-always-false', 'condition-always-true', 'permission-filter-outside-grant',
      'open-ended-permission-exclusion', 'operation-unknown', 'operation-not-granted',
      'operation-filter-starves', 'duplicate-condition', 'subsumed-condition', 'absent-variable-inequality',
      'multi-valued-comparison', 'case-insensitive-collision', 'tag-variable-malformed', 'tag-unknown',
      'tag-value-not-allowed', 'tag-retired', 'tag-blocks-create-list', 'tag-unsupported-permission',
      'freeform-tag', 'network-source-unknown', 'principal-type-unknown',
      'principal-type-conflicts-subject', 'list-not-filtered', 'workload-condition-incomplete',
    ],
  },
  {
    title: 'Other tenancies and aliases',
    codes: [
      'alias-undefined', 'alias-unused', 'alias-redefined', 'alias-shadows-group', 'define-not-first',
      'define-in-other-policy', 'define-ocid-type', 'cross-tenancy-not-root', 'cross-tenancy-one-sided',
      'admit-any-tenancy-named', 'admit-without-tenancy', 'admit-group-by-name', 'associate-without-with',
      'endorse-local-scope', 'foreign-tenancy-in-allow',
    ],
  },
  {
    title: 'Deny',
    codes: [
      'deny-not-enabled', 'deny-verb-inversion', 'deny-too-wide', 'deny-lockout', 'deny-shadows-allow',
      'deny-without-target', 'deny-variable-ignored', 'deny-absent-variable', 'deny-tag-delay',
      'deny-domain-roles', 'deny-set-comparison', 'deny-mixed-policy',
    ],
  },
  {
    title: 'Repetition and breadth',
    codes: [
      'duplicate-statement', 'statement-subsumed', 'statements-mergeable', 'family-mergeable',
      'manage-all-resources-tenancy', 'escalation-path', 'inspect-policies-reveals', 'dead-subject',
      'statement-never-grants',
    ],
  },
  {
    title: 'Policies and limits',
    codes: [
      'too-many-statements', 'hierarchy-statement-limit', 'too-many-policies', 'policy-name-invalid',
      'policy-name-duplicate', 'policy-description', 'policy-rename', 'version-date-invalid',
      'version-date-pinned', 'attachment-unknown', 'protected-policy', 'stale-compilation',
      'policy-not-closed', 'declaration-in-policy',
    ],
  },
  {
    title: 'Dynamic groups and matching rules',
    codes: [
      'rule-syntax', 'rule-value-unquoted', 'rule-variable-unknown', 'rule-operator',
      'rule-resource-type-unknown', 'rule-resource-type-policy-name', 'rule-ocid-type',
      'rules-not-combined', 'rule-contradiction', 'rule-any-too-wide', 'rule-instance-resource-mixed',
      'rule-tag-malformed', 'rule-redundant', 'rule-too-long', 'rule-tenancy-wide',
      'dg-matches-nearly-everything', 'dg-unused', 'dg-name-clash', 'dg-not-in-root', 'dg-immediate-effect',
      'rule-outside-dynamic-group',
    ],
  },
  {
    title: 'Ignores',
    codes: ['ignore-unused', 'ignore-without-reason', 'ignore-unknown-code'],
  },
];
