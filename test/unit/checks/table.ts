import { describe, expect, it } from 'vitest';
import type { Check } from '../../../server/src/checks/check.ts';
import type { Finding } from '../../../server/src/checks/finding.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import type { Edit } from '../../../server/src/language/fault.ts';

/** A text in which a code is found where ‹ and › stand; they are no part of it. */
export interface Fault {
  readonly text: string;
  readonly variant?: string;
  /** The check's own when left out. */
  readonly severity?: Finding['severity'];
  /** The text after the fix of the first finding; left out where there is none. */
  readonly fixed?: string;
}

/** By code: texts that draw it, and texts that look as if they should and must not. */
export type Table = Readonly<
  Record<string, { readonly faults: readonly Fault[]; readonly silent: readonly string[] }>
>;

/** Runs a table for a family of checks, and the examples of each. */
export function testChecks(checks: readonly Check[], table: Table): void {
  it('each check has its table', () => {
    expect(Object.keys(table).sort()).toEqual(checks.map(({ code }) => code).sort());
  });

  describe.each(checks.map((check) => ({ check, ...rowsOf(table, check.code) })))(
    '$check.code',
    ({ check, faults, silent }) => {
      it('has three cases and three near misses', () => {
        expect(Math.min(faults.length, silent.length)).toBeGreaterThanOrEqual(3);
      });

      it.each(faults)('$text', ({ text, variant, severity, fixed }) => {
        const plain = text.replace(/[‹›]/g, '');
        const found = findingsIn(plain, check.code);
        expect(marked(plain, found)).toBe(text);
        expect(found[0]?.severity).toBe(severity ?? check.severity);
        expect(found[0]?.variant).toBe(variant);
        const fix = found[0]?.fix;
        expect(fix && applied(plain, fix)).toBe(fixed);
        if (fixed !== undefined && found.length === 1) expectClean(fixed, check.code);
      });

      it.each(silent)('silent: %s', (text) => {
        expect(marked(text, findingsIn(text, check.code))).toBe(text);
      });

      it('its example', () => {
        const { bad = '', mended = '' } = check.example ?? {};
        const [found] = findingsIn(bad, check.code);
        expect(found?.code).toBe(check.code);
        expectClean(mended, check.code);
        if (found?.fix) expectClean(applied(bad, found.fix), check.code);
      });
    },
  );
}

function rowsOf(table: Table, code: string) {
  return table[code] ?? { faults: [], silent: [] };
}

/** What is found of a code in a text, with offsets in the text. */
function findingsIn(text: string, code: string): Finding[] {
  return allIn(text).filter((finding) => finding.code === code);
}

function allIn(text: string): Finding[] {
  return checkDocument(createDocument(text)).map(({ item, finding }) => ({
    ...finding,
    start: finding.start + item.start,
    end: finding.end + item.start,
    ...(finding.fix ? { fix: finding.fix.map((edit) => moved(edit, item.start)) } : {}),
  }));
}

function moved({ start, end, text }: Edit, by: number): Edit {
  return { start: start + by, end: end + by, text };
}

function marked(text: string, found: readonly Finding[]): string {
  const signs = found.flatMap(({ start, end }) => [
    { at: start, sign: '‹' },
    { at: end, sign: '›' },
  ]);
  return signs
    .sort((a, b) => b.at - a.at)
    .reduce((left, { at, sign }) => left.slice(0, at) + sign + left.slice(at), text);
}

function applied(text: string, fix: readonly Edit[]): string {
  return [...fix]
    .sort((a, b) => b.start - a.start)
    .reduce((left, edit) => left.slice(0, edit.start) + edit.text + left.slice(edit.end), text);
}

/** A mended text draws the code no more, and no error. */
function expectClean(text: string, code: string): void {
  expect(allIn(text).filter((finding) => finding.code === code || finding.severity === 'error')).toEqual([]);
}
