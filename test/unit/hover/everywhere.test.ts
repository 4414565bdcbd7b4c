import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES, type Locale } from '../../../server/src/checks/words/locale.ts';
import { hoverAt } from '../../../server/src/features/hover.ts';
import {
  createDocument,
  offsetAt,
  positionIn,
  type PolicyDocument,
} from '../../../server/src/language/document.ts';
import { file, soup } from '../../property/generate.ts';

const examples = join(import.meta.dirname, '../../../examples');

/** Asks at every offset of a document; gives how many of them are told of something. */
function askEverywhere(document: PolicyDocument, locale: Locale): number {
  let answered = 0;
  for (const item of document.items) {
    for (let offset = 0; offset <= item.text.length; offset++) {
      const position = positionIn(item, offset);
      const hover = hoverAt(document, position, locale);
      if (!hover) continue;
      answered++;
      const [start, end] = [offsetAt(document, hover.range.start), offsetAt(document, hover.range.end)];
      const at = offsetAt(document, position);
      expect(start).toBeLessThanOrEqual(at);
      expect(end).toBeGreaterThanOrEqual(at);
      expect(hover.contents.trim()).not.toBe('');
      expect(hover.contents).not.toMatch(/undefined|\[object|\{[a-z]+\}(?![^`]*`)/);
    }
  }
  return answered;
}

describe('every offset of an example', () => {
  it.each(readdirSync(examples).filter((name) => name.endsWith('.ocipolicy')))('%s', (name) => {
    const document = createDocument(readFileSync(join(examples, name), 'utf8'));
    const counts = LOCALES.map((locale) => askEverywhere(document, locale));
    expect(counts[0]).toBeGreaterThan(document.length / 4);
    expect(new Set(counts).size).toBe(1);
  });
});

describe('every offset of any text', () => {
  it('is answered or not, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(file, soup, fc.string(), fc.string({ unit: 'binary' })),
        fc.constantFrom(...LOCALES),
        (text, locale) => {
          const document = createDocument(text.slice(0, 1500));
          for (const item of document.items)
            for (let offset = 0; offset <= item.text.length; offset += 3) {
              const position = positionIn(item, offset);
              const hover = hoverAt(document, position, locale);
              if (!hover) continue;
              expect(offsetAt(document, hover.range.start)).toBeLessThanOrEqual(offsetAt(document, position));
              expect(offsetAt(document, hover.range.end)).toBeGreaterThanOrEqual(
                offsetAt(document, position),
              );
            }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('beyond the end is answered as the end', () => {
    const document = createDocument('allow group g to read buckets');
    expect(hoverAt(document, { line: 0, character: 999 })?.contents).toContain('`buckets`');
    expect(hoverAt(document, { line: 9, character: 0 })?.contents).toContain('`buckets`');
  });
});
