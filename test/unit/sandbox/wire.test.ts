import { createHash, generateKeyPairSync } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientOf, refusal, sandbox, sandboxForAll, type Signing } from './client.ts';

const DENIED =
  '401 NotAuthenticated: The required information to complete authentication was not provided or was incorrect.';

const details = (name: string, compartmentId: string) => ({
  createGroupDetails: { name, compartmentId, description: 'é' },
});

describe('signatures', () => {
  const running = sandboxForAll();

  it('of the profile are taken, with a body and without', async () => {
    const client = clientOf(running());
    const { group } = await client.createGroup(details('signed', running().tenancyId));
    expect((await client.getGroup({ groupId: group.id })).group.description).toBe('é');
  });

  const otherKey = () =>
    generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString();
  const other = 'a'.repeat(43) + '=';
  const authorization = (change: (value: string) => string): NonNullable<Signing['tamper']> =>
    function (request) {
      request.headers.set('authorization', change(request.headers.get('authorization') ?? ''));
    };

  const TAMPERED: readonly (readonly [what: string, signing: () => Signing])[] = [
    ['of another key', () => ({ privateKey: otherKey() })],
    ['of a key that nobody knows', () => ({ fingerprint: '00:11' })],
    [
      'of another address',
      () => ({ tamper: (request) => (request.uri = request.uri.replace('groups', 'users')) }),
    ],
    [
      'of another body',
      () => ({ tamper: (request) => (request.body = String(request.body).replace('tampered', 'Tampered')) }),
    ],
    ['of a changed digest', () => ({ tamper: ({ headers }) => headers.set('x-content-sha256', other) })],
    [
      'of a body and a digest that were both changed',
      () => ({
        tamper: (request) => {
          request.body = String(request.body).replace('tampered', 'Tampered');
          request.headers.set(
            'x-content-sha256',
            createHash('sha256').update(String(request.body)).digest('base64'),
          );
        },
      }),
    ],
    ['of another day', () => ({ tamper: ({ headers }) => headers.set('x-date', new Date(0).toUTCString()) })],
    ['that is missing', () => ({ tamper: ({ headers }) => headers.delete('authorization') })],
    ['that is empty', () => ({ tamper: authorization(() => '') })],
    [
      'of another version',
      () => ({ tamper: authorization((value) => value.replace('version="1"', 'version="2"')) }),
    ],
    [
      'of another algorithm',
      () => ({ tamper: authorization((value) => value.replace('rsa-sha256', 'hmac-sha256')) }),
    ],
    [
      'that leaves the body out',
      () => ({ tamper: authorization((value) => value.replace(' x-content-sha256', '')) }),
    ],
    ['that leaves the host out', () => ({ tamper: authorization((value) => value.replace(' host', '')) })],
    [
      'that names headers that are not there',
      () => ({ tamper: authorization((value) => value.replace('host', 'host x-none')) }),
    ],
  ];

  it.each(TAMPERED)('%s are refused, and nothing is written', async (_, signing) => {
    const before = running().state;
    const client = clientOf(running(), signing());
    expect(await refusal(client.createGroup(details('tampered', running().tenancyId)))).toBe(DENIED);
    expect(running().state).toEqual(before);
  });

  it.each([
    [-310, DENIED],
    [-290, ''],
    [290, ''],
    [310, DENIED],
  ])('with a date that is %i seconds off: %s', async (seconds, answer) => {
    const late = await sandbox({ now: () => new Date(Date.now() + seconds * 1000) });
    const work = clientOf(late).getTenancy({ tenancyId: late.tenancyId });
    if (answer === '') expect((await work).tenancy.name).toBe('sandbox');
    else expect(await refusal(work)).toBe(answer);
  });
});

describe('the address', () => {
  const running = sandboxForAll();

  /** The status of a request without a signature, sent to the sandbox under a name. */
  const statusFor = (host: string, path = '/20160918/regions') =>
    new Promise<number | undefined>((answered, failed) => {
      const { port } = new URL(running().url);
      httpRequest({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
        response.resume();
        answered(response.statusCode);
      })
        .on('error', failed)
        .end();
    });

  it.each([
    ['127.0.0.1', 401],
    ['localhost:8080', 401],
    ['[::1]:8080', 401],
    ['sandbox.example.com', 421],
    ['127.0.0.1.example.com', 421],
    ['identity.us-ashburn-1.oci.oraclecloud.com', 421],
  ])('%s answers %i', async (host, status) => {
    expect(await statusFor(host)).toBe(status);
  });

  it('is that of this machine', () => {
    expect(running().url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
