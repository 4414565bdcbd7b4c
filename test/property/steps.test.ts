import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Policy } from '../../client/src/tenancy/objects.ts';
import type { Change } from '../../client/src/tenancy/plan.ts';
import { stepsOf } from '../../client/src/tenancy/steps.ts';

/** Of so many requests each statement allows or denies some. */
const REQUESTS = 4;
const statement = fc
  .record({ effect: fc.constantFrom('allow', 'deny'), group: fc.integer({ min: 0, max: REQUESTS - 1 }) })
  .map(({ effect, group }) => `${effect} group G${group} to manage vcns in tenancy`);
const statements = fc.uniqueArray(statement, { maxLength: 5 });
/** A policy before and after; none where it has no statement. */
const tenancies = fc.array(fc.tuple(statements, statements), { minLength: 1, maxLength: 4 });

const policyOf = (name: string, texts: readonly string[]): Policy | undefined =>
  texts.length === 0
    ? undefined
    : {
        ...{ kind: 'policy', id: name, compartmentId: 'root', name, description: 'd', statements: texts },
        ...{ freeformTags: {}, definedTags: {} },
      };

function changeOf(name: string, before: readonly string[], after: readonly string[]): Change[] {
  const [was, is] = [policyOf(name, before), policyOf(name, after)];
  const added = after.filter((text) => !before.includes(text));
  const removed = before.filter((text) => !after.includes(text));
  if (added.length + removed.length === 0) return [];
  const action = !was ? 'create' : !is ? 'delete' : 'update';
  const kept = after.length - added.length;
  return [
    {
      ...{
        kind: 'policy',
        action,
        name,
        compartment: 'root',
        before: was,
        after: is,
        fields: ['statements'],
      },
      ...{ details: [], statements: { added, removed, changed: [], kept } },
    },
  ];
}

/** The requests that some policies allow: what nobody denies and somebody allows. */
function allowed(policies: Iterable<readonly string[]>): Set<number> {
  const all = [...policies].flat();
  return new Set(
    Array.from({ length: REQUESTS }, (_, group) => group).filter(
      (group) =>
        all.some((text) => text.startsWith(`allow group G${group} `)) &&
        !all.some((text) => text.startsWith(`deny group G${group} `)),
    ),
  );
}

it('At no moment of an apply anybody may do what neither the tenancy before nor the one after allows', () => {
  fc.assert(
    fc.property(tenancies, (policies) => {
      const state = new Map<string, readonly string[]>(
        policies.map(([before], index) => [`p${index}`, before]),
      );
      const changes = policies.flatMap(([before, after], index) => changeOf(`p${index}`, before, after));
      const [first, last] = [allowed(state.values()), allowed(policies.map(([, after]) => after))];
      const { steps, unordered } = stepsOf(changes);
      expect(unordered).toEqual([]);
      for (const { name, action, before, after, step } of steps) {
        // Each write begins with what the one before has left.
        expect((before as Policy | undefined)?.statements ?? []).toEqual(state.get(name));
        expect(action === 'create').toBe((state.get(name) ?? []).length === 0);
        if (step) expect(step.number).toBeLessThanOrEqual(step.of);
        state.set(name, (after as Policy | undefined)?.statements ?? []);
        const now = allowed(state.values());
        expect([...now].filter((request) => !first.has(request) && !last.has(request))).toEqual([]);
      }
      const sorted = (lists: Iterable<readonly string[]>) => [...lists].map((texts) => [...texts].sort());
      expect(sorted(state.values())).toEqual(sorted(policies.map(([, after]) => after)));
      // One policy alone is one write: nothing is in between.
      if (changes.length === 1) expect(steps).toHaveLength(1);
    }),
    { numRuns: 2000 },
  );
});
