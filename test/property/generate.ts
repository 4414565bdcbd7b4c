import fc from 'fast-check';

/** Pieces of policy files: whole statements, declarations, and everything that goes wrong in the middle of an edit. */
const WORDS = [
  ...[
    'allow',
    'deny',
    'define',
    'endorse',
    'admit',
    'to',
    'in',
    'where',
    'of',
    'as',
    'with',
    'any',
    'all',
    'and',
    'not',
  ],
  ...[
    'group',
    'dynamic-group',
    'service',
    'resource',
    'any-user',
    'any-group',
    'id',
    'tenancy',
    'compartment',
  ],
  ...[
    'inspect',
    'read',
    'use',
    'manage',
    'policy',
    'description',
    'tag-namespace',
    'key',
    'tag',
    'matching',
    'test',
  ],
  ...[
    'Ops',
    'buckets',
    'vcns',
    'data-science-family',
    'VCN_READ',
    'request.region',
    'target.bucket.name',
    'Labs:Dev',
  ],
  ...[
    "'phx'",
    "'a b'",
    '"text"',
    '/x*/',
    '/*x/',
    '<name>',
    '<<x>',
    '${var.x}',
    'ocid1.group.oc1..a',
    'between',
    'before',
    'constructor',
  ],
  ...[
    '{',
    '}',
    '(',
    ')',
    ',',
    ':',
    '/',
    '=',
    '!=',
    '!',
    '[',
    ']',
    ';',
    '.',
    '*',
    "'",
    '"',
    '<',
    '>',
    '|',
    '&&',
    '==',
  ],
  ...[
    '// note',
    '# note',
    '/* block */',
    '/*',
    '*/',
    '1.',
    '- ',
    '“',
    '’',
    '\u200b',
    '\u00a0',
    '–',
    '。',
    'ａ',
    '😀',
    '\r',
  ],
];

export const word = fc.constantFrom(...WORDS);
const gap = fc.constantFrom(' ', ' ', ' ', '\n', '\n\n', '', '  ', '\r\n', '\t');

/** A sequence of words and gaps, whatever comes of it. */
export const soup = fc.array(fc.tuple(word, gap), { maxLength: 30 }).map((pairs) => pairs.flat().join(''));

const subject = fc.constantFrom(
  ...[
    'any-user',
    'any-group',
    'group Ops',
    "group 'My Domain'/'Net Ops', Dev",
    'group id ocid1.group.oc1..aaa',
    'group in',
  ],
  ...[
    'dynamic-group Fleet',
    'service objectstorage-us-ashburn-1',
    'resource psmrp psm',
    'group <group-name>',
    'group allow',
    '<subject>',
    '${local.who}',
  ],
);
const grant = fc.constantFrom(
  ...[
    'read buckets',
    'manage data-science-family',
    'use <resource-type>',
    '{VCN_READ}',
    '{${local.more}, vcn_read}',
    '{VCN_READ, vcn_create}',
    'MANAGE vcns',
  ],
);
const location = fc.constantFrom(
  ...[
    'tenancy',
    'compartment Labs',
    'compartment Labs:Dev:in',
    "compartment 'A b'",
    '<location>',
    '${local.place}',
    'compartment id ocid1.compartment.oc1..c',
  ],
);
const comparison = fc.constantFrom(
  ...[
    "request.region = 'phx'",
    'target.bucket.name != /logs-*/',
    "request.user.name not in ('a', /b*/)",
    '!target.id',
  ],
  ...[
    "request.utc-timestamp between '2026-01-01T00:00:00Z' and '2027-01-01T00:00:00Z'",
    'not request.x',
    'target.x',
  ],
  ...['target.secret.id = request.principal.group.tag.<NS>.<KEY>', "sets-equal(target.policy.type, 'allow')"],
  ...["request.utc-timestamp before '2027-01-01T00:00:00Z'", "request.region IN ('phx')"],
);

const condition: fc.Arbitrary<string> = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    comparison,
    fc
      .tuple(fc.constantFrom('any', 'ALL', 'all'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
      .map(([operator, parts]) => `${operator} { ${parts.join(', ')} }`),
  ),
})).tree;

const where = fc
  .option(condition, { nil: undefined })
  .map((text) => (text === undefined ? '' : ` where ${text}`));

/** A statement that fits the grammar. */
export const statement = fc.oneof(
  fc
    .tuple(fc.constantFrom('allow', 'Allow', 'deny'), subject, grant, location, where)
    .map(([effect, who, what, place, when]) => `${effect} ${who} to ${what} in ${place}${when}`),
  fc
    .tuple(subject, grant, where)
    .map(([who, what, when]) => `endorse ${who} to ${what} in any-tenancy${when}`),
  fc
    .tuple(subject, grant, where)
    .map(([who, what, when]) => `deny admit ${who} of tenancy Acme to ${what} in compartment Shared${when}`),
  fc.constantFrom(
    'define tenancy Acme as ocid1.tenancy.oc1..acme',
    "define group 'Dom'/Ops as id ocid1.group.oc1..ops",
    'endorse group Ops to associate vcns in tenancy with drgs in tenancy Acme',
  ),
);

/** A declaration that fits the grammar. */
export const declaration = fc.oneof(
  statement.map((text) => `policy p in compartment Labs description "what it does" {\n  ${text}\n}`),
  condition.map((rule) => `dynamic-group g description "d" tag ns.key = 'v' matching ${rule}`),
  fc.constantFrom(
    'tag-namespace n in compartment Labs description "d" { key a description "x" key b }',
    "test \"t\" { as user ana in group Ops, Dev can GetBucket in tenancy where id = 'x', b = 'y' cannot DeleteBucket }",
    'test "t" { as resource fnfunc { id = \'x\', compartment = labs } can GetBucket as service faas cannot GetBucket }',
    'test "t" { as group Ops of tenancy Acme can GetBucket in tenancy as service faas of tenancy \'o.c\' cannot GetBucket in tenancy Acme }',
  ),
);

/** A file: statements and declarations, each on a line of its own, some of them spoiled. */
export const file = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: statement },
      { weight: 2, arbitrary: declaration },
      { weight: 2, arbitrary: soup },
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join('\n'));

/** A change of a text: where it begins and ends, as fractions of its length, and what comes there. */
export const change = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 200 })),
  text: fc.oneof(
    fc.constant(''),
    word,
    soup,
    statement.map((text) => `\n${text}\n`),
    fc.constantFrom('\n', '}', '{', "'", '/*'),
  ),
});
