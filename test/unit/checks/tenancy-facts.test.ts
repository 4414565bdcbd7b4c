import { describe, expect, it } from 'vitest';
import type { KnownNames } from '../../../server/src/checks/settings.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/checks/settings.ts';
import { checkDocument } from '../../../server/src/checks/run.ts';
import { messageOf } from '../../../server/src/checks/words/words.ts';
import { createDocument } from '../../../server/src/language/document.ts';

const NAMES: KnownNames = {
  compartment: ['Shop', 'Web', 'Finance', 'prod', 'Prod', 'Till'],
  'compartment-path': [
    'Shop',
    'Shop:Web',
    'Shop:Web:Till',
    'Finance',
    'Finance:prod',
    'Shop:Prod',
    'Shop:Shop',
  ],
  'compartment-id': ['ocid1.tenancy.oc1..root', 'ocid1.compartment.oc1..shop'],
  group: ['Analysts', 'Interns', 'auditors', 'Night Shift'],
  'dynamic-group': ['notebooks'],
  'domain-group': ['Partners/couriers', 'Partners/auditors', 'Guests/auditors', 'Guests/Night Shift'],
  'domain-dynamic-group': ['Partners/robots'],
  'empty-group': ['Interns'],
  domain: ['Default', 'Partners', 'Guests'],
  tag: ['lab.stage', 'lab.owner'],
  'retired-tag': ['lab.phase'],
  'tag-value': ['lab.stage=Prod', 'lab.stage=Test'],
  'network-source': ['office', 'branch'],
  'policy-place': ['readers in Finance', 'root-policy in '],
  'denying-policy': [],
  'tenancy-name': ['acme'],
  realm: ['oc1'],
};
const CODES = new Set([
  ...['domain-ambiguous', 'default-domain-redundant', 'dead-subject', 'tag-retired', 'tag-value-not-allowed'],
  ...['network-source-unknown', 'case-insensitive-collision', 'ocid-other-realm', 'alias-shadows-group'],
  ...['compartment-unknown', 'compartment-outside-subtree', 'compartment-path-ambiguous'],
  ...['root-as-compartment', 'deny-not-enabled', 'policy-name-duplicate', 'group-unknown'],
  ...['dynamic-group-unknown', 'identity-domain-unknown', 'subject-kind-mismatch', 'tag-unknown'],
]);

/** What is found in a text whose marks are no part of it: the code, the marked text, and the text after the fix. */
function check(marked: string, names: KnownNames = NAMES) {
  const text = marked.replace(/[‹›]/g, '');
  const settings = { ...DEFAULT_SETTINGS, tenancy: { names } };
  return checkDocument(createDocument(text), { settings }).flatMap(({ item, finding }) => {
    if (!CODES.has(finding.code)) return [];
    const [start, end] = [item.start + finding.start, item.start + finding.end];
    const fixed = (finding.fix ?? []).reduceRight(
      (all, edit) => all.slice(0, item.start + edit.start) + edit.text + all.slice(item.start + edit.end),
      text,
    );
    const at = `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`;
    return [{ found: `${finding.severity} ${finding.code}`, at, fixed: finding.fix && fixed, finding }];
  });
}

const to = (subject: string) => `allow ${subject} to read buckets in tenancy`;
const where = (condition: string) => `allow group Analysts to use instances in tenancy where ${condition}`;
const inside = (place: string, location: string, name = 'p') =>
  `policy ${name} in ${place}\n  description "d"\n{\n  allow group Analysts to read buckets in ${location}\n}\n`;

describe('what a tenancy that was read tells', () => {
  it.each([
    ['hint domain-ambiguous', to('group ‹auditors›'), to('group Default/auditors')],
    ['hint domain-ambiguous', to("group ‹'Night Shift'›"), to("group 'Default'/'Night Shift'")],
    ['hint dead-subject', to('group ‹Interns›'), undefined],
    ['warning group-unknown', to('group ‹couriers›'), to('group Partners/couriers')],
    ['warning dynamic-group-unknown', to('dynamic-group ‹robots›'), to('dynamic-group Partners/robots')],
    ['warning group-unknown', to('group Partners/‹courier›'), to('group Partners/couriers')],
    ['warning subject-kind-mismatch', to('‹group› Partners/robots'), to('dynamic-group Partners/robots')],
    ['warning subject-kind-mismatch', to('group Analysts, ‹notebooks›'), undefined],
    ['warning identity-domain-unknown', to('group ‹Partner›/couriers'), to('group Partners/couriers')],
    ['warning tag-retired', where("‹target.resource.compartment.tag.lab.phase› = 'x'"), undefined],
    [
      'warning tag-value-not-allowed',
      where("target.resource.compartment.tag.lab.stage = ‹'Prd'›"),
      where("target.resource.compartment.tag.lab.stage = 'Prod'"),
    ],
    [
      'warning tag-value-not-allowed',
      where("target.resource.compartment.tag.lab.stage in ('test', ‹'Else'›)"),
      undefined,
    ],
    [
      'warning tag-value-not-allowed',
      "dynamic-group g\n  tag lab.stage = ‹'Live'›\n  matching resource.id = 'ocid1.x.oc1..a'",
      undefined,
    ],
    ['warning tag-value-not-allowed', "dynamic-group g matching tag.lab.stage.value = ‹'Live'›", undefined],
    [
      'warning network-source-unknown',
      where("request.networkSource.name = ‹'offices'›"),
      where("request.networkSource.name = 'office'"),
    ],
    ['warning network-source-unknown', where("request.networkSource.name != ‹'somewhere'›"), undefined],
    ['hint case-insensitive-collision', where("target.compartment.name = ‹'PROD'›"), undefined],
    ['warning ocid-other-realm', to('group id ‹ocid1.group.oc4..a›'), undefined],
    ['warning ocid-other-realm', where("target.compartment.id = ‹'ocid1.compartment.oc2..a'›"), undefined],
    [
      'warning ocid-other-realm',
      'allow group Analysts to read buckets in compartment id ‹ocid1.compartment.oc16..a›',
      undefined,
    ],
    [
      'hint dead-subject',
      "dynamic-group g matching all { resource.type = 'fnfunc', resource.compartment.id = ‹'ocid1.compartment.oc1..no'› }",
      undefined,
    ],
    [
      'hint alias-shadows-group',
      'define tenancy T as ocid1.tenancy.oc1..t\ndefine group ‹Analysts› as ocid1.group.oc1..x\nadmit group Analysts of tenancy T to read buckets in tenancy',
      undefined,
    ],
    [
      'warning compartment-unknown',
      inside('compartment Shop', 'compartment ‹Wed›'),
      inside('compartment Shop', 'compartment Web'),
    ],
    [
      'warning compartment-unknown',
      inside('compartment Shop', 'compartment Web:‹Tills›'),
      inside('compartment Shop', 'compartment Web:Till'),
    ],
    [
      'warning compartment-unknown',
      inside('compartment Shop', 'compartment ‹Till›'),
      inside('compartment Shop', 'compartment Web:Till'),
    ],
    [
      'warning compartment-unknown',
      inside('tenancy', 'compartment ‹Web›'),
      inside('tenancy', 'compartment Shop:Web'),
    ],
    [
      'warning compartment-unknown',
      inside('compartment ‹Shops›', 'compartment Web'),
      inside('compartment Shop', 'compartment Web'),
    ],
    ['error compartment-outside-subtree', inside('compartment Finance', 'compartment ‹Shop:Web›'), undefined],
    ['error compartment-outside-subtree', inside('compartment Shop:Web', 'compartment ‹Finance›'), undefined],
    ['hint compartment-path-ambiguous', inside('compartment Shop', 'compartment ‹Shop›'), undefined],
    ['error root-as-compartment', inside('tenancy', 'compartment ‹acme›'), inside('tenancy', 'tenancy')],
    [
      'error root-as-compartment',
      'allow group Analysts to read buckets in compartment ‹ACME›',
      to('group Analysts'),
    ],
    [
      'warning deny-not-enabled',
      '‹deny› group Analysts to manage vcns in tenancy\ndeny group Analysts to manage buckets in tenancy',
      undefined,
    ],
    ['warning policy-name-duplicate', inside('compartment Shop', 'compartment Web', '‹Readers›'), undefined],
    [
      'warning policy-name-duplicate',
      inside('compartment Shop', 'compartment Web', '‹root-policy›'),
      undefined,
    ],
  ])('%s: %s', (code, marked, fixed) => {
    const found = check(marked);
    expect(found.map((each) => [each.found, each.at])).toEqual([[code, marked]]);
    expect(found[0]?.fixed).toBe(fixed);
    // Every sentence is filled in, and what is mended is not told again.
    for (const locale of ['en', 'pt-br', 'ja'] as const)
      expect(found[0] && messageOf(found[0].finding, locale)).not.toMatch(/\{|undefined/);
    if (fixed !== undefined) expect(check(fixed).filter((each) => each.found === code)).toEqual([]);
  });

  it.each([
    to('group Analysts'),
    to('group Default/auditors'),
    to('group Partners/auditors'),
    to('group <group-name>'),
    to('group Partners/<name>'),
    to('dynamic-group Partners/robots'),
    to('group id ocid1.group.oc1..a'),
    where("target.resource.compartment.tag.lab.stage = 'prod'"),
    where("target.resource.compartment.tag.lab.stage = 'P*'"),
    where("target.resource.compartment.tag.lab.stage = '<stage>'"),
    where("target.resource.compartment.tag.lab.owner = 'anybody'"),
    'tag-namespace lab in tenancy { key phase }\n' + where("target.resource.compartment.tag.lab.phase = 'x'"),
    where("request.networkSource.name = 'OFFICE'"),
    where('request.networkSource.name = /off*/'),
    where("target.compartment.name = 'Finance'"),
    where("target.compartment.id = 'ocid1.compartment.oc1..a'"),
    "dynamic-group g matching resource.compartment.id = 'OCID1.compartment.oc1..shop'",
    inside('compartment Shop', 'compartment Web:Till'),
    inside('compartment shop', 'compartment WEB'),
    inside('compartment Finance', 'compartment Finance:prod'),
    inside('tenancy', 'compartment Shop:Web'),
    inside('compartment id ocid1.compartment.oc1..shop', 'compartment Web'),
    'allow group Analysts to read buckets in compartment Till',
    inside('compartment <place>', 'compartment <other>'),
    inside('compartment Finance', 'compartment prod', 'readers'),
    'endorse group Nobody to read buckets in any-tenancy',
  ])('silent: %s', (text) => {
    expect(check(text).map((each) => each.found)).toEqual([]);
  });

  it('is nothing where it was not read', () => {
    const text = `${to('group Nobody/no')}\n${where("request.networkSource.name = 'no'")}\ndeny group A to read buckets in compartment acme`;
    expect(check(text, {})).toEqual([]);
  });

  it.each([
    [{ domain: ['Default'], group: ['Analysts'] }, 'group ‹Default/Analysts›', 'group Analysts'],
    [{ domain: ['Default'], 'dynamic-group': ['n'] }, "dynamic-group ‹'Default'/'n'›", "dynamic-group 'n'"],
  ])('leaves the only domain out: %j', (names, subject, fixed) => {
    const [found] = check(to(subject), names);
    expect([found?.found, found?.at, found?.fixed]).toEqual([
      'hint default-domain-redundant',
      to(subject),
      to(fixed),
    ]);
    expect(check(to(fixed), names)).toEqual([]);
  });

  it('knows that denials are taken where there is one', () => {
    expect(
      check('deny group Analysts to manage vcns in tenancy', { ...NAMES, 'denying-policy': ['p'] }),
    ).toEqual([]);
  });
});
