import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAccess, type Comparison } from '../../server/src/access/compare.ts';
import { evaluate } from '../../server/src/access/evaluate.ts';
import { requestText } from '../../server/src/access/request-text.ts';
import { readQuestion } from '../../server/src/features/access/read-question.ts';
import { decidePlainly } from './plain-evaluator.ts';
import { EVERY_REQUEST, policies, statement, worldOf, type World } from './small-world.ts';

/** Two sets of policies that have most in common, so that differences are small. */
const pair = fc
  .tuple(
    fc.array(statement, { maxLength: 3 }),
    fc.array(statement, { maxLength: 2 }),
    fc.array(statement, { maxLength: 2 }),
  )
  .map(
    ([common, before, after]) =>
      [[...common, ...before].join('\n'), [...after, ...common].join('\n')] as const,
  );

const compared = (before: World, after: World) => compareAccess(before.tenancy, after.tenancy);

function holdsTogether({ changes }: Comparison, before: World, after: World) {
  for (const { witness, before: was, after: is } of changes) {
    expect([evaluate(before.tenancy, witness).outcome, evaluate(after.tenancy, witness).outcome]).toEqual([
      was,
      is,
    ]);
    expect(was).not.toBe(is);
    // It also replays as it is told to a person.
    const told = requestText(witness);
    const [, who = '', action = '', where, facts] =
      /^(.*) can (\S+)(?: in (.*?))?(?: where (.*))?$/.exec(told) ?? [];
    for (const [world, outcome] of [
      [before, was],
      [after, is],
    ] as const) {
      const read = readQuestion({ who, action, where, facts }, world.tenancy);
      expect('misread' in read ? read : evaluate(world.tenancy, read).outcome, told).toBe(outcome);
    }
  }
}

describe('comparing what two sets of policies allow', () => {
  it('gives requests that replay', () => {
    fc.assert(
      fc.property(pair, ([old, fresh]) => {
        const [before, after] = [worldOf(old), worldOf(fresh)];
        holdsTogether(compared(before, after), before, after);
      }),
      { numRuns: 200 },
    );
  });

  it('agrees with trying every request', () => {
    const seen = { same: 0, different: 0, unknown: 0 };
    fc.assert(
      fc.property(pair, ([old, fresh]) => {
        const [before, after] = [worldOf(old), worldOf(fresh)];
        const { verdict, changes, open } = compared(before, after);
        seen[verdict]++;
        const differs = (from: string, to: string) =>
          EVERY_REQUEST.some(
            (each) => decidePlainly(before.plain, each) === from && decidePlainly(after.plain, each) === to,
          );
        const [isGained, isLost] = [differs('denied', 'allowed'), differs('allowed', 'denied')];
        const has = (...kinds: string[]) => changes.some(({ kind }) => kinds.includes(kind));
        if (verdict === 'same') expect({ isGained, isLost }).toEqual({ isGained: false, isLost: false });
        if (open.length > 0) return;
        if (isGained) expect(has('gained', 'widened')).toBe(true);
        if (isLost) expect(has('lost', 'narrowed')).toBe(true);
      }),
      { numRuns: 80 },
    );
    expect(seen.different).toBeGreaterThan(seen.unknown);
  });

  it('finds no difference between a set of policies and itself, in any order', () => {
    fc.assert(
      fc.property(policies, fc.array(statement, { maxLength: 5 }), (text, statements) => {
        expect(compared(worldOf(text), worldOf(text)).verdict).toBe('same');
        const [one, other] = [statements, [...statements].reverse()].map((each) => worldOf(each.join('\n')));
        if (one && other) expect(compared(one, other).verdict).toBe('same');
      }),
      { numRuns: 120 },
    );
  });
});
