/** A small world for property tests of access: texts of policies, and every request of some kinds. */
import fc from 'fast-check';
import { compartmentsOf } from '../../server/src/access/compartments.ts';
import type { Principal, Request } from '../../server/src/access/request.ts';
import { tenancyOf, type Tenancy } from '../../server/src/access/tenancy.ts';
import { createDocument } from '../../server/src/language/document.ts';
import type { PlainPrincipal, PlainRequest, PlainWorld } from './plain-evaluator.ts';

const COMPARTMENTS = ['A', 'A:B', 'X'];
const DYNAMIC_GROUPS: PlainWorld['dynamicGroups'] = {
  D: { type: 't', tag: 'a' },
  E: { type: 't', id: 'ocid1.t.oc1..one', tag: 'b' },
  F: { type: 's' },
};

const DECLARED = Object.entries(DYNAMIC_GROUPS)
  .map(([name, { type, id, tag }]) => {
    const rule = [`resource.type = '${type}'`, ...(id === undefined ? [] : [`resource.id = '${id}'`])];
    return `dynamic-group ${name}${tag === undefined ? '' : ` tag t.k = '${tag}'`} matching all {${rule.join(', ')}}`;
  })
  .join('\n');

const string = (value: string) => `'${value}'`;
const compared = (variable: string, values: readonly string[]) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('=', '!='), fc.constantFrom(...values))
      .map(([op, value]) => `${variable} ${op} ${string(value)}`),
    fc
      .tuple(fc.constantFrom('in', 'not in'), fc.subarray([...values], { minLength: 1 }))
      .map(([op, list]) => `${variable} ${op} (${list.map(string).join(', ')})`),
  );

const part = fc.oneof(
  { weight: 3, arbitrary: compared('target.bucket.name', ['a', 'ab', 'B']) },
  { weight: 2, arbitrary: compared('request.region', ['iad', 'phx']) },
  { weight: 2, arbitrary: compared('request.permission', ['BUCKET_READ', 'BUCKET_INSPECT', 'OBJECT_READ']) },
  compared('request.operation', ['GetBucket', 'ListBuckets']),
  compared('request.principal.type', ['user', 't', 'service']),
  compared('request.networkSource.name', ['corp']),
  fc.constantFrom('target.bucket.name = /a*/', 'target.bucket.name != /*b/', 'target.bucket.name = /*a*/'),
  fc.constantFrom(
    'target.bucket.name',
    '!target.bucket.name',
    'request.user.name',
    '!request.networkSource.name',
  ),
  fc.constantFrom(
    'target.bucket.name = request.principal.group.tag.t.k',
    'target.bucket.name != request.principal.group.tag.t.k',
    'target.bucket.name = request.user.name',
  ),
);

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    part,
    fc
      .tuple(fc.constantFrom('any', 'all'), fc.array(tie('condition'), { minLength: 1, maxLength: 3 }))
      .map(([word, parts]) => `${word} {${parts.join(', ')}}`),
  ),
}));

const verb = fc.constantFrom('inspect', 'read', 'use', 'manage');
const type = fc.constantFrom('buckets', 'objects', 'object-family', 'objectstorage-namespaces');
const grant = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(verb, type).map((words) => words.join(' ')) },
  fc
    .subarray(['BUCKET_READ', 'BUCKET_INSPECT', 'BUCKET_DELETE', 'OBJECT_READ'], { minLength: 1 })
    .map((names) => `{${names.join(', ')}}`),
);
const subject = fc.constantFrom(
  ...[
    'any-user',
    'any-group',
    'group G',
    'group H',
    'group G, H',
    'dynamic-group D',
    'dynamic-group E, F',
    'service faas',
  ],
);
const location = fc.constantFrom(
  'tenancy',
  'compartment A',
  'compartment A:B',
  'compartment X',
  'compartment B',
);

export const statement = fc
  .record({
    effect: fc.constantFrom('allow', 'allow', 'allow', 'deny'),
    ...{ subject, grant, location },
    condition: fc.option(condition, { nil: undefined }),
  })
  .map(
    (each) =>
      `${each.effect} ${each.subject} to ${each.grant} in ${each.location}${each.condition ? ` where ${each.condition}` : ''}`,
  );

const block = fc
  .tuple(
    fc.constantFrom('tenancy', 'compartment A', 'compartment A:B'),
    fc.array(statement, { minLength: 1, maxLength: 3 }),
  )
  .map(([at, statements]) => `policy p in ${at} description "p" {\n${statements.join('\n')}\n}`);

/** Policies of some statements, bare or in blocks. */
export const policies = fc
  .array(fc.oneof({ weight: 3, arbitrary: statement }, block), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('\n'));

export interface World {
  readonly plain: PlainWorld;
  readonly tenancy: Tenancy;
}

export function worldOf(text: string): World {
  const document = createDocument(`${text}\n${DECLARED}\n`);
  const compartments = compartmentsOf(COMPARTMENTS.map((path) => ({ path: path.split(':') })));
  return {
    plain: { document, compartments: COMPARTMENTS, dynamicGroups: DYNAMIC_GROUPS },
    tenancy: tenancyOf([{ uri: 'world', document }], { compartments }),
  };
}

const PRINCIPALS: readonly PlainPrincipal[] = [
  { kind: 'user', name: 'a', groups: ['G'] },
  { kind: 'user', name: 'b', groups: ['H'] },
  { kind: 'user', name: 'ab', groups: ['G', 'H'] },
  { kind: 'user', name: 'none', groups: [] },
  { kind: 'user', name: 'root', groups: ['Administrators'] },
  { kind: 'resource', type: 't', id: 'ocid1.t.oc1..one' },
  { kind: 'resource', type: 't', id: 'ocid1.t.oc1..two' },
  { kind: 'resource', type: 's', id: 'ocid1.s.oc1..one' },
  { kind: 'resource', type: 'u', id: 'ocid1.u.oc1..one' },
  { kind: 'service', name: 'faas' },
  { kind: 'service', name: 'other' },
];

const ACTIONS: readonly Pick<PlainRequest, 'operation' | 'permissions'>[] = [
  { operation: 'GetBucket', permissions: ['BUCKET_READ'] },
  { operation: 'ListBuckets', permissions: ['BUCKET_INSPECT'] },
  { operation: 'DeleteBucket', permissions: ['BUCKET_DELETE'] },
  { operation: 'GetObject', permissions: ['OBJECT_READ'] },
  { operation: undefined, permissions: ['BUCKET_UPDATE'] },
];

const PLACES: readonly (readonly string[])[] = [[], ['A'], ['A', 'B'], ['X']];
const NAMES: readonly (readonly string[] | undefined)[] = [undefined, [], ['A'], ['ab'], ['b'], ['cab']];
const REGIONS: readonly (readonly string[] | undefined)[] = [undefined, ['iad'], ['phx']];
const SOURCES: readonly (readonly string[] | undefined)[] = [undefined, [], ['corp'], ['home']];

/** Any request of the world. */
export const request: fc.Arbitrary<PlainRequest> = fc
  .record({
    who: fc.constantFrom(...PRINCIPALS),
    action: fc.constantFrom(...ACTIONS),
    at: fc.constantFrom(...PLACES),
    name: fc.constantFrom(...NAMES),
    region: fc.constantFrom(...REGIONS),
    source: fc.constantFrom(...SOURCES),
  })
  .map(({ who, action, at, name, region, source }) => ({
    ...{ who, ...action, at },
    facts: { 'target.bucket.name': name, 'request.region': region, 'request.networkSource.name': source },
  }));

/** Every request of the world in which all is told. */
export const EVERY_REQUEST: readonly PlainRequest[] = PRINCIPALS.flatMap((who) =>
  ACTIONS.flatMap((action) =>
    PLACES.flatMap((at) =>
      NAMES.slice(1).flatMap((name) =>
        REGIONS.slice(1).flatMap((region) =>
          SOURCES.slice(1).map((source) => ({
            ...{ who, ...action, at },
            facts: {
              'target.bucket.name': name,
              'request.region': region,
              'request.networkSource.name': source,
            },
          })),
        ),
      ),
    ),
  ),
);

/** The same request in the words of the evaluator. */
export function asRequest({ who, operation, permissions, at, facts }: PlainRequest): Request {
  const told = Object.entries(facts).flatMap(([variable, values]) =>
    values ? [[variable.toLowerCase(), { values }] as const] : [],
  );
  return {
    principal: asPrincipal(who),
    action: operation ?? permissions[0] ?? '',
    target: { path: at },
    facts: new Map(told),
  };
}

function asPrincipal(who: PlainPrincipal): Principal {
  if (who.kind === 'user') return { ...who, groups: who.groups.map((name) => ({ name })) };
  return who.kind === 'resource' ? { kind: who.kind, type: who.type, ocid: who.id } : who;
}
