import fc from 'fast-check';
import { expect, it } from 'vitest';
import { evaluate } from '../../server/src/access/evaluate.ts';
import { decidePlainly } from './plain-evaluator.ts';
import { asRequest, policies, request, statement, worldOf } from './small-world.ts';

it('answers as the plain reading of the rules does', () => {
  fc.assert(
    fc.property(policies, fc.array(request, { minLength: 20, maxLength: 40 }), (text, requests) => {
      const { plain, tenancy } = worldOf(text);
      for (const each of requests) {
        const outcome = evaluate(tenancy, asRequest(each)).outcome;
        expect({ each, outcome }).toEqual({ each, outcome: decidePlainly(plain, each) });
      }
    }),
    { numRuns: 1000 },
  );
});

it('knows more when more is told, and never something else', () => {
  fc.assert(
    fc.property(
      policies,
      request,
      fc.constantFrom('target.bucket.name', 'request.region'),
      (text, asked, variable) => {
        const { tenancy } = worldOf(text);
        const outcome = evaluate(
          tenancy,
          asRequest({ ...asked, facts: { ...asked.facts, [variable]: undefined } }),
        ).outcome;
        const told = evaluate(tenancy, asRequest(asked)).outcome;
        if (outcome !== 'unknown') expect(told).toBe(outcome);
      },
    ),
    { numRuns: 500 },
  );
});

it('does not depend on the order of the statements', () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), request, (statements, asked) => {
      const answer = (parts: readonly string[]) =>
        evaluate(worldOf(parts.join('\n')).tenancy, asRequest(asked)).outcome;
      expect(answer([...statements].reverse())).toBe(answer(statements));
    }),
    { numRuns: 300 },
  );
});
