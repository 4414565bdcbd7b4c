/** Each example is run: the bad text draws its code, the mended one nothing, and each fix does what it promises. */
import { describe, expect, it } from 'vitest';
import { CODES } from '../../../server/src/checks/codes.ts';
import { EXAMPLES } from '../../../server/src/checks/examples.ts';
import { exampleOf } from '../../../server/src/checks/manual.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/checks/settings.ts';
import { SAFE_FIXES } from '../../../server/src/checks/safe-fixes.ts';
import { mendAll } from '../../../server/src/features/fix-all.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { faultsOfFixes } from './fixes.ts';

const found = (text: string) => checkDocument(createDocument(text)).map(({ finding }) => finding);
const codes = (text: string) => found(text).map(({ code }) => code);

const ALL = Object.keys(CODES).flatMap((code) => {
  const example = exampleOf(code);
  return example ? [{ code, ...example }] : [];
});
/** Those that are written beside no check; they are to show their code and nothing else. */
const OWN = ALL.filter(({ code, bad }) => EXAMPLES[code]?.bad === bad);

describe.each(OWN)('the example of $code', ({ code, bad, mended }) => {
  it('draws that code alone', () => {
    expect(codes(bad)).toEqual([code]);
  });

  it('draws nothing when it is mended', () => {
    expect(codes(mended)).toEqual([]);
  });
});

describe.each(ALL)('the example of $code', ({ code, bad, mended, tenancy: names }) => {
  const settings: Settings = names ? { ...DEFAULT_SETTINGS, tenancy: { names } } : DEFAULT_SETTINGS;
  const found = (text: string) =>
    checkDocument(createDocument(text), { settings }).map(({ finding }) => finding);
  const codes = (text: string) => found(text).map(({ code: each }) => each);

  it('draws that code', () => {
    expect(codes(bad)).toContain(code);
  });

  it('draws it no more when it is mended, and no error', () => {
    expect(found(mended).filter((each) => each.code === code || each.severity === 'error')).toEqual([]);
  });

  it('has fixes that mend it and touch nothing else', () => {
    expect(faultsOfFixes(bad, false, settings)).toEqual([]);
  });

  it('has no error more when all is mended at once', () => {
    const errors = (text: string) => found(text).filter(({ severity }) => severity === 'error').length;
    const { text } = mendAll(bad);
    expect(errors(text)).toBeLessThanOrEqual(errors(bad));
    expect(mendAll(text).text).toBe(text);
    const isFixed = found(bad).some((each) => each.code === code && each.fix);
    if (SAFE_FIXES.has(code) && isFixed) expect(codes(text)).not.toContain(code);
  });
});
