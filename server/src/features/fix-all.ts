import type { Found } from '../checks/check.ts';
import { checkDocument } from '../checks/run.ts';
import { SAFE_FIXES } from '../checks/safe-fixes.ts';
import { DEFAULT_SETTINGS, type Settings } from '../checks/settings.ts';
import { createDocument, editDocument, textOf } from '../language/document.ts';
import type { Edit } from '../language/fault.ts';
import { applyEdits, compatible, fixOf, trustedFix, type Fix } from './fix-edits.ts';
import { piecesOf } from './fix-pieces.ts';

/** A text with everything mended that could be mended safely. */
export interface Mended {
  readonly text: string;
  /** What leads from the text that was given to this one: offsets in the former, in order, none touching another. */
  readonly edits: readonly Edit[];
  /** How many findings of each code were mended, codes in the order of their names. */
  readonly fixed: Readonly<Record<string, number>>;
}

/** One fix may uncover another, but not for ever: more rounds than this mean that two fixes undo each other. */
const MOST_ROUNDS = 10;

/**
 * Applies the safe fixes of a text, again and again until none is left, for at most ten rounds. What an ignore or a
 * setting silences stays as it is. Line ends are written as the text has them.
 */
export function mendAll(text: string, settings: Settings = DEFAULT_SETTINGS): Mended {
  const document = createDocument(text);
  const pieces = piecesOf(text.length);
  const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const counts = new Map<string, number>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const safe = checkDocument(document, { settings }).filter(({ finding }) => SAFE_FIXES.has(finding.code));
    const fixes = compatible(soundFixes(safe));
    if (fixes.length === 0) break;
    const edits = fixes
      .flatMap((fix) => fix.edits)
      .map((edit) => ({ ...edit, text: edit.text.replace(/\r\n|\r|\n/g, lineEnd) }))
      .sort((a, b) => a.start - b.start || a.end - b.end);
    pieces.apply(edits);
    const whole = textOf(document);
    for (const { start, end, text: written } of joined(edits, whole).reverse()) {
      editDocument(document, start, end, written);
    }
    for (const { found } of fixes) {
      counts.set(found.finding.code, (counts.get(found.finding.code) ?? 0) + 1);
    }
  }
  const fixed = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { text: textOf(document), edits: pieces.edits(), fixed };
}

/**
 * The fixes of findings that bring no new error. Where a statement has slips, they are mended first and the rest of it in
 * the next round; what is left there when its slips are not to be mended unasked is tried out.
 */
function soundFixes(all: readonly Found[]): Fix[] {
  const trusted = all.flatMap((found) => trustedFix(found) ?? []);
  const mended = new Set(trusted.map(({ found }) => found.item));
  return [...trusted, ...all.flatMap((found) => (mended.has(found.item) ? [] : (fixOf(found) ?? [])))];
}

/** Edits so near to each other are made at once: each change moves all that stands behind it. */
const NEAR = 2000;

/** The same edits, of which those that are near to each other are one, with the text between them. */
function joined(edits: readonly Edit[], text: string): Edit[] {
  const groups: { start: number; end: number; edits: Edit[] }[] = [];
  for (const edit of edits) {
    const last = groups.at(-1);
    if (last && edit.start - last.end < NEAR) {
      last.end = edit.end;
      last.edits.push(edit);
    } else groups.push({ start: edit.start, end: edit.end, edits: [edit] });
  }
  return groups.map(({ start, end, edits: own }) => {
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    return { start, end, text: applyEdits(text.slice(start, end), moved) };
  });
}
