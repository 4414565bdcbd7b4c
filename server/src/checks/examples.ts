import type { Example } from './check.ts';
import { SLIP_EXAMPLES } from './examples-slips.ts';
import { COMPARTMENT, examples, GROUP, LOGS, VCNS } from './examples-texts.ts';

const RULE =
  "dynamic-group Jobs\n  matching all { resource.type = 'datasciencejobrun', resource.compartment.id =";

const SUBJECTS = examples({
  'unknown-subject-kind': ['allow groups Ops to manage vcns in compartment Networks', VCNS],
  'user-as-subject': ['allow user ana to manage vcns in compartment Networks', VCNS],
  'mixed-subject-kinds': [
    'allow group Ops, dynamic-group Jobs to manage vcns in compartment Networks',
    `${VCNS}\nallow dynamic-group Jobs to manage vcns in compartment Networks`,
  ],
  'missing-subject-name': ['allow group to manage vcns in compartment Networks', VCNS],
  'name-needs-quotes': [
    'allow group Network Ops to manage vcns in compartment Networks',
    "allow group 'Network Ops' to manage vcns in compartment Networks",
  ],
  'quoted-domain-pair': [
    "allow group 'Corp/Ops' to manage vcns in compartment Networks",
    "allow group 'Corp'/'Ops' to manage vcns in compartment Networks",
  ],
  'missing-id-keyword': [
    `allow group ${GROUP} to manage vcns in compartment Networks`,
    `allow group id ${GROUP} to manage vcns in compartment Networks`,
  ],
  'superfluous-id-keyword': ['allow group id Ops to manage vcns in compartment Networks', VCNS],
  'ocid-malformed': [
    'allow group id ocd1.group.oc1..aaaaaaaa7q3x2mfkwz5v to manage vcns in compartment Networks',
    `allow group id ${GROUP} to manage vcns in compartment Networks`,
  ],
  'ocid-wrong-type': [
    `allow group id ${COMPARTMENT} to manage vcns in compartment Networks`,
    `allow group id ${GROUP} to manage vcns in compartment Networks`,
  ],
  'service-unknown': [
    'allow service cloudgard to read vcns in tenancy',
    'allow service cloudguard to read vcns in tenancy',
  ],
  'service-needs-region': [
    'allow service objectstorage to manage object-family in compartment Logs',
    'allow service objectstorage-us-phoenix-1 to manage object-family in compartment Logs',
  ],
  'service-region-invalid': [
    'allow service objectstorage-phx to manage object-family in compartment Logs',
    'allow service objectstorage-us-phoenix-1 to manage object-family in compartment Logs',
  ],
});

const GRANTS = examples({
  'unknown-verb': [
    'allow group Ops to view buckets in compartment Logs',
    'allow group Ops to read buckets in compartment Logs',
  ],
  'all-resources-spelling': [
    'allow group Ops to inspect all-resource in compartment Networks',
    'allow group Ops to inspect all-resources in compartment Networks',
  ],
  'resource-type-separator': [
    'allow group Labs to manage data_science_projects in compartment Labs',
    'allow group Labs to manage data-science-projects in compartment Labs',
  ],
  'resource-type-number': [
    'allow group Ops to read bucket in compartment Logs',
    'allow group Ops to read buckets in compartment Logs',
  ],
  'resource-type-case': ['allow group Ops to manage VCNs in compartment Networks', VCNS],
  'resource-type-unknown': [
    'allow group Ops to manage instaces in compartment Networks',
    'allow group Ops to manage instances in compartment Networks',
  ],
  'family-unknown': [
    'allow group Ops to read objects-family in compartment Logs',
    'allow group Ops to read object-family in compartment Logs',
  ],
  'permission-as-resource-type': [
    'allow group Ops to manage VCN_UPDATE in tenancy',
    'allow group Ops to {VCN_UPDATE} in tenancy',
  ],
  'resource-type-in-angle-brackets': ['allow group Ops to manage <vcns> in compartment Networks', VCNS],
  'permission-malformed': [
    'allow group Ops to {VCN__READ, VCN_UPDATE} in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'resource-type-in-permission-set': [
    'allow group Ops to {buckets} in tenancy',
    'allow group Ops to read buckets in tenancy',
  ],
  'permission-unknown': [
    'allow group Ops to {VCN_REED, VCN_UPDATE} in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'permission-name-only': [
    'allow group Labs to {DATA_SCIENCE_NOTEBOOK_SESSION_ACTIVATE} in compartment Labs',
    'allow group Labs to {DATA_SCIENCE_NOTEBOOK_SESSION_UPDATE} in compartment Labs',
  ],
  'permission-case': [
    'allow group Ops to {vcn_read, VCN_UPDATE} in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'permission-duplicate': [
    'allow group Ops to {VCN_READ, VCN_UPDATE, VCN_READ} in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
  'statement-never-grants': [
    'allow group Ops to {} in tenancy',
    'allow group Ops to {VCN_READ, VCN_UPDATE} in tenancy',
  ],
});

const LOCATIONS = examples({
  'compartment-path-separator': [
    'allow group Ops to manage vcns in compartment Networks/Labs',
    'allow group Ops to manage vcns in compartment Networks:Labs',
  ],
  'compartment-id-missing': [
    `allow group Ops to manage vcns in compartment ${COMPARTMENT}`,
    `allow group Ops to manage vcns in compartment id ${COMPARTMENT}`,
  ],
  'compartment-keyword-missing': ['allow group Ops to manage vcns in Networks', VCNS],
  'tenancy-named': [
    'allow group Ops to read buckets in tenancy Acme',
    'allow group Ops to read buckets in tenancy',
  ],
  'foreign-tenancy-in-allow': [
    'allow group Ops to read buckets in any-tenancy',
    'endorse group Ops to read buckets in any-tenancy',
  ],
  'tenancy-ocid-as-compartment': [
    'allow group Ops to read buckets in compartment id ocid1.tenancy.oc1..aaaaaaaax5m7vcl2ge9j',
    'allow group Ops to read buckets in tenancy',
  ],
});

const CONDITIONS = examples({
  'empty-condition': [`${VCNS} where`, VCNS],
  'missing-combinator': [
    "allow group Ops to manage vcns in tenancy where { request.region = 'phx', request.user.name = 'ana' }",
    "allow group Ops to manage vcns in tenancy where all { request.region = 'phx', request.user.name = 'ana' }",
  ],
  'single-element-combinator': [
    "allow group Ops to manage vcns in tenancy where all { request.region = 'phx' }",
    "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
  ],
  'nested-same-combinator': [
    "allow group Ops to manage vcns in tenancy where all { request.user.name = 'ana', all { request.region = 'phx', request.utc-timestamp before '2027-01-01T00:00:00Z' } }",
    "allow group Ops to manage vcns in tenancy where all { request.user.name = 'ana', request.region = 'phx', request.utc-timestamp before '2027-01-01T00:00:00Z' }",
  ],
  'value-unquoted': [`${LOGS} app-logs`, `${LOGS} 'app-logs'`],
  'ocid-unquoted': [
    'allow group Ops to use keys in compartment Keys where target.key.id = ocid1.key.oc1.phx.b5qw6xyz7aacu.abyhq2mn4p',
    "allow group Ops to use keys in compartment Keys where target.key.id = 'ocid1.key.oc1.phx.b5qw6xyz7aacu.abyhq2mn4p'",
  ],
  'boolean-or-number-unquoted': [
    'allow group Ops to manage vcns in tenancy where request.utc-timestamp.month-of-year = 6',
    "allow group Ops to manage vcns in tenancy where request.utc-timestamp.month-of-year = '6'",
  ],
  'unknown-operator': [
    "allow group Ops to manage vcns in tenancy where request.region == 'phx'",
    "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
  ],
  'between-incomplete': [
    "allow group Ops to manage vcns in tenancy where request.utc-timestamp.time-of-day between ('08:00:00Z', '18:00:00Z')",
    "allow group Ops to manage vcns in tenancy where request.utc-timestamp.time-of-day between '08:00:00Z' and '18:00:00Z'",
  ],
  'operand-missing': [
    'allow group Ops to manage vcns in tenancy where request.region =',
    "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
  ],
  'operands-reversed': [
    "allow group Ops to manage vcns in tenancy where 'phx' = request.region",
    "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
  ],
  'variable-unknown': [
    "allow group Ops to manage vcns in tenancy where request.regoin = 'phx'",
    "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
  ],
  'variable-name-only': [
    "allow group Ops to manage cloudevents-rules in tenancy where target.event.source = 'dataflow'",
    "allow group Ops to manage cloudevents-rules in tenancy where request.user.name = 'ana'",
  ],
  'variable-case': [
    "allow group Ops to manage vcns in tenancy where request.Region = 'phx'",
    "allow group Ops to manage vcns in tenancy where request.region = 'phx'",
  ],
  'variable-prefix': [
    "allow group Ops to read objects in compartment Logs where bucket.name = 'app-logs'",
    `${LOGS} 'app-logs'`,
  ],
  'operation-unknown': [
    "allow group Ops to inspect groups in tenancy where request.operation = 'ListGroup'",
    "allow group Ops to inspect groups in tenancy where request.operation = 'ListGroups'",
  ],
  'principal-type-unknown': [
    "allow any-user to read buckets in tenancy where request.principal.type = 'datasciencejobruns'",
    "allow any-user to read buckets in tenancy where request.principal.type = 'datasciencejobrun'",
  ],
});

const ALIASES = examples({
  'define-ocid-type': [
    `define tenancy Partner as ${GROUP}\nendorse group Ops to read buckets in tenancy Partner`,
    'define tenancy Partner as ocid1.tenancy.oc1..aaaaaaaax5m7vcl2ge9j\nendorse group Ops to read buckets in tenancy Partner',
  ],
});

const POLICIES = examples({
  'policy-not-closed': [
    `policy networks in tenancy\n  description "Who may change networks"\n{\n  ${VCNS}\n`,
    `policy networks in tenancy\n  description "Who may change networks"\n{\n  ${VCNS}\n}\n`,
  ],
  'declaration-in-policy': [
    `policy networks in tenancy\n  description "Who may change networks"\n{\n  ${VCNS}\n  dynamic-group Jobs matching all { resource.type = 'datasciencejobrun', resource.compartment.id = '${COMPARTMENT}' }\n}\n`,
    `policy networks in tenancy\n  description "Who may change networks"\n{\n  ${VCNS}\n}\ndynamic-group Jobs matching all { resource.type = 'datasciencejobrun', resource.compartment.id = '${COMPARTMENT}' }\n`,
  ],
});

const instances = (count: number) =>
  Array.from({ length: count }, (_, n) => `instance.id = 'ocid1.instance.oc1.phx.abyhqljr${n}'`);

const RULES = examples({
  'rule-outside-dynamic-group': [
    `all { resource.type = 'datasciencejobrun', resource.compartment.id = '${COMPARTMENT}' }`,
    `${RULE} '${COMPARTMENT}' }`,
  ],
  'rule-syntax': [
    `dynamic-group Hosts\n  matching instance.compartment.id '${COMPARTMENT}'`,
    `dynamic-group Hosts\n  matching instance.compartment.id = '${COMPARTMENT}'`,
  ],
  'rules-not-combined': [
    "dynamic-group Hosts\n  matching instance.id = 'ocid1.instance.oc1.phx.abyhqljr5w3n'\n  instance.id = 'ocid1.instance.oc1.phx.abyhqljr9k2m'",
    "dynamic-group Hosts\n  matching any { instance.id = 'ocid1.instance.oc1.phx.abyhqljr5w3n',\n  instance.id = 'ocid1.instance.oc1.phx.abyhqljr9k2m' }",
  ],
  'rule-value-unquoted': [`${RULE} ${COMPARTMENT} }`, `${RULE} '${COMPARTMENT}' }`],
  'rule-variable-unknown': [
    `dynamic-group Hosts\n  matching instance.compartmentId = '${COMPARTMENT}'`,
    `dynamic-group Hosts\n  matching instance.compartment.id = '${COMPARTMENT}'`,
  ],
  'rule-tag-malformed': [
    "dynamic-group Hosts\n  matching tag.dept.ops = '45'",
    "dynamic-group Hosts\n  matching tag.dept.ops.value = '45'",
  ],
  'rule-operator': [
    `dynamic-group Jobs\n  matching all { resource.type in ('datasciencejobrun', 'fnfunc'), resource.compartment.id = '${COMPARTMENT}' }`,
    `dynamic-group Jobs\n  matching all { any { resource.type = 'datasciencejobrun', resource.type = 'fnfunc' }, resource.compartment.id = '${COMPARTMENT}' }`,
  ],
  'rule-resource-type-unknown': [
    `dynamic-group Jobs\n  matching all { resource.type = 'datasciencejobrum', resource.compartment.id = '${COMPARTMENT}' }`,
    `${RULE} '${COMPARTMENT}' }`,
  ],
  'rule-too-long': [
    `dynamic-group Hosts\n  matching any { ${instances(2500).join(', ')} }`,
    `dynamic-group Hosts\n  matching any { ${instances(2).join(', ')} }`,
  ],
  'rule-resource-type-policy-name': [
    `dynamic-group Jobs\n  matching all { resource.type = 'data-science-job-runs', resource.compartment.id = '${COMPARTMENT}' }`,
    `${RULE} '${COMPARTMENT}' }`,
  ],
});

const IGNORES = examples({
  'ignore-unused': [`// ocipolicy-ignore unknown-verb: checked by Ana\n${VCNS}`, VCNS],
  'ignore-without-reason': [
    '// ocipolicy-ignore resource-type-case\nallow group Ops to manage VCNs in compartment Networks',
    '// ocipolicy-ignore resource-type-case: as in our wiki\nallow group Ops to manage VCNs in compartment Networks',
  ],
  'ignore-unknown-code': [
    '// ocipolicy-ignore unknown-verbs: checked by Ana\nallow group Ops to manage vcns in compartment Networks',
    VCNS,
  ],
});

/** Examples for codes whose checks carry none: slips, which the language recognises, and checks that need no tree. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  ...{ ...SLIP_EXAMPLES, ...SUBJECTS, ...GRANTS, ...LOCATIONS, ...CONDITIONS },
  ...{ ...ALIASES, ...POLICIES, ...RULES, ...IGNORES },
};
