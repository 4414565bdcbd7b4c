import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preparePlan } from '../../client/src/tenancy/tenancy.ts';
import { sandboxForAll } from '../unit/sandbox/client.ts';
import { applyText, file, freshFolder, linesOf, tenancyOf } from '../unit/tenancy/stage.ts';

/** Statements that the sandbox takes in a policy of the root, in the many ways in which people write them. */
const subject = fc.constantFrom(
  ...[
    'any-user',
    'any-group',
    'group Analysts',
    'Group data-scientists, Analysts',
    "group 'Default'/Analysts",
  ],
  ...['dynamic-group shop-functions', 'GROUP network-admins'],
);
const grant = fc.constantFrom(
  ...['read buckets', 'MANAGE objects', 'use virtual-network-family', 'inspect all-resources'],
  ...['{BUCKET_READ, bucket_inspect}', 'read secret-bundles', 'manage data-science-family'],
);
const location = fc.constantFrom(
  ...['tenancy', 'TENANCY', 'compartment labs', 'compartment finance:DEV', 'compartment Finance : Prod'],
  ...['compartment LABS', 'compartment shop:staging'],
);
const comparison = fc.constantFrom(
  ...["request.region = 'phx'", "target.bucket.name='Reports'", "request.permission != 'BUCKET_DELETE'"],
  ...['target.bucket.name = /logs-*/', "request.user.name in ('a', 'b')", '!target.bucket.name'],
  ...['target.secret.id = request.principal.group.tag.Operations.CostCenter'],
);
const condition = fc.oneof(
  comparison,
  fc
    .tuple(fc.constantFrom('any', 'ALL', 'all'), fc.array(comparison, { minLength: 1, maxLength: 3 }))
    .map(([operator, parts]) => `${operator} {${parts.join(',  ')} }`),
);
const statement = fc
  .tuple(
    fc.constantFrom('allow', 'Allow'),
    subject,
    grant,
    location,
    fc.option(condition, { nil: undefined }),
  )
  .map(([effect, who, what, where, when]) => {
    const tail = when === undefined ? '' : `\n    where ${when}`;
    return `  ${effect}  ${who} to ${what} in ${where}${tail}`;
  });
const policies = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('one', 'two', 'Three'),
      fc.option(fc.constantFrom('d', 'other'), { nil: undefined }),
      fc.array(statement, { minLength: 1, maxLength: 6 }),
    ),
    { selector: ([name]) => name, minLength: 1, maxLength: 3 },
  )
  .map((blocks) =>
    blocks
      .map(([name, description, statements]) => {
        const said = description === undefined ? '' : `\n  description "${description}"`;
        return `policy ${name} in tenancy${said}\n{\n${statements.join('\n')}\n}`;
      })
      .join('\n\n'),
  );

describe('a plan', () => {
  const running = sandboxForAll({ seed: true });

  it('is empty after it was applied, whatever was there before', async () => {
    const tenancy = await tenancyOf(running());
    const folder = freshFolder();
    await fc.assert(
      fc.asyncProperty(policies, async (text) => {
        const { prepared, applied } = await applyText(tenancy, text, folder);
        expect(prepared.plan.stops).toEqual([]);
        expect(applied.failed?.failure.message).toBeUndefined();
        expect(['done', 'nothing']).toContain(applied.outcome);
        expect(applied.differs).toEqual([]);
        expect(linesOf((await preparePlan(tenancy, file(text))).plan)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
