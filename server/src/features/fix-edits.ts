import type { Found } from '../checks/check.ts';
import { checkItem } from '../checks/run.ts';
import { splits } from '../checks/split-statements.ts';
import { createDocument } from '../language/document.ts';
import type { Edit } from '../language/fault.ts';

/** A finding with the edits that mend it; their offsets count in the document, first to last. */
export interface Fix {
  readonly found: Found;
  readonly edits: readonly Edit[];
}

/**
 * The fix of a finding; undefined when it has none, or when it would do harm where a statement has several slips: its
 * check sees what was meant, and its edits may not fit what is written. To find that out, the statement is read anew;
 * so this is for a finding that a person looks at, and `trustedFix` for many.
 */
export function fixOf(found: Found): Fix | undefined {
  const fix = plainFix(found);
  if (!fix || isAlone(found)) return fix;
  const { faults, text } = found.item;
  // To read megabytes anew for each of a thousand slips would take minutes: there, slips alone are mended, untried.
  if (faults.length > MOST_TRIED || text.length > LONGEST_TRIED) return isSlip(found) ? fix : undefined;
  return harms(found) ? undefined : fix;
}

/** Statements with more slips, or longer ones, are not read anew to try a fix: no statement that a person writes is. */
const MOST_TRIED = 100;
const LONGEST_TRIED = 50_000;

/**
 * The fix of a finding when it can be trusted untried: that of a slip, or of what was found in a statement without slips. One
 * that repeats the statement would repeat its other slips too, and is tried.
 */
export function trustedFix(found: Found): Fix | undefined {
  if (splits(found.finding.code)) return fixOf(found);
  return found.item.faults.length === 0 || isSlip(found) ? plainFix(found) : undefined;
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

/** Whether there is no slip in the statement of a finding besides itself. */
function isAlone(found: Found): boolean {
  const { length } = found.item.faults;
  return length === 0 || (length === 1 && isSlip(found));
}

function isSlip({ item: { faults }, finding }: Found): boolean {
  let slips = slipsOf.get(faults);
  if (!slips) slipsOf.set(faults, (slips = new Set(faults.map(keyOf))));
  return slips.has(keyOf(finding));
}

/** The slips of items as texts: where there are very many, looking at all of them for each would take too long. */
const slipsOf = new WeakMap<Found['item']['faults'], ReadonlySet<string>>();

function keyOf({ code, start, end }: Pick<Found['finding'], 'code' | 'start' | 'end'>): string {
  return `${code} ${start} ${end}`;
}

/**
 * Whether a fix leaves a statement worse than it was. A slip that is mended may uncover another error, which then takes
 * its place; the fix of anything else, or one after which the words fit no more, must bring none.
 */
function harms(found: Found): boolean {
  const { text } = found.item;
  const before = errorsIn(text);
  const after = errorsIn(applyEdits(text, ownEdits(found)));
  const fresh = [...after];
  for (const code of before) if (fresh.includes(code)) fresh.splice(fresh.indexOf(code), 1);
  return isSlip(found) ? after.length > before.length || fresh.includes('syntax-error') : fresh.length > 0;
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
