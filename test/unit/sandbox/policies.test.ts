import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../../client/src/sandbox/sandbox.ts';
import { clientOf, compartment, refusal, sandbox, sandboxForAll } from './client.ts';

async function teaching(options: SandboxOptions = {}) {
  const running = await sandbox({ seed: true, ...options });
  return { running, client: clientOf(running), root: running.tenancyId };
}

const creating = (compartmentId: string, statements: readonly string[], name = 'p') => ({
  createPolicyDetails: { compartmentId, name, description: 'd', statements: [...statements] },
});

const READ = 'Allow group Analysts to read buckets in tenancy';

describe('policies', () => {
  it('are created, got, listed, changed and deleted', async () => {
    const { client, root } = await teaching();
    const created = await client.createPolicy(creating(root, [READ]));
    const { id } = created.policy;
    expect(created.policy).toMatchObject({ name: 'p', compartmentId: root, lifecycleState: 'ACTIVE' });
    expect(id).toMatch(/^ocid1\.policy\.oc1\.\.[a-z0-9]{20,}$/);

    const got = await client.getPolicy({ policyId: id });
    expect(got.policy).toEqual(created.policy);
    expect(got.etag).toBe(created.etag);

    const statements = ['Allow group Analysts to read objects in tenancy'];
    const changed = await client.updatePolicy({
      policyId: id,
      updatePolicyDetails: { statements },
      ifMatch: got.etag,
    });
    expect(changed.policy).toEqual({ ...got.policy, statements });
    expect(changed.etag).not.toBe(got.etag);

    const list = await client.listPolicies({ compartmentId: root });
    expect(list.items.map(({ name }) => name)).toEqual(['Tenant Admin Policy', 'p']);
    expect(list.items[1]).toEqual(changed.policy);

    await client.deletePolicy({ policyId: id, ifMatch: changed.etag });
    expect(await refusal(client.getPolicy({ policyId: id }))).toBe(
      '404 NotAuthorizedOrNotFound: Authorization failed or requested resource not found.',
    );
  });

  it('keep what an update does not name, and their version date as a day', async () => {
    const { client, root } = await teaching();
    const details = { ...creating(root, [READ]).createPolicyDetails, versionDate: new Date('2024-02-03') };
    const { policy } = await client.createPolicy({ createPolicyDetails: details });
    const update = async (updatePolicyDetails: object) =>
      (await client.updatePolicy({ policyId: policy.id, updatePolicyDetails })).policy;
    expect(policy.versionDate).toBe('2024-02-03');
    expect(await update({ description: 'new' })).toEqual({ ...policy, description: 'new' });
    expect((await update({ versionDate: '' })).versionDate).toBeUndefined();
    expect(await refusal(update({ versionDate: '01-02-2026' }))).toMatch(
      /^400 InvalidParameter: versionDate /,
    );
  });

  it('are told apart by their names, whatever the letter case', async () => {
    const { client, running, root } = await teaching();
    await client.createPolicy(creating(root, [READ], 'Buckets'));
    const again = creating(
      compartment(running, 'labs'),
      [READ.replace('tenancy', 'compartment labs')],
      'buckets',
    );
    expect(await refusal(client.createPolicy(again))).toBe(
      "409 PolicyAlreadyExists: Policy 'buckets' already exists",
    );
  });

  it('leave the first policy of a tenancy alone', async () => {
    const { client, root } = await teaching();
    const [admin] = (await client.listPolicies({ compartmentId: root, name: 'Tenant%20Admin%20Policy' }))
      .items;
    const policyId = admin?.id ?? '';
    expect(
      await refusal(client.updatePolicy({ policyId, updatePolicyDetails: { statements: [READ] } })),
    ).toBe(
      '400 InvalidParameter: Cannot update policy - Tenant Admin Policy. Only Service Principal can update this policy',
    );
    expect(await refusal(client.deletePolicy({ policyId }))).toMatch(
      /^400 InvalidParameter: Cannot delete policy/,
    );
  });
});

/** Statements, where their policy hangs, and what the service answers. */
const REFUSED: readonly (readonly [statement: string, at: string, answer: string])[] = [
  // Syntax: the first token that does not fit, and its offset.
  ['where target.bucket.name = /x*/', '', 'issue with token: where at character: 0'],
  ['Allow group Analysts read buckets in tenancy', '', 'Failed to parse policy'],
  ['Allow group Analysts to reed buckets in tenancy', '', 'issue with token: reed at character: 24'],
  [`${READ} ${READ}`, '', `issue with token: Allow at character: ${READ.length + 1}`],
  [`${READ} // why`, '', `issue with token: // why at character: ${READ.length + 1}`],
  ['Allow group <group-name> to read buckets in tenancy', '', 'token: <group-name> at character: 12'],
  ['policy p { }', '', 'issue with token: } at character: 11'],
  ['', '', 'issue with token: <EOF> at character: 0'],
  // Verbs and resource types.
  ['Allow group Analysts to read bukcets in tenancy', '', 'No permissions found'],
  ['Allow group Analysts to read all-resource in tenancy', '', 'No permissions found'],
  ['Allow group Analysts to inspect compute-capacity-reports in tenancy', '', 'No permissions found'],
  [
    'Endorse group Analysts to associate drg-attachmentz in tenancy with drgs in any-tenancy',
    '',
    'No permissions found',
  ],
  // Names.
  ['Allow service nosuchservice to read buckets in tenancy', '', 'Service {nosuchservice} does not exist.'],
  [
    'Allow group Nobody to read buckets in tenancy',
    '',
    'The group Nobody specified in the policy statement does not exist under current compartment hierarchy.',
  ],
  ["Allow group 'Other'/'Analysts' to read buckets in tenancy", '', 'The group Analysts specified'],
  ['Allow dynamic-group Analysts to read buckets in tenancy', '', 'The dynamic-group Analysts specified'],
  [
    'Allow group Analysts to read buckets in compartment Prod',
    '',
    'Compartment {Prod} does not exist or is not part of the policy compartment subtree',
  ],
  ['Allow group Analysts to read buckets in compartment Finance:Labs', '', 'Compartment {Finance:Labs} does'],
  [
    'Allow group Analysts to read buckets in compartment labs',
    'Finance',
    'Compartment {labs} does not exist',
  ],
  ['Allow group Analysts to read buckets in compartment Finance:Prod', 'Prod', 'Compartment {Finance:Prod}'],
  [READ, 'Finance', 'not part of the policy compartment subtree'],
  ['Allow group Analysts to read buckets in compartment ocid1.compartment.oc1..x', '', 'Compartment {ocid1.'],
  // Conditions.
  [
    `${READ} where target.bucket.name = reports`,
    '',
    "Invalid right-hand side in condition: empty list of varnames'@'VariableType.of'",
  ],
  // Denials and other tenancies.
  ['Deny group Analysts to read buckets in tenancy', '', 'Deny statement passed into a Allow compilation'],
  ['Endorse group Analysts to read buckets in tenancy Partner', '', 'The alias Partner is not defined'],
  ['Admit group Theirs of tenancy Partner to read buckets in tenancy', '', 'The group Theirs specified'],
  ['Endorse any-user to read buckets in compartment X of tenancy Partner', '', 'The alias Partner is not'],
  ['Endorse any-user to read buckets in any-tenancy', 'Finance', 'Statements across tenancies'],
];

const TAKEN: readonly (readonly [statement: string, at: string])[] = [
  ['allow GROUP analysts TO READ Buckets IN TENANCY', ''],
  ["Allow group 'Default'/'Analysts' to read buckets in tenancy", ''],
  ['Allow group id ocid1.group.oc1..aaaa to read buckets in compartment id ocid1.compartment.oc1..aaaa', ''],
  ['Allow group Analysts to manage compute-capacity-reports in tenancy', ''],
  ['Endorse group Analysts to associate drg-attachments in tenancy with drgs in any-tenancy', ''],
  ['Allow any-user to {OBJECT_READ} in compartment finance:prod', ''],
  ['Allow group Analysts to read buckets in compartment Finance', 'Finance'],
  ['Allow group Analysts to read buckets in compartment Finance:Prod', 'Finance'],
  ['Allow dynamic-group shop-functions to use log-content in compartment shop:staging', ''],
  ['Allow service datascience to use virtual-network-family in tenancy', ''],
  [`${READ} where any {target.bucket.name = /x*/, request.user.id = target.user.id}`, ''],
];

describe('statements', () => {
  const running = sandboxForAll({ seed: true });
  const policyIn = (at: string, statements: readonly string[], name: string) =>
    clientOf(running()).createPolicy(
      creating(at === '' ? running().tenancyId : compartment(running(), at), statements, name),
    );

  it.each(REFUSED)('%s (in %s): %s', async (statement, at, answer) => {
    const told = await refusal(policyIn(at, [statement], 'refused'));
    expect(told).toMatch(/^400 InvalidParameter: /);
    expect(told).toContain(answer);
  });

  it.each(TAKEN)('%s (in %s) is taken', async (statement, at) => {
    const { policy } = await policyIn(
      at,
      [statement],
      `taken-${TAKEN.findIndex((each) => each[0] === statement && each[1] === at)}`,
    );
    expect(policy.statements).toHaveLength(1);
  });

  it('across tenancies are taken with what they define, and denials when an administrator has opted in', async () => {
    const { client, root } = await teaching({ denyEnabled: true });
    const statements = [
      'Define tenancy Partner as ocid1.tenancy.oc1..partner',
      'Define group Theirs as ocid1.group.oc1..theirs',
      'Endorse group Analysts to read buckets in tenancy Partner',
      'Admit group Theirs of tenancy Partner to read buckets in tenancy',
      'Endorse group Analysts to read buckets in compartment Theirs of tenancy Partner',
      'Deny group Analysts to inspect buckets in tenancy',
    ];
    const { policy } = await client.createPolicy(creating(root, statements));
    expect(policy.statements).toEqual(statements);
  });

  it('of resource types that the catalogue lacks are taken when the sandbox is told so', async () => {
    const { client, root } = await teaching({ refuseUnknownTypes: false });
    const statements = ['Allow service brandnew to use brand-new-things in tenancy'];
    expect((await client.createPolicy(creating(root, statements))).policy.statements).toEqual(statements);
  });

  it('that fail leave nothing behind, and the first of them is told', async () => {
    const before = running().state;
    const statements = [
      READ,
      'Allow group A to read buckets in tenancy',
      'Allow group B to read buckets in tenancy',
    ];
    expect(await refusal(policyIn('', statements, 'none'))).toContain('The group A specified');
    expect(running().state).toEqual(before);
  });
});

describe('stored text', () => {
  const running = sandboxForAll({ seed: true });

  it.each([
    ['Allow  group\tAnalysts\n  to read buckets  in tenancy', READ],
    [
      "ALLOW group Analysts to read buckets in compartment FINANCE:Prod where target.bucket.name = 'a  B'",
      "ALLOW group Analysts to read buckets in compartment finance:prod where target.bucket.name = 'a  B'",
    ],
    [
      'Allow group Analysts to {BUCKET_READ,OBJECT_READ} in compartment Finance : Prod',
      'Allow group Analysts to {BUCKET_READ,OBJECT_READ} in compartment finance:prod',
    ],
    [
      "Allow group Analysts to read buckets in compartment 'Finance:Prod'",
      'Allow group Analysts to read buckets in compartment finance:prod',
    ],
  ])('%j is kept as %j', async (sent, kept) => {
    const client = clientOf(running());
    const { policy } = await client.createPolicy(creating(running().tenancyId, [sent]));
    await client.deletePolicy({ policyId: policy.id });
    expect(policy.statements).toEqual([kept]);
  });

  it('follows a compartment that is renamed or moved', async () => {
    const { client, running, root } = await teaching();
    const prod = compartment(running, 'Prod');
    const statements = ['Allow group Analysts to read buckets in compartment Finance:Prod'];
    const { policy } = await client.createPolicy(creating(root, statements));
    const shown = async () => (await client.getPolicy({ policyId: policy.id })).policy.statements;
    await client.updateCompartment({ compartmentId: prod, updateCompartmentDetails: { name: 'Live' } });
    expect(await shown()).toEqual(['Allow group Analysts to read buckets in compartment finance:live']);
    const moveCompartmentDetails = { targetCompartmentId: compartment(running, 'labs') };
    await client.moveCompartment({ compartmentId: prod, moveCompartmentDetails });
    expect(await shown()).toEqual(['Allow group Analysts to read buckets in compartment labs:live']);
  });
});

describe('limits', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => `${READ} where target.bucket.name = 'b${index}'`);

  it('of statements in a policy: 50', async () => {
    const { client, root } = await teaching();
    expect((await client.createPolicy(creating(root, many(50)))).policy.statements).toHaveLength(50);
    expect(await refusal(client.createPolicy(creating(root, many(51), 'q')))).toMatch(/^400 LimitExceeded: /);
    expect(await refusal(client.createPolicy(creating(root, [], 'r')))).toMatch(/^400 MissingParameter: /);
  });

  it('of statements from the root to any compartment, on creation and on update', async () => {
    // The tenancy begins with one statement, and Finance has three.
    const { client, running, root } = await teaching({ limits: { statementsPerHierarchy: 8 } });
    const { policy } = await client.createPolicy(creating(root, many(3)));
    const update = (count: number) =>
      client.updatePolicy({ policyId: policy.id, updatePolicyDetails: { statements: many(count) } });
    await update(4);
    const full = (usage: number) =>
      '400 LimitExceeded: You have reached the maximum number of policy statements allowed for this compartment ' +
      `hierarchy (Limit: 8, Current Usage: ${usage}).`;
    expect(await refusal(update(5))).toBe(full(9));
    expect(await refusal(client.createPolicy(creating(root, [READ], 'q')))).toBe(full(9));
    // The path through another compartment has room left.
    const labs = ['Allow group Analysts to read buckets in compartment labs'];
    await client.createPolicy(creating(compartment(running, 'labs'), labs, 'r'));
  });

  it('of policies', async () => {
    const { client, root } = await teaching({ limits: { policies: 4 } });
    await client.createPolicy(creating(root, [READ]));
    expect(await refusal(client.createPolicy(creating(root, [READ], 'q')))).toBe(
      '400 LimitExceeded: The following service limits were exceeded: policy-count. ' +
        'Request a service limit increase from the service limits page in the console.',
    );
  });
});
