import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog, VERBS } from '../../server/src/catalog/catalog.ts';
import { giving } from '../../server/src/access/grant-truth.ts';
import { grantBits, permissionsIn } from '../../server/src/access/permission-bits.ts';
import { evaluate } from '../../server/src/access/evaluate.ts';
import { isSettled } from '../../server/src/access/settled.ts';
import { hear, isAlike, type Trial } from '../../server/src/access/trial.ts';
import { requestsFor, type Wish } from '../../server/src/access/witness.ts';
import { createDocument } from '../../server/src/language/document.ts';
import { asRequest, policies, request, statement, worldOf, type World } from './small-world.ts';

const PERMISSIONS = ['BUCKET_READ', 'BUCKET_INSPECT', 'BUCKET_DELETE', 'OBJECT_READ', 'OBJECT_INSPECT'];

/** Conditions of some statements, each to hold or to fail. */
function wishesIn({ tenancy }: World, holds: readonly boolean[]): Wish[] {
  const conditions = tenancy.statements.flatMap(({ tree: { condition } }) => condition ?? []);
  return holds.flatMap((each, index) => {
    const condition = conditions[index];
    return condition ? [{ condition, holds: each }] : [];
  });
}

describe('the shorter ways to an answer', () => {
  it('tell what the evaluator tells', () => {
    fc.assert(
      fc.property(policies, request, (text, asked) => {
        const { tenancy } = worldOf(text);
        const one = asRequest(asked);
        const { outcome } = evaluate(tenancy, one);
        for (const wanted of ['allowed', 'denied'] as const)
          expect(isSettled(wanted, tenancy, one)).toBe(outcome === wanted);
      }),
      { numRuns: 600 },
    );
  });

  it('tell of each request that wishes lead to whether it shows a difference, and which permissions fare alike', () => {
    let alike = 0;
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 4 }),
        fc.array(statement, { maxLength: 4 }),
        request,
        fc.array(fc.boolean(), { maxLength: 3 }),
        (old, fresh, asked, holds) => {
          const [from, to] = [worldOf(old.join('\n')), worldOf(fresh.join('\n'))];
          const { principal, target } = asRequest(asked);
          const wishes = wishesIn(to, holds);
          const seen: { readonly trial: Trial; readonly shown: readonly boolean[] }[] = [];
          for (const permission of PERMISSIONS) {
            const hearing = hear(from.tenancy, to.tenancy, permission, principal, target);
            const trial = hearing.telling(wishes);
            const requests = [...requestsFor(permission, principal, target, wishes)];
            const shown = requests.map(
              (one) => isSettled('allowed', to.tenancy, one) && isSettled('denied', from.tenancy, one),
            );
            requests.forEach((one, index) => {
              if (one.action === permission) expect(trial.isShownBy(one)).toBe(shown[index]);
            });
            if (hearing.isHopeless || trial.isLost) expect(shown).not.toContain(true);
            for (const other of seen) {
              if (!isAlike(trial, other.trial)) continue;
              alike++;
              expect(shown).toEqual(other.shown);
            }
            seen.push({ trial, shown });
          }
        },
      ),
      { numRuns: 250 },
    );
    expect(alike).toBeGreaterThan(0);
  });

  it('find the permissions of a grant that are found by asking for each', () => {
    const catalog = loadCatalog();
    const words = [...catalog.resourceTypes, ...catalog.families].map(({ name }) => name);
    const grant = fc.record({
      word: fc.constantFrom('all-resources', 'no-such-things', 'no-such-family', ...words),
      verb: fc.constantFrom(...VERBS),
      denies: fc.boolean(),
    });
    fc.assert(
      fc.property(grant, ({ word, verb, denies }) => {
        const text = `${denies ? 'deny' : 'allow'} any-user to ${verb} ${word} in tenancy`;
        const [item] = createDocument(text).items;
        if (item?.tree?.type !== 'Grant' || item.tree.grant?.type !== 'VerbGrant') return expect.fail(text);
        const asked = item.tree.grant;
        const truths = catalog.permissionNames.map((name) => ({ name, truth: giving(asked, denies, name) }));
        const { sure, mayMore } = grantBits(asked, denies);
        expect(permissionsIn(sure)).toEqual(
          truths.flatMap(({ name, truth }) => (truth === 'yes' ? [name] : [])),
        );
        const isOpen = word === 'all-resources' || truths.some(({ truth }) => truth === 'unknown');
        expect(mayMore).toBe(isOpen);
      }),
      { numRuns: 100 },
    );
  });
});
