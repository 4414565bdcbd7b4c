/** Words that names are made of. */
export const TEAMS = [
  'analytics',
  'billing',
  'checkout',
  'data-platform',
  'fulfilment',
  'identity',
  'payments',
  'research',
];
export const STAGES = ['development', 'integration', 'staging', 'production'];

/**
 * What goes together: verbs that differ on the resource types, sets of permissions that are no verb, one that may be
 * denied, and conditions that requests for them can meet.
 */
export const AREAS = [
  {
    verbs: ['read', 'manage'],
    types: ['buckets', 'objects', 'object-family'],
    sets: ['{BUCKET_READ, OBJECT_CREATE}', '{OBJECT_READ}', '{BUCKET_INSPECT, OBJECT_INSPECT, OBJECT_READ}'],
    denied: '{OBJECT_DELETE}',
    conditions: [
      (d) => `target.bucket.name = '${d.pick(TEAMS)}-artifacts-${d.below(900)}'`,
      (d) => `target.bucket.name = /${d.pick(TEAMS)}-*/`,
      (d) => `target.bucket.name in ('logs-${d.below(99)}', 'audit-${d.below(99)}', /backup-*/)`,
      (d) => `target.object.name = /exports-${d.below(99)}*/`,
    ],
  },
  {
    verbs: ['inspect', 'read', 'use', 'manage'],
    types: ['instances', 'instance-family'],
    sets: ['{INSTANCE_READ, INSTANCE_POWER_ACTIONS}', '{INSTANCE_READ, INSTANCE_UPDATE}'],
    denied: '{INSTANCE_DELETE}',
    conditions: [],
  },
  {
    verbs: ['inspect', 'read', 'use', 'manage'],
    types: ['virtual-network-family', 'network-security-groups'],
    sets: [
      '{VCN_READ, SUBNET_READ}',
      '{SUBNET_READ, SUBNET_ATTACH}',
      '{VNIC_READ, VNIC_ATTACH, VNIC_DETACH, SUBNET_READ}',
    ],
    denied: '{VCN_DELETE}',
    conditions: [],
  },
  {
    verbs: ['inspect', 'read', 'use', 'manage'],
    types: ['data-science-models', 'data-science-projects', 'data-science-jobs', 'data-science-family'],
    sets: [
      '{DATA_SCIENCE_NOTEBOOK_SESSION_OPEN}',
      '{DATA_SCIENCE_NOTEBOOK_SESSION_OPEN, DATA_SCIENCE_NOTEBOOK_SESSION_UPDATE, DATA_SCIENCE_NOTEBOOK_SESSION_DELETE}',
    ],
    denied: '{DATA_SCIENCE_MODEL_DELETE}',
    conditions: [],
  },
  {
    verbs: ['read', 'use', 'manage'],
    types: ['secret-family', 'secrets', 'keys', 'vaults'],
    sets: ['{SECRET_BUNDLE_READ}', '{KEY_READ, KEY_ENCRYPT, KEY_DECRYPT}'],
    denied: '{SECRET_DELETE}',
    conditions: [
      (d) => `target.secret.id = '${d.ocid('vaultsecret')}'`,
      (d) => `target.secret.name = /${d.pick(TEAMS)}-*/`,
    ],
  },
  {
    verbs: ['inspect', 'read', 'manage'],
    types: ['log-groups', 'functions-family', 'autonomous-database-family', 'file-family', 'load-balancers'],
    sets: ['{LOG_GROUP_READ, LOG_CONTENT_PUSH}', '{REPOSITORY_READ}'],
    denied: '{LOG_GROUP_DELETE}',
    conditions: [],
  },
];

/** Conditions that any request can meet, of the form that most conditions have. */
const EQUALITIES = [
  (d) => `request.region = '${d.pick(['phx', 'iad', 'fra', 'lhr', 'gru'])}'`,
  (d) => `target.resource.compartment.tag.${d.pick(TEAMS)}.environment = '${d.pick(STAGES)}'`,
  (d) => `target.compartment.id = '${d.ocid('compartment')}'`,
  (d) => `target.compartment.name = 'workloads-${d.below(400)}'`,
  (d) => `request.networkSource.name = 'corporate-vpn-${d.below(40)}'`,
];

/** And of other forms. */
const OTHERS = [
  () => "request.utc-timestamp.time-of-day between '08:00:00Z' and '18:00:00Z'",
  () => "request.utc-timestamp before '2027-06-30T00:00:00Z'",
  () => "request.utc-timestamp.day-of-week in ('monday', 'tuesday', 'wednesday')",
];

/** Comparisons for one condition, no two of one form; the one that is taken first stands last. */
export function conditionsOf(dice, { conditions }) {
  const own = conditions.length > 0 && dice.chance(0.5) ? [dice.pick(conditions)] : [];
  const rare = dice.chance(0.2) ? [dice.pick(OTHERS)] : [];
  return [...dice.shuffled(EQUALITIES), ...dice.shuffled([...own, ...rare])].map((make) => make(dice));
}

/** Principals that are no people, and what tells which of them are meant. */
export const PRINCIPALS = [
  'datasciencejobrun',
  'datasciencenotebooksession',
  'datasciencemodeldeployment',
].map((type) => ({
  type,
  condition: (d) => `request.principal.compartment.id = '${d.ocid('compartment')}'`,
}));
