import { describe, expect, it } from 'vitest';
import { check, hosted } from './check.ts';

describe('scripts: each finding is marked where it stands', () => {
  it.each<[about: string, name: string, marked: string, codes: string[]]>([
    [
      'what a command is given',
      'a.sh',
      `oci iam policy create --name p \\\n  --statements '["Allow group A ⟦read⟧ buckets in tenancy"]' # read\n`,
      ['missing-to'],
    ],
    [
      'double quotes, with variables',
      'a.sh',
      String.raw`oci iam policy create --statements="[\"Allow group $group ⟦read⟧ buckets in compartment ${'${C:-x}'}\"]"`,
      ['missing-to'],
    ],
    [
      'a command whose output is taken',
      'a.sh',
      `ID="$(oci iam policy create --statements '["Allow group A ⟦read⟧ buckets in tenancy"]' --query "data.id")"\n`,
      ['missing-to'],
    ],
    [
      'a document',
      'a.sh',
      'cat > s.json <<EOF\n["Allow group A ⟦read⟧ buckets in compartment $C"]\nEOF\necho "done"\n',
      ['missing-to'],
    ],
    [
      'a variable',
      'a.bash',
      `S='["Allow group A ⟦read⟧ buckets in tenancy where target.bucket.name = '\\''x'\\''"]'\n`,
      ['missing-to'],
    ],
    [
      'a rule',
      'a.sh',
      `oci iam dynamic-group create --matching-rule "ALL ⟦{⟧resource.type = 'cluster', resource.compartment.id = '$C'"\n`,
      ['unclosed-brace'],
    ],
    [
      'the SDK for Python',
      'a.py',
      `CreatePolicyDetails(\n  statements=["allow group A ⟦read⟧ buckets in tenancy", f"allow group {g['x']} ⟦read⟧ vcns in tenancy"],\n)\n`,
      ['missing-to', 'missing-to'],
    ],
    [
      'what format fills',
      'a.py',
      `statements: list[str] = ["allow group {} ⟦read⟧ vcns in tenancy".format(g), "x" + y]\n`,
      ['missing-to'],
    ],
    [
      'the SDK for TypeScript',
      'a.ts',
      'const statements: string[] = [`allow group ${names.find((n) => n === "}")} ⟦read⟧ buckets in tenancy`];\n',
      ['missing-to'],
    ],
    [
      'an object, behind a pattern and a division',
      'a.js',
      `const x = /["']/.test(y) ? a / b : 1; ({ matchingRule: "ALL ⟦{⟧resource.type = 'cluster', resource.compartment.id = 'o'" });\n`,
      ['unclosed-brace'],
    ],
  ])('%s', (_, name, marked, codes) => check(name, marked, codes));
});

describe('scripts: nothing is said', () => {
  it.each([
    ['of a broken script', 'a.sh', `oci --statements '["Allow group A read buckets in tenancy"]`],
    ['of a broken program', 'a.py', `statements=["allow group A read buckets in tenancy]\n`],
    [
      'of a string of several',
      'a.py',
      `statements=["allow group A " "read buckets in tenancy", "allow group A " + x]\n`,
    ],
    ['of comments', 'a.ts', `// "allow group A read buckets in tenancy"\n/* it's */\n`],
    ['of a document with prose', 'a.sh', 'cat <<EOF\nallow group A read buckets\nis what it says\nEOF\n'],
  ])('%s', (_, name, text) => check(name, text, []));
});

it('takes any other string for a statement by its words, and then gives hints only', async () => {
  for (const [name, text] of [
    ['a.sh', 'grant "allow group A read buckets in tenancy"\n'],
    ['a.py', 'x = "allow group A read buckets in tenancy"\n'],
    ['a.mjs', 'use(`allow group ${a} read buckets in tenancy`);\n'],
  ] as const) {
    const service = await hosted(name, text);
    expect(service.findings(name)).toMatchObject([{ code: 'missing-to', severity: 'hint' }]);
    expect(service.mended(name)?.edits).toEqual([]);
  }
});

describe('fixes are written as the script has them', () => {
  it.each([
    [
      'a.sh',
      String.raw`oci --statements '["allow group A to read buckets in tenancy where target.bucket.name = \"x\""]'`,
      `oci --statements '["allow group A to read buckets in tenancy where target.bucket.name = '\\''x'\\''"]'`,
    ],
    [
      'a.sh',
      String.raw`oci --statements "[\"allow group $g read buckets in tenancy\"]"`,
      String.raw`oci --statements "[\"allow group $g to read buckets in tenancy\"]"`,
    ],
    [
      'a.py',
      `statements=[f'allow group {g} read buckets in tenancy where target.bucket.name = "x"']`,
      `statements=[f'allow group {g} to read buckets in tenancy where target.bucket.name = \\'x\\'']`,
    ],
    [
      'a.ts',
      'statements: [`allow group ${g} read buckets in tenancy`]',
      'statements: [`allow group ${g} to read buckets in tenancy`]',
    ],
  ])('in %s: %s', async (name, text, mended) => {
    expect((await hosted(name, text)).mended(name)?.text).toBe(mended);
  });
});
