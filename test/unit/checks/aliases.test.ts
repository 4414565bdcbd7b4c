import { aliasChecks } from '../../../server/src/checks/aliases.ts';
import { testChecks } from './table.ts';

const T = 'define tenancy T as ocid1.tenancy.oc1..t\n';
const G = 'define group G as ocid1.group.oc1..g\n';
const ENDORSE = 'endorse group A to read buckets in tenancy T\n';
const ADMIT = 'admit group G of tenancy T to read buckets in tenancy\n';
const policy = (name: string, text: string) => `policy ${name} in tenancy description "D" {\n${text}}\n`;

testChecks(aliasChecks, {
  'alias-undefined': {
    faults: [
      {
        text: 'endorse group A to read buckets in tenancy ‹Acme›\n',
        fixed: 'define tenancy Acme as <tenancy-ocid>\nendorse group A to read buckets in tenancy Acme\n',
      },
      {
        text: `allow group B to read vcns in tenancy\n  ${ENDORSE.replace('T\n', '‹T›\n')}`,
        fixed: `define tenancy T as <tenancy-ocid>\nallow group B to read vcns in tenancy\n  ${ENDORSE}`,
      },
      {
        text: `${G}admit group G of tenancy ‹T› to read buckets in tenancy\n`,
        fixed: `${G}define tenancy T as <tenancy-ocid>\n${ADMIT}`,
      },
      {
        text: `${T}endorse group A to associate drgs in tenancy with vcns in compartment C of tenancy ‹U›\n${ENDORSE}`,
        fixed: `${T}define tenancy U as <tenancy-ocid>\nendorse group A to associate drgs in tenancy with vcns in compartment C of tenancy U\n${ENDORSE}`,
      },
      {
        text: `policy p in tenancy description "D" {\n  deny endorse group A to read buckets in tenancy ‹T›\n}\n`,
        fixed: `policy p in tenancy description "D" {\n  define tenancy T as <tenancy-ocid>\n  deny endorse group A to read buckets in tenancy T\n}\n`,
      },
      {
        text: 'endorse group A to read buckets in tenancy ‹ocid1.tenancy.oc1..t›\n',
        variant: 'ocid',
      },
    ],
    silent: [
      T + ENDORSE,
      T.replace('tenancy T', 'tenancy t') + ENDORSE,
      'endorse group A to read buckets in any-tenancy',
      'endorse group A to read buckets in tenancy <tenancy>',
      'endorse group A to read buckets in tenancy ${var.tenancy}',
      policy('a', T + ENDORSE) + ENDORSE.replace(' T', ' T'),
      'allow group A to read buckets in tenancy',
    ],
  },
  'define-in-other-policy': {
    faults: [
      {
        text: policy('a', T + ENDORSE) + policy('b', 'endorse group B to read buckets in tenancy ‹T›\n'),
        fixed: policy('a', T + ENDORSE) + policy('b', `${T}endorse group B to read buckets in tenancy T\n`),
      },
      {
        text: `endorse group B to read buckets in tenancy ‹T›\n${policy('a', T + ENDORSE)}`,
        fixed: `${T}endorse group B to read buckets in tenancy T\n${policy('a', T + ENDORSE)}`,
      },
      {
        text: `${T}${ENDORSE}${policy('a', `${G}admit group G of tenancy ‹T› to read vcns in tenancy\n`)}`,
        fixed: `${T}${ENDORSE}${policy('a', `${G}${T}admit group G of tenancy T to read vcns in tenancy\n`)}`,
      },
    ],
    silent: [
      policy('a', T + ENDORSE) + policy('b', T + ENDORSE.replace('A', 'B')),
      policy('a', T + ENDORSE) + policy('b', 'endorse group B to read buckets in tenancy U\n'),
      T + ENDORSE + ENDORSE.replace('A', 'B'),
    ],
  },
  'alias-unused': {
    faults: [
      { text: 'define tenancy ‹T› as ocid1.tenancy.oc1..t\n', fixed: '' },
      {
        text: `${T}define group ‹G› as ocid1.group.oc1..g // note\n${ENDORSE}`,
        fixed: T + ENDORSE,
      },
      {
        text:
          policy('a', T + ENDORSE) +
          policy('b', T.replace('T', '‹T›') + 'allow group A to read buckets in tenancy\n'),
        fixed: policy('a', T + ENDORSE) + policy('b', 'allow group A to read buckets in tenancy\n'),
      },
      {
        text: 'define compartment ‹C› as ocid1.compartment.oc1..c\nallow group A to read buckets in compartment D\n',
        fixed: 'allow group A to read buckets in compartment D\n',
      },
    ],
    silent: [
      T + ENDORSE,
      T + G + ADMIT,
      `${G}allow group g to read buckets in tenancy`,
      'define compartment C as ocid1.compartment.oc1..c\nallow group A to read buckets in compartment c:d',
      'define dynamic-group G as ocid1.dynamicgroup.oc1..g\nadmit group G of any-tenancy to read buckets in tenancy',
      `${T}endorse group A to associate drgs in tenancy with vcns in tenancy t`,
      // What cannot be read may use it.
      `${T}endorse group A frobnicate`,
      'define tenancy <T> as <ocid>',
    ],
  },
  'alias-redefined': {
    faults: [
      { text: `${T}define tenancy ‹t› as ocid1.tenancy.oc1..T\n${ENDORSE}`, fixed: T + ENDORSE },
      { text: `${T}define tenancy ‹T› as ocid1.tenancy.oc1..u\n${ENDORSE}` },
      {
        text: `${G}define group ‹Default/G› as ocid1.group.oc1..h\nallow group G to read buckets in tenancy\n`,
      },
    ],
    silent: [
      `${T}define group T as ocid1.group.oc1..t\nadmit group T of tenancy T to read buckets in tenancy`,
      policy('a', T + ENDORSE) + policy('b', T.replace('..t', '..u') + ENDORSE),
      `${T}define tenancy U as ocid1.tenancy.oc1..t\n${ENDORSE}endorse group A to read vcns in tenancy U`,
    ],
  },
  'define-not-first': {
    faults: [
      { text: ENDORSE + `‹define tenancy T› as ocid1.tenancy.oc1..t\n`, fixed: T + ENDORSE },
      {
        text: `${T}${ENDORSE}‹define group G› as ocid1.group.oc1..g\n${ADMIT}`,
        fixed: `${T}${G}${ENDORSE}${ADMIT}`,
      },
      {
        text: policy(
          'a',
          `  allow group G to read buckets in tenancy\n  ‹define group G› as ocid1.group.oc1..g\n`,
        ),
        fixed: policy('a', `  ${G}  allow group G to read buckets in tenancy\n`),
      },
    ],
    silent: [
      T + G + ENDORSE + ADMIT,
      `allow group A to read buckets in tenancy\n${policy('a', T + ENDORSE)}`,
      policy('a', T + ENDORSE) + policy('b', G + 'allow group G to read buckets in tenancy\n'),
      `// a comment\n${T}// another\n${ENDORSE}`,
    ],
  },
  'admit-group-by-name': {
    faults: [
      {
        text: `${T}admit group ‹Ops› of tenancy T to read buckets in tenancy\n`,
        fixed: `${T}define group Ops as <group-ocid>\nadmit group Ops of tenancy T to read buckets in tenancy\n`,
      },
      {
        text: `${T}${G}admit group G, ‹Ops› of tenancy T to read buckets in tenancy\n`,
        fixed: `${T}${G}define group Ops as <group-ocid>\nadmit group G, Ops of tenancy T to read buckets in tenancy\n`,
      },
      {
        text: `${T}deny admit dynamic-group ‹'D m'/Jobs› of tenancy T to read buckets in tenancy\n`,
        fixed: `${T}define dynamic-group 'D m'/Jobs as <dynamic-group-ocid>\ndeny admit dynamic-group 'D m'/Jobs of tenancy T to read buckets in tenancy\n`,
      },
    ],
    silent: [
      T + G + ADMIT,
      `${T}admit group id ocid1.group.oc1..g of tenancy T to read buckets in tenancy`,
      `${T}admit group <group> of tenancy T to read buckets in tenancy`,
      `${T}admit any-user of tenancy T to read buckets in tenancy`,
      `${T}endorse group Ops to read buckets in tenancy T`,
    ],
  },
});
