import fc from 'fast-check';
import { checkDocument } from '../../../server/src/checks/run.ts';
import {
  createDocument,
  editDocument,
  offsetAt,
  positionIn,
  textOf,
} from '../../../server/src/language/document.ts';
import { holds, same, type Target } from '../target.ts';
import { anyChange, policyText, type AnyChange } from '../texts.ts';

/** Reading, and reading again after edits: no gap, every span in its item, and the same as read whole. */
export const parser: Target<{ text: string; changes: AnyChange[] }> = {
  name: 'parser',
  values: fc.record({ text: policyText, changes: fc.array(anyChange, { maxLength: 5 }) }),
  check: ({ text: start, changes }) => {
    const document = createDocument(start);
    let text = start;
    for (const { from, size, text: added } of changes) {
      const begin = Math.floor(from * text.length);
      const end = Math.min(text.length, begin + size);
      editDocument(document, begin, end, added);
      text = text.slice(0, begin) + added + text.slice(end);
      same('the text', textOf(document), text);
      checkDocument(document);
    }
    const fresh = createDocument(text);
    same('items after edits', document, fresh);
    const findings = checkDocument(document);
    same('findings after edits', plain(findings), plain(checkDocument(fresh)));
    for (const { item, finding } of findings) {
      const isIn = finding.start >= 0 && finding.start <= finding.end && finding.end <= item.text.length;
      holds(`${finding.code} stands at ${finding.start}-${finding.end} of ${item.text.length}`, isIn);
      for (const fix of finding.fix ?? []) {
        const [from, to] = [item.start + fix.start, item.start + fix.end];
        holds(
          `the fix of ${finding.code} stands at ${from}-${to}`,
          from >= 0 && from <= to && to <= text.length,
        );
      }
      const place = positionIn(item, finding.start);
      const offset = item.start + finding.start;
      const isInBreak = text[offset] === '\n' && text[offset - 1] === '\r';
      if (!isInBreak) same('the offset of a place', offsetAt(document, place), offset);
    }
  },
};

function plain(findings: ReturnType<typeof checkDocument>) {
  return findings.map(({ item, finding }) => ({ at: item.start, ...finding }));
}
