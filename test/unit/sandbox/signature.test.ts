import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSigned, type SignedRequest } from '../../../client/src/sandbox/signature.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = { keyId: 't/u/f', publicKey, fingerprint: 'f', privateKeyPem: '' };
const NOW = new Date('2026-01-02T03:04:05Z');
const BODY = Buffer.from('{"a":"é"}');

interface Signing {
  readonly method?: string;
  /** The headers that are signed, in this order. */
  readonly signed: string;
  readonly date?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly change?: (request: { target: string; headers: Record<string, string>; body: Buffer }) => void;
}

/** A request whose signature is right, over the headers that are named, and what is changed afterwards. */
function signedRequest({
  method = 'GET',
  signed,
  date = NOW.toUTCString(),
  parameters,
  change,
}: Signing): SignedRequest {
  const body = method === 'GET' || method === 'DELETE' ? Buffer.alloc(0) : BODY;
  const headers: Record<string, string> = {
    host: '127.0.0.1:1',
    date,
    'x-date': date,
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-content-sha256': createHash('sha256').update(body).digest('base64'),
  };
  const target = '/20160918/policies?compartmentId=x';
  const lines = signed
    .toLowerCase()
    .split(' ')
    .map(
      (name) =>
        `${name}: ${name === '(request-target)' ? `${method.toLowerCase()} ${target}` : headers[name]}`,
    );
  const signature = createSign('RSA-SHA256').update(lines.join('\n')).sign(privateKey, 'base64');
  const parts = {
    version: '1',
    keyId: KEY.keyId,
    algorithm: 'rsa-sha256',
    headers: signed,
    signature,
    ...parameters,
  };
  const list = Object.entries(parts).map(([name, value]) => `${name}="${value}"`);
  headers['authorization'] = `Signature ${list.join(',')}`;
  const request = { method, target, headers, body };
  change?.(request);
  return request;
}

const READ = 'date (request-target) host';
const WRITE = `${READ} content-type content-length x-content-sha256`;

describe('a signature', () => {
  it.each<[string, Signing]>([
    ['of a GET', { signed: READ }],
    ['of a DELETE', { method: 'DELETE', signed: READ }],
    ['with x-date, as the SDK has it', { signed: 'x-date (request-target) host' }],
    ['of a POST', { method: 'POST', signed: WRITE }],
    [
      'of a PUT, in another order and letter case',
      { method: 'PUT', signed: WRITE.toUpperCase().split(' ').reverse().join(' ') },
    ],
    ['over more than is needed', { signed: `${READ} content-type` }],
    [
      'that is nearly five minutes old',
      { signed: READ, date: new Date(NOW.getTime() - 299_000).toUTCString() },
    ],
  ])('%s is taken', (_, signing) => {
    expect(isSigned(signedRequest(signing), KEY, NOW)).toBe(true);
  });

  it.each<[string, Signing]>([
    ['without a date', { signed: '(request-target) host' }],
    ['without the host', { signed: 'date (request-target)' }],
    ['without the request target', { signed: 'date host' }],
    ['of a POST without its type', { method: 'POST', signed: WRITE.replace(' content-type', '') }],
    ['of a POST without its length', { method: 'POST', signed: WRITE.replace(' content-length', '') }],
    ['of a POST without its digest', { method: 'POST', signed: WRITE.replace(' x-content-sha256', '') }],
    ['of a PUT without anything of its body', { method: 'PUT', signed: READ }],
    ['over a header that is not there', { signed: `${READ} x-none` }],
    ['over nothing', { signed: '' }],
    [
      'that is five minutes and a second old',
      { signed: READ, date: new Date(NOW.getTime() - 301_000).toUTCString() },
    ],
    ['from the future', { signed: READ, date: new Date(NOW.getTime() + 301_000).toUTCString() }],
    ['with a date that is none', { signed: READ, date: 'today' }],
    ['of another version', { signed: READ, parameters: { version: '2' } }],
    ['of another algorithm', { signed: READ, parameters: { algorithm: 'hs2019' } }],
    ['of somebody else', { signed: READ, parameters: { keyId: 't/u/g' } }],
    ['that is none', { signed: READ, parameters: { signature: 'AAAA' } }],
    [
      'of another body',
      { method: 'POST', signed: WRITE, change: (request) => (request.body = Buffer.from('{"a":"e"}')) },
    ],
    [
      'of a longer body',
      { method: 'POST', signed: WRITE, change: (request) => (request.body = Buffer.concat([BODY, BODY])) },
    ],
    ['of another path', { signed: READ, change: (request) => (request.target = '/20160918/policies') }],
    ['of another host', { signed: READ, change: ({ headers }) => (headers['host'] = '127.0.0.1:2') }],
    [
      'whose x-date is not what was signed',
      {
        signed: 'x-date (request-target) host',
        change: ({ headers }) => (headers['x-date'] = new Date(NOW.getTime() + 1000).toUTCString()),
      },
    ],
    ['that is missing', { signed: READ, change: ({ headers }) => delete headers['authorization'] }],
    [
      'that is another scheme',
      { signed: READ, change: ({ headers }) => (headers['authorization'] = 'Bearer x') },
    ],
  ])('%s is refused', (_, signing) => {
    expect(isSigned(signedRequest(signing), KEY, NOW)).toBe(false);
  });
});
