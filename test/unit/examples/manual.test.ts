/**
 * The manual of checks and the schema of the project file are made from the checks: `npm run document`. What no one has
 * written yet stands in `missing.json`, which is held exactly, so that it shrinks and never grows unseen.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../../server/src/checks/codes.ts';
import { EXAMPLES } from '../../../server/src/checks/examples.ts';
import { FAMILIES } from '../../../server/src/checks/families.ts';
import { manual } from '../../../server/src/checks/manual.ts';
import { SAFE_FIXES } from '../../../server/src/checks/safe-fixes.ts';
import { DEFAULT_SETTINGS, LEVELS } from '../../../server/src/checks/settings.ts';
import why from '../../../server/src/checks/words/explain.en.json';
import { docsBase } from '../../../server/src/features/docs-base.ts';
import { LEFT_OUT } from '../../../scripts/document-checks/left-out.mjs';
import { page } from '../../../scripts/document-checks/manual.mjs';
import { schema } from '../../../scripts/document-checks/schema.mjs';
import { styleFaults } from '../words/style.ts';

const read = (file: string) => readFileSync(resolve(import.meta.dirname, '../../..', file), 'utf8');
const missing = JSON.parse(readFileSync(new URL('missing.json', import.meta.url), 'utf8')) as {
  example: string[];
  why: string[];
};

const chapters = manual();
const entries = chapters.flatMap((chapter) => chapter.entries);
const text = page(chapters);

describe('docs/checks.md', () => {
  it('is current: run `npm run document`', () => {
    expect(read('docs/checks.md') === text).toBe(true);
  });

  it('has one section for each code, which its anchor names', () => {
    const headings = [...text.matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    expect([...headings].sort()).toEqual(Object.keys(CODES).sort());
  });

  it('has a target for each of its links', () => {
    const slugs = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    const targets = [...text.matchAll(/\]\(#([^)]*)\)/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(entries.length);
    expect(targets.filter((target) => !slugs.includes(target ?? ''))).toEqual([]);
  });

  it('has examples that a person can read', () => {
    expect([...text.matchAll(/^.{4000,}$/gm)].map(([line]) => line.slice(0, 80))).toEqual([]);
    expect(text).not.toMatch(/[\u200b-\u200f\u00ad\u2060\ufeff]/);
  });
});

describe('the schema of the project file', () => {
  it('is current: run `npm run document`', async () => {
    const current = await schema(chapters, { limits: DEFAULT_SETTINGS.limits, levels: LEVELS });
    expect(read('schemas/ocipolicy.schema.json') === current).toBe(true);
  });

  it('knows every code, level and limit, and says a word on each', () => {
    const { properties, definitions } = JSON.parse(read('schemas/ocipolicy.schema.json')) as {
      properties: Record<'checks' | 'limits', { properties: Record<string, { properties: object }> }>;
      definitions: { level: { enum: string[] } };
    };
    const severity = properties.checks.properties['severity']?.properties ?? {};
    expect(Object.keys(severity).sort()).toEqual(Object.keys(CODES).sort());
    expect(definitions.level.enum).toEqual(LEVELS);
    expect(Object.keys(properties.limits.properties)).toEqual(Object.keys(DEFAULT_SETTINGS.limits));
    expect(JSON.stringify([severity, properties.limits])).not.toContain('"description":""');
  });
});

describe('every code', () => {
  it(`has an example, but for ${missing.example.length} that are known`, () => {
    expect(
      entries
        .filter(({ example }) => !example)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(missing.example);
  });

  it(`is explained, but for ${missing.why.length} that are known`, () => {
    expect(
      entries
        .filter((entry) => !entry.why)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(missing.why);
  });

  it('belongs to one family', () => {
    const codes = FAMILIES.flatMap((family) => family.codes);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(Object.keys(CODES).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('is reported, or the manual says what is done instead', () => {
    const codes = FAMILIES.flatMap((family) => family.codes);
    expect(codes.filter((code) => !Object.hasOwn(CODES, code)).sort()).toEqual(Object.keys(LEFT_OUT).sort());
  });

  it('is explained in whole sentences', () => {
    const faults = Object.entries(why).flatMap(([code, sentence]) =>
      styleFaults('en', sentence).map((fault) => `${code} ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});

it('nothing is written of codes that do not exist', () => {
  const written = [...Object.keys(why), ...Object.keys(EXAMPLES), ...SAFE_FIXES];
  expect(written.filter((code) => !Object.hasOwn(CODES, code))).toEqual([]);
});

it.each([
  [undefined, undefined],
  ['', undefined],
  ['https://example.com/oci-policy', 'https://example.com/oci-policy/blob/main/docs/checks.md'],
  ['https://example.com/oci-policy/#readme', 'https://example.com/oci-policy/blob/main/docs/checks.md'],
])('the public address of the manual with the home page %s is %s', (homepage, expected) => {
  expect(docsBase(homepage)).toBe(expected);
});
