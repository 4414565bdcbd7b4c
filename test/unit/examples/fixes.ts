import type { Found } from '../../../server/src/checks/check.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/checks/settings.ts';
import { applyEdits, fixOf } from '../../../server/src/features/fix-edits.ts';
import { createDocument } from '../../../server/src/language/document.ts';

const count = (all: readonly Found[], code: string) =>
  all.filter(({ finding }) => finding.code === code).length;

/**
 * What is wrong with the fixes of what is found in a text, each applied alone: afterwards its code must be found less
 * often, no error may stand that did not stand before, and all text that it does not name must be as it was.
 * @param uncovers whether another error may stand in the place of the one that is mended, as where slips hide each other
 */
export function faultsOfFixes(
  text: string,
  uncovers = false,
  settings: Settings = DEFAULT_SETTINGS,
): string[] {
  const found = (each: string) => checkDocument(createDocument(each), { settings });
  const before = found(text);
  return before.flatMap((each) => {
    const { code } = each.finding;
    const fix = fixOf(each);
    if (!fix) return [];
    const faults = [];
    const isApart = fix.edits.every(({ start, end }, index) => {
      const last = fix.edits[index - 1]?.end ?? 0;
      return last <= start && start <= end && end <= text.length;
    });
    if (!isApart) faults.push('its edits overlap or leave the text');
    const mended = applyEdits(text, fix.edits);
    if (!keeps(text, mended, fix.edits)) faults.push('it touches more than it names');
    const after = found(mended);
    if (count(after, code) >= count(before, code)) faults.push('it does not silence its check');
    const fresh = newErrors(before, after);
    const isUncovered = uncovers && errors(after).length <= errors(before).length;
    for (const each of fresh) {
      if (!isUncovered || each === 'syntax-error') faults.push(`it brings ${each}`);
    }
    return faults.map((fault) => `${code}: ${fault}, from ${text} to ${mended}`);
  });
}

/** Whether the text between the edits is in the mended text, piece by piece and in order. */
function keeps(
  text: string,
  mended: string,
  edits: readonly { start: number; end: number; text: string }[],
): boolean {
  let shift = 0;
  let from = 0;
  const pieces = [...edits, { start: text.length, end: text.length, text: '' }].map((edit) => {
    const piece = text.slice(from, edit.start);
    const isKept = mended.slice(from + shift, edit.start + shift) === piece;
    shift += edit.text.length - (edit.end - edit.start);
    from = edit.end;
    return isKept;
  });
  return pieces.every(Boolean) && mended.length === text.length + shift;
}

function errors(all: readonly Found[]): string[] {
  return all.filter(({ finding }) => finding.severity === 'error').map(({ finding }) => finding.code);
}

function newErrors(before: readonly Found[], after: readonly Found[]): string[] {
  const known = errors(before);
  return errors(after).filter((code) => {
    const index = known.indexOf(code);
    if (index >= 0) known.splice(index, 1);
    return index < 0;
  });
}
