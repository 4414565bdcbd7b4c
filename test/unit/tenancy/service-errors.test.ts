import { describe, expect, it } from 'vitest';
import { TenancyFailure } from '../../../client/src/tenancy/failure.ts';
import type { Change } from '../../../client/src/tenancy/plan.ts';
import { explainFailure } from '../../../client/src/tenancy/service-errors.ts';
import { apply } from '../../../client/src/tenancy/tenancy.ts';
import { makePlan } from '../../../client/src/tenancy/plan.ts';
import { readWanted } from '../../../client/src/tenancy/wanted.ts';
import { sandboxForAll } from '../sandbox/client.ts';
import { file, freshFolder, tenancyOf, yes } from './stage.ts';

const failed = (status: number, serviceCode: string, message = 'x') =>
  new TenancyFailure({ kind: 'service', status, serviceCode, message, requestId: 'r' });

const STATEMENTS = [
  'allow group A to read buckets in compartment Labs:Dev',
  'allow service faas to use functions-family in tenancy',
  'allow any-user to read buckets in tenancy where target.bucket.name = mine',
  'deny group A to manage vcns in tenancy',
];
const change = {
  ...{ kind: 'policy', action: 'update', name: 'p', source: { file: 'f', line: 1, column: 1 } },
  statements: { added: STATEMENTS, removed: [], changed: [], kept: 0 },
  statementSources: STATEMENTS.map((_, index) => ({ file: 'f', line: index + 3, column: 3 })),
  after: { kind: 'policy', statements: STATEMENTS },
} as unknown as Change;

describe('what the service says', () => {
  it.each([
    [
      'Compartment {Labs:Dev} does not exist or is not part of the policy compartment subtree',
      'compartment-unknown',
      0,
      'Labs:Dev',
    ],
    [
      'Compartment labs:dev does not exist or is not part of the policy compartment subtree',
      'compartment-unknown',
      0,
      'labs:dev',
    ],
    [
      'The compartment/group A specified in the policy statement does not exist under current compartment hierarchy',
      'compartment-unknown',
      0,
      'A',
    ],
    ['Service {faas} does not exist.', 'service-unknown', 1, 'faas'],
    [
      "Invalid right-hand side in condition: empty list of varnames'@'VariableType.of'",
      'value-unquoted',
      2,
      undefined,
    ],
    ['Deny statement passed into a Allow compilation', 'deny-not-enabled', 3, undefined],
    [
      'Failed to parse policy due to an issue with token: functions-family at character: 30',
      'syntax-error',
      1,
      'functions-family',
    ],
    ['No permissions found', 'resource-type-unknown', undefined, undefined],
    ['Dynamic group can only be created in the tenancy compartment', 'dg-not-in-root', undefined, undefined],
  ])('%s', (message, check, index, token) => {
    const explained = explainFailure(failed(400, 'InvalidParameter', message), change);
    expect({ check: explained.check, index: explained.statement?.index, token: explained.token }).toEqual({
      check,
      index,
      token,
    });
    expect(explained).toMatchObject({
      verbatim: message,
      requestId: 'r',
      source: { line: index === undefined ? 1 : index + 3 },
    });
  });

  it.each([
    [400, 'LimitExceeded', 'service.limit'],
    [400, 'RelatedResourceNotAuthorizedOrNotFound', 'service.notVisible'],
    [400, 'SomethingNew', 'service.other'],
    [401, 'NotAuthenticated', 'service.notAuthenticated'],
    [403, 'NotAuthorized', 'service.notAuthorized'],
    [404, 'NotAuthorizedOrNotFound', 'service.notFound'],
    [409, 'PolicyAlreadyExists', 'service.exists'],
    [409, 'IncorrectState', 'service.conflict'],
    [412, 'NoEtagMatch', 'service.changedMeanwhile'],
    [413, 'RequestEntityTooLarge', 'service.tooLarge'],
    [429, 'TooManyRequests', 'service.busy'],
    [503, 'ServiceUnavailable', 'service.broken'],
  ])('as %i %s has words of ours', (status, code, key) => {
    const explained = explainFailure(failed(status, code, 'their words'));
    expect([explained.saying.key, explained.verbatim]).toEqual([key, 'their words']);
  });

  it('of the home region is told as that', () => {
    const message = 'Please go to your home region IAD to execute CREATE, UPDATE and DELETE operations.';
    expect(explainFailure(failed(403, 'NotAllowed', message)).saying.key).toBe('service.homeRegion');
  });
});

describe('a refusal of the sandbox', () => {
  const running = sandboxForAll({ seed: true });
  const READ = 'allow group Analysts to read buckets in tenancy';

  it.each([
    ['compartment-unknown', `${READ}\n allow group Analysts to read vcns in compartment labs`, 4],
    ['deny-not-enabled', `${READ}\n deny group Analysts to read vcns in tenancy`, 4],
    ['service-unknown', `${READ}\n allow service moonbase to read vcns in tenancy`, 4],
  ])('is led back to its statement: %s', async (check, statements, line) => {
    const tenancy = await tenancyOf(running());
    const text = `policy p in compartment science\n{\n ${statements}\n}\n`.replace(
      /in tenancy/g,
      'in compartment science',
    );
    const snapshot = await tenancy.snapshot();
    // What our own guards would refuse is sent all the same, to see the refusal of the service.
    const plan = { ...makePlan(readWanted(file(text)), snapshot), stops: [], faults: [] };
    const applied = await apply(tenancy, { plan, snapshot }, { confirm: yes, folder: freshFolder() });
    if (!applied.failed) throw new Error('it was taken');
    const explained = explainFailure(applied.failed.failure, applied.failed.change);
    expect([explained.check, explained.source?.line]).toEqual([check, line]);
    expect(explained.verbatim).not.toBe('');
  });
});
