import { createHash, createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { startSandbox, type Sandbox } from '../../../client/src/sandbox/sandbox.ts';
import { holds, same, type Target } from '../target.ts';
import { anyJson, policyText, spoiled } from '../texts.ts';

const KINDS = [
  'tenancies',
  ...['compartments', 'policies', 'groups', 'users', 'dynamicGroups', 'userGroupMemberships'],
  ...['tagNamespaces', 'networkSources', 'identityProviders', 'availabilityDomains', 'regions', 'nonsense'],
] as const;
const KEYS = [
  ...[
    'name',
    'description',
    'compartmentId',
    'statements',
    'versionDate',
    'matchingRule',
    'freeformTags',
    'definedTags',
  ],
  ...[
    'groupId',
    'userId',
    'publicSourceList',
    'virtualSourceList',
    'isRetired',
    'validator',
    'targetCompartmentId',
    '__proto__',
  ],
];

/** A request as data: things are named by their kind and number, since their OCIDs are others in every run. */
interface Sent {
  readonly method: string;
  readonly kind: (typeof KINDS)[number];
  /** Which thing of the kind; undefined for all of them. */
  readonly number?: number | undefined;
  readonly more: string;
  readonly query: string;
  /** As JSON, or as any text. */
  readonly body?: unknown;
  readonly text?: string | undefined;
  readonly signed: 'well' | 'not' | 'badly' | 'for another';
  readonly headers: Readonly<Record<string, string>>;
}

const details = fc
  .record(
    {
      name: fc.oneof(
        fc.constantFrom('a', 'A', 'two words', '', 'n'.repeat(101)),
        fc.string({ maxLength: 5 }),
      ),
      description: fc.constantFrom('d', '', 'd'.repeat(401)),
      compartmentId: fc.constantFrom('TENANCY', 'COMPARTMENT', 'x'),
      statements: fc.array(
        fc.oneof(policyText, fc.constantFrom('allow group Administrators to read buckets in tenancy')),
        { maxLength: 3 },
      ),
      matchingRule: spoiled(fc.constant("any {resource.id = 'ocid1.x.oc1..a'}")),
    },
    { requiredKeys: [] },
  )
  .map((value) => value as Readonly<Record<string, unknown>>);

const sent: fc.Arbitrary<Sent> = fc.record(
  {
    method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'),
    kind: fc.constantFrom(...KINDS),
    number: fc.option(fc.nat({ max: 3 }), { nil: undefined }),
    more: fc.constantFrom(
      '',
      '',
      '',
      '/',
      '/regionSubscriptions',
      '/tags',
      '/tags/x',
      '/actions/moveCompartment',
      '/%',
      '/%00',
      '/..',
      '//',
    ),
    query: spoiled(
      fc.constantFrom(
        '',
        '?compartmentId=TENANCY',
        '?compartmentId=TENANCY&limit=1&page=x&sortBy=NAME',
        '?limit=0',
        '?name=%41',
      ),
      2,
    ),
    body: fc.option(
      fc.oneof(
        details,
        fc.tuple(details, anyJson(KEYS)).map(([some, other]) => ({ ...some, ...(other as object | null) })),
        anyJson(KEYS),
      ),
      { nil: undefined },
    ),
    text: fc.option(
      fc.oneof(
        fc.string({ maxLength: 20 }),
        spoiled(fc.constant('{"name": "a", "compartmentId": "TENANCY"}')),
      ),
      { nil: undefined, freq: 6 },
    ),
    signed: fc.constantFrom<Sent['signed']>('well', 'well', 'well', 'not', 'badly', 'for another'),
    headers: fc.dictionary(
      fc.constantFrom('if-match', 'opc-retry-token', 'opc-request-id', 'x-date', 'expect', 'accept-encoding'),
      fc.constantFrom('', '"x"', 'x'.repeat(70), '*', '100-continue', 'Thu, 01 Jan 1970 00:00:00 GMT', '{}'),
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ['method', 'kind', 'more', 'query', 'signed', 'headers'] },
);

const bytes = spoiled(
  fc.constantFrom(
    'GET /20160918/groups HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
    'POST /20160918/groups HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{"a":',
    'POST /20160918/policies HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
  ),
);

let running: Sandbox | undefined;
let key: { readonly id: string; readonly pem: KeyObject } | undefined;
let agent: Agent | undefined;
/** The file of the tenancy, and what it holds at the beginning of each check. */
let tenancy: { readonly file: string; readonly text: string } | undefined;

/** Requests to the sandbox over real HTTP on loopback: each is answered, none with a failure inside, and none unsigned does anything. */
export const sandbox: Target<{ requests: Sent[]; bytes: string }> = {
  name: 'sandbox requests',
  values: fc.record({ requests: fc.array(sent, { minLength: 1, maxLength: 4 }), bytes }),
  prepare: async () => {
    running = await startSandbox({ seed: true });
    agent = new Agent({ keepAlive: true });
    const file = join(running.folder, 'tenancy.json');
    tenancy = { file, text: readFileSync(file, 'utf8') };
    const config = readFileSync(running.configFile, 'utf8');
    const of = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(config)?.[1] ?? '';
    key = {
      id: `${of('tenancy')}/${of('user')}/${of('fingerprint')}`,
      pem: createPrivateKey(readFileSync(of('key_file'), 'utf8')),
    };
  },
  end: async () => {
    agent?.destroy();
    await running?.close();
  },
  check: async ({ requests, bytes: raw }) => {
    const at = running;
    if (!at) throw new Error('no sandbox is running');
    writeFileSync(tenancy?.file ?? '', tenancy?.text ?? '');
    for (const each of requests) {
      const before = JSON.stringify(at.state);
      const { status, body } = await send(at, each);
      holds(`${each.method} is answered ${status}: ${body}`, status >= 200 && status < 500);
      // Of what it cannot expect, the HTTP of node speaks itself.
      if (status >= 400 && status !== 417 && each.method !== 'HEAD') {
        const { code, message } = JSON.parse(body) as Record<string, unknown>;
        holds(`a refusal has words: ${body}`, typeof code === 'string' && typeof message === 'string');
      }
      if (each.signed !== 'well') {
        holds(`what is not signed is answered ${status}`, status === 401 || status === 417);
        same('what an unsigned request did', JSON.stringify(at.state), before);
      }
      if (status >= 400) same('what a refused request did', JSON.stringify(at.state), before);
    }
    await write(at, raw);
    const whole = { kind: 'tenancies', number: 0, more: '', query: '', headers: {}, method: 'GET' } as const;
    same('the status of a good request', (await send(at, { ...whole, signed: 'well' })).status, 200);
  },
};

async function send(at: Sandbox, given: Sent): Promise<{ status: number; body: string }> {
  const { method, kind, number, more, query, body, text, signed, headers } = given;
  const things = { ...at.state.resources, tenancies: [at.state.tenancy] } as unknown as Record<
    string,
    { id?: string }[] | undefined
  >;
  const id = number === undefined ? '' : `/${things[kind]?.at(number)?.id ?? 'ocid1.nothing.oc1..x'}`;
  const named = (words: string) =>
    words
      .replaceAll('TENANCY', at.tenancyId)
      .replaceAll('COMPARTMENT', at.state.resources.compartments[0]?.id ?? 'x');
  const path = `/20160918/${kind}${id}${more}${named(query)}`.replace(/[^!-~]/g, (each) =>
    encodeURIComponent(wellFormed(each)),
  );
  const said = named(text ?? (body === undefined ? '' : JSON.stringify(body)));
  const payload = method === 'GET' || method === 'HEAD' || method === 'DELETE' ? '' : said;
  const all = {
    ...headers,
    ...signature(at, method, path, payload, signed, headers['x-date'] !== undefined),
  };
  // A date of its own is not the one that was signed for.
  delete (all as Record<string, string>)['x-date'];
  return new Promise((resolve, reject) => {
    const { port, hostname: host } = new URL(at.url);
    const asked = httpRequest({ host, port, method, path, headers: all, agent }, (answer) => {
      let received = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: received }));
      answer.on('error', reject);
    });
    // A connection that was kept for too long is closed by the other end just when it is used again: one more try.
    asked.on('error', (error) => {
      if (!asked.reusedSocket) return reject(error);
      send(at, given).then(resolve, reject);
    });
    asked.end(payload);
  });
}

const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8');

/** The headers of Oracle's signature, version 1. */
function signature(
  at: Sandbox,
  method: string,
  path: string,
  body: string,
  signed: Sent['signed'],
  isStale: boolean,
) {
  const { host } = new URL(at.url);
  const values: Record<string, string> = { date: new Date(isStale ? 0 : Date.now()).toUTCString(), host };
  if (signed === 'well') values['date'] = new Date().toUTCString();
  if (method === 'POST' || method === 'PUT' || method === 'PATCH') {
    values['content-type'] = 'application/json';
    values['content-length'] = String(Buffer.byteLength(body));
    values['x-content-sha256'] = createHash('sha256').update(body).digest('base64');
  }
  if (signed === 'not') return values;
  const names = ['(request-target)', ...Object.keys(values)];
  const target = `${method.toLowerCase()} ${signed === 'for another' ? `${path}x` : path}`;
  const lines = names.map((name) => `${name}: ${name === '(request-target)' ? target : values[name]}`);
  const made = createSign('RSA-SHA256')
    .update(lines.join('\n'))
    .sign(key?.pem as KeyObject, 'base64');
  const sign = signed === 'badly' ? made.slice(4) : made;
  const authorization = `Signature version="1",keyId="${key?.id}",algorithm="rsa-sha256",headers="${names.join(' ')}",signature="${sign}"`;
  return { ...values, authorization };
}

/** Writes bytes as they are, and leaves when they are gone. */
function write(at: Sandbox, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(at.url).port), '127.0.0.1');
    socket.on('error', () => undefined).once('close', () => resolve());
    socket.on('connect', () => socket.write(text, 'latin1', () => setImmediate(() => socket.destroy())));
  });
}
