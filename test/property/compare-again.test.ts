import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAccess, createComparer, type Comparison } from '../../server/src/access/compare.ts';
import { compartmentsOf } from '../../server/src/access/compartments.ts';
import { requestText } from '../../server/src/access/request-text.ts';
import { atOnce } from '../../server/src/access/steps.ts';
import { createPrepared } from '../../server/src/features/access/prepared.ts';
import { prepare } from '../../server/src/features/access/questions.ts';
import { createDocument, editDocument, textOf } from '../../server/src/language/document.ts';
import { policies, statement } from './small-world.ts';

/** What reaches over statements: who is in a group, what a name stands for, what is denied, what crosses the border, what is unclear. */
const FAR = [
  "dynamic-group D tag t.k = 'a' matching all {resource.type = 't'}",
  "dynamic-group D tag t.k = 'b' matching all {resource.type = 's', resource.id = 'ocid1.t.oc1..one'}",
  "dynamic-group F matching any {resource.type = 'S'}",
  'define group G as ocid1.group.oc1..g',
  'define compartment A as ocid1.compartment.oc1..a',
  'define tenancy T as ocid1.tenancy.oc1..t',
  'endorse group G to read buckets in tenancy T',
  'endorse any-group to manage object-family in any-tenancy',
  'deny endorse group G to {BUCKET_READ} in any-tenancy',
  'admit any-user of any-tenancy to {BUCKET_READ} in compartment A',
  'admit group G of tenancy T to use buckets in tenancy',
  'deny admit group G of tenancy T to {BUCKET_READ} in compartment A:B',
  'deny any-user to inspect buckets in tenancy',
  "deny any-user to {BUCKET_READ} in tenancy where request.region = 'iad'",
  'deny any-user to manage all-resources in compartment A',
  'deny group G to {BUCKET_READ, NO_SUCH_THING} in compartment id ocid1.compartment.oc1..a',
  'allow group id ocid1.group.oc1..g to use buckets in compartment id ocid1.compartment.oc1..a',
  'allow group G to manage no-such-family in tenancy',
  'allow group Administrators to read buckets in tenancy',
  "allow any-user to manage object-family in tenancy where request.operation in ('GetBucket', 'CopyObject')",
  'allow group G to read <<type>> in compartment A',
  'allow resource bucket B to read objects in tenancy',
];

const piece = fc.oneof(
  { weight: 3, arbitrary: statement },
  { weight: 4, arbitrary: fc.constantFrom(...FAR) },
  policies,
);
/** Each edit of these may bear on what crosses the border. */
const crossing = fc.constantFrom(...FAR.filter((each) => /admit|endorse|define|deny any-user/.test(each)));
const file = fc.array(fc.oneof(piece, crossing), { maxLength: 7 }).map((pieces) => `${pieces.join('\n')}\n`);

/** Something replaced by something else; parts of the whole length, so that it fits whatever the text has become. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat({ max: 12 }), fc.nat({ max: 80 })),
  text: fc.oneof(
    fc.constantFrom('', 'x', ' ', '\n', '}', "'", 'deny ', ' where ', '// '),
    fc.oneof(piece, crossing).map((each) => `\n${each}\n`),
  ),
});

const URI = 'file:///a.ocipolicy';
const OTHER = 'file:///b.ocipolicy';

/** What a comparison says, in text: also which statements and which requests. */
function told({ verdict, changes, open }: Comparison) {
  return {
    verdict,
    changes: changes.map(({ statement: { item, uri }, witness, ...change }) => ({
      ...change,
      ...{ at: `${uri} ${item.line}`, text: item.text, witness: requestText(witness) },
    })),
    open: open.map(({ statement: { item, uri }, ...each }) => ({
      ...each,
      ...{ at: `${uri} ${item.line}`, text: item.text },
    })),
  };
}

/** Where compartments are not the same object, no statement counts as unchanged: all that both sides say is worked out. */
const compartments = () => compartmentsOf([['A'], ['A', 'B'], ['X']].map((path) => ({ path })));

describe('comparing a file, edit by edit, with the one that it was', () => {
  it('says what comparing anew says, and what comparing all of both says', () => {
    const seen = { same: 0, different: 0, unknown: 0 };
    fc.assert(
      fc.property(file, file, fc.array(edit, { minLength: 1, maxLength: 8 }), (text, other, edits) => {
        const { tenancyOf } = createPrepared();
        const comparer = createComparer();
        const [old, open, beside] = [text, text, other].map(createDocument);
        if (!old || !open || !beside) return;
        const before = tenancyOf(
          new Map([
            [URI, old],
            [OTHER, beside],
          ]),
        );
        for (const { at, length, text: fresh } of edits) {
          const start = Math.floor(at * open.length);
          editDocument(open, start, start + length, fresh);
          const steps = comparer.compare(
            before,
            tenancyOf(
              new Map([
                [URI, open],
                [OTHER, beside],
              ]),
            ),
          );
          // Some are given up half-way, as those of a text that is no more.
          if (length === 3) steps.next();
          else {
            const found = atOnce(steps);
            seen[found.verdict]++;
            const anew = new Map([
              [URI, createDocument(textOf(open))],
              [OTHER, beside],
            ]);
            expect(told(found)).toEqual(told(compareAccess(before, prepare(anew))));
          }
        }
        const ends = [old, open].map(
          (document) =>
            new Map([
              [URI, document],
              [OTHER, beside],
            ]),
        );
        const [one, two] = ends.map((documents) => prepare(documents, { compartments: compartments() }));
        const shared = { compartments: compartments() };
        const [here, there] = ends.map((documents) => prepare(documents, shared));
        if (one && two && here && there)
          expect(told(compareAccess(here, there))).toEqual(told(compareAccess(one, two)));
      }),
      { numRuns: 150 },
    );
    expect(Math.min(seen.same, seen.different)).toBeGreaterThan(0);
  });
});
