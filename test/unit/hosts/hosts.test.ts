import { describe, expect, it } from 'vitest';
import { check, hosted, unmarked } from './check.ts';

const policy = (statements: string) =>
  `resource "oci_identity_policy" "p" {\n  statements = ${statements}\n}\n`;

describe('Terraform: each finding is marked where it stands', () => {
  it.each<[about: string, marked: string, codes: string[]]>([
    ['a string of a list', policy('["allow group A ⟦read⟧ buckets in tenancy"]'), ['missing-to']],
    ['behind an escape', policy(String.raw`["allow\tgroup A ⟦read⟧ buckets in tenancy"]`), ['missing-to']],
    [
      'behind a character of two code units',
      policy('[/* é😀 */ "allow group A ⟦read⟧ buckets in tenancy"]'),
      ['missing-to'],
    ],
    [
      'an escape itself',
      policy(
        String.raw`["allow group A to read buckets in tenancy where target.bucket.name = ⟦\u201cx\u201d⟧"]`,
      ),
      ['smart-quote'],
    ],
    [
      'behind an interpolation with quotes',
      policy('["allow group ${var.g["a"]} ⟦read⟧ buckets in tenancy"]'),
      ['missing-to'],
    ],
    [
      'a heredoc',
      policy('[<<-EOT\n      allow group A\n      ⟦read⟧ buckets in tenancy\n    EOT\n  ]'),
      ['missing-to'],
    ],
    [
      'a heredoc cut into lines',
      policy(
        'split("\\n", <<EOT\nallow group A to read buckets in tenancy\nallow group B ⟦read⟧ vcns in tenancy\nEOT\n  )',
      ),
      ['missing-to'],
    ],
    [
      'what a for expression gives',
      policy('[for c in var.all : "allow group A ⟦read⟧ buckets in compartment ${c}"]'),
      ['missing-to'],
    ],
    [
      'concatenated and conditional lists',
      policy('concat(local.x, var.on ? ["allow group A ⟦read⟧ buckets in tenancy"] : [])'),
      ['missing-to'],
    ],
    [
      'the text of format',
      policy('[format("allow group %s ⟦read⟧ buckets in tenancy", var.g)]'),
      ['missing-to'],
    ],
    [
      'the second of two that belong together',
      policy('["allow group A to read buckets in tenancy", ⟦"⟧]').replace(
        '⟦"⟧',
        '"⟦allow group A to read buckets in tenancy⟧"',
      ),
      ['duplicate-statement'],
    ],
    [
      'a rule',
      'resource "oci_identity_dynamic_group" "d" {\n  matching_rule = "ALL ⟦{⟧resource.type = \'cluster\', resource.compartment.id = \'${var.c}\'"\n}\n',
      ['unclosed-brace'],
    ],
    [
      'a rule of identity domains',
      'resource "oci_identity_domains_dynamic_resource_group" "d" {\n  matching_rule = "ALL ⟦{⟧resource.type = \'cluster\', resource.compartment.id = \'${var.c}\'"\n}\n',
      ['unclosed-brace'],
    ],
    [
      'a map of a module',
      'module "m" {\n  policies = { "p" : { statements : ["allow group A ⟦read⟧ buckets in tenancy"] } }\n}\n',
      ['missing-to'],
    ],
  ])('%s', (_, marked, codes) => check('main.tf', marked, codes));
});

describe('Terraform: nothing is said', () => {
  it.each([
    ['of a broken file', `${policy('["allow group A read buckets in tenancy"]')}{`],
    ['of a whole statement to come', policy('["${var.statement}", local.other]')],
    [
      'of a condition to come',
      policy('["allow any-user to manage all-resources in tenancy ${var.condition}"]'),
    ],
    ['of a clause to come', policy('["allow group A ${var.grant} in tenancy"]')],
    [
      'of a brace to come',
      policy(
        '["allow group A to read buckets in tenancy where any { target.bucket.name = \'x\', ${var.rest}"]',
      ),
    ],
    ['of directives', policy('["allow group A %{ if var.x }to read%{ endif } buckets in tenancy"]')],
    [
      'of names that are looked up',
      policy('["allow group A to ${var.verb} ${var.type} in compartment ${var.c}"]'),
    ],
    [
      'of an alias that another list may define',
      policy('concat(local.x, ["endorse group A to read buckets in tenancy T"])'),
    ],
    [
      'of the statements of other tools',
      'resource "aws_x" "y" {\n  statements = ["grant all the things"]\n}\n',
    ],
    ['of descriptions', 'variable "x" {\n  description = "Allow group A read buckets in tenancy"\n}\n'],
  ])('%s', (_, text) => check('main.tf', text, []));
});

it('takes a string for a statement by its words, and then gives hints only', async () => {
  const service = await hosted('a.tf', 'locals {\n  x = "allow group A read buckets in tenancy"\n}\n');
  expect(service.findings('a.tf')).toMatchObject([{ code: 'missing-to', severity: 'hint' }]);
  expect(service.mended('a.tf')?.edits).toEqual([]);
});

describe('JSON: each finding is marked where it stands', () => {
  it.each<[about: string, marked: string, codes: string[]]>([
    ['a file for the CLI', '["allow group A ⟦read⟧ buckets in tenancy"]', ['missing-to']],
    [
      'a list of a policy',
      '{"name": "x", "statements": ["allow group A ⟦read⟧ buckets in tenancy"]}',
      ['missing-to'],
    ],
    [
      'behind escapes',
      String.raw`{"policy_statements": ["allow group \u0041 ⟦read⟧ buckets in tenancy"]}`,
      ['missing-to'],
    ],
    [
      'Terraform in JSON',
      '{"resource": {"oci_identity_policy": {"p": {"statements": ["allow group ${var.g} ⟦read⟧ buckets in tenancy"]}}}}',
      ['missing-to'],
    ],
    [
      'a rule',
      '{"matching_rule": "ALL ⟦{⟧resource.type = \'cluster\', resource.compartment.id = \'${var.c}\'"}',
      ['unclosed-brace'],
    ],
    ['nothing of a broken file', '{"statements": ["allow group A read buckets in tenancy"]', []],
    ['nothing of other lists', '{"statements": ["SELECT 1"], "scripts": ["build"]}', []],
  ])('%s', (_, marked, codes) => check('a.json', marked, codes));
});

describe('Markdown: each finding is marked where it stands', () => {
  it.each<[about: string, marked: string, codes: string[]]>([
    ['a fence', '# A\n\n```ocipolicy\nallow group A ⟦read⟧ buckets in tenancy\n```\n', ['missing-to']],
    [
      'with line ends of Windows',
      'A\r\n```ocipolicy\r\n\r\nallow group A\r\n  ⟦read⟧ buckets in tenancy\r\n```\r\n',
      ['missing-to'],
    ],
    [
      'in a list in a quotation',
      '> - x\n>   ~~~ocipolicy title\n>   allow group A to read buckets in tenancy\n>\n>   allow group B ⟦read⟧ vcns in tenancy\n>   ~~~\n',
      ['missing-to'],
    ],
    [
      'not of other code',
      '```text\nallow group A read buckets in tenancy\n```\n\n    allow group A read buckets in tenancy\n',
      [],
    ],
  ])('%s', (_, marked, codes) => check('a.md', marked, codes));
});

describe('fixes are written as the host has them', () => {
  it.each([
    [
      'a.tf',
      policy('["allow group ${var.g["a"]} read buckets in tenancy"]'),
      policy('["allow group ${var.g["a"]} to read buckets in tenancy"]'),
    ],
    [
      'a.tf',
      policy(String.raw`["allow group A to read buckets in tenancy where target.bucket.name = \"x\""]`),
      policy(`["allow group A to read buckets in tenancy where target.bucket.name = 'x'"]`),
    ],
    [
      'a.tf',
      policy('[format("allow group %s read buckets in tenancy", var.g)]'),
      policy('[format("allow group %s to read buckets in tenancy", var.g)]'),
    ],
    [
      'a.tf',
      policy('["allow group $${x} read buckets in tenancy"]'),
      policy('["allow group $${x} read buckets in tenancy"]'),
    ],
    [
      'a.json',
      String.raw`["allow group A to read buckets in tenancy where target.bucket.name = \"x\""]`,
      `["allow group A to read buckets in tenancy where target.bucket.name = 'x'"]`,
    ],
    [
      'a.md',
      '- ```ocipolicy\n  allow group A\n  read buckets in tenancy\n  ```\n',
      '- ```ocipolicy\n  allow group A to\n  read buckets in tenancy\n  ```\n',
    ],
  ])('in %s: %s', async (name, text, mended) => {
    expect((await hosted(name, text)).mended(name)?.text).toBe(mended);
  });

  it('as quick fixes, whose ranges count in the host', async () => {
    const { text, spans } = unmarked(policy('["allow group ${var.g["a"]} ⟦read⟧ buckets in tenancy"]'));
    const service = await hosted('a.tf', text);
    const [start = 0] = spans[0] ?? [];
    const line = { line: 1, character: start - text.indexOf('\n') - 1 };
    const actions = service.codeActions('a.tf', { start: line, end: line }, { explains: false });
    expect(actions.map(({ edit }) => edit?.changes)).toEqual([
      {
        'a.tf': [
          {
            range: { start: expect.anything() as object, end: expect.anything() as object },
            newText: expect.stringContaining('to') as string,
          },
        ],
      },
    ]);
    expect(actions[0]?.diagnostics?.[0]?.range.start).toEqual(line);
  });
});

it('answers where a statement stands, and nowhere else', async () => {
  const service = await hosted('a.tf', policy('["allow group ${var.g} to read buckets in tenancy"]'));
  const at = (character: number) => ({ line: 1, character });
  const type = '  statements = ["allow group ${var.g} to read '.length;
  expect(service.hover('a.tf', at(type + 1))?.range).toEqual({
    start: at(type),
    end: at(type + 'buckets'.length),
  });
  expect(service.hover('a.tf', at(4))).toBeUndefined();
  expect(service.completion('a.tf', at(type)).items.map(({ label }) => label)).toContain('buckets');
  expect(service.completion('a.tf', at(4)).items).toEqual([]);
});

it('follows a host file as it changes', async () => {
  const service = await hosted('a.tf', policy('["allow group A to read buckets in tenancy"]'));
  expect(service.findings('a.tf')).toEqual([]);
  const start = '  statements = ["allow group A '.length;
  service.change('a.tf', [
    { range: { start: { line: 1, character: start }, end: { line: 1, character: start + 3 } }, text: '' },
  ]);
  expect(service.findings('a.tf')).toMatchObject([{ code: 'missing-to' }]);
  service.close('a.tf');
  expect(service.findings('a.tf')).toEqual([]);
});
