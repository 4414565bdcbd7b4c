import { describe, expect, it } from 'vitest';
import { knownNames } from '../../../client/src/tenancy/known.ts';
import { isApplicable } from '../../../client/src/tenancy/plan.ts';
import type { Snapshot } from '../../../client/src/tenancy/snapshot.ts';
import { preparePlan } from '../../../client/src/tenancy/tenancy.ts';
import { clientOf, sandboxForAll } from '../sandbox/client.ts';
import { block, keys, plan, policy, ROOT } from './planning.ts';
import { file, tenancyOf } from './stage.ts';

const tags = { freeformTags: {}, definedTags: {}, description: 'd' };
const LAB: Partial<Snapshot> = {
  tagNamespaces: [
    { kind: 'tag-namespace', id: 'ns', compartmentId: ROOT, name: 'lab', isRetired: false, ...tags },
  ],
  tagKeys: [
    {
      ...{ kind: 'tag-key', id: 'k', namespaceId: 'ns', namespace: 'lab', name: 'stage', isRetired: false },
      ...{ validator: { validatorType: 'ENUM', values: ['Prod', 'Test'] }, ...tags },
    },
    {
      ...{ kind: 'tag-key', id: 'o', namespaceId: 'ns', namespace: 'lab', name: 'old', isRetired: true },
      ...tags,
    },
  ],
  networkSources: [{ id: 'n', name: 'office' }],
  domains: [{ id: 'd', name: 'Default', url: '', isDefault: true }],
  emptyGroups: ['Ops'],
};
const where = (condition: string) =>
  block('p', 'tenancy', `allow group Admins to use instances in tenancy where ${condition}`);
const codes = (faults: readonly { readonly finding: { readonly code: string } }[]) =>
  faults.map(({ finding }) => finding.code);

describe('a plan that knows the tenancy', () => {
  it.each([
    ['tag-unknown', where("target.resource.compartment.tag.lab.stages = 'Prod'")],
    ['network-source-unknown', where("request.networkSource.name = 'offices'")],
    ['identity-domain-unknown', block('p', 'tenancy', 'allow group Partners/x to read buckets in tenancy')],
  ])('is not applied with what never holds: %s', (code, text) => {
    const made = plan(text, LAB);
    expect([codes(made.faults), isApplicable(made)]).toEqual([[code], false]);
    expect(made.faults[0]?.source).toMatchObject({ file: 'f.ocipolicy', line: 3 });
  });

  it.each([
    ['tag-value-not-allowed', where("target.resource.compartment.tag.lab.stage = 'Live'")],
    ['tag-retired', where("target.resource.compartment.tag.lab.old = 'x'")],
    ['dead-subject', block('p', 'tenancy', 'allow group Ops to read buckets in tenancy')],
    [
      'ocid-other-realm',
      block('p', 'tenancy', 'allow group id ocid1.group.oc4..x to read buckets in tenancy'),
    ],
  ])('says what else is odd: %s', (code, text) => {
    const made = plan(text, LAB);
    expect([codes(made.faults), codes(made.warnings), isApplicable(made)]).toEqual([[], [code], true]);
  });

  it('judges new statements and no others, and knows what the files make', () => {
    const odd = "allow group Admins to use instances in tenancy where request.networkSource.name = 'gone'";
    const kept = plan(block('p', 'tenancy', odd), { ...LAB, policies: [policy('p', ROOT, odd)] });
    expect([kept.changes, kept.faults, kept.warnings]).toEqual([[], [], []]);
    const own = 'tag-namespace new in tenancy\n  description "d"\n{\n  key k\n}\n';
    expect(plan(own + where("target.resource.compartment.tag.new.k = 'x'"), LAB).faults).toEqual([]);
  });

  it('gives a dynamic group no value that its tag does not take', () => {
    const text =
      "dynamic-group g\n  description \"d\"\n  tag lab.stage = 'Live'\n  matching resource.id = 'ocid1.x.oc1..a'\n";
    expect(keys(plan(text, LAB).stops)).toEqual(['stop.tagValue']);
    expect(keys(plan(text.replace('Live', 'Test'), LAB).stops)).toEqual([]);
  });
});

describe('what is known of a tenancy', () => {
  const running = sandboxForAll({ seed: true });

  it('holds what the checks ask for, and of what is named more than lists tell', async () => {
    const client = clientOf(running());
    const namespace = running().state.resources.tagNamespaces[0]?.id ?? '';
    const validator = { validatorType: 'ENUM', values: ['Prod', 'Test'] };
    await client.createTag({
      tagNamespaceId: namespace,
      createTagDetails: { name: 'Stage', description: 'd', validator },
    });
    const tenancy = await tenancyOf(running());
    const text = block(
      'p',
      'tenancy',
      "allow group network-admins, lab-members to use instances in tenancy where target.resource.compartment.tag.operations.stage = 'Prod'",
    );
    const { snapshot } = await preparePlan(tenancy, file(text));
    const known = knownNames(snapshot);
    expect(known['empty-group']).toEqual(['network-admins']);
    expect(known['tag-value']).toEqual(['Operations.Stage=Prod', 'Operations.Stage=Test']);
    expect(known['compartment-path']).toEqual(expect.arrayContaining(['Finance:Prod', 'labs']));
    expect(known['domain-group']).toEqual(['Partners/couriers', 'Partners/shop-auditors']);
    expect(known['policy-place']).toEqual(
      expect.arrayContaining(['Tenant Admin Policy in ', 'finance-readers in Finance']),
    );
    expect(known).toMatchObject({
      ...{ realm: ['oc1'], 'tenancy-name': ['sandbox'], 'denying-policy': [], 'network-source': ['office'] },
    });
  });

  it('leaves out what is not whole', async () => {
    const tenancy = await tenancyOf(running());
    for (const path of ['/groups', '/compartments', '/networkSources', '/domains'])
      running().faults.add({ kind: { status: 403 }, method: 'GET', path });
    const known = knownNames(await tenancy.snapshot());
    running().faults.clear();
    for (const kind of [
      'group',
      'compartment',
      'compartment-path',
      'network-source',
      'domain',
      'domain-group',
    ])
      expect(known).not.toHaveProperty([kind]);
    expect(known['dynamic-group']).toContain('shop-functions');
  });
});
