import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementsFrom } from '../../../server/src/features/convert/from.ts';
import { policiesOf } from '../../../server/src/features/convert/policies.ts';
import { shellWords } from '../../../server/src/features/convert/strings.ts';
import { TARGETS, writePolicies, type Target } from '../../../server/src/features/convert/to.ts';
import { createDocument } from '../../../server/src/language/document.ts';
import { statement } from '../../property/generate.ts';

const write = (text: string, to: Target) => writePolicies(policiesOf(createDocument(text)), to);

const ONE = `ALLOW group A to read buckets in tenancy // why
// a comment
allow group \${var.team} to use keys
  in compartment Labs where target.key.id = 'it''s \\"x\\"'
`;
const BLOCK = `policy lab in compartment id ocid1.compartment.oc1..labs
  description "what the lab's people may do"
{
  allow group A to read buckets in tenancy where request.region = 'phx'
}
`;

describe('copying as', () => {
  it.each<[Target, string, string]>([
    [
      'json',
      "allow group A to read buckets in tenancy\nallow group 'B c' to use keys in tenancy",
      '[\n  "allow group A to read buckets in tenancy",\n  "allow group \'B c\' to use keys in tenancy"\n]\n',
    ],
    [
      'json',
      `${BLOCK}allow group B to use keys in tenancy`,
      `${JSON.stringify(
        [
          {
            name: 'lab',
            description: "what the lab's people may do",
            compartment: 'ocid1.compartment.oc1..labs',
            statements: ["allow group A to read buckets in tenancy where request.region = 'phx'"],
          },
          { statements: ['allow group B to use keys in tenancy'] },
        ],
        undefined,
        2,
      )}\n`,
    ],
    [
      'terraform',
      'allow group ${var.team} to read buckets in compartment "a\\\\b"',
      '[\n  "allow group ${var.team} to read buckets in compartment \\"a\\\\\\\\b\\"",\n]\n',
    ],
    [
      'terraform',
      'Allow ${var.who} to {${var.more}} in ${var.place}',
      '[\n  "allow ${var.who} to {${var.more}} in ${var.place}",\n]\n',
    ],
    [
      'cli',
      BLOCK,
      "oci iam policy create \\\n  --compartment-id ocid1.compartment.oc1..labs \\\n  --name lab \\\n  --description 'what the lab'\\''s people may do' \\\n  --statements '[\"allow group A to read buckets in tenancy where request.region = '\\''phx'\\''\"]'\n",
    ],
    [
      'cli',
      'allow group A to read buckets in tenancy',
      "oci iam policy create \\\n  --compartment-id '<compartment-ocid>' \\\n  --name '<policy-name>' \\\n  --description '<description>' \\\n  --statements '[\"allow group A to read buckets in tenancy\"]'\n",
    ],
    [
      'console',
      'ALLOW group A\n  TO read buckets in tenancy # why\n\nallow group A read /* what */ keys in tenancy',
      'allow group A to read buckets in tenancy\nallow group A read keys in tenancy\n',
    ],
    [
      'console',
      '1. Allow group A to read buckets in tenancy\n- Allow group B to read buckets in tenancy\n',
      'allow group A to read buckets in tenancy\nallow group B to read buckets in tenancy\n',
    ],
    ['terraform', `${BLOCK}${BLOCK.replace('lab', 'two')}`, '# lab'],
    ['json', '// nothing\ndynamic-group x matching a.b', ''],
  ])('%s', (to, text, expected) => {
    const result = write(text, to);
    if (expected.startsWith('#')) expect(result.match(/^# \w+$/gm)).toEqual(['# lab', '# two']);
    else expect(result).toBe(expected);
  });

  it('takes the statements of a range', () => {
    const document = createDocument(
      'allow group A to read a in tenancy\nallow group B to read a in tenancy\n'.repeat(2),
    );
    const range = { start: { line: 1, character: 5 }, end: { line: 2, character: 0 } };
    const [policy] = policiesOf(document, range);
    expect(policy?.statements.map((text) => text[12])).toEqual(['B', 'A']);
  });
});

describe('what is pasted', () => {
  it.each([
    ['statements as they should be', 'allow group A to read buckets in tenancy\n', undefined],
    ['text without statements', 'Nothing to see here.\nOr here.', undefined],
    ['JSON without statements', '{"a": [1, 2]}', undefined],
    [
      'a JSON array',
      '["Allow group A to read buckets in tenancy"]',
      'allow group A to read buckets in tenancy\n',
    ],
    [
      'an answer of the API, with what it says of the policy',
      '{"data": {"name": "lab one", "description": "x \\"y\\"", "compartment-id": "ocid1.tenancy.oc1..t", "statements": ["allow group A to read buckets in tenancy"]}}',
      'policy \'lab one\' in tenancy\n  description "x \\"y\\""\n{\n  allow group A to read buckets in tenancy\n}\n',
    ],
    [
      'a list of Terraform',
      '[\n  # first\n  "allow group ${var.a} to read buckets in tenancy where request.region = \'phx\'", // b\n  "allow group \\"B c\\" to use keys in tenancy",\n]',
      'allow group ${var.a} to read buckets in tenancy where request.region = \'phx\'\nallow group "B c" to use keys in tenancy\n',
    ],
    [
      'a resource of Terraform',
      'resource "oci_identity_policy" "p" {\n  compartment_id = var.tenancy\n  name = "lab"\n  statements = ["allow group A to read buckets in tenancy"]\n  description = "the lab"\n}\nresource "x" "y" {\n  name = "other"\n}\n',
      'policy lab\n  description "the lab"\n{\n  allow group A to read buckets in tenancy\n}\n',
    ],
    [
      'a command of the CLI',
      "$ oci --profile X iam policy create --name lab --description 'd' \\\n  --compartment-id ocid1.compartment.oc1..c --statements '[\"allow group A to read buckets in tenancy where request.region = '\"'\"'phx'\"'\"'\"]'",
      'policy lab in compartment id ocid1.compartment.oc1..c\n  description "d"\n{\n  allow group A to read buckets in tenancy where request.region = \'phx\'\n}\n',
    ],
    [
      'a paragraph',
      'To use buckets, write this policy:\n\n• Allow group Analysts to read buckets in compartment labs\n• Allow group ‘Ops’ manage vcns in tenancy\n\nNote that the group must exist.\n',
      "// To use buckets, write this policy:\n\nallow group Analysts to read buckets in compartment labs\nallow group 'Ops' to manage vcns in tenancy\n\n// Note that the group must exist.\n",
    ],
  ])('%s', (_, text, expected) => {
    expect(statementsFrom(text)).toBe(expected);
  });

  it('ends a statement where the text goes on in words', () => {
    const text = 'This one:\nallow group A to read buckets\nin compartment <x>\nIt lets the group read.\n';
    expect(statementsFrom(text)).toBe(
      '// This one:\nallow group A to read buckets in compartment <x>\n// It lets the group read.\n',
    );
  });

  it('has no blocks where they would stand in one', () => {
    const text = '{"name": "lab", "statements": ["allow group A to read buckets in tenancy"]}';
    expect(statementsFrom(text, true)).toBe('allow group A to read buckets in tenancy\n');
  });
});

describe('a shell’s words', () => {
  it.each([
    ["a 'b c'  d", ['a', 'b c', 'd']],
    ["a\\ b 'c'\\''d'", ['a b', "c'd"]],
    ['a "b \\"c\\" \\n" \\\n  d', ['a', 'b "c" \\n', 'd']],
    ["''", ['']],
    ['', []],
  ])('%s', (text, words) => {
    expect(shellWords(text)).toEqual(words);
  });
});

it.each(TARGETS.filter((to) => to !== 'console'))(
  'what is written as %s is read as the same statements',
  (to) => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = lines.join('\n');
        const before = policiesOf(createDocument(text)).flatMap(({ statements }) => statements);
        const read = statementsFrom(write(text, to)) ?? '';
        expect(policiesOf(createDocument(read)).flatMap(({ statements }) => statements)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  },
);

it('no text is too odd to be pasted', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), statement, fc.constant(ONE)), (text) => {
      const read = statementsFrom(text);
      expect(read === undefined || typeof read === 'string').toBe(true);
      expect(shellWords(text).join('').length).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 300 },
  );
});
