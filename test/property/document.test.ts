import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../server/src/checks/run.ts';
import {
  createDocument,
  editDocument,
  offsetAt,
  positionIn,
  textOf,
} from '../../server/src/language/document.ts';
import { change, file, soup } from './generate.ts';

const RUNS = { numRuns: 400 };

describe('a document that was edited', () => {
  it('is the one that its text gives when it is read as a whole', () => {
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 6 }), (start, changes) => {
        const document = createDocument(start);
        let text = start;
        for (const { from, size, text: added } of changes) {
          const begin = Math.floor(from * text.length);
          const end = Math.min(text.length, begin + size);
          editDocument(document, begin, end, added);
          text = text.slice(0, begin) + added + text.slice(end);
          expect(textOf(document)).toBe(text);
          expect(document).toEqual(createDocument(text));
        }
        expect(checkDocument(document)).toEqual(checkDocument(createDocument(text)));
      }),
      RUNS,
    );
  });
});

describe('any text', () => {
  it('is cut without a gap, and every span lies in its item', () => {
    fc.assert(
      fc.property(fc.oneof(file, soup, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const document = createDocument(text);
        expect(textOf(document)).toBe(text);
        for (const { item, finding } of checkDocument(document)) {
          expect(finding.start).toBeGreaterThanOrEqual(0);
          expect(finding.end).toBeLessThanOrEqual(item.text.length);
          expect(finding.end).toBeGreaterThanOrEqual(finding.start);
          for (const edit of finding.fix ?? []) {
            // A fix may reach into other items: it moves a definition to the top.
            expect(item.start + edit.start).toBeGreaterThanOrEqual(0);
            expect(item.start + edit.end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
      RUNS,
    );
  });

  it('has the same offset for each place and the other way round', () => {
    fc.assert(
      fc.property(fc.oneof(file, soup), fc.nat(), (text, number) => {
        const document = createDocument(text);
        const offset = text.length === 0 ? 0 : number % text.length;
        if (text[offset] === '\n' && text[offset - 1] === '\r') return;
        const item = document.items.findLast((each) => each.start <= offset);
        if (!item) throw new Error('no item holds the offset');
        const place = positionIn(item, offset - item.start);
        const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
        expect(place).toEqual({ line: lines.length - 1, character: lines.at(-1)?.length });
        expect(offsetAt(document, place)).toBe(offset);
      }),
      RUNS,
    );
  });
});
