import { crossTenancyHalvesChecks } from '../../../server/src/checks/cross-tenancy-halves.ts';
import { crossTenancyChecks } from '../../../server/src/checks/cross-tenancy.ts';
import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { applyEdits, fixOf } from '../../../server/src/features/fix-edits.ts';
import { createDocument, editDocument } from '../../../server/src/language/document.ts';
import { testChecks } from './table.ts';

const T = 'define tenancy T as ocid1.tenancy.oc1..t\n';
const G = 'define group G as ocid1.group.oc1..g\n';

testChecks(crossTenancyChecks, {
  'admit-any-tenancy-named': {
    faults: [
      {
        text: `${G}admit group G of ‹any-tenancy› to read buckets in tenancy`,
        fixed: `${G}admit group G of tenancy <tenancy-alias> to read buckets in tenancy`,
      },
      {
        text: 'admit dynamic-group id ocid1.dynamicgroup.oc1..g of ‹ANY-TENANCY› to read buckets in tenancy',
        fixed:
          'admit dynamic-group id ocid1.dynamicgroup.oc1..g of tenancy <tenancy-alias> to read buckets in tenancy',
      },
      {
        text: 'deny admit service cloudguard of ‹any-tenancy› to read buckets in tenancy',
        fixed: 'deny admit service cloudguard of tenancy <tenancy-alias> to read buckets in tenancy',
      },
    ],
    silent: [
      'admit any-user of any-tenancy to read buckets in tenancy',
      'admit any-group of any-tenancy to read buckets in tenancy',
      `${T}${G}admit group G of tenancy T to read buckets in tenancy`,
    ],
  },
  'admit-without-tenancy': {
    faults: [
      {
        text: `${G}admit ‹group G› to read buckets in tenancy`,
        fixed: `${G}admit group G of tenancy <tenancy-alias> to read buckets in tenancy`,
      },
      {
        text: 'admit ‹any-user› to read buckets in compartment C',
        fixed: 'admit any-user of tenancy <tenancy-alias> to read buckets in compartment C',
      },
      {
        text: 'deny admit ‹group id ocid1.group.oc1..g› to {BUCKET_READ} in tenancy',
        fixed:
          'deny admit group id ocid1.group.oc1..g of tenancy <tenancy-alias> to {BUCKET_READ} in tenancy',
      },
    ],
    silent: [
      `${T}${G}admit group G of tenancy T to read buckets in tenancy`,
      'admit any-user of any-tenancy to read buckets in tenancy',
      'allow group G to read buckets in tenancy',
      `${T}endorse group A to read buckets in tenancy T`,
    ],
  },
  'endorse-local-scope': {
    faults: [
      {
        text: 'endorse group A to read buckets in ‹compartment C›',
        fixed: 'endorse group A to read buckets in compartment C of tenancy <tenancy-alias>',
      },
      {
        text: "endorse group A to {BUCKET_READ} in ‹tenancy› where request.region = 'phx'",
        fixed: "endorse group A to {BUCKET_READ} in tenancy <tenancy-alias> where request.region = 'phx'",
      },
      {
        text: 'endorse group A to associate drgs in tenancy with vcns in ‹compartment id ocid1.compartment.oc1..c›',
        fixed:
          'endorse group A to associate drgs in tenancy with vcns in compartment id ocid1.compartment.oc1..c of tenancy <tenancy-alias>',
      },
    ],
    silent: [
      'endorse group A to read buckets in any-tenancy',
      `${T}endorse group A to read buckets in compartment C of tenancy T`,
      `${T}endorse group A to associate drgs in tenancy with vcns in tenancy T`,
      `${T}endorse group A to associate drgs in tenancy T with vcns in compartment C`,
      'endorse group A to read buckets in tenancy <tenancy>',
      'allow group A to read buckets in compartment C',
    ],
  },
});

describe('associate', () => {
  const found = (text: string) => checkDocument(createDocument(text));
  const codes = (text: string) => found(text).map(({ finding }) => finding.code);
  const fixed = (text: string) => {
    const [first] = found(text).flatMap((each) => fixOf(each) ?? []);
    return first && applyEdits(text, first.edits);
  };

  it.each([
    [`${T}allow group A to associate drgs in tenancy with vcns in tenancy T`, 'endorse'],
    [`${T}deny group A to associate drgs in tenancy with vcns in tenancy T`, 'deny endorse'],
    ['allow group A to associate drgs in tenancy', undefined],
    [
      "allow group A to associate drgs in compartment C with vcns in tenancy where request.region = 'phx'",
      undefined,
    ],
  ])('belongs to endorse and admit: %s', (text, word) => {
    expect(codes(text).filter((code) => code !== 'alias-unused')).toEqual(['associate-misplaced']);
    const mended = text.replace(/^(?:allow|deny)/m, word ?? '');
    if (word === undefined) expect(fixed(text)).toBeUndefined();
    else expect([fixed(text), codes(mended)]).toEqual([mended, []]);
  });

  it.each([
    'endorse group A to associate drgs in tenancy',
    "endorse group A to associate drgs in tenancy where request.region = 'phx'",
    `${G}admit group G of tenancy <t> to associate drgs in compartment C`,
  ])('needs a second half: %s', (text) => {
    expect(codes(text).filter((code) => code !== 'placeholder-unfilled')).toEqual(['associate-without-with']);
    const mended = fixed(text) ?? '';
    expect(mended).toContain(' with <resource-type> in tenancy <tenancy-alias>');
    expect(new Set(codes(mended))).toEqual(new Set(['placeholder-unfilled']));
  });

  it.each([
    `${T}endorse group A to associate drgs in tenancy with vcns in tenancy T`,
    `${T}${G}admit group G of tenancy T to associate drgs in tenancy T with vcns in compartment C where request.region = 'phx'`,
    'allow group associate to read buckets in compartment associate',
    'allow group with to read buckets in compartment with',
  ])('is silent: %s', (text) => {
    expect(codes(text)).toEqual([]);
  });
});

const out = (text: string, tenancy = 'T') =>
  `policy out in tenancy description "O" {\n  define tenancy ${tenancy} as ocid1.tenancy.oc1..t\n${text}}\n`;
const into = (text: string) =>
  `policy into in tenancy description "I" {\n  define tenancy S as ocid1.tenancy.oc1..s\n  define group R as ocid1.group.oc1..r\n${text}}\n`;
const ENDORSE = '  endorse group R to read buckets in tenancy T\n';
const ADMIT = '  admit group R of tenancy S to read buckets in compartment C\n';

testChecks(crossTenancyHalvesChecks, {
  'cross-tenancy-one-sided': {
    faults: [
      {
        text: out(`${ENDORSE}  ‹endorse group R to read vcns› in compartment N of tenancy T\n`) + into(ADMIT),
        variant: 'endorse',
        fixed:
          out(`${ENDORSE}  endorse group R to read vcns in compartment N of tenancy T\n`) +
          into(`${ADMIT}  admit group R of tenancy S to read vcns in compartment N\n`),
      },
      {
        text: out(ENDORSE) + into(`${ADMIT}  ‹admit group R of tenancy S to use vcns› in compartment N\n`),
        variant: 'admit',
        fixed:
          out(`${ENDORSE}  endorse group R to use vcns in compartment N of tenancy T\n`) +
          into(`${ADMIT}  admit group R of tenancy S to use vcns in compartment N\n`),
      },
      {
        // Who is meant by the other name is for a person to say.
        text: out(`${ENDORSE}  ‹endorse group Q to read vcns› in tenancy T\n`) + into(ADMIT),
        variant: 'endorse',
        fixed:
          out(`${ENDORSE}  endorse group Q to read vcns in tenancy T\n`) +
          into(`${ADMIT}  admit group <group-alias> of tenancy S to read vcns in tenancy\n`),
      },
      {
        text:
          out(
            `${ENDORSE}  ‹endorse group R to associate local-peering-gateways in compartment N with local-peering-gateways in tenancy T›\n`,
          ) + into(ADMIT),
        variant: 'endorse',
      },
    ],
    silent: [
      out(`${ENDORSE}  endorse group R to read vcns in tenancy T\n`),
      // Both policies may be of one tenancy: nothing shows that they are two sides.
      out('  endorse group R to read vcns in tenancy T\n') + into(ADMIT),
      out(`${ENDORSE}  endorse group R to read vcns in any-tenancy\n`) + into(ADMIT),
      out(`${ENDORSE}  deny endorse group R to read vcns in tenancy T\n`) + into(ADMIT),
      // Of a third tenancy the file says nothing.
      out(
        `${ENDORSE}  define tenancy U as ocid1.tenancy.oc1..u\n  endorse group R to read vcns in tenancy U\n`,
      ) + into(ADMIT),
      // A wider half answers, and so does one of a permission.
      out(ENDORSE) + into('  admit group R of tenancy S to manage object-family in tenancy\n'),
      out(ENDORSE) + into('  admit group R of tenancy S to {BUCKET_READ} in tenancy\n'),
    ],
  },
});

it('answers a half as soon as the other is written, and misses it when it goes', () => {
  const other = '  admit group R of tenancy S to read vcns in tenancy\n';
  const half = out(`${ENDORSE}  endorse group R to read vcns in tenancy T\n`);
  const whole = half + into(ADMIT + other);
  const document = createDocument(whole);
  const told = () =>
    checkDocument(document).filter(({ finding }) => finding.code === 'cross-tenancy-one-sided').length;
  const at = whole.indexOf(other);
  const counts = [told()];
  editDocument(document, at, at + other.length, '');
  counts.push(told());
  editDocument(document, at, at, other);
  counts.push(told());
  expect(counts).toEqual([0, 1, 0]);
});
