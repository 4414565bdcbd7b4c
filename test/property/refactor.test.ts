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
    fc.constantFrom('', " where request.region = 'phx'"),
  )
  .map(([effect, who, what, when]) => `${effect} ${who} to ${what} in compartment Labs${when}`);

const line = fc.oneof(
  { weight: 6, arbitrary: alike },
  { weight: 2, arbitrary: statement },
  fc.constantFrom('// one', '  /* two */', '', '# three'),
);

const beside = fc.constantFrom('', '', ' // beside', '  # too', ' /* both */');

const text = fc
  .array(
    fc.tuple(fc.constantFrom('', '  '), line, beside).map((parts) => parts.join('')),
    { maxLength: 9 },
  )
  .chain((lines) =>
    fc.constantFrom(lines.join('\n'), `policy p {\n${lines.join('\n')}\n}\n`, lines.join('\r\n')),
  );

it('every refactoring leaves what is granted, and every comment, as it was', () => {
  let tried = 0;
  fc.assert(
    fc.property(text, (before) => {
      for (const range of rangesOf(before)) {
        for (const { refactoring, after } of refactored(before, range)) {
          tried++;
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
  expect(tried).toBeGreaterThan(100);
});
