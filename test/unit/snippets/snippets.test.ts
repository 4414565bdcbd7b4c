/** The snippets of `snippets/`: what they insert is a whole policy that the checks find nothing wrong with. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createPolicyService } from '../../../server/src/features/service.ts';
import { bundledSnippets, choicesOf, expand, type Fill } from './expand.ts';
import { SAMPLES } from './samples.ts';

const snippets = bundledSnippets();
const PLACEHOLDER = /<[^<>]+>/g;

/** Hints that a snippet draws although it stands as its document has it, or as OCI has no better form. */
const ALLOWED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'aidp-tenancy': {
    'statements-mergeable': 'the document has a statement for each purpose, some of them optional',
    'permission-name-only': 'two permissions are known from this document only',
    'variable-name-only': 'the tag of a bucket under the name that only this document has',
  },
  'aidp-compartment': {
    'permission-name-only': 'two permissions are known from this document only',
    'variable-name-only': 'the tag of a bucket under the name that only this document has',
  },
  'aidp-external-tables': {
    'permission-set-is-verb': 'the document counts the permissions up',
    'variable-name-only': 'the tag of a bucket under the name that only this document has',
  },
  'ds-administrators-keep-projects': {
    'open-ended-permission-exclusion': 'the document means everything but one permission',
  },
  'ds-notebooks': { 'permission-name-only': 'two permissions are known from these documents only' },
  'ds-pipeline-users': { 'variable-name-only': 'variables of managed rules, which no reference lists' },
  'secrets-per-notebook': {
    'multi-valued-comparison': 'a notebook session is in one dynamic group with the tag',
    'permission-name-only': 'two permissions are known from these documents only',
    'rule-redundant': 'the document joins the test of the type and that of the OCID',
  },
  'secrets-dynamic-group': {
    'rule-redundant': 'the document joins the test of the type and that of the OCID',
  },
  'secrets-statement': {
    'multi-valued-comparison': 'a notebook session is in one dynamic group with the tag',
  },
};

function filled(body: string, fill: Fill): string {
  return expand(body, fill).text.replace(PLACEHOLDER, (placeholder) => {
    const sample = SAMPLES[placeholder];
    if (sample === undefined) throw new Error(`no sample value for ${placeholder}`);
    return sample;
  });
}

describe.each(snippets)('$prefix', ({ prefix, body, description }) => {
  test('its tab stops are numbered from 1 without a gap, and the last place is $0', () => {
    const { stops } = expand(body, (given) => given[0] ?? '');
    const numbers = [...new Set(stops)].sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    expect(stops.filter((stop) => stop === 0)).toHaveLength(1);
    expect(stops.at(-1)).toBe(0);
  });

  test('a placeholder is filled once: it belongs to one tab stop', () => {
    const placeholders = body.match(/\$\{\d+:'?<[^<>]+>/g)?.map((stop) => /<.*/.exec(stop)?.[0]);
    expect(new Set(placeholders).size).toBe(placeholders?.length ?? 0);
  });

  test.each(choicesOf(body).map((fill, index) => ({ choice: index, fill })))(
    'when filled, with choice $choice, only allowed hints are found',
    ({ fill }) => {
      const service = createPolicyService();
      service.open('snippet', filled(body, fill));
      const findings = service.findings('snippet');
      const grave = findings.filter(({ severity }) => /error|warning/.test(severity));
      expect(grave.map(({ code, message }) => [code, message])).toEqual([]);
      const hints = [...new Set(findings.map(({ code }) => code))].sort();
      expect(hints.filter((code) => !Object.hasOwn(ALLOWED[prefix] ?? {}, code))).toEqual([]);
    },
  );

  test('before anything is filled, its placeholders are all that is wrong', () => {
    const service = createPolicyService();
    service.open('snippet', expand(body, (given) => given[0] ?? '').text);
    const grave = service.findings('snippet').filter(({ severity }) => /error|warning/.test(severity));
    expect(grave.filter(({ code }) => code !== 'placeholder-unfilled')).toEqual([]);
  });

  test('its description ends without a full stop and fits a line of the picker', () => {
    expect(description).not.toMatch(/\.$/);
    expect(description.length).toBeLessThan(200);
  });
});

test('every prefix is words of the language and belongs to one snippet, also beside the forms of statements', () => {
  const forms = JSON.parse(readFileSync('snippets/ocipolicy.json', 'utf8')) as Record<
    string,
    { prefix: string }
  >;
  const prefixes = [...snippets, ...Object.values(forms)].flatMap(({ prefix }) => prefix);
  expect(prefixes.length).toBe(new Set(prefixes).size);
  for (const prefix of prefixes) expect(prefix).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

test('package.json contributes every file of snippets', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes: { snippets: { language: string; path: string }[] };
  };
  const files = readdirSync('snippets').map((file) => ({
    language: 'ocipolicy',
    path: `./snippets/${file}`,
  }));
  expect(contributes.snippets).toHaveLength(files.length);
  expect(contributes.snippets).toEqual(expect.arrayContaining(files));
});

test('docs/snippets.md has a row for every snippet, with what it gives and its document', () => {
  const page = readFileSync('docs/snippets.md', 'utf8');
  const forms = JSON.parse(readFileSync('snippets/ocipolicy.json', 'utf8')) as Record<
    string,
    { prefix: string | string[]; description: string }
  >;
  const rows = [...snippets, ...Object.values(forms)].map(({ prefix, description }) => {
    const [gives = '', source] = description.split('. Oracle: ');
    const prefixes = [prefix].flat().map((one) => `\`${one}\``);
    return `| ${[prefixes.join(', '), gives, ...(source ? [source] : [])].join(' | ')} |`;
  });
  expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual(expect.arrayContaining(rows));
  expect(page.match(/^\| `/gm)).toHaveLength(rows.length);
});
