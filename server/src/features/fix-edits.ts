import type { Found } from '../checks/check.ts';
import { checkItem } from '../checks/run.ts';
import { createDocument } from '../language/document.ts';
import type { Edit } from '../language/fault.ts';

/** A finding with the edits that mend it; their offsets count in the document, first to last. */
export interface Fix {
  readonly found: Found;
  readonly edits: readonly Edit[];
}

/**
 * The fix of a finding; undefined when it has none, or when it would bring an error that was not there: a check that
 * looks at a statement with slips sees what was meant, and its edits may not fit what is written. To find that out,
 * the statement is read anew; so this is for a finding that a person looks at, and `trustedFix` for many.
 */
export function fixOf(found: Found): Fix | undefined {
  const fix = plainFix(found);
  const { text } = found.item;
  return fix && !isTrusted(found) && bringsErrors(text, applyEdits(text, ownEdits(found))) ? undefined : fix;
}

/** The fix of a finding when it is certain to bring no error without trying it; undefined for any other. */
export function trustedFix(found: Found): Fix | undefined {
  return isTrusted(found) ? plainFix(found) : undefined;
}

function plainFix(found: Found): Fix | undefined {
  const { start } = found.item;
  const edits = ownEdits(found).map((edit) => ({
    ...edit,
    start: start + edit.start,
    end: start + edit.end,
  }));
  return edits.length === 0 ? undefined : { found, edits };
}

/** The edits of a finding, in order; offsets count in its item. */
export function ownEdits({ finding }: Found): Edit[] {
  return [...(finding.fix ?? [])].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether a finding is a slip itself, or was found where there is none. */
function isTrusted({ item: { faults }, finding }: Found): boolean {
  if (faults.length === 0) return true;
  return faults.some(({ code, start, end }) => {
    return code === finding.code && start === finding.start && end === finding.end;
  });
}

function bringsErrors(before: string, after: string): boolean {
  const known = errorsIn(before);
  return errorsIn(after).some((code) => {
    const index = known.indexOf(code);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}

function errorsIn(text: string): string[] {
  return createDocument(text)
    .items.flatMap(checkItem)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
}

/**
 * Of several fixes, those that can be applied together, in the order of the text: one that would change what one before
 * it changes, or write at the same place, is passed over whole.
 */
export function compatible(fixes: readonly Fix[]): Fix[] {
  const startOf = ({ edits }: Fix) => edits[0]?.start ?? 0;
  let near: Edit[] = [];
  return [...fixes]
    .sort((a, b) => startOf(a) - startOf(b))
    .filter((fix) => {
      near = near.filter(({ end }) => end >= startOf(fix));
      if (fix.edits.some((edit) => near.some((other) => clash(edit, other)))) return false;
      near.push(...fix.edits);
      return true;
    });
}

function clash(a: Edit, b: Edit): boolean {
  if (a.start === b.start && (a.end === b.end || a.start === a.end || b.start === b.end)) return true;
  return a.start < b.end && b.start < a.end;
}

/** A text after edits, whose offsets count in the text as it is; none may overlap another. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
