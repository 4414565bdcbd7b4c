import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAccess } from '../../server/src/access/compare.ts';
import { agreeing } from '../../server/src/access/difference.ts';
import { evaluate } from '../../server/src/access/evaluate.ts';
import { requestText } from '../../server/src/access/request-text.ts';
import type { Request } from '../../server/src/access/request.ts';
import { tenancyOf } from '../../server/src/access/tenancy.ts';
import { readQuestion } from '../../server/src/features/access/read-question.ts';
import { createDocument } from '../../server/src/language/document.ts';

/*
 * A plain reading of reference 4.7 for one side, the other one agreeing to everything: statements as records, every request of a
 * small world tried.
 */
const TENANCIES = { T: 'ocid1.tenancy.oc1..t', U: 'ocid1.tenancy.oc1..u' };
const GROUPS = { G: 'ocid1.group.oc1..g', H: 'ocid1.group.oc1..h' };
const DEFINES = [
  ...Object.entries(TENANCIES).map(([name, ocid]) => `define tenancy ${name} as ${ocid}`),
  ...Object.entries(GROUPS).map(([name, ocid]) => `define group ${name} as ${ocid}`),
];

interface Stated {
  readonly deny: boolean;
  readonly side: 'endorse' | 'admit';
  readonly subject: 'any-user' | 'any-group' | 'group G' | 'group H' | 'group G, H';
  readonly permissions: readonly string[];
  readonly tenancy: 'T' | 'U' | undefined;
  readonly place: readonly string[];
  readonly region: string | undefined;
}

const stated: fc.Arbitrary<Stated> = fc.record({
  deny: fc.constantFrom(false, false, true),
  side: fc.constantFrom('endorse' as const, 'admit' as const),
  subject: fc.constantFrom(
    'any-user' as const,
    'any-group' as const,
    'group G' as const,
    'group H' as const,
    'group G, H' as const,
  ),
  permissions: fc.subarray(['BUCKET_READ', 'BUCKET_DELETE'], { minLength: 1 }),
  tenancy: fc.constantFrom('T' as const, 'U' as const, undefined),
  place: fc.constantFrom([], ['A'], ['A', 'B']),
  region: fc.constantFrom(undefined, undefined, 'iad', 'phx'),
});

function textOf({ deny, side, subject, permissions, tenancy, place, region }: Stated): string {
  const head = `${deny ? 'deny ' : ''}${side} ${subject}`;
  const what = `to {${permissions.join(', ')}}`;
  const where = region === undefined ? '' : ` where request.region = '${region}'`;
  const path = place.join(':');
  if (side === 'admit') {
    const from = tenancy === undefined ? 'any-tenancy' : `tenancy ${tenancy}`;
    return `${head} of ${from} ${what} in ${path === '' ? 'tenancy' : `compartment ${path}`}${where}`;
  }
  if (tenancy === undefined) return `${head} ${what} in any-tenancy${where}`;
  return `${head} ${what} in ${path === '' ? '' : `compartment ${path} of `}tenancy ${tenancy}${where}`;
}

const worldOf = (statements: readonly Stated[]) =>
  tenancyOf([{ uri: 'a', document: createDocument([...DEFINES, ...statements.map(textOf)].join('\n')) }]);

interface Asked {
  readonly side: Stated['side'];
  readonly group: 'G' | 'H';
  readonly permission: string;
  readonly tenancy: string;
  readonly place: readonly string[];
  readonly region: string;
}

const EVERY: readonly Asked[] = (['endorse', 'admit'] as const).flatMap((side) =>
  (['G', 'H'] as const).flatMap((group) =>
    ['BUCKET_READ', 'BUCKET_DELETE'].flatMap((permission) =>
      ['T', 'U', 'V'].flatMap((tenancy) =>
        [[], ['A'], ['A', 'B'], ['X']].flatMap((place) =>
          ['iad', 'phx'].map((region) => ({ side, group, permission, tenancy, place, region })),
        ),
      ),
    ),
  ),
);

function isAllowed(statements: readonly Stated[], asked: Asked): boolean {
  const fits = statements.filter(
    ({ side, subject, permissions, tenancy, place, region }) =>
      side === asked.side &&
      (!subject.startsWith('group') || subject.includes(asked.group, 'group'.length)) &&
      permissions.includes(asked.permission) &&
      (tenancy === undefined || tenancy === asked.tenancy) &&
      ((side === 'endorse' && tenancy === undefined) ||
        place.every((part, index) => asked.place[index] === part)) &&
      (region === undefined || region === asked.region),
  );
  return fits.some(({ deny }) => !deny) && !fits.some(({ deny }) => deny);
}

function requestOf({ side, group, permission, tenancy, place, region }: Asked): Request {
  const ocid = `ocid1.tenancy.oc1..${tenancy.toLowerCase()}`;
  const own = { kind: 'user' as const, groups: [{ name: group, ocid: GROUPS[group] }] };
  return {
    principal: side === 'admit' ? { ...own, tenancy: ocid } : own,
    ...(side === 'endorse' ? { tenancy: ocid } : {}),
    ...{
      action: permission,
      target: { path: place },
      facts: new Map([['request.region', { values: [region] }]]),
    },
  };
}

const some = fc.array(stated, { maxLength: 3 });
const pair = fc.tuple(some, some, some).map(
  ([common, before, after]) =>
    [
      [...common, ...before],
      [...after, ...common],
    ] as const,
);

const answerOf = (statements: readonly Stated[], request: Request) =>
  evaluate(worldOf(statements), request, { other: agreeing(request) }).outcome;

describe('access across tenancies, the other one agreeing', () => {
  it('is answered as the plain reading of the rules does', () => {
    fc.assert(
      fc.property(fc.array(stated, { maxLength: 6 }), fc.constantFrom(...EVERY), (statements, asked) => {
        const told = answerOf(statements, requestOf(asked));
        expect(told).toBe(isAllowed(statements, asked) ? 'allowed' : 'denied');
      }),
      { numRuns: 500 },
    );
  });

  it('is not known for certain without the other tenancy, unless this one refuses', () => {
    fc.assert(
      fc.property(fc.array(stated, { maxLength: 6 }), fc.constantFrom(...EVERY), (statements, asked) => {
        const { outcome } = evaluate(worldOf(statements), requestOf(asked));
        expect(outcome).toBe(isAllowed(statements, asked) ? 'unknown' : 'denied');
      }),
      { numRuns: 200 },
    );
  });

  it('is compared as trying every request does, and every example replays, also as it is told', () => {
    const seen = { same: 0, different: 0, unknown: 0 };
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const [old, fresh] = [worldOf(before), worldOf(after)];
        const { verdict, changes, open } = compareAccess(old, fresh);
        seen[verdict]++;
        for (const { witness, before: was, after: is } of changes) {
          const told = requestText(witness);
          const [, who = '', action = '', where, facts] =
            /^(.*) can (\S+)(?: in (.*?))?(?: where (.*))?$/.exec(told) ?? [];
          for (const [world, outcome] of [
            [old, was],
            [fresh, is],
          ] as const) {
            const read = readQuestion({ who, action, where, facts }, world);
            for (const each of [witness, read]) {
              if ('misread' in each) expect.fail(told);
              else expect(evaluate(world, each, { other: agreeing(each) }).outcome, told).toBe(outcome);
            }
          }
        }
        const differs = (from: boolean, to: boolean) =>
          EVERY.some((each) => isAllowed(before, each) === from && isAllowed(after, each) === to);
        const has = (...kinds: string[]) => changes.some(({ kind }) => kinds.includes(kind));
        const [isGained, isLost] = [differs(false, true), differs(true, false)];
        if (verdict === 'same') expect({ isGained, isLost }).toEqual({ isGained: false, isLost: false });
        if (open.length > 0) return;
        if (isGained) expect(has('gained', 'widened')).toBe(true);
        if (isLost) expect(has('lost', 'narrowed')).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(seen.different).toBeGreaterThan(seen.unknown);
  });
});
