/**
 * Slips of the pen, one in each text, and texts that only look like slips. `test/fixtures/slips/*.json`:
 *   code       what is reported, once and nothing else; `codes` where the reference leaves more than one open
 *   text       the slip; ‹ and › stand round the range to be underlined and are no part of the text. Where something
 *              is missing, the range is the word before which it is missing. `"range": "open"`: only the code counts
 *   or         the text with the marks at another place that serves a person as well
 *   mended     the text without the slip, which draws none of these codes
 *   kind       `statement` (when left out) or `matching-rule`
 *   before     statements that must stand before it for the slip to be one
 * `near-misses.json` holds texts that must draw nothing, `oracle-pages.json` slips that Oracle's documentation
 * prints (several in one text, ranges not marked), `elsewhere.json` codes that a policy file cannot draw.
 * Every text stands between two clean statements, which must stay as they are.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../server/src/checks/codes.ts';
import { createPolicyService } from '../../server/src/features/service.ts';
import { assemble, verdictsOf, type Item, type Verdict } from '../fixtures/seeds/assemble.ts';

interface Slip extends Item {
  readonly code: string;
  readonly codes?: string[];
  readonly before?: string[];
  readonly mended: string;
  readonly range?: 'open';
  readonly or?: string;
}

interface Printed extends Item {
  readonly page: string;
  readonly codes: string[];
  readonly severities?: Record<string, string>;
}

interface Elsewhere extends Item {
  readonly never: string;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));

const FILES = [
  'characters',
  'words',
  'braces',
  'grants',
  'subjects',
  'locations',
  'conditions',
  'matching-rules',
].map((name): [string, Slip[]] => [name, read(`slips/${name}`) as Slip[]]);
const PRINTED = read('slips/oracle-pages') as Printed[];
const ELSEWHERE = read('slips/elsewhere') as Elsewhere[];
const NOT_YET = read('slips/not-yet') as string[];
const SEVERITIES = read('seeds/severities') as Record<string, string>;

const SLIPS = FILES.flatMap(([, slips]) => slips);
const COVERED = new Set(SLIPS.flatMap(({ code, codes }) => [code, ...(codes ?? [])]));

/** Codes whose severity follows the evidence that the catalogue has for the name: the table's, or a milder one. */
const BY_EVIDENCE = new Set([
  ...['resource-type-unknown', 'family-unknown', 'permission-unknown', 'variable-unknown', 'service-unknown'],
  ...['operation-unknown', 'principal-type-unknown', 'rule-resource-type-unknown'],
]);
const GRAVITY = ['hint', 'information', 'warning', 'error'];
const gravest = (code: string): number => GRAVITY.indexOf(SEVERITIES[code] ?? '');

const implemented = (code: string): boolean => Object.hasOwn(CODES, code);
const service = createPolicyService();

const BEFORE: Item = { text: 'allow group Readers to inspect vcns in compartment Shared' };
const AFTER: Item = { text: 'allow group Writers to read objects in compartment Shared' };

/** The findings that count: the codes of these fixtures and every error. An advice on a sound statement does not. */
function relevant(verdicts: readonly Verdict[], ...ignored: string[]): Verdict[] {
  return verdicts.filter(
    ({ code, severity }) => (COVERED.has(code) || severity === 'error') && !ignored.includes(code),
  );
}

/** The item between two clean statements; none may stand before a definition, for those come first in a policy. */
function between(item: Item, before: readonly string[] = []): Item[] {
  const first = /^define\b/i.test(item.text) ? [] : [BEFORE];
  return [...first, ...before.map((text) => ({ text })), item, AFTER];
}

/** What is found in the item, and what in all that stands round it. */
function inspect(item: Item, before: readonly string[] = []): { found: Verdict[]; around: Verdict[] } {
  const items = between(item, before);
  const verdicts = verdictsOf(service, items);
  const [found = []] = verdicts.splice(items.indexOf(item), 1);
  return { found, around: verdicts.flat() };
}

/** The types of the items of a file, each with the parts that it has; how far a tree is whole. */
function shapes(texts: readonly Item[]): string[] {
  const uri = 'file:///shapes.ocipolicy';
  service.open(uri, assemble(texts).text);
  const items = service.tree(uri)?.items ?? [];
  service.close(uri);
  return items.map(({ tree }) => Object.keys(tree ?? { none: true }).join(' '));
}

const withoutMarks = (text: string): string => text.replace(/[‹›]/g, '');

function withMarks(text: string, { start, end }: Verdict): string {
  return `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`;
}

describe.each(FILES)('slips: %s', (_, slips) => {
  it.each(slips.filter(({ code }) => implemented(code)))('$code: $text', (slip) => {
    const text = withoutMarks(slip.text);
    const codes = slip.codes ?? [slip.code];
    const ignored = slip.code === 'placeholder-unfilled' ? [] : ['placeholder-unfilled'];
    const { found, around } = inspect({ ...slip, text }, slip.before);
    const told = relevant(found, ...ignored).map((verdict) => {
      const code = codes.includes(verdict.code) ? slip.code : verdict.code;
      const marked = withMarks(text, verdict);
      return `${code}: ${slip.range === 'open' || marked === slip.or ? slip.text : marked}`;
    });
    expect(told).toEqual([`${slip.code}: ${slip.text}`]);
    expect(relevant(around, 'placeholder-unfilled')).toEqual([]);
    for (const { code, severity } of relevant(found)) {
      expect(GRAVITY.indexOf(severity), `${code} is ${severity}`).toBeLessThanOrEqual(gravest(code));
      if (!BY_EVIDENCE.has(code)) expect(`${code} is ${severity}`).toBe(`${code} is ${SEVERITIES[code]}`);
    }
  });

  it.each(slips.filter(({ code }) => implemented(code)))('$code, mended: $mended', (slip) => {
    const { found, around } = inspect({ ...slip, text: slip.mended }, slip.before);
    const ignored = slip.code === 'placeholder-unfilled' ? [] : ['placeholder-unfilled'];
    expect(relevant([...found, ...around], ...ignored)).toEqual([]);
  });
});

describe('recovery', () => {
  /** Slips after which the tree must be as whole as that of the mended text: section 1.10 of the reference. */
  const whole = new Set([
    ...['missing-to', 'missing-grant', 'unclosed-brace', 'value-unquoted', 'space-for-hyphen', 'noise-word'],
    ...['missing-combinator', 'compartment-id-missing', 'wrong-bracket', 'trailing-punctuation'],
    ...['run-together-statements', 'broken-token', 'mixed-grant'],
  ]);
  const [before = ''] = shapes([BEFORE]);
  const [after = ''] = shapes([AFTER]);

  it.each(SLIPS.filter(({ code }) => implemented(code)))('from $code: $text', (slip) => {
    const slipped = shapes([BEFORE, { ...slip, text: withoutMarks(slip.text) }, AFTER]);
    expect([slipped[0], slipped.at(-1)]).toEqual([before, after]);
    if (whole.has(slip.code))
      expect(slipped).toEqual(shapes([BEFORE, { ...slip, text: slip.mended }, AFTER]));
  });
});

/** Another layout of the same text: `change` is done to what stands outside of strings. */
const LAYOUTS: [string, (outside: string) => string, ((file: string) => string)?][] = [
  ['a line end before each clause', (text) => text.replace(/ (?=(to|in|where|any|all)\b)/g, '\n  ')],
  ['line ends of Windows', (text) => text.replace(/ (?=(in|where)\b)/g, '\r\n')],
  ['tabs', (text) => text.replaceAll(' ', '\t')],
  ['two blanks for one', (text) => text.replaceAll(' ', '  ')],
  ['inside a policy block', (text) => text, (file) => `policy nets in tenancy {\n${file}}\n`],
];

describe('the same slips with another layout', () => {
  it.each(LAYOUTS)('%s', (_, change, wrap = (file) => file) => {
    const layout = (text: string): string =>
      text
        .split(/('[^'\n]*')/)
        .map((part, index) => (index % 2 === 0 ? change(part) : part))
        .join('');
    const differing = SLIPS.filter(({ code, kind }) => implemented(code) && kind !== 'matching-rule').flatMap(
      (slip) => {
        const text = layout(withoutMarks(slip.text));
        const uri = 'file:///layout.ocipolicy';
        service.open(uri, wrap(assemble(between({ text }, slip.before)).text));
        const codes = service
          .findings(uri)
          .filter(({ code, severity }) => COVERED.has(code) || severity === 'error')
          .map(({ code }) => code)
          .filter((code) => code === slip.code || code !== 'placeholder-unfilled');
        service.close(uri);
        return codes.length === 1 && (slip.codes ?? [slip.code]).includes(codes[0] ?? '')
          ? []
          : [{ text, codes }];
      },
    );
    expect(differing).toEqual([]);
  });
});

describe('near misses', () => {
  it.each(read('slips/near-misses') as Item[])('$text', (item) => {
    const { found, around } = inspect(item);
    expect(relevant(found, 'placeholder-unfilled', 'template-variable')).toEqual([]);
    expect(around).toEqual([]);
  });
});

describe('slips that Oracle prints', () => {
  it.each(PRINTED)('$page: $text', (printed) => {
    const { found, around } = inspect(printed);
    const told = found
      .filter(
        ({ code, severity }) => COVERED.has(code) || printed.codes.includes(code) || severity === 'error',
      )
      .filter(({ code }) => code !== 'placeholder-unfilled')
      .map(({ code, severity }) => [code, severity]);
    const expected = printed.codes
      .filter(implemented)
      .map((code) => [code, printed.severities?.[code] ?? SEVERITIES[code]]);
    expect(told.sort()).toEqual(expected.sort());
    expect(around).toEqual([]);
  });
});

describe('codes that a policy file cannot draw', () => {
  it.each(ELSEWHERE)('$never: $text', (item) => {
    const { found, around } = inspect(item);
    expect(found.filter(({ code }) => code === item.never)).toEqual([]);
    expect(relevant([...found, ...around])).toEqual([]);
  });
});

describe('the codes of the slips', () => {
  it(`are built, but for ${NOT_YET.length} that are known`, () => {
    const codes = new Set([...COVERED, ...PRINTED.flatMap((printed) => printed.codes)]);
    expect([...codes].filter((code) => !implemented(code)).sort()).toEqual(NOT_YET);
  });

  it('each have three slips or more', () => {
    const counts = new Map<string, number>();
    for (const { code } of SLIPS) counts.set(code, (counts.get(code) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count < 3)).toEqual([]);
  });
});
