import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDocument } from '../../server/src/language/document.ts';
import { commentsOf, grantsOf, rangesOf, refactored } from '../unit/refactor/grants.ts';
import { statement } from './generate.ts';

/** Statements that often differ in one slot only, so that there is something to merge. */
const alike = fc
  .tuple(
    fc.constantFrom('allow', 'deny'),
    fc.constantFrom('group A', 'group B, C', 'dynamic-group A', 'any-user'),
    fc.constantFrom(
      '{BUCKET_READ}',
      '{bucket_inspect, BUCKET_READ}',
      'read buckets',
      'manage object-family',
      'use objects',
    ),
    fc.constantFrom('compartment Labs', 'compartment Labs', 'compartment labs:Dev', 'tenancy'),
    fc.constantFrom(
      '',
      " where request.region = 'phx'",
      " where ANY {request.region = 'iad', target.bucket.name}",
      " where all { request.region = 'phx', !target.bucket.name }",
    ),
  )
  .map(([effect, who, what, where, when]) => `${effect} ${who} to ${what} in ${where}${when}`);

/** A statement and others that differ from it in one slot, so that there is much to merge. */
const family = fc
  .tuple(
    fc.constantFrom('allow', 'deny'),
    fc.constantFrom(
      [['use buckets'], ['compartment Labs'], [" where request.region = 'phx'", ' where target.id', '']],
      [['inspect keys', 'READ keys', 'manage keys', '{KEY_READ}'], ['compartment Labs'], ['']],
      [['read thingies', 'use thingies', 'frob thingies'], ['tenancy'], [' where target.id']],
      [['use keys'], ['compartment A', 'compartment a:B', 'compartment C', 'tenancy'], ['']],
    ),
  )
  .chain(([effect, [whats = [], wheres = [], whens = []]]) =>
    fc.array(
      fc
        .tuple(fc.constantFrom(...whats), fc.constantFrom(...wheres), fc.constantFrom(...whens))
        .map(([what, where, when]) => `${effect} group A to ${what} in ${where}${when}`),
      { minLength: 2, maxLength: 4 },
    ),
  );

const line = fc.oneof(
  { weight: 6, arbitrary: alike },
  { weight: 2, arbitrary: statement },
  fc.constantFrom('// one', '  /* two */', '', '# three'),
);

const beside = fc.constantFrom('', '', ' // beside', '  # too', ' /* both */');

const lines = fc
  .array(fc.oneof({ weight: 4, arbitrary: line.map((one) => [one]) }, { weight: 3, arbitrary: family }), {
    maxLength: 5,
  })
  .map((groups) => groups.flat());

const text = lines
  .chain((all) =>
    fc.tuple(...all.map((one) => fc.tuple(fc.constantFrom('', '  '), fc.constant(one), beside))),
  )
  .map((all) => all.map((parts) => parts.join('')))
  .chain((all) =>
    fc.constantFrom(
      all.join('\n'),
      `policy p {\n${all.join('\n')}\n}\n`,
      `policy p in compartment Labs {\n${all.join('\n')}\n}\n`,
      all.join('\r\n'),
    ),
  );

it('every refactoring leaves what is granted, and every comment, as it was', () => {
  const tried = new Map<string, number>();
  fc.assert(
    fc.property(text, (before) => {
      for (const range of rangesOf(before)) {
        for (const { refactoring, after } of refactored(before, range)) {
          tried.set(refactoring.title, (tried.get(refactoring.title) ?? 0) + 1);
          const what = `${refactoring.id}:\n${before}\n->\n${after}`;
          expect({ what, grants: grantsOf(after) }).toEqual({ what, grants: grantsOf(before) });
          expect({ what, comments: commentsOf(after) }).toEqual({ what, comments: commentsOf(before) });
          const faults = createDocument(after).items.flatMap((item) => item.faults);
          const old = createDocument(before).items.flatMap((item) => item.faults);
          expect({ what, faults: faults.length }).toEqual({ what, faults: old.length });
        }
      }
    }),
    { numRuns: 150 },
  );
  const merges = ['mergeSubjects', 'mergePermissions', 'mergeConditions', 'mergeVerbs', 'mergeLocations'];
  for (const title of merges) expect([title, (tried.get(title) ?? 0) > 10]).toEqual([title, true]);
  expect([...tried.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThan(100);
});
