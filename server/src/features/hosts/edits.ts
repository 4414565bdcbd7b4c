import { hostChange, type Change } from '../../hosts/embedded.ts';
import { applyEdits } from '../fix-edits.ts';
import { createDocument } from '../../language/document.ts';
import type { Part, Place } from './parts.ts';

/**
 * Changes of a part as changes of its host, all of them or none: undefined when one reaches beyond its string, would leave nothing
 * or more than one statement in a string that holds one, or cannot be written there.
 */
export function hostChanges(part: Part, changes: readonly Change[]): Change[] | undefined {
  const made: Change[] = [];
  for (const place of part.places) {
    const { embedded, start: base } = place;
    const own = changes.filter((change) => isIn(place, change));
    if (own.length === 0) continue;
    const moved = own.map((change) => ({ ...change, start: change.start - base, end: change.end - base }));
    if (embedded.kind !== 'document' && !staysAsItIs(place, part, moved)) return undefined;
    for (const change of moved) {
      const host = hostChange(embedded, change);
      if (!host) return undefined;
      made.push(host);
    }
  }
  return made.length === changes.length ? made : undefined;
}

function isIn({ embedded, start }: Place, change: Change): boolean {
  return change.start >= start && change.end <= start + embedded.text.length;
}

/** Whether a string goes on holding what it held: one statement, or as many of them, on as many lines, without remarks. */
function staysAsItIs({ embedded, start }: Place, part: Part, changes: readonly Change[]): boolean {
  const { text, kind } = embedded;
  if (changes.some((change) => /[\r\n]|\/\/|\/\*|#/.test(change.text))) return false;
  if (kind === 'statements') return true;
  const head = part.places.length === 1 ? part.text.slice(0, start) : '';
  const count = (whole: string) =>
    createDocument(whole).items.filter(({ kind: each }) => each !== 'empty').length;
  return count(head + applyEdits(text, changes)) === 1;
}
