import { describe, expect, it } from 'vitest';
import { compareAccess } from '../../../server/src/access/compare.ts';
import { agreeing } from '../../../server/src/access/difference.ts';
import { evaluate } from '../../../server/src/access/evaluate.ts';
import { tenancyOf } from '../../../server/src/access/tenancy.ts';
import { createDocument } from '../../../server/src/language/document.ts';

const DEFINES = `define tenancy Acme as ocid1.tenancy.oc1..acme
define tenancy Other as ocid1.tenancy.oc1..other
define group Guests as ocid1.group.oc1..guests
define group Others as ocid1.group.oc1..others
`;

const tenancy = (text: string) =>
  tenancyOf([{ uri: 'a', document: createDocument(text.startsWith('define') ? text : DEFINES + text) }]);

/** What a change of one text into another comes to: kinds of changes with their permissions, then what is open. */
function compared(before: string, after: string): string[] {
  const [old, fresh] = [tenancy(before), tenancy(after)];
  const { verdict, changes, open } = compareAccess(old, fresh);
  for (const { witness, ...change } of changes) {
    const options = { other: agreeing(witness) };
    expect(evaluate(old, witness, options).outcome).toBe(change.before);
    expect(evaluate(fresh, witness, options).outcome).toBe(change.after);
    expect(change.before).not.toBe(change.after);
  }
  return [
    verdict,
    ...changes.map(({ kind, permissions }) => `${kind} ${permissions.join(' ')}`),
    ...open.map(({ why, side }) => `${why} ${side}`),
  ];
}

describe('comparing what is allowed across tenancies', () => {
  it.each([
    [
      'an endorsement that is new',
      '',
      'endorse group A to {BUCKET_READ} in tenancy Acme',
      ['different', 'gained BUCKET_READ'],
    ],
    [
      'one that goes',
      'endorse group A to {BUCKET_READ} in any-tenancy',
      '',
      ['different', 'lost BUCKET_READ'],
    ],
    [
      'one that is for more tenancies',
      'endorse group A to {BUCKET_READ} in tenancy Acme',
      'endorse group A to {BUCKET_READ} in any-tenancy',
      ['different', 'widened BUCKET_READ'],
    ],
    [
      'one that another covers',
      'endorse any-group to read buckets in any-tenancy',
      'endorse any-group to read buckets in any-tenancy\nendorse group A to inspect buckets in tenancy Acme',
      ['same'],
    ],
    [
      'one with a condition',
      'endorse group A to {BUCKET_READ} in tenancy Acme',
      "endorse group A to {BUCKET_READ} in tenancy Acme where target.bucket.name = 'x'",
      ['different', 'narrowed BUCKET_READ'],
    ],
    [
      'a denial of an endorsement',
      'endorse group A to {BUCKET_READ, BUCKET_DELETE} in any-tenancy',
      'endorse group A to {BUCKET_READ, BUCKET_DELETE} in any-tenancy\ndeny endorse group A to {BUCKET_DELETE} in tenancy Acme',
      ['different', 'narrowed BUCKET_DELETE'],
    ],
    [
      'a statement that stays at home',
      'endorse group A to {BUCKET_READ} in tenancy Acme',
      'allow group A to {BUCKET_READ} in tenancy',
      ['different', 'gained BUCKET_READ', 'lost BUCKET_READ'],
    ],
    [
      'an admission that is new',
      '',
      'admit group Guests of tenancy Acme to {BUCKET_READ} in compartment X',
      ['different', 'gained BUCKET_READ'],
    ],
    [
      'an admission of another group',
      'admit group Guests of tenancy Acme to {BUCKET_READ} in tenancy',
      'admit group Others of tenancy Acme to {BUCKET_READ} in tenancy',
      ['different', 'gained BUCKET_READ', 'lost BUCKET_READ'],
    ],
    [
      'an admission of another tenancy',
      'admit any-user of tenancy Acme to {BUCKET_READ} in tenancy',
      'admit any-user of tenancy Other to {BUCKET_READ} in tenancy',
      ['different', 'widened BUCKET_READ', 'narrowed BUCKET_READ'],
    ],
    [
      'an admission below',
      'admit group Guests of tenancy Acme to {BUCKET_READ} in compartment X:Y',
      'admit group Guests of tenancy Acme to {BUCKET_READ} in compartment X',
      ['different', 'widened BUCKET_READ'],
    ],
    [
      'a denial of an admission',
      'admit any-user of any-tenancy to {BUCKET_READ} in tenancy',
      'admit any-user of any-tenancy to {BUCKET_READ} in tenancy\ndeny admit group Guests of tenancy Acme to {BUCKET_READ} in compartment X',
      ['different', 'narrowed BUCKET_READ'],
    ],
    [
      'an admission that another covers',
      'admit any-user of any-tenancy to manage buckets in tenancy',
      'admit any-user of any-tenancy to manage buckets in tenancy\nadmit group Guests of tenancy Acme to read buckets in compartment X',
      ['same'],
    ],
    [
      'a group without an OCID',
      '',
      'admit group Strangers of tenancy Acme to {BUCKET_READ} in tenancy',
      ['unknown', 'unclear after'],
    ],
    [
      'a tenancy that nothing defines',
      '',
      'endorse group A to {BUCKET_READ} in tenancy Nowhere',
      ['unknown', 'unclear after'],
    ],
  ])('tells %s', (_, before, after, told) => {
    expect(compared(before, after)).toEqual(told);
  });

  it('tells what another definition of a tenancy or of a group changes', () => {
    const endorse = '\nendorse group A to {BUCKET_READ} in tenancy T';
    const [one, other] = [
      'define tenancy T as ocid1.tenancy.oc1..one',
      'define tenancy T as ocid1.tenancy.oc1..two',
    ];
    expect(compared(one + endorse, other + endorse)).toEqual([
      'different',
      'widened BUCKET_READ',
      'narrowed BUCKET_READ',
    ]);
    const renamed =
      'define tenancy U as ocid1.tenancy.oc1..one\nendorse group A to {BUCKET_READ} in tenancy U';
    expect(compared(one + endorse, renamed)).toEqual(['same']);
    const admit = '\nadmit group G of tenancy T to {BUCKET_READ} in tenancy';
    const [g, h] = ['ocid1.group.oc1..g', 'ocid1.group.oc1..h'].map(
      (ocid) => `${one}\ndefine group G as ${ocid}${admit}`,
    );
    expect(compared(g ?? '', h ?? '')).toEqual(['different', 'gained BUCKET_READ', 'lost BUCKET_READ']);
  });
});
