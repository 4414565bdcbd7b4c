/** What the bench measures of access. */
export { compareAccess } from '../../server/src/access/compare.ts';
export { evaluate } from '../../server/src/access/evaluate.ts';
export { atOnce } from '../../server/src/access/steps.ts';
export { comparisonReport } from '../../server/src/features/access/compare-report.ts';
export { createPrepared } from '../../server/src/features/access/prepared.ts';
export { prepare, read } from '../../server/src/features/access/questions.ts';
export { readQuestion } from '../../server/src/features/access/read-question.ts';
export { createDocument, editDocument } from '../../server/src/language/document.ts';
