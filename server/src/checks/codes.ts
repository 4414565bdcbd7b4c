import { acrossChecks, checkAcross } from './across.ts';
import { blockChecks, checkBlocks } from './blocks.ts';
import { breadthChecks } from './breadth.ts';
import type { Check, DocumentCheck } from './check.ts';
import { unlessGiven } from './companions.ts';
import { conditionChecks } from './conditions.ts';
import { coverageChecks } from './coverage.ts';
import { crossTenancyChecks } from './cross-tenancy.ts';
import { denyChecks } from './deny.ts';
import type { Severity } from './finding.ts';
import { grantChecks } from './grants.ts';
import { ignoreChecks } from './ignores.ts';
import { locationChecks } from './locations.ts';
import { logicChecks } from './logic.ts';
import { matchingRuleChecks } from './matching-rules.ts';
import { lookForIncompleteOperations, lookForStarvingFilters, operationChecks } from './operations.ts';
import { nameChecks } from './names.ts';
import { patternChecks } from './patterns.ts';
import { placeholderChecks } from './placeholders.ts';
import { principalChecks } from './principals.ts';
import { quoteChecks } from './quotes.ts';
import { redundantConditionChecks } from './redundant-conditions.ts';
import { ruleMeaningChecks } from './rules-meaning.ts';
import { ruleWidthChecks } from './rules-width.ts';
import { subjectChecks } from './subjects.ts';
import { syntaxChecks } from './syntax.ts';
import { tagChecks } from './tags.ts';
import { timeChecks } from './times.ts';
import { lookForUnavailableVariables, unavailableVariableChecks } from './unavailable-variables.ts';
import { valueChecks } from './values.ts';
import { variableChecks } from './variables.ts';
import { checkTenancyNames, tenancyNameChecks } from './tenancy-names.ts';
import { checkTenancyPlaces, tenancyPlaceChecks } from './tenancy-places.ts';
import { checkTenancyValues, tenancyValueChecks } from './tenancy-values.ts';

/** The checks that look at the tree of one item. */
export const TREE_CHECKS: readonly Check[] = [
  ...quoteChecks,
  ...subjectChecks,
  ...grantChecks,
  ...locationChecks,
  ...conditionChecks,
  ...matchingRuleChecks,
  ...principalChecks,
  ...valueChecks,
  ...timeChecks,
  ...patternChecks,
  ...variableChecks,
  ...tagChecks,
  ...redundantConditionChecks,
  ...coverageChecks,
  ...logicChecks,
  ...operationChecks,
  ...unavailableVariableChecks,
  ...nameChecks,
  ...crossTenancyChecks,
  ...denyChecks,
  ...breadthChecks,
  ...ruleMeaningChecks,
  ...ruleWidthChecks,
];

/** What looks at a document as a whole. The codes that they report are listed below, as those of every check. */
export const DOCUMENT_CHECKS: readonly DocumentCheck[] = [
  checkBlocks,
  checkAcross,
  checkTenancyNames,
  checkTenancyPlaces,
  checkTenancyValues,
  unlessGiven([lookForUnavailableVariables, lookForIncompleteOperations, lookForStarvingFilters]),
];

/** Every check that there is; several may report one code. */
export const ALL_CHECKS: readonly Check[] = [
  ...syntaxChecks,
  ...placeholderChecks,
  ...blockChecks,
  ...acrossChecks,
  ...ignoreChecks,
  ...tenancyNameChecks,
  ...tenancyPlaceChecks,
  ...tenancyValueChecks,
  ...TREE_CHECKS,
];

/** Every code that can be reported, with the severity that it has unless told otherwise. */
export const CODES: Readonly<Record<string, { readonly severity: Severity }>> = Object.fromEntries(
  ALL_CHECKS.map(({ code, severity }) => [code, { severity }]),
);
