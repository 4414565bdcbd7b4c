import { describe, expect, it } from 'vitest';
import { check, hosted } from './check.ts';

describe('YAML: each finding is marked where it stands', () => {
  it.each<[about: string, marked: string, codes: string[]]>([
    [
      'a task of Ansible',
      '- oci_identity_policy:\n    name: p\n    statements:\n      - allow group A ⟦read⟧ buckets in tenancy\n      - "allow group B to manage vcns in tenancy"\n',
      ['missing-to'],
    ],
    [
      'a list in brackets',
      "statements: [allow group A ⟦read⟧ buckets in tenancy, 'allow group B to manage vcns in tenancy']\n",
      ['missing-to'],
    ],
    ['single quotes', "statements:\n- 'allow group ''A'' ⟦read⟧ buckets in tenancy'\n", ['missing-to']],
    [
      'double quotes and escapes',
      String.raw`statements: ["allow\tgroup \u0041 ⟦read⟧ buckets in tenancy"]`,
      ['missing-to'],
    ],
    [
      'lines that become one',
      'statements:\n  - allow group A\n    ⟦read⟧ buckets\n    in tenancy\n',
      ['missing-to'],
    ],
    [
      'a folded block',
      'statements:\n  - >-\n    allow group A\n    ⟦read⟧ buckets in tenancy\n',
      ['missing-to'],
    ],
    [
      'a literal block',
      'statements:\r\n  - |\r\n    allow group A\r\n      ⟦read⟧ buckets in tenancy\r\n',
      ['missing-to'],
    ],
    [
      'behind a slot of a template',
      'statements:\n  - "allow group {{ g | default(\'x\') }} ⟦read⟧ buckets in tenancy"\n',
      ['missing-to'],
    ],
    [
      'a rule',
      "matching_rule: ALL ⟦{⟧resource.type = 'cluster', resource.compartment.id = '{{ c }}'\n",
      ['unclosed-brace'],
    ],
    [
      'a configuration of landing zones, the second document of a file',
      'a: 1\n---\npolicies:\n  p:\n    statements:\n      - "allow group A ⟦read⟧ buckets in tenancy"\n',
      ['missing-to'],
    ],
    ['a file that is a list', '- allow group A ⟦read⟧ buckets in tenancy\n', ['missing-to']],
  ])('%s', (_, marked, codes) => check('a.yaml', marked, codes));
});

describe('YAML: nothing is said', () => {
  it.each([
    ['of a broken file', 'statements:\n  - "allow group A read buckets in tenancy\n'],
    ['of a template', '{% for x in y %}\n- allow group A read buckets in tenancy\n{% endfor %}\n'],
    [
      'of a statement with directives',
      "statements: ['allow group A {% if x %}to{% endif %} read buckets in tenancy']\n",
    ],
    ['of other lists', 'statements:\n  - SELECT 1\nallow: [group]\n'],
    ['of descriptions', 'description: allow group A read buckets in tenancy\n'],
  ])('%s', (_, text) => check('a.yml', text, []));
});

it('takes any other string for a statement by its words, and then gives hints only', async () => {
  const service = await hosted('a.yaml', 'extra:\n  grant: allow group A read buckets in tenancy\n');
  expect(service.findings('a.yaml')).toMatchObject([{ code: 'missing-to', severity: 'hint' }]);
});

describe('fixes are written as YAML has them', () => {
  it.each([
    [
      'statements:\n- \'allow group A read buckets in tenancy where target.bucket.name = "x"\'\n',
      "statements:\n- 'allow group A to read buckets in tenancy where target.bucket.name = ''x'''\n",
    ],
    [
      'statements:\n- "allow group {{ g }} read buckets in tenancy"\n',
      'statements:\n- "allow group {{ g }} to read buckets in tenancy"\n',
    ],
    [
      'statements:\n  - allow group A\n    read buckets\n    in tenancy\n',
      'statements:\n  - allow group A to\n    read buckets\n    in tenancy\n',
    ],
    [
      'statements:\n  - >\n    allow group A read buckets\n    in tenancy\n',
      'statements:\n  - >\n    allow group A to read buckets\n    in tenancy\n',
    ],
  ])('%s', async (text, mended) => {
    expect((await hosted('a.yaml', text)).mended('a.yaml')?.text).toBe(mended);
  });
});
