import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../client/src/tenancy/snapshot.ts';
import { preparePlan } from '../../../client/src/tenancy/tenancy.ts';
import { sandboxForAll } from '../sandbox/client.ts';
import { block, keys, plan, policy, ROOT } from './planning.ts';
import { file, linesOf, tenancyOf } from './stage.ts';

const RULE = "all {resource.type = 'fnfunc', resource.compartment.id = 'ocid1.compartment.oc1..labs'}";

/** A tenancy with the domain Partners, its group couriers and its dynamic group robots. */
const PARTNERS: Partial<Snapshot> = {
  domains: [
    { id: 'ocid1.domain.oc1..d', name: 'Default', url: '', isDefault: true },
    { id: 'ocid1.domain.oc1..p', name: 'Partners', url: '', isDefault: false },
  ],
  domainPrincipals: [
    { kind: 'group', domain: 'Partners', id: 'ocid1.group.oc1..c', name: 'couriers', description: '' },
    {
      ...{ kind: 'dynamic-group', domain: 'Partners', id: 'ocid1.dynamicresourcegroup.oc1..r' },
      ...{ name: 'robots', description: 'Robots', matchingRule: RULE },
    },
  ],
};
const hidden = (part: Snapshot['unknown'][number]['part'], of?: string): Partial<Snapshot> => ({
  ...PARTNERS,
  unknown: [{ part, of, message: 'no' }],
});
const reading = (subject: string) => block('p', 'tenancy', `allow ${subject} to read buckets in tenancy`);

describe('a plan that names principals of another domain', () => {
  it.each([
    ['group Partners/couriers', PARTNERS, []],
    ["dynamic-group 'partners'/'ROBOTS'", PARTNERS, []],
    ['group Partners/drivers', PARTNERS, ['question.groupUnknown']],
    ['dynamic-group Partners/drivers', PARTNERS, ['question.dynamicGroupUnknown']],
    ['group Guests/couriers', PARTNERS, ['question.groupUnknown']],
    ['group Partners/drivers', hidden('domain-groups', 'ocid1.domain.oc1..p'), []],
    ['group Guests/couriers', hidden('domains', ROOT), []],
    ['group id ocid1.group.oc1..c', PARTNERS, []],
  ] as const)('asks about those that are not there: %s', (subject, parts, questions) => {
    const made = plan(reading(subject), parts);
    expect([keys(made.stops), keys(made.questions)]).toEqual([[], questions]);
  });

  it.each(['group Partners/robots', 'dynamic-group Partners/couriers', 'dynamic-group Ops'])(
    'stops at those of the other kind: %s',
    (subject) => expect(keys(plan(reading(subject), PARTNERS).stops)).toEqual(['stop.subjectKind']),
  );

  it.each([
    ['group couriers', 'Partners/couriers'],
    ['group Partners/courier', 'couriers'],
    ['group Opps', 'Ops'],
  ])('says which one was meant: %s', (subject, mended) => {
    const { questions, warnings } = plan(reading(subject), PARTNERS);
    expect([questions, warnings.map(({ finding }) => [finding.code, finding.args['mended']])]).toEqual([
      [],
      [['group-unknown', mended]],
    ]);
  });

  it('takes a name for what its OCID means', () => {
    const policies = [policy('p', ROOT, 'allow group id ocid1.group.oc1..c to read buckets in tenancy')];
    const made = plan(reading('group Partners/couriers'), { ...PARTNERS, policies });
    expect(linesOf(made)).toEqual([]);
  });
});

describe('a dynamic group of another domain', () => {
  const robots = (rest: string) => `dynamic-group Partners/robots\n${rest}`;
  it.each([
    ['as it is', robots(`  description "Robots"\n  matching ${RULE}`), []],
    [
      'without a description',
      robots(`  matching ${RULE.toUpperCase().replace(/OCID1.*LABS/, 'ocid1.compartment.oc1..labs')}`),
      [],
    ],
    ['with another rule', robots(`  matching resource.type = 'vm'`), ['stop.domainDiffers']],
    ['with another description', robots(`  description "x"\n  matching ${RULE}`), ['stop.domainDiffers']],
    ['with a tag', robots(`  tag a.b = 'c'\n  matching ${RULE}`), ['stop.domainDiffers']],
    ['that is not there', `dynamic-group Partners/new matching ${RULE}`, ['stop.domainNotWritten']],
    ['of a domain that is not there', `dynamic-group Guests/new matching ${RULE}`, ['stop.domainNotWritten']],
  ])('is compared and never written: %s', (_, text, stops) => {
    const made = plan(text, PARTNERS);
    expect([linesOf(made), keys(made.stops)]).toEqual([[], stops]);
    if (stops.length === 0)
      expect(made.unchanged).toEqual([{ kind: 'dynamic-group', name: 'Partners/robots' }]);
  });
});

describe('a snapshot of a tenancy with domains', () => {
  const running = sandboxForAll({ seed: true });

  it('has their groups and dynamic groups, and plans with them', async () => {
    const tenancy = await tenancyOf(running());
    const { domains, domainPrincipals, unknown } = await tenancy.snapshot();
    expect(domains.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Default', true],
      ['Partners', false],
    ]);
    expect(domainPrincipals.map(({ kind, domain, name }) => `${kind} ${domain}/${name}`)).toEqual([
      'group Partners/couriers',
      'group Partners/shop-auditors',
      'dynamic-group Partners/partner-functions',
    ]);
    expect(domainPrincipals[2]?.matchingRule).toContain("resource.type = 'fnfunc'");
    expect(unknown).toEqual([]);
    const text =
      'policy p in tenancy\n  description "d"\n{\n  allow group Partners/couriers to read buckets in tenancy\n}\n';
    const { plan: made } = await preparePlan(tenancy, file(text));
    expect([made.stops, made.questions]).toEqual([[], []]);
  });

  it.each([
    [{ status: 403 }, 'Groups', 'domain-groups'],
    [{ status: 401 }, 'DynamicResourceGroups', 'domain-dynamic-groups'],
    [{ status: 503 }, 'Groups', 'domain-groups'],
    ['cut', 'Groups', 'domain-groups'],
    ['reset', 'DynamicResourceGroups', 'domain-dynamic-groups'],
  ] as const)('tells what a domain does not give as unknown: %j %s', async (kind, path, part) => {
    const tenancy = await tenancyOf(running());
    running().faults.add({ kind, method: 'GET', path: `*/admin/v1/${path}` });
    const { unknown } = await tenancy.snapshot();
    running().faults.clear();
    expect(unknown.map((each) => each.part)).toEqual([part]);
  });

  it('sends no signed request to an address that is not of the tenancy', async () => {
    const tenancy = await tenancyOf(running());
    for (const address of ['http://example.com/admin/v1/Groups', `${running().url}.example.com/admin`])
      await expect(tenancy.connection.readAt('ListGroups', address)).rejects.toMatchObject({
        kind: 'garbled',
      });
  });
});
