import { describe, expect, it } from 'vitest';
import { ADMIN, block, DEV, LABS, plan, policy, ROOT } from './planning.ts';
import { linesOf } from './stage.ts';

describe('statements that say the same', () => {
  it.each([
    [
      'allow group Ops to read buckets in compartment Labs',
      '  ALLOW  Group ops  TO Read  Buckets in compartment labs ',
    ],
    [
      'allow group Ops, Admins to read buckets in tenancy',
      'Allow group admins,ops to read buckets in tenancy',
    ],
    [
      'allow group Ops to read buckets in compartment Labs:Dev',
      `Allow group Ops to read buckets in compartment id ${DEV}`,
    ],
    [
      'allow group Ops to read buckets in tenancy',
      `Allow group id ocid1.group.oc1..ops to read buckets in compartment id ${ROOT}`,
    ],
    ["allow group 'Default'/Ops to read buckets in tenancy", 'Allow group Ops to read buckets in tenancy'],
    [
      'allow any-user to {BUCKET_READ, bucket_inspect} in tenancy',
      'Allow any-user to {BUCKET_INSPECT,BUCKET_READ} in tenancy',
    ],
    [
      "allow any-user to read buckets in tenancy where all { request.region = 'phx', target.bucket.name = /a*/ }",
      "Allow any-user to read buckets in tenancy where ALL {target.bucket.name=/a*/,  request.region='phx'}",
    ],
    ['define tenancy T as ocid1.tenancy.oc1..t', 'Define tenancy t as ocid1.tenancy.oc1..t'],
  ])('%s', (wanted, stored) => {
    const made = plan(block('p', 'tenancy', wanted), { policies: [policy('P', ROOT, stored), ADMIN] });
    expect([linesOf(made), made.unchanged]).toEqual([[], [{ kind: 'policy', name: 'p' }]]);
  });
});

describe('a plan', () => {
  const READ = 'allow group Ops to read buckets in compartment Labs';
  const USE = 'allow group Ops to use buckets in compartment Labs';
  const OTHER = 'allow any-user to read vcns in tenancy';

  it('tells statements added, removed and changed, and sends those that stay as they are stored', () => {
    const stored = 'Allow group OPS to read buckets in compartment labs';
    const gone = 'allow group Admins to inspect users in tenancy';
    const { changes } = plan(block('p', 'tenancy', OTHER, USE, READ), {
      policies: [policy('p', ROOT, gone, stored, 'allow group Ops to manage buckets in compartment Labs')],
    });
    expect(changes).toMatchObject([
      {
        ...{ action: 'update', fields: ['statements'], source: { file: 'f.ocipolicy', line: 1, column: 1 } },
        statements: {
          ...{ added: [OTHER, USE], kept: 1 },
          changed: [{ before: 'allow group Ops to manage buckets in compartment Labs', after: USE }],
        },
        after: { statements: [OTHER, USE, stored], description: 'd' },
      },
    ]);
    expect(changes[0]?.statements?.removed).toContain(gone);
    expect(changes[0]?.statementSources?.map((source) => source?.line)).toEqual([3, 4, 5]);
  });

  it('sends statements on one line and without comments', () => {
    const wide = `allow any-user to read secret-bundles in compartment Labs // why\n where all { ${Array.from({ length: 6 }, (_, n) => `request.user.name != 'someone-${n}'`).join(',\n /* c */ ')} }`;
    const [change] = plan(block('p', 'tenancy', wide)).changes;
    const sent = change?.after?.kind === 'policy' ? change.after.statements : [];
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toMatch(/\n|\/\/|\/\*|why| {2}/);
    expect(linesOf(plan(block('p', 'tenancy', wide), { policies: [policy('p', ROOT, ...sent)] }))).toEqual(
      [],
    );
  });

  it.each([
    ['a policy that is not there', [], {}, ['create policy p']],
    ['one that says other things', [policy('p', LABS, OTHER)], {}, ['update policy p']],
    ['one in another compartment', [policy('p', ROOT, READ)], {}, ['replace policy p']],
    ['others, without being asked', [policy('p', LABS, READ), policy('q', LABS, USE)], {}, []],
    [
      'others, when asked',
      [policy('p', LABS, READ), policy('q', LABS, USE)],
      { delete: true },
      ['delete policy q'],
    ],
    ['others elsewhere, when asked', [policy('p', LABS, READ), policy('q', ROOT, USE)], { delete: true }, []],
    [
      'one that has another name, when asked',
      [policy('old', LABS, READ)],
      { delete: true },
      ['replace policy p'],
    ],
    [
      'the built-in one, when asked',
      [policy('p', LABS, READ), policy('Tenant Admin Policy', LABS, USE)],
      { delete: true },
      [],
    ],
  ] as const)('for %s', (_, policies, options, lines) => {
    expect(linesOf(plan(block('p', 'compartment Labs', READ), { policies }, options))).toEqual(lines);
  });

  it.each([
    ['tenancy', ROOT],
    ['compartment labs:DEV', DEV],
    [`compartment id ${DEV}`, DEV],
    [`compartment id ${ROOT}`, ROOT],
  ])('finds the place %s', (place, compartmentId) => {
    expect(plan(block('p', place, OTHER)).changes[0]?.after).toMatchObject({ compartmentId });
  });

  it('keeps what a file does not say', () => {
    const before = { ...policy('p', LABS, READ), versionDate: '2020-01-01', freeformTags: { a: 'b' } };
    const [change] = plan(block('p', 'compartment Labs', USE), { policies: [before] }).changes;
    expect(change).toMatchObject({
      fields: ['statements'],
      after: { versionDate: '2020-01-01', freeformTags: { a: 'b' } },
    });
  });

  it('makes denials come first and go last', () => {
    const deny = 'deny group Ops to manage vcns in tenancy';
    const text =
      block('allows', 'tenancy', READ) + block('denies', 'tenancy', deny) + block('opens', 'tenancy', OTHER);
    const made = plan(
      text,
      { policies: [policy('opens', ROOT, OTHER, deny), policy('closes', ROOT, USE), ADMIN] },
      { delete: true },
    );
    expect(linesOf(made)).toEqual([
      ...['create policy denies', 'create policy allows', 'delete policy closes', 'delete policy admins'],
      'update policy opens',
    ]);
  });
});
