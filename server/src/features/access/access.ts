/** What the editor and the command line ask about access: one place to load it all from. */
export { readTerraformPlan } from '../../hosts/terraform-plan.ts';
export { choicesAt, type Choices } from './choices.ts';
export {
  compareReport,
  comparisonReport,
  type ChangeReport,
  type ComparisonReport,
  type Side,
} from './compare-report.ts';
export { explainReport, type ExpansionReport, type ExplainReport } from './explain-report.ts';
export { readFiles, type FilesRead, type FilledSlot } from '../hosts/read-files.ts';
export type { PolicyChanges } from './policy-changes.ts';
export { createPrepared, type Prepared } from './prepared.ts';
export * from './questions.ts';
export * from './read-question.ts';
export { type Reason, type StatementAt } from './reasons.ts';
export { whatCanReport, type AbilitiesReport, type AbilityReport } from './what-can-report.ts';
export { whoCanReport, type HolderReport } from './who-can-report.ts';
