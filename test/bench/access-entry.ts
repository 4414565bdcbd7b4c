/** What the bench measures of access. */
export { compareAccess } from '../../server/src/access/compare.ts';
export { evaluate } from '../../server/src/access/evaluate.ts';
export { prepare, read } from '../../server/src/features/access/questions.ts';
export { readQuestion } from '../../server/src/features/access/read-question.ts';
