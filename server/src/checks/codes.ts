import { blockChecks, checkBlocks } from './blocks.ts';
import type { Check, DocumentCheck } from './check.ts';
import { conditionChecks } from './conditions.ts';
import type { Severity } from './finding.ts';
import { grantChecks } from './grants.ts';
import { ignoreChecks } from './ignores.ts';
import { locationChecks } from './locations.ts';
import { matchingRuleChecks } from './matching-rules.ts';
import { placeholderChecks } from './placeholders.ts';
import { quoteChecks } from './quotes.ts';
import { subjectChecks } from './subjects.ts';
import { syntaxChecks } from './syntax.ts';

/** The checks that look at the tree of one item. */
export const TREE_CHECKS: readonly Check[] = [
  ...quoteChecks,
  ...subjectChecks,
  ...grantChecks,
  ...locationChecks,
  ...conditionChecks,
  ...matchingRuleChecks,
];

/** What looks at a document as a whole. The codes that they report are listed below, as those of every check. */
export const DOCUMENT_CHECKS: readonly DocumentCheck[] = [checkBlocks];

/** Every code that can be reported, with the severity that it has unless told otherwise. */
export const CODES: Readonly<Record<string, { readonly severity: Severity }>> = Object.fromEntries(
  [...syntaxChecks, ...placeholderChecks, ...blockChecks, ...ignoreChecks, ...TREE_CHECKS].map(
    ({ code, severity }) => [code, { severity }],
  ),
);
