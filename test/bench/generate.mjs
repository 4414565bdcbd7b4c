// Policy files of any size for the bench: the same seed gives the same text, and every statement but the faulty
// ones draws no diagnostic. Most grant a verb on a resource type in a compartment, two in three on a condition, few
// on a deep one; about a third stand in policy blocks, some under a comment. They are more varied than real files: of
// 1,000 statements, some 400 are built differently (of 2,000 public ones, about 150), which is to the bench's disadvantage.

/**
 * A file of `count` statements.
 * @param {number} count
 * @param {{ seed?: number, faultEvery?: number }} [options] `faultEvery`: one of so many statements has a fault
 * @returns {{ text: string, faults: number }}
 */
export function generateFile(count, { seed = 1, faultEvery = 100 } = {}) {
  const dice = createDice(seed);
  const lines = [];
  let faults = 0;
  let leftInBlock = 0;
  for (let number = 0; number < count; number++) {
    if (leftInBlock === 0 && dice.chance(0.04)) {
      leftInBlock = 4 + dice.below(20);
      lines.push(
        `policy ${dice.pick(TEAMS)}-policy-${number} in compartment ${compartmentPath(dice)}`,
        `  description "What ${dice.pick(TEAMS)} may do, set up with change ${dice.below(9999)}"`,
        '{',
      );
    }
    if (dice.chance(0.06)) lines.push('', `// ${dice.pick(COMMENTS)} (change ${dice.below(9999)})`);
    const isFaulty = number % faultEvery === faultEvery - 1;
    if (isFaulty) faults++;
    const text = isFaulty ? spoil(dice, grant(dice)) : statement(dice, number);
    lines.push(leftInBlock > 0 ? `  ${text}` : text);
    if (leftInBlock > 0 && --leftInBlock === 0) lines.push('}', '');
  }
  if (leftInBlock > 0) lines.push('}');
  return { text: `${lines.join('\n')}\n`, faults };
}

/**
 * Random numbers that are the same for the same seed (mulberry32).
 * @param {number} seed
 */
export function createDice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (limit) => Math.floor(next() * limit),
    chance: (share) => next() < share,
    pick: (list) => list[Math.floor(next() * list.length)],
    /** One of a list, each about three times as often as the one behind it. */
    sooner: (list) => list.find((_, index) => index === list.length - 1 || next() < 0.67),
  };
}

/** What goes together: resource types, the permissions on them, and conditions that requests for them can meet. */
const AREAS = [
  {
    types: ['buckets', 'objects', 'object-family'],
    permissions: [
      'BUCKET_INSPECT',
      'BUCKET_READ',
      'OBJECT_INSPECT',
      'OBJECT_READ',
      'OBJECT_CREATE',
      'OBJECT_OVERWRITE',
    ],
    conditions: [
      (d) => `target.bucket.name = '${d.pick(TEAMS)}-artifacts-${d.below(900)}'`,
      (d) => `target.bucket.name = /${d.pick(TEAMS)}-*/`,
      (d) => `target.object.name = /exports\\/${d.below(99)}\\/*/`,
      (d) => `target.bucket.name in ('logs-${d.below(99)}', 'audit-${d.below(99)}', /backup-*/)`,
    ],
  },
  {
    types: ['instances', 'instance-family', 'instance-images', 'volumes', 'volume-family'],
    permissions: [
      'INSTANCE_INSPECT',
      'INSTANCE_READ',
      'INSTANCE_CREATE',
      'INSTANCE_UPDATE',
      'INSTANCE_DELETE',
    ],
    conditions: [
      (d) => `target.image.id = '${ocid(d, 'image')}'`,
      () => `request.operation in ('LaunchInstance', 'GetInstance', 'ListInstances')`,
    ],
  },
  {
    types: ['vcns', 'subnets', 'virtual-network-family', 'network-security-groups', 'vnics'],
    permissions: ['VCN_READ', 'VCN_CREATE', 'VCN_UPDATE', 'VCN_ATTACH', 'VCN_DETACH'],
    conditions: [(d) => `request.networkSource.name = 'corporate-vpn-${d.below(40)}'`],
  },
  {
    types: [
      'data-science-models',
      'data-science-projects',
      'data-science-notebook-sessions',
      'data-science-family',
    ],
    permissions: [
      'DATA_SCIENCE_NOTEBOOK_SESSION_OPEN',
      'DATA_SCIENCE_NOTEBOOK_SESSION_UPDATE',
      'DATA_SCIENCE_NOTEBOOK_SESSION_DELETE',
    ],
    conditions: [
      () => 'target.notebook-session.createdBy = request.user.id',
      (d) => `target.notebook-session.id = '${ocid(d, 'datasciencenotebooksession')}'`,
    ],
  },
  {
    types: ['secret-bundles', 'secrets', 'secret-family', 'keys', 'vaults'],
    permissions: ['SECRET_BUNDLE_READ', 'SECRET_READ', 'SECRET_INSPECT'],
    conditions: [
      (d) => `target.secret.id = '${ocid(d, 'vaultsecret')}'`,
      (d) => `target.secret.id = request.principal.group.tag.${d.pick(TEAMS)}.secret-id`,
    ],
  },
  {
    types: [
      'all-resources',
      'tag-namespaces',
      'repos',
      'functions-family',
      'log-groups',
      'autonomous-database-family',
    ],
    permissions: ['LOG_GROUP_READ', 'LOG_GROUP_INSPECT', 'LOG_GROUP_UPDATE'],
    conditions: [],
  },
];

/** Conditions that any request can meet, of the form that most conditions have. */
const EQUALITIES = [
  (d) => `request.region = '${d.pick(['phx', 'iad', 'fra', 'lhr', 'gru'])}'`,
  (d) => `target.resource.compartment.tag.${d.pick(TEAMS)}.environment = '${d.pick(STAGES)}'`,
  (d) => `target.resource.tag.Operations.Project-${d.below(30)} = 'approved'`,
  (d) => `request.principal.compartment.id = '${ocid(d, 'compartment')}'`,
  (d) => `target.compartment.id = '${ocid(d, 'compartment')}'`,
];

/** And of other forms. */
const OTHERS = [
  (d) => `request.user.name != 'svc-${d.pick(TEAMS)}-${d.below(99)}'`,
  () => "request.permission != 'OBJECT_DELETE'",
  () => "request.utc-timestamp between '2026-01-01T00:00:00Z' and '2027-01-01T00:00:00Z'",
  () => "request.utc-timestamp before '2027-06-30T00:00:00Z'",
];

const TURNS = ['all', 'any'];
const VERBS = ['inspect', 'read', 'read', 'use', 'use', 'manage', 'manage', 'manage'];
const TEAMS = [
  'analytics',
  'billing',
  'checkout',
  'data-platform',
  'fulfilment',
  'identity',
  'payments',
  'research',
  'search',
];
const STAGES = ['development', 'integration', 'staging', 'production'];
const DOMAINS = ['Corporate', 'Contractors', 'OracleIdentityCloudService'];
const COMMENTS = [
  'Asked for by the platform team; goes with the next review',
  'Needed by the nightly export',
  'Only until the migration is through',
  'Read-only for the auditors',
];

function statement(dice, number) {
  if (dice.chance(0.02)) return `define tenancy partner-${number} as ${ocid(dice, 'tenancy')}`;
  if (dice.chance(0.02)) {
    return `endorse ${groups(dice)} to ${what(dice, dice.pick(AREAS))} in tenancy partner-${dice.below(40)}`;
  }
  if (dice.chance(0.02)) {
    return `admit group ${name(dice)} of tenancy partner-${dice.below(40)} to ${what(dice, dice.pick(AREAS))} in ${location(dice)}`;
  }
  return grant(dice);
}

function grant(dice) {
  const area = dice.pick(AREAS);
  const effect = dice.chance(0.03) ? 'deny' : dice.pick(['allow', 'allow', 'Allow']);
  const text = `${effect} ${subject(dice)} to ${what(dice, area)} in ${location(dice)}`;
  // Short statements carry a condition more often, so that lengths stay around the mean.
  const isConditional = dice.chance(text.length < 110 ? 0.85 : 0.5);
  return isConditional ? `${text} where ${condition(dice, area, depth(dice))}` : text;
}

function what(dice, { types, permissions }) {
  if (dice.chance(0.15)) return `{${permissions.slice(0, dice.sooner([1, 2, 3, 4, 5])).join(', ')}}`;
  return `${dice.pick(VERBS)} ${dice.pick(types)}`;
}

function subject(dice) {
  if (dice.chance(0.06)) return 'any-user';
  if (dice.chance(0.05)) return `service ${dice.pick(['datascience', 'faas', 'objectstorage-us-ashburn-1'])}`;
  if (dice.chance(0.25))
    return `dynamic-group ${dice.pick(TEAMS)}-${dice.pick(STAGES)}-workers-${dice.below(60)}`;
  return groups(dice);
}

function groups(dice) {
  if (dice.chance(0.08)) return `group id ${ocid(dice, 'group')}`;
  if (dice.chance(0.9)) return `group ${name(dice)}`;
  return `group ${Array.from({ length: dice.sooner([2, 3, 4]) }, () => plainName(dice)).join(', ')}`;
}

function name(dice) {
  if (dice.chance(0.2)) return `'${dice.pick(DOMAINS)}'/'${plainName(dice)}'`;
  return dice.chance(0.05) ? `'${plainName(dice).replaceAll('-', ' ')}'` : plainName(dice);
}

function plainName(dice) {
  return `${dice.pick(TEAMS)}-${dice.pick(STAGES)}-administrators-${dice.below(60)}`;
}

function location(dice) {
  if (dice.chance(0.15)) return 'tenancy';
  if (dice.chance(0.15)) return `compartment id ${ocid(dice, 'compartment')}`;
  return `compartment ${compartmentPath(dice)}`;
}

function compartmentPath(dice) {
  const path = [dice.pick(STAGES), dice.pick(TEAMS), `workloads-${dice.below(40)}`, `team-${dice.below(40)}`];
  return path.slice(0, dice.sooner([1, 2, 3, 4])).join(':');
}

/** Four in five conditions are one comparison; two in a hundred are three levels deep. */
function depth(dice) {
  return dice.chance(0.8) ? 0 : dice.sooner([1, 2, 3]);
}

/** A tree of so many levels, `any` and `all` in turns; of the parts of one level, the first goes deeper. */
function condition(dice, area, levels, combinators = dice.pick([TURNS, TURNS, [...TURNS].reverse()])) {
  if (levels === 0) return comparison(dice, area);
  const [outer, inner] = combinators;
  const first = condition(dice, area, levels - 1, [inner, outer]);
  const others = Array.from({ length: dice.sooner([1, 2, 3]) }, () => dice.pick(EQUALITIES)(dice));
  return `${outer} {${[first, ...others].join(', ')}}`;
}

function comparison(dice, { conditions }) {
  if (dice.chance(0.6)) return dice.pick(EQUALITIES)(dice);
  return dice.pick(dice.chance(0.7) && conditions.length > 0 ? conditions : OTHERS)(dice);
}

function ocid(dice, type) {
  const unique = Array.from({ length: 8 }, () => dice.below(2 ** 31).toString(36)).join('');
  return `ocid1.${type}.oc1..aaaaaaaa${unique}`;
}

/** One of the commonest faults of real files, in a statement that had none. */
function spoil(dice, text) {
  const [head] = text.split(' where ');
  return dice.pick([
    () => text.replace(' to ', ' too '),
    () => text.replace(' to ', ' '),
    () => text.replace(/ in (?=tenancy|compartment)/, ' '),
    () => text.replace(/ (?:any-user|(?:dynamic-)?group|service) /, ' grup '),
    () => `${head}.`,
    () => `${head} where target.bucket.name = "logs"`,
    () => `${head} where any {request.region = 'phx', request.region = 'iad'`,
    () => head.replace(/ in (?:tenancy|compartment)/, ' in compartement'),
  ])();
}
