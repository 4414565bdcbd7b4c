/** Which statements of which document a snippet holds: `test/fixtures/seeds/<seed>.json`, positions in `document`. */
export interface Bundle {
  readonly statements: Readonly<Record<string, readonly number[]>>;
  /** What stands in the snippet for a placeholder of the document, both without regard to doubled brackets. */
  readonly names: Readonly<Record<string, string>>;
  /** Positions of statements that the snippet holds as the document has them, although a mended form is known. */
  readonly verbatim?: readonly number[];
  /** The case whose mended form joins all matching rules of the snippet. */
  readonly joined?: string;
  /** Statements that no document writes out, and why they are offered. */
  readonly extra?: readonly { readonly text: string; readonly why: string }[];
}

const AIDP_NAMES = {
  '<aidpCompartmentId>': '<aidp-compartment-ocid>',
  '<aidp-compartment-ocid>': '<aidp-compartment-ocid>',
  '<region_identifier>': '<region>',
};
const HOL_NAMES = { '<data_science_hol_users>': '<group>', '<datascience_hol>': '<compartment>' };
const DS_NAMES = { '<group_name>': '<group>', '<compartment_name>': '<compartment>' };
const MD_NAMES = {
  '<group-name>': '<group>',
  '<compartment-name>': '<compartment>',
  '<dynamic-group-name>': '<dynamic-group>',
};
const SECRET_NAMES = {
  '<GROUP>': '<group>',
  '<COMPARTMENT>': '<compartment>',
  '<TAG-NAMESPACE>': 'labdatascience',
  '<TAG-KEY>': 'secret-id',
  '<NOTEBOOK-SESSION-OCID>': '<notebook-session-ocid>',
};
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const milder = (subject: string) =>
  ['use', 'read', 'inspect'].map((verb) => ({
    text: `allow ${subject} to ${verb} data-science-model-deployments in compartment <compartment>`,
    why: 'the document says that manage can be changed to limit what they do',
  }));

export const BUNDLES: Readonly<Record<string, Bundle>> = {
  'aidp-administrators': {
    statements: { '001': [0] },
    names: {
      ...AIDP_NAMES,
      '<aidpAdminIdentityDomain>': '<identity-domain>',
      '<aidpAdminGroup>': '<group>',
    },
  },
  'aidp-tenancy': { statements: { '001': range(1, 13) }, names: AIDP_NAMES },
  'aidp-compartment': { statements: { '001': range(14, 26) }, names: AIDP_NAMES },
  'aidp-external-tables': {
    statements: { '001': range(27, 30) },
    names: { ...AIDP_NAMES, '<external-data-CompartmentId>': '<data-compartment-ocid>' },
  },
  'ds-notebooks': { statements: { '002': [0, 1, 2, 4, 5, 6] }, names: HOL_NAMES },
  'ds-administrators-by-type': { statements: { '002': range(8, 11) }, names: DS_NAMES },
  'ds-model-readers': { statements: { '002': [12, 13] }, names: DS_NAMES },
  'ds-administrators': { statements: { '002': [14] }, names: DS_NAMES },
  'ds-administrators-keep-projects': { statements: { '002': [15] }, names: DS_NAMES },
  'ds-jobs': {
    statements: { '002': range(23, 28) },
    names: {
      '<job-run-compartment-ocid>': '<job-run-compartment-ocid>',
      '<job-runs-dynamic-group>': 'ds-job-runs',
      '<your-dynamic-group>': 'ds-job-runs',
      '<your-compartment-name>': '<compartment>',
      '<compartment-name>': '<compartment>',
      '<group-name>': '<group>',
      '<bucket-name>': '<conda-bucket>',
    },
  },
  'ds-jobs-root-repository': {
    statements: { '002': [29] },
    names: { '<your-dynamic-group>': '<dynamic-group>', '<repository-name>': '<repository>' },
  },
  'ds-pipelines': {
    statements: { '002': range(30, 45) },
    names: {
      '<YOUR_DYNAMIC_GROUP_NAME>': 'ds-pipelines',
      '<YOUR_COMPARTMENT_NAME>': '<compartment>',
      '<YOUR COMPARTMENT NAME>': '<compartment>',
      '<compartment-ocid>': '<compartment-ocid>',
    },
    joined: 'S2-23 three as lines of one rule',
  },
  'ds-pipeline-users': {
    statements: { '002': range(47, 49) },
    names: { '<YOUR_COMPARTMENT_NAME>': '<compartment>' },
    extra: [
      {
        text: "allow group datascienceusers to read cloudevents-rules in tenancy where all {target.rule.type = 'managed', target.event.source in ('dataflow')}",
        why: 'the document leaves the verb out, so a milder one is offered too',
      },
    ],
  },
  'md-users': {
    statements: { '002': [16, 17], '004': [0, 1] },
    names: MD_NAMES,
    extra: milder('group <group>'),
  },
  'md-resources': {
    statements: { '002': [18], '004': [2] },
    names: MD_NAMES,
    extra: milder('dynamic-group <dynamic-group>'),
  },
  'md-predict': {
    statements: { '002': [19], '004': [4] },
    names: { ...MD_NAMES, '<dynamic-group-name-2>': '<dynamic-group>' },
  },
  'md-conda-bucket': {
    statements: { '002': [20], '004': [5] },
    names: { ...MD_NAMES, '<published-conda-envs-bucket-name>': '<conda-bucket>' },
  },
  'md-logging': {
    statements: { '002': [21], '004': [6] },
    names: MD_NAMES,
    extra: [
      {
        text: "allow any-user to use log-content in compartment <compartment> where request.principal.type = 'datasciencemodeldeployment'",
        why: 'the document says that the permission could be restricted to a compartment',
      },
    ],
  },
  'md-object-storage': {
    statements: { '002': [22], '004': [7] },
    names: { ...MD_NAMES, '<bucket-name>': '<bucket>' },
  },
  'md-container-dynamic-group': {
    statements: { '004': [8, 9, 10] },
    names: {
      ...MD_NAMES,
      '<dynamic-group-name>': 'md-containers',
      '<compartment-ocid>': '<compartment-ocid>',
    },
  },
  'md-container-users': { statements: { '004': [11, 12] }, names: MD_NAMES },
  'secrets-per-notebook': {
    statements: { '000': [0, 1, 2, 3, 5, 6, 7, 9] },
    names: SECRET_NAMES,
    verbatim: [9],
  },
  'secrets-dynamic-group': { statements: { '000': [1, 2] }, names: SECRET_NAMES },
  'secrets-statement': { statements: { '000': [3] }, names: SECRET_NAMES },
  'secrets-tag-namespace': { statements: {}, names: {} },
  'secrets-test': { statements: {}, names: {} },
};

/** Statements of the documents that no snippet holds, by their positions, and why. */
export const LEFT_OUT: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  '000': {
    4: 'the statement after it, with read, gives all of it',
    8: 'the first statement again',
  },
  '001': { 31: 'the first statement again, beside the note on identity domains' },
  '002': {
    3: 'the statement after it, with read, gives all of it',
    7: 'the pattern of a statement, no statement',
    46: 'the statement with use object-family gives all of it; a comment says when it is needed',
  },
  '004': { 3: 'the second statement again' },
};
