import type { Uri } from 'vscode';

/** Texts that are in no file and that nobody can write: what a tenancy has, or would have. */
export const TENANCY_SCHEME = 'ocipolicy-tenancy';
/** Pages that answer a question. */
export const ANSWER_SCHEME = 'ocipolicy-answer';

const SHOWN_ONLY: ReadonlySet<string> = new Set([TENANCY_SCHEME, ANSWER_SCHEME, 'git']);

/** Whether a document is only shown, as these are and what Git has: nobody can mend what is found in it. */
export function isShownOnly({ scheme }: Uri): boolean {
  return SHOWN_ONLY.has(scheme);
}
