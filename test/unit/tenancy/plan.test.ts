import { describe, expect, it } from 'vitest';
import type { DynamicGroup, Policy, TagKey, TagNamespace } from '../../../client/src/tenancy/objects.ts';
import { isApplicable, makePlan, type PlanOptions } from '../../../client/src/tenancy/plan.ts';
import type { Snapshot } from '../../../client/src/tenancy/snapshot.ts';
import { readWanted } from '../../../client/src/tenancy/wanted.ts';
import { linesOf } from './stage.ts';

const ROOT = 'ocid1.tenancy.oc1..root';
const LABS = 'ocid1.compartment.oc1..labs';
const DEV = 'ocid1.compartment.oc1..dev';
const tags = { freeformTags: {}, definedTags: {} };

const policy = (name: string, compartmentId: string, ...statements: string[]): Policy => ({
  ...{ kind: 'policy', id: `ocid1.policy.oc1..${name.toLowerCase()}`, name, compartmentId, statements },
  ...{ description: 'd', ...tags },
});
const dynamicGroup = (name: string, matchingRule: string, definedTags = {}): DynamicGroup => ({
  ...{
    kind: 'dynamic-group',
    id: `ocid1.dynamicgroup.oc1..${name}`,
    name,
    compartmentId: ROOT,
    matchingRule,
  },
  ...{ description: 'd', freeformTags: {}, definedTags },
});

/** The policy that lets the person who applies manage everything. */
const ADMIN = policy('admins', ROOT, 'allow group Admins to manage all-resources in tenancy');

const snapshot = (parts: Partial<Snapshot> = {}): Snapshot => ({
  place: {
    ...{ profile: 'P', tenancyId: ROOT, tenancyName: 'acme', region: 'eu-frankfurt-1' },
    ...{ homeRegion: 'eu-frankfurt-1', isSandbox: false },
  },
  takenAt: '2026-01-01T00:00:00.000Z',
  compartments: [
    { id: ROOT, parentId: undefined, name: 'acme', description: '' },
    { id: LABS, parentId: ROOT, name: 'Labs', description: '' },
    { id: DEV, parentId: LABS, name: 'Dev', description: '' },
  ],
  policies: [],
  groups: [
    { id: 'ocid1.group.oc1..ops', name: 'Ops' },
    { id: 'ocid1.group.oc1..admins', name: 'Admins' },
  ],
  ...{ dynamicGroups: [], tagNamespaces: [], tagKeys: [], networkSources: [], domains: [], unknown: [] },
  ownGroups: ['ocid1.group.oc1..admins'],
  ...parts,
});

const plan = (text: string, parts: Partial<Snapshot> = {}, options: PlanOptions = {}) =>
  makePlan(readWanted([{ name: 'f.ocipolicy', text }]), snapshot(parts), options);
const keys = (remarks: readonly { readonly key: string }[]) => remarks.map(({ key }) => key);
const block = (name: string, place: string, ...statements: string[]) =>
  `policy ${name} in ${place}\n{\n${statements.map((each) => `  ${each}`).join('\n')}\n}\n`;

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

describe('dynamic groups and tags', () => {
  const rule = "all { resource.type = 'fnfunc', resource.compartment.id = 'x' }";
  const namespace: TagNamespace = {
    ...{
      kind: 'tag-namespace',
      id: 'ns',
      name: 'Ops',
      compartmentId: ROOT,
      description: 'd',
      isRetired: false,
    },
    ...tags,
  };
  const key: TagKey = {
    ...{ kind: 'tag-key', id: 'k', namespaceId: 'ns', namespace: 'Ops', name: 'Level', description: 'd' },
    ...{ isRetired: false, ...tags },
  };
  const there = { tagNamespaces: [namespace], tagKeys: [key] };

  it.each([
    [rule, ` ALL {resource.compartment.id = 'X',resource.type='fnfunc'} `, []],
    [rule, "all { resource.type = 'fnfunc' }", ['update dynamic-group g']],
    [rule, 'what is this', ['update dynamic-group g']],
  ])('are compared by their rules: %s, %s', (wanted, stored, lines) => {
    const made = plan(`dynamic-group g matching ${wanted}`, { dynamicGroups: [dynamicGroup('g', stored)] });
    expect(linesOf(made)).toEqual(lines);
  });

  it('gain tags and keep others', () => {
    const text = `dynamic-group g tag ops.level = '2' matching ${rule}`;
    const before = dynamicGroup('g', rule, { Ops: { Level: '1', Owner: 'x' }, Oracle: { By: 'y' } });
    const [change] = plan(text, { ...there, dynamicGroups: [before] }).changes;
    expect(change).toMatchObject({
      ...{ fields: ['definedTags'], details: [{ what: 'tag', name: 'ops.level', before: '1', after: '2' }] },
      after: { definedTags: { Ops: { Level: '2', Owner: 'x' }, Oracle: { By: 'y' } } },
    });
  });

  it.each([
    [`dynamic-group g tag Ops.Rank = '2' matching ${rule}`, {}, ['stop.tagUnknown']],
    [
      `dynamic-group g tag Ops.Level = '2' matching ${rule}`,
      { tagKeys: [{ ...key, isRetired: true }] },
      ['stop.tagRetired'],
    ],
    [`dynamic-group 'Other'/g matching ${rule}`, {}, ['stop.domainNotWritten']],
    [`dynamic-group Ops matching ${rule}`, {}, ['stop.nameOfGroup']],
    [`dynamic-group g matching ${rule}\ndynamic-group G matching ${rule}`, {}, ['stop.dynamicGroupTwice']],
    ['tag-namespace Ops in compartment Labs { key Level }', {}, ['stop.tagNamespaceElsewhere']],
    ['tag-namespace Ops in tenancy { key Level key level }', {}, ['stop.tagKeyTwice']],
    ['tag-namespace New { key Level }', {}, ['stop.placeMissing']],
  ])('stop at %s', (text, parts, stops) => {
    expect(keys(plan(text, { ...there, ...parts }).stops)).toEqual(stops);
  });

  it('tell what is only there', () => {
    const text = `tag-namespace Ops in tenancy { }\ndynamic-group g matching ${rule}`;
    const made = plan(text, { ...there, dynamicGroups: [dynamicGroup('g', rule, { Ops: { Level: '1' } })] });
    expect([linesOf(made), keys(made.notes)]).toEqual([[], ['note.tagKeyOnlyThere', 'note.tagOnlyThere']]);
  });

  it('are deleted only when an apply created them and nobody names them', () => {
    const dynamicGroups = [
      dynamicGroup('mine', rule),
      dynamicGroup('used', rule),
      dynamicGroup('theirs', rule),
    ];
    const owned = new Set(dynamicGroups.slice(0, 2).map(({ id }) => id));
    const policies = [policy('p', ROOT, 'Allow dynamic-group Used to read buckets in tenancy')];
    const made = plan(
      `dynamic-group g matching ${rule}`,
      { dynamicGroups, policies },
      { delete: true, owned },
    );
    expect(linesOf(made)).toEqual(['create dynamic-group g', 'delete dynamic-group mine']);
    expect(made.notes).toMatchObject([{ key: 'note.dynamicGroupUsed', args: { name: 'used', policy: 'p' } }]);
  });
});

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
      'a group of another domain',
      block('p', 'tenancy', 'allow group Other/Gone to read vcns in tenancy'),
      {},
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
