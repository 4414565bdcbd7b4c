/** The test vectors of the language reference: one row each, in its order. */
import { describe, expect, it } from 'vitest';
import { compartmentsOf } from '../../../server/src/access/compartments.ts';
import { evaluate } from '../../../server/src/access/evaluate.ts';
import { tenancyOf } from '../../../server/src/access/tenancy.ts';
import { runTests } from '../../../server/src/access/tests.ts';
import { createDocument } from '../../../server/src/language/document.ts';

const compartments = compartmentsOf([
  { path: ['A'], ocid: 'ocid1.compartment.oc1..a' },
  { path: ['A', 'B'], ocid: 'ocid1.compartment.oc1..b' },
  { path: ['A', 'B', 'C'], ocid: 'ocid1.compartment.oc1..c' },
  { path: ['X'], ocid: 'ocid1.compartment.oc1..x' },
]);

function check(policy: string, request: string) {
  const source = { uri: 'vector', document: createDocument(`${policy}\ntest "vector" {\n${request}\n}\n`) };
  expect(source.document.items.flatMap(({ faults }) => faults.map(({ code }) => code))).toEqual([]);
  const tenancy = tenancyOf([source], { compartments });
  const outcomes = runTests(tenancy, [source]).results.flatMap(({ expectations }) =>
    expectations.map(({ answer }) => answer.outcome),
  );
  expect(outcomes).toHaveLength(1);
  return outcomes[0];
}

const attached = (to: string, ...statements: string[]) =>
  `policy p in ${to} description "p" {\n${statements.join('\n')}\n}`;
const u = 'as user u in group G can';
const TAG_POLICY =
  'allow any-user to read secret-bundles in compartment A where target.secret.id=request.principal.group.tag.lab.secret-id';
const notebookGroup = (name: string, value: string) =>
  `dynamic-group ${name} tag lab.secret-id = '${value}' matching resource.type = 'datasciencenotebooksession'`;
const CLOCK =
  "allow group G to read buckets in tenancy where request.utc-timestamp.time-of-day between '17:00:00Z' and '01:00:00Z'";
const both = (deny: string) =>
  `allow group G to manage buckets in tenancy\ndeny group G to ${deny} buckets in compartment A`;
const corp = (condition: string) =>
  `allow group G to manage buckets in tenancy\ndeny group G to manage buckets in tenancy where ${condition}`;
const groups = (how: string) =>
  `allow group G to manage groups in tenancy where ${how} {request.permission != 'GROUP_DELETE', request.permission != 'GROUP_CREATE'}`;
const users = "allow group G to use users in tenancy where target.group.name != 'Administrators'";
const star = (value: string) =>
  `allow group G to read objects in compartment A where target.bucket.name=${value}`;

describe('the vectors', () => {
  it.each<[number, string, string, string]>([
    [1, 'allow group G to manage vcns in compartment A', `${u} DeleteVcn in compartment A:B:C`, 'allowed'],
    [
      2,
      attached('compartment A', 'allow group G to read buckets in compartment B'),
      `${u} GetBucket in compartment A:B`,
      'allowed',
    ],
    [5, users, `${u} ListUsers in tenancy`, 'denied'],
    [6, `${users}\nallow group G to inspect users in tenancy`, `${u} ListUsers in tenancy`, 'allowed'],
    [7, groups('any'), `${u} DeleteGroup in tenancy`, 'allowed'],
    [8, groups('all'), `${u} DeleteGroup in tenancy`, 'denied'],
    [9, 'allow group G to use volumes in compartment A', `${u} AttachVolume in compartment A`, 'denied'],
    [
      10,
      star("'BucketA'"),
      `${u} GetObject in compartment A where target.bucket.name = 'bucketa'`,
      'allowed',
    ],
    [11, star('/prod-*/'), `${u} GetObject in compartment A where target.bucket.name = 'prod-1'`, 'allowed'],
    [12, star("'prod-*'"), `${u} GetObject in compartment A where target.bucket.name = 'prod-1'`, 'denied'],
    [13, both('manage'), `${u} GetBucket in compartment A`, 'allowed'],
    [14, both('manage'), `${u} DeleteBucket in compartment A`, 'denied'],
    [15, both('inspect'), `${u} ListBuckets in compartment A:B`, 'denied'],
    [
      16,
      'deny any-user to inspect all-resources in tenancy',
      'as user root in group Default/Administrators can GetBucket in compartment A',
      'allowed',
    ],
    [
      17,
      'allow any-group to read buckets in tenancy',
      'as service faas can GetBucket in compartment A',
      'denied',
    ],
    [
      18,
      'allow any-user to read buckets in tenancy',
      'as service faas can GetBucket in compartment A',
      'allowed',
    ],
    [
      19,
      CLOCK,
      `${u} GetBucket in compartment A where request.utc-timestamp = '2026-04-01T23:30:00Z'`,
      'allowed',
    ],
    [
      20,
      CLOCK,
      `${u} GetBucket in compartment A where request.utc-timestamp = '2026-04-01T12:00:00Z'`,
      'denied',
    ],
    [
      21,
      "allow group G to read buckets in tenancy where request.region='us-phoenix-1'",
      `${u} GetBucket in compartment A where request.region = 'phx'`,
      'denied',
    ],
    [
      22,
      [TAG_POLICY, notebookGroup('one', 's1'), notebookGroup('two', 's2')].join('\n'),
      "as resource datasciencenotebooksession can GetSecretBundle in compartment A where target.secret.id = 's1'",
      'allowed',
    ],
    [
      23,
      "allow group G to manage instances in compartment A where target.resource.tag.Ops.P='x'",
      `${u} LaunchInstance in compartment A`,
      'denied',
    ],
    [
      24,
      corp("request.networkSource.name != 'corp'"),
      `${u} DeleteBucket in compartment A where request.networkSource.name = ''`,
      'allowed',
    ],
    [
      25,
      corp("any {!request.networkSource.name, request.networkSource.name != 'corp'}"),
      `${u} DeleteBucket in compartment A where request.networkSource.name = ''`,
      'denied',
    ],
    [
      27,
      "allow any-user to read objectstorage-namespaces in tenancy where all {request.principal.type='aidataplatform', any {request.permission='OBJECTSTORAGE_NAMESPACE_READ'}}",
      'as resource aidataplatform can GetNamespaceMetadata in tenancy',
      'denied',
    ],
    [
      28,
      "allow group G to manage object-family in compartment A where target.bucket.name='b'",
      `${u} ListBuckets in compartment A`,
      'denied',
    ],
    [
      29,
      `${attached('tenancy', 'allow group G to read vcns in compartment A')}\n${attached('compartment A:B', 'deny any-group to inspect vcns in compartment B')}`,
      `${u} GetVcn in compartment A:B:C`,
      'denied',
    ],
    [
      30,
      "allow dynamic-group D to read buckets in tenancy\ndynamic-group D matching all {resource.type='t', resource.compartment.id='ocid1.compartment.oc1..a'}",
      "as resource t { compartment = 'A:B' } can GetBucket in compartment A",
      'denied',
    ],
  ])('%i', (_, policy, request, outcome) => {
    expect(check(policy, request)).toBe(outcome);
  });

  it.each([
    [3, 'allow group G to read buckets in compartment A:B'],
    [4, 'allow group G to read buckets in compartment X'],
  ])('%i would not be saved', (_, statement) => {
    const document = createDocument(attached('compartment A', statement));
    const [placed] = tenancyOf([{ uri: 'vector', document }], { compartments }).statements;
    expect(placed?.covered).toEqual({ kind: 'rejected' });
  });

  it('26', () => {
    const home = (policy: string, ocid: string) =>
      tenancyOf([{ uri: ocid, document: createDocument(policy) }], { ocid });
    const [ours, theirs] = ['ocid1.tenancy.oc1..s', 'ocid1.tenancy.oc1..d'];
    const request = {
      principal: { kind: 'user', groups: [{ name: 'G', ocid: 'ocid1.group.oc1..g' }], tenancy: ours },
      ...{ action: 'GetBucket', target: { path: [] }, tenancy: theirs, facts: new Map() },
    } as const;
    const source = home('endorse group G to read buckets in any-tenancy', ours);
    const admit = `define tenancy S as ${ours}\ndefine group G as ocid1.group.oc1..g\nadmit group G of tenancy S to read buckets in tenancy`;
    expect(evaluate(source, request, { other: home('', theirs) }).outcome).toBe('denied');
    expect(evaluate(source, request, { other: home(admit, theirs) }).outcome).toBe('allowed');
    expect(evaluate(source, request).outcome).toBe('unknown');
    expect(evaluate(home('', ours), request).outcome).toBe('denied');
  });
});
