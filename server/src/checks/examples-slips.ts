import { examples, GROUP, LOGS, VCNS } from './examples-texts.ts';

/** Slips of characters and words. */
const CHARACTERS = examples({
  'associate-misplaced': [
    'allow group Ops to associate drgs in tenancy with vcns in tenancy',
    'define tenancy Acme as ocid1.tenancy.oc1..acme\nendorse group Ops to associate drgs in tenancy with vcns in tenancy Acme',
  ],
  'associate-without-with': [
    'define tenancy Acme as ocid1.tenancy.oc1..acme\nendorse group Ops to associate drgs in tenancy\nendorse group Ops to read buckets in tenancy Acme',
    'define tenancy Acme as ocid1.tenancy.oc1..acme\nendorse group Ops to associate drgs in tenancy with vcns in tenancy Acme\nendorse group Ops to read buckets in tenancy Acme',
  ],
  'smart-quote': [`${LOGS} ‘app-logs’`, `${LOGS} 'app-logs'`],
  'double-quoted-value': [`${LOGS} "app-logs"`, `${LOGS} 'app-logs'`],
  'invisible-character': [
    'allow\u200b group Ops to read buckets in tenancy',
    'allow group Ops to read buckets in tenancy',
  ],
  'non-ascii-space': [
    'allow group Ops to\u00a0read buckets in tenancy',
    'allow group Ops to read buckets in tenancy',
  ],
  'unicode-dash': [
    'allow dynamic–group Jobs to read buckets in tenancy',
    'allow dynamic-group Jobs to read buckets in tenancy',
  ],
  'fullwidth-punctuation': [
    "allow group Ops to manage vcns in tenancy where request.region ＝ 'phx'",
    "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
  ],
  homoglyph: ['allow group Ops to mаnage vcns in compartment Networks', VCNS],
  'unbalanced-angle-bracket': [
    'allow group Ops to read buckets in compartment Logs>',
    'allow group Ops to read buckets in compartment Logs',
  ],
  'trailing-punctuation': [`${VCNS}.`, VCNS],
  'markup-residue': ['allow group **Ops** to manage vcns in compartment Networks', VCNS],
  'broken-token': [
    'allow group Ops to {BUCKET_\nREAD} in tenancy',
    'allow group Ops to {BUCKET_READ} in tenancy',
  ],
  'unterminated-string': [`${LOGS} 'app-logs`, `${LOGS} 'app-logs'`],
  'unterminated-pattern': [`${LOGS} /app-*`, `${LOGS} /app-*/`],
  'list-marker': [`1. ${VCNS}`, VCNS],
  'spaced-operator': [
    "allow group Ops to manage vcns in tenancy where request.region ! = 'phx'",
    "allow group Ops to manage vcns in tenancy where request.region != 'phx'",
  ],
});

/** Slips in the structure of a statement. */
const STRUCTURE = examples({
  'unknown-statement-keyword': ['permit group Ops to manage vcns in compartment Networks', VCNS],
  'missing-to': ['allow group Ops manage vcns in compartment Networks', VCNS],
  'missing-grant': ['allow group Ops in compartment Networks', VCNS],
  'missing-verb': ['allow group Ops to vcns in compartment Networks', VCNS],
  'missing-resource-type': ['allow group Ops to manage in compartment Networks', VCNS],
  'missing-in': ['allow group Ops to manage vcns compartment Networks', VCNS],
  'missing-location': ['allow group Ops to manage vcns', VCNS],
  'keyword-typo': ['allow group Ops to manage vcns in compartmnet Networks', VCNS],
  'duplicate-word': ['allow group Ops to to manage vcns in compartment Networks', VCNS],
  'noise-word': [
    'allow group Ops to read buckets in the tenancy',
    'allow group Ops to read buckets in tenancy',
  ],
  'space-for-hyphen': [
    'allow dynamic group Jobs to read buckets in tenancy',
    'allow dynamic-group Jobs to read buckets in tenancy',
  ],
  'hyphen-for-space': [
    `allow group-id ${GROUP} to manage vcns in compartment Networks`,
    `allow group id ${GROUP} to manage vcns in compartment Networks`,
  ],
  'clause-out-of-order': [
    "allow group Ops to manage vcns where request.region = 'phx' in compartment Networks",
    "allow group Ops to manage vcns in compartment Networks where request.region = 'phx'",
  ],
  'run-together-statements': [
    `${VCNS} allow group Dev to read buckets in tenancy`,
    `${VCNS}\nallow group Dev to read buckets in tenancy`,
  ],
  'prose-not-statement': [
    'Allow the operators to look at all networks of the company',
    '// Allow the operators to look at all networks of the company',
  ],
  'unclosed-brace': [
    'allow group Ops to {VCN_READ, VCN_UPDATE in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'unmatched-closing-brace': [
    'allow group Ops to {VCN_READ, VCN_UPDATE}} in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'trailing-comma': [
    'allow group Ops to {VCN_READ, VCN_UPDATE, } in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'missing-comma': [
    'allow group Ops to {VCN_READ VCN_UPDATE} in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'wrong-bracket': [
    'allow group Ops to (VCN_READ, VCN_UPDATE) in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'placeholder-unfilled': ['allow group <group-name> to manage vcns in compartment Networks', VCNS],
  'placeholder-malformed': ['allow group <> to manage vcns in compartment Networks', VCNS],
  'template-variable': ['allow group ${var.admins} to manage vcns in compartment Networks', VCNS],
  'mixed-grant': [
    'allow group Ops to manage {VCN_READ, VCN_UPDATE} in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'several-resource-types': [
    'allow group Ops to read buckets, objects in compartment Logs',
    'allow group Ops to read buckets in compartment Logs\nallow group Ops to read objects in compartment Logs',
  ],
  'several-verbs': ['allow group Ops to read and manage vcns in compartment Networks', VCNS],
  'several-locations': [
    'allow group Ops to manage vcns in compartment Networks, Labs',
    `${VCNS}\nallow group Ops to manage vcns in compartment Labs`,
  ],
  'infix-boolean': [
    "allow group Ops to manage vcns in tenancy where request.region = 'phx' and request.user.name = 'ana'",
    "allow group Ops to manage vcns in tenancy where all { request.region = 'phx', request.user.name = 'ana' }",
  ],
  'repeated-where': [
    "allow group Ops to manage vcns in tenancy where request.region = 'phx' where request.user.name = 'ana'",
    "allow group Ops to manage vcns in tenancy where all { request.region = 'phx', request.user.name = 'ana' }",
  ],
  'empty-statement': [`${VCNS}\nallow`, VCNS],
  'syntax-error': ['allow group Ops to manage vcns ; in compartment Networks', VCNS],
  'statement-too-long': [
    `allow group Ops to {${'VCN_READ, '.repeat(10_001)}VCN_UPDATE} in tenancy`,
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'nested-too-deep': [
    `allow group Ops to manage vcns in tenancy where ${'all { '.repeat(300)}request.region = 'phx'${' }'.repeat(300)}`,
    "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
  ],
});

/** Examples of the slips that the language recognises while it reads, but for those of one part of a statement. */
export const SLIP_EXAMPLES = { ...CHARACTERS, ...STRUCTURE };
