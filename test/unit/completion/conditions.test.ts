/** What is proposed inside conditions: variables that requests carry, operators that fit them, values that they may have. */
import { describe, expect, it } from 'vitest';
import { expectProposals, labelsIn } from './check.ts';

type Row = readonly [marked: string, proposals: string];

const buckets = 'allow group Ops to manage buckets in tenancy where';

const tables: Readonly<Record<string, readonly Row[]>> = {
  'the beginning of a condition': [
    [
      `${buckets} ‹|›`,
      'all | any | not | target.bucket.name | request.principal.type | request.permission | …',
    ],
    [`${buckets} not ‹|›`, 'target.bucket.name | request.principal.type | …'],
    [`${buckets} !‹|›`, 'target.bucket.name | request.principal.type | …'],
    [`${buckets} all { ‹|› }`, 'target.bucket.name | request.principal.type | …'],
    [
      `${buckets} any {target.bucket.name = 'a', all {‹|›}}`,
      'target.bucket.name | request.principal.type | …',
    ],
    ['allow any-user to manage buckets in tenancy where ‹|›', 'all | any | not | request.principal.type | …'],
    [`${buckets} all { al‹|› }`, 'all'],
    [`${buckets} target.bucket.name = 'a' ‹|›`, ''],
  ],
  'variables by what they are compared with already': [
    [`${buckets} any {request.operation = 'GetBucket', ‹|›}`, 'request.operation | target.bucket.name | …'],
    [`${buckets} all {request.operation != 'GetBucket', ‹|›}`, 'request.operation | target.bucket.name | …'],
    [`${buckets} all {target.bucket.name = 'a', ‹|›}`, 'request.principal.type | request.permission | …'],
    [
      `allow any-user to manage buckets in tenancy where all {request.principal.type = 'workload', ‹|›}`,
      'request.principal.cluster_id | request.principal.namespace | request.principal.service_account | …',
    ],
  ],
  tags: [
    [`${buckets} target.resource.ta‹|›`, 'target.resource.tag.<namespace>.<key> | …'],
    [
      `tag-namespace ops { key owner key cost }\n${buckets} target.resource.ta‹|›`,
      'target.resource.tag.ops.owner | target.resource.tag.ops.cost | target.resource.tag.<namespace>.<key> | …',
    ],
    [
      `tag-namespace ops { key owner }\ndynamic-group d matching tag‹|›`,
      'tag.ops.owner.value | tag.<namespace>.<key>.value',
    ],
    [`tag-namespace ops { key owner }\ndynamic-group d tag ‹|›`, 'ops.owner'],
    [
      `dynamic-group d matching tag.ops.owner.value = 'a'\n${buckets} target.resource.ta‹|›`,
      'target.resource.tag.ops.owner | target.resource.tag.<namespace>.<key> | …',
    ],
  ],
  operators: [
    [`${buckets} target.bucket.name ‹|›`, '= | != | in | not in'],
    [`${buckets} target.bucket.name not‹|›`, 'not in'],
    [`${buckets} request.utc-timestamp ‹|›`, 'before | after'],
    [`${buckets} request.utc-timestamp.time-of-day ‹|›`, 'between'],
    [`${buckets} request.utc-timestamp.day-of-week ‹|›`, '= | != | in | not in'],
    [`${buckets} all {target.bucket.name ‹|›}`, '= | != | in | not in'],
  ],
  values: [
    [`${buckets} request.permission = ‹|›`, "'BUCKET_CREATE' | 'BUCKET_DELETE' | …"],
    [`${buckets} request.permission = '‹|›'`, "'BUCKET_CREATE' | 'BUCKET_DELETE' | …"],
    [`${buckets} request.permission = '‹|›`, "'BUCKET_CREATE' | 'BUCKET_DELETE' | …"],
    [`${buckets} request.permission = "‹|›"`, "'BUCKET_CREATE' | 'BUCKET_DELETE' | …"],
    [`${buckets} request.permission = del‹|›`, "'BUCKET_DELETE'"],
    [`${buckets} request.permission in ('BUCKET_CREATE', ‹|›)`, "'BUCKET_DELETE' | …"],
    [
      `${buckets} any {request.permission = 'BUCKET_CREATE', request.permission = ‹|›}`,
      "'BUCKET_DELETE' | …",
    ],
    [
      'allow group Ops to {VNIC_READ, VNIC_ATTACH} in tenancy where request.permission = ‹|›',
      "'VNIC_ATTACH' | 'VNIC_READ'",
    ],
    [`${buckets} request.operation = 'getb‹|›'`, "'GetBucket' | …"],
    [`${buckets} request.principal.type = 'datasciencej‹|›'`, "'datasciencejobrun'"],
    [`${buckets} request.region = 'ph‹|›'`, "'phx'"],
    [
      `${buckets} request.utc-timestamp.day-of-week = ‹|›`,
      "'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday'",
    ],
    [`${buckets} request.utc-timestamp.month-of-year = ‹|›`, "'1' | '2' | '3' | …"],
    [`${buckets} request.user.mfaTotpVerified = ‹|›`, "'true' | 'false'"],
    [
      `${buckets} target.compartment.id = ‹|›`,
      "request.principal.compartment.id | 'ocid1.compartment.oc1..<unique-id>'",
    ],
    [`${buckets} request.user.id = ‹|›`, "target.user.id | 'ocid1.user.oc1..<unique-id>'"],
    [`${buckets} target.bucket.name = ‹|›`, ''],
    [
      `${buckets} target.bucket.name = 'logs'\nallow group Dev to read objects in tenancy where target.bucket.name = ‹|›`,
      "'logs'",
    ],
    [
      'allow group Ops to read vnics in compartment Net\nallow group Ops to inspect compartments in tenancy where target.compartment.name = ‹|›',
      "'Net'",
    ],
  ],
  'variables on the right-hand side': [
    [
      'allow group Ops to use data-science-notebook-sessions in tenancy where target.notebook-session.createdBy = ‹|›',
      "request.user.id | 'ocid1.user.oc1..<unique-id>'",
    ],
    [
      'allow any-user to read secret-bundles in tenancy where target.secret.id = ‹|›',
      "request.principal.group.tag.<namespace>.<key> | 'ocid1.vaultsecret.oc1.<region>.<unique-id>'",
    ],
    [
      'tag-namespace lab { key secret }\nallow any-user to read secret-bundles in tenancy where target.secret.id = ‹|›',
      "request.principal.group.tag.lab.secret | request.principal.group.tag.<namespace>.<key> | 'ocid1.vaultsecret.oc1.<region>.<unique-id>'",
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (_, rows) => {
  it.each(rows)('%s', (marked, proposals) => expectProposals(marked, proposals));
});

describe('a variable that some requests lack', () => {
  const id = 'target.notebook-session.id';

  it.each([
    [
      'is not offered where the create permission alone is granted',
      '{DATA_SCIENCE_NOTEBOOK_SESSION_CREATE}',
      '',
      undefined,
    ],
    [
      'has a caution where it is among others',
      '{DATA_SCIENCE_NOTEBOOK_SESSION_CREATE, DATA_SCIENCE_NOTEBOOK_SESSION_READ}',
      '',
      `${id} ⚠`,
    ],
    ['has a caution where the verb includes it', 'manage data-science-notebook-sessions', '', `${id} ⚠`],
    ['has a caution where a family includes it', 'manage data-science-family', '', `${id} ⚠`],
    ['has none where the verb does not include it', 'use data-science-notebook-sessions', '', id],
    [
      'has none where the condition leaves it out',
      'manage data-science-notebook-sessions',
      "request.operation = 'GetNotebookSession', ",
      id,
    ],
    [
      'is not offered where the condition leaves nothing else',
      'manage data-science-notebook-sessions',
      "request.operation = 'CreateNotebookSession', ",
      undefined,
    ],
    [
      'is not offered where one permission is left, the create permission',
      'manage data-science-notebook-sessions',
      "request.permission = 'DATA_SCIENCE_NOTEBOOK_SESSION_CREATE', ",
      undefined,
    ],
    [
      'has a caution where any of two operations is left',
      'manage data-science-notebook-sessions',
      "any {request.operation = 'CreateNotebookSession', request.operation = 'GetNotebookSession'}, ",
      `${id} ⚠`,
    ],
    [
      'has none where the create permission is denied to the condition',
      'manage data-science-notebook-sessions',
      "request.permission in ('DATA_SCIENCE_NOTEBOOK_SESSION_READ', 'DATA_SCIENCE_NOTEBOOK_SESSION_UPDATE'), ",
      id,
    ],
  ])('%s', (_, grant, before, offered) => {
    const labels = labelsIn(`allow group Ops to ${grant} in tenancy where all {${before}‹|›}`);
    expect(labels.find((label) => label.startsWith(id))).toBe(offered);
  });

  it.each([
    ['read buckets', 'target.bucket.name', true],
    ['read vnics', 'target.bucket.name', false],
    ['{BUCKET_READ}', 'target.bucket.name', true],
    ['read object-family', 'target.bucket.name', true],
    ['read all-resources', 'target.bucket.name', true],
    ['manage instances', 'request.instanceOptions.areLegacyEndpointsDisabled', true],
    // A user is put in a group: the operation concerns both.
    ['use users', 'target.group.name', true],
    ['manage vnics', 'target.group.name', false],
  ])('in a statement that grants %s, %s is offered: %s', (grant, variable, isOffered) => {
    const labels = labelsIn(`allow group Ops to ${grant} in tenancy where ‹|›`);
    expect(labels.some((label) => label.startsWith(variable))).toBe(isOffered);
  });
});
