import type { Check } from './check.ts';
import type { Severity } from './finding.ts';

/** Slips that the language recognises while it reads (`language/repair`, `language/scan.ts`), and their severity. */
const SLIPS: Readonly<Record<Severity, readonly string[]>> = {
  error: [
    ...[
      'smart-quote',
      'invisible-character',
      'non-ascii-space',
      'unicode-dash',
      'fullwidth-punctuation',
      'homoglyph',
    ],
    ...[
      'unbalanced-angle-bracket',
      'trailing-punctuation',
      'markup-residue',
      'broken-token',
      'unterminated-string',
    ],
    ...['unterminated-pattern', 'list-marker', 'unknown-statement-keyword', 'missing-to', 'missing-grant'],
    ...[
      'missing-verb',
      'missing-resource-type',
      'missing-in',
      'missing-location',
      'keyword-typo',
      'duplicate-word',
    ],
    ...[
      'noise-word',
      'space-for-hyphen',
      'hyphen-for-space',
      'clause-out-of-order',
      'run-together-statements',
    ],
    ...['unclosed-brace', 'unmatched-closing-brace', 'trailing-comma', 'missing-comma', 'wrong-bracket'],
    ...[
      'placeholder-malformed',
      'mixed-grant',
      'several-resource-types',
      'several-verbs',
      'several-locations',
    ],
    ...['infix-boolean', 'repeated-where', 'empty-statement', 'unknown-subject-kind', 'user-as-subject'],
    ...['mixed-subject-kinds', 'missing-subject-name', 'name-needs-quotes', 'compartment-path-separator'],
    ...['compartment-keyword-missing', 'empty-condition', 'missing-combinator', 'unknown-operator'],
    ...['between-incomplete', 'operand-missing', 'operands-reversed', 'rule-syntax', 'rules-not-combined'],
    ...['associate-misplaced', 'associate-without-with'],
    ...['rule-outside-dynamic-group', 'syntax-error', 'statement-too-long', 'nested-too-deep'],
  ],
  warning: ['spaced-operator'],
  information: ['prose-not-statement'],
  hint: [],
};

export const syntaxChecks: readonly Check[] = Object.entries(SLIPS).flatMap(([severity, codes]) =>
  codes.map((code) => ({ code, severity: severity as Severity })),
);
