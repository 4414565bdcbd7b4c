import { describe, expect, it } from 'vitest';
import { isApplicable } from '../../../client/src/tenancy/plan.ts';
import type { Snapshot } from '../../../client/src/tenancy/snapshot.ts';
import { ADMIN, block, keys, LABS, plan, policy, ROOT } from './planning.ts';

describe('what an apply refuses', () => {
  const any = (place: string, ...statements: string[]) => block('p', place, ...statements);
  const hidden = (part: Snapshot['unknown'][number]['part'], of?: string) => ({
    unknown: [{ part, of, message: 'no' }],
  });

  it.each([
    ['no place', 'allow any-user to read buckets in tenancy', {}, 'stop.placeMissing'],
    [
      'an unknown compartment',
      any('compartment Moon', 'allow any-user to read buckets in tenancy'),
      {},
      'stop.compartmentUnknown',
    ],
    [
      'a compartment elsewhere',
      any('compartment Dev', 'allow any-user to read buckets in tenancy'),
      {},
      'stop.compartmentElsewhere',
    ],
    [
      'a location that is not below',
      any('compartment Labs', 'allow any-user to read buckets in compartment Moon'),
      {},
      'stop.locationUnknown',
    ],
    [
      'hidden policies',
      any('compartment Labs', 'allow any-user to read vcns in compartment Dev'),
      hidden('policies', LABS),
      'stop.policiesHidden',
    ],
    [
      'hidden compartments',
      any('compartment Labs', 'allow any-user to read vcns in tenancy'),
      { ...hidden('compartments'), compartments: [] },
      'stop.compartmentsHidden',
    ],
    [
      'hidden dynamic groups',
      "dynamic-group g matching resource.type = 'x'",
      hidden('dynamic-groups'),
      'stop.dynamicGroupsHidden',
    ],
    [
      'hidden tag namespaces',
      'tag-namespace n in tenancy { key k }',
      hidden('tag-namespaces'),
      'stop.tagNamespacesHidden',
    ],
    [
      'one name twice',
      any('tenancy', 'allow any-user to read vcns in tenancy').repeat(2),
      {},
      'stop.policyTwice',
    ],
    [
      'the built-in policy',
      block("'Tenant Admin Policy'", 'tenancy', 'allow any-user to read vcns in tenancy'),
      {
        policies: [
          policy('Tenant Admin Policy', ROOT, 'ALLOW GROUP Admins to manage all-resources IN TENANCY'),
        ],
      },
      'stop.protectedPolicy',
    ],
    [
      'losing the right to manage policies',
      block('admins', 'tenancy', 'allow group Ops to manage all-resources in tenancy'),
      { policies: [ADMIN] },
      'stop.lockout',
    ],
    [
      'a denial of that right',
      any('tenancy', 'deny group Admins to inspect policies in tenancy'),
      { policies: [ADMIN] },
      'stop.lockoutByDeny',
    ],
  ] as const)('%s', (_, text, parts, stop) => {
    const made = plan(text, parts as Partial<Snapshot>);
    expect(keys(made.stops)).toContain(stop);
    expect(isApplicable(made)).toBe(false);
  });

  it.each([
    [
      'a placeholder',
      any('tenancy', 'allow group <group-name> to read buckets in tenancy'),
      ['<group-name>'],
      [],
    ],
    [
      'one in a name',
      any('tenancy', 'allow group Ops to read buckets in compartment id ${var.x}'),
      ['${var.x}'],
      [],
    ],
    ['an error', any('tenancy', 'allow group Ops to reed buckets in tenancy'), [], ['unknown-verb']],
    [
      'an ignored error',
      any('tenancy', '// ocipolicy-ignore unknown-verb: x\n allow group Ops to reed buckets in tenancy'),
      [],
      ['unknown-verb'],
    ],
  ])('%s', (_, text, unfilled, codes) => {
    const made = plan(text);
    expect(made.unfilled.map((each) => each.text)).toEqual(unfilled);
    expect(made.faults.map(({ finding }) => finding.code)).toEqual(codes);
    expect(isApplicable(made)).toBe(false);
  });

  it('does not mind the placeholders of a test', () => {
    const text = any('tenancy', 'allow group Ops to read buckets in tenancy');
    expect(isApplicable(plan(`${text}test "t" { as user <name> can GetBucket in tenancy }`))).toBe(true);
  });
});

describe('what an apply asks about', () => {
  const deny = 'deny group Ops to manage vcns in tenancy';
  it.each([
    ['the first denial', block('p', 'tenancy', deny), {}, ['question.firstDeny']],
    ['another denial', block('p', 'tenancy', deny), { policies: [policy('q', ROOT, deny)] }, []],
    [
      'a group that is not there',
      block('p', 'tenancy', 'allow group Gone to read vcns in tenancy'),
      {},
      ['question.groupUnknown'],
    ],
    [
      'a group that may be there',
      block('p', 'tenancy', 'allow group Gone to read vcns in tenancy'),
      { unknown: [{ part: 'groups', of: undefined, message: '' }] },
      [],
    ],
    [
      'a group of another domain that may be there',
      block('p', 'tenancy', 'allow group Other/Gone to read vcns in tenancy'),
      { unknown: [{ part: 'domains', of: LABS, message: '' }] },
      [],
    ],
    [
      'a dynamic group',
      block('p', 'tenancy', 'allow dynamic-group Gone to read vcns in tenancy'),
      {},
      ['question.dynamicGroupUnknown'],
    ],
    [
      'one that the file declares',
      `dynamic-group Gone matching all { resource.type = 'fnfunc', resource.compartment.id = '${LABS}' }\n${block('p', 'tenancy', 'allow dynamic-group Gone to read vcns in tenancy')}`,
      ...[{}, []],
    ],
    [
      'a compartment by OCID',
      block('p', 'tenancy', 'allow group Ops to read vcns in compartment id ocid1.compartment.oc1..no'),
      {},
      ['question.compartmentIdUnknown'],
    ],
    [
      'rights that cannot be told',
      block('admins', 'tenancy', 'allow group Ops to manage all-resources in tenancy'),
      ...[{ policies: [ADMIN], ownGroups: undefined }, ['question.lockout']],
    ],
    [
      'many statements',
      block('p', 'compartment Labs:Dev', 'allow group Ops to read vcns in compartment Dev'),
      {
        policies: Array.from({ length: 10 }, (_, n) =>
          policy(`q${n}`, ROOT, ...Array<string>(50).fill(deny)),
        ),
      },
      ['question.manyStatements'],
    ],
    [
      'many policies',
      block('p', 'compartment Labs', 'allow group Ops to read vcns in compartment Labs'),
      { policies: Array.from({ length: 100 }, (_, n) => policy(`q${n}`, ROOT, deny)) },
      ['question.manyPolicies'],
    ],
  ] as [string, string, Partial<Snapshot>, string[]][])('%s', (_, text, parts, questions) => {
    const made = plan(text, parts);
    expect([keys(made.stops), keys(made.questions)]).toEqual([[], questions]);
  });
});
