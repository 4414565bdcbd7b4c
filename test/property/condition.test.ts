import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canBe, type Situation } from '../../server/src/access/condition.ts';
import { grantedBy } from '../../server/src/access/grant.ts';
import { grantorOf, type Grantor } from '../../server/src/access/statement.ts';
import { CARRIED, NOT_CARRIED, oneOf } from '../../server/src/access/values.ts';
import { checkDocument } from '../../server/src/checks/run.ts';
import { createDocument } from '../../server/src/language/document.ts';
import type { Edit } from '../../server/src/language/fault.ts';
import { valueOf } from '../../server/src/language/names.ts';
import type { Comparison, Condition } from '../../server/src/language/tree.ts';

/**
 * Conditions held against a plain reading of the rules: every request of a small world is tried.
 */
const RUNS = { numRuns: 600 };

type Request = Readonly<Record<string, string | undefined>>;

const PERMISSIONS = ['GROUP_INSPECT', 'GROUP_UPDATE', 'GROUP_CREATE', 'GROUP_DELETE'];
const REGIONS = ['iad', 'phx', 'fra'];
const NAMES = [undefined, 'a', 'ab', 'b', 'cab'];

const REQUESTS: readonly Request[] = PERMISSIONS.flatMap((permission) =>
  REGIONS.flatMap((region) =>
    NAMES.map((name) => ({
      'request.permission': permission,
      'request.region': region,
      'target.group.name': name,
    })),
  ),
);

const comparison = (variable: string, values: readonly string[]) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('=', '!='), fc.constantFrom(...values))
      .map(([op, value]) => `${variable} ${op} '${value}'`),
    fc
      .tuple(fc.constantFrom('in', 'not in'), fc.subarray([...values], { minLength: 1 }))
      .map(([op, list]) => `${variable} ${op} (${list.map((value) => `'${value}'`).join(', ')})`),
  );

const part = fc.oneof(
  { weight: 3, arbitrary: comparison('request.permission', PERMISSIONS) },
  { weight: 2, arbitrary: comparison('request.region', REGIONS) },
  { weight: 2, arbitrary: comparison('target.group.name', ['a', 'ab', 'B']) },
  fc
    .tuple(fc.constantFrom('=', '!='), fc.constantFrom('/a*/', '/*b/', '/*a*/'))
    .map(([op, pattern]) => `target.group.name ${op} ${pattern}`),
  fc.constantFrom('target.group.name', '!target.group.name'),
);

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    part,
    fc
      .tuple(fc.constantFrom('any', 'all'), fc.array(tie('condition'), { minLength: 1, maxLength: 4 }))
      .map(([word, parts]) => `${word} {${parts.join(', ')}}`),
  ),
}));

/** A plain reading: a comparison with what is not there is false. Source: reference 4.5. */
function holds(node: Condition, request: Request): boolean {
  switch (node.type) {
    case 'Combination': {
      const outcomes = node.conditions.map((each) => holds(each, request));
      return node.operator.text === 'all' ? outcomes.every(Boolean) : outcomes.some(Boolean);
    }
    case 'Presence':
      return (request[node.variable.text] === undefined) === (node.negated !== undefined);
    case 'Comparison':
      return compare(node, request[node.variable.text]);
    case 'Call':
      throw new Error('no functions here');
  }
}

function compare({ operator, negated, values }: Comparison, carried: string | undefined): boolean {
  if (carried === undefined) return false;
  const text = carried.toLowerCase();
  const isAmong = values.some((leaf) => {
    if (leaf.kind !== 'PATTERN') return valueOf(leaf).toLowerCase() === text;
    return new RegExp(`^${leaf.text.slice(1, -1).replaceAll('*', '.*')}$`).test(text);
  });
  return isAmong === (operator.text === '=' || (operator.text === 'in' && !negated));
}

function statementsOf(text: string): Grantor[] {
  return createDocument(text).items.flatMap(({ tree }) => (tree && grantorOf(tree)) ?? []);
}

/** Whether the statements let one request through. */
function lets(statements: readonly Grantor[], request: Request): boolean {
  return statements.some(
    ({ grant, condition: when }) =>
      grantedBy(grant).permissions?.has(request['request.permission'] ?? '') &&
      (!when || holds(when, request)),
  );
}

const statement = (when: string, grant = 'manage groups') =>
  `allow group A to ${grant} in tenancy where ${when}`;

function applied(text: string, fix: readonly Edit[]): string {
  return [...fix]
    .sort((a, b) => b.start - a.start)
    .reduce((left, edit) => left.slice(0, edit.start) + edit.text + left.slice(edit.end), text);
}

describe('a condition', () => {
  it('that may not hold, or not fail, does so for no request', () => {
    fc.assert(
      fc.property(condition, fc.constantFrom(...REQUESTS), (text, request) => {
        const when = statementsOf(statement(text))[0]?.condition;
        if (!when) throw new Error(`not read: ${text}`);
        const outcomes = new Set(REQUESTS.map((each) => holds(when, each)));
        for (const outcome of outcomes) expect(canBe(when, outcome)).toBe(true);
        const given: Situation = new Map(
          Object.entries(request).map(([name, value]) => [
            name,
            value === undefined ? NOT_CARRIED : oneOf([value]),
          ]),
        );
        expect(canBe(when, holds(when, request), given)).toBe(true);
        expect(canBe(when, !holds(when, request), given)).toBe(false);
      }),
      RUNS,
    );
  });

  it('without patterns is known to the last value', () => {
    const others = new Map(
      ['request.permission', 'request.region', 'target.group.name'].map((name) => [name, CARRIED]),
    );
    fc.assert(
      fc.property(
        condition.filter((text) => !text.includes('/')),
        (text) => {
          const when = statementsOf(statement(text))[0]?.condition;
          if (!when) throw new Error(`not read: ${text}`);
          const world = REQUESTS.flatMap((request) => [
            request,
            ...Object.keys(request).map((name) => ({ ...request, [name]: 'another' })),
            { 'request.permission': 'another', 'request.region': 'another', 'target.group.name': 'another' },
          ]);
          const carrying = world.filter((request) => request['target.group.name'] !== undefined);
          for (const outcome of [true, false]) {
            const isSeen = carrying.some((request) => holds(when, request) === outcome);
            if (!canBe(when, outcome, others)) expect(isSeen).toBe(false);
            else if (!text.includes('{')) expect(isSeen).toBe(true);
          }
        },
      ),
      RUNS,
    );
  });
});

describe('a fix', () => {
  /** After these, the same is granted as before. */
  const SAME = new Set([
    ...['permission-filter-is-set', 'open-ended-permission-exclusion', 'condition-always-true'],
    'condition-always-false',
  ]);

  it('that only says it better grants the same', () => {
    fc.assert(
      fc.property(condition, (text) => {
        const before = statement(text);
        const statements = statementsOf(before);
        for (const { finding } of checkDocument(createDocument(before))) {
          if (!SAME.has(finding.code) || !finding.fix) continue;
          const after = applied(before, finding.fix);
          const changed = REQUESTS.filter(
            (each) => lets(statements, each) !== lets(statementsOf(after), each),
          );
          expect({ code: finding.code, after, changed }).toEqual({ code: finding.code, after, changed: [] });
        }
      }),
      RUNS,
    );
  });

  it('that splits a statement takes nothing away, and adds nothing but what the condition barred', () => {
    const sets = fc.subarray(PERMISSIONS, { minLength: 1 }).map((list) => `{${list.join(', ')}}`);
    fc.assert(
      fc.property(condition, fc.oneof(fc.constant('manage groups'), sets), (text, grant) => {
        const before = statement(`all {target.group.id = 'ocid1.group.oc1..a', ${text}}`, grant);
        const found = checkDocument(createDocument(before)).find(
          ({ finding }) => finding.code === 'variable-not-for-operation',
        );
        if (!found?.finding.fix) return;
        const after = statementsOf(applied(before, found.finding.fix));
        const barred = found.finding.args['permissions']?.split(', ') ?? [];
        for (const each of REQUESTS) {
          const request: Request = { ...each, 'target.group.id': 'ocid1.group.oc1..a' };
          const [was, is] = [lets(statementsOf(before), request), lets(after, request)];
          const isBarred = barred.includes(request['request.permission'] ?? '');
          if (!isBarred) expect([before, is]).toEqual([before, was]);
          // What else the condition asks is asked still, but of a list it cannot ask for a name.
          else if (was || each['request.permission'] === 'GROUP_CREATE')
            expect([before, is]).toEqual([before, was]);
        }
      }),
      RUNS,
    );
  });
});
