import { createPrivateKey, createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { TenancyFailure } from '../../../client/src/tenancy/failure.ts';
import { apply, openTenancy, preparePlan, type OpenOptions } from '../../../client/src/tenancy/tenancy.ts';
import { profileOf, sandboxForAll } from '../sandbox/client.ts';
import { file, freshFolder, yes } from './stage.ts';

interface Certificate {
  toString(format: 'pem'): string;
}
/** What the SDK reads certificates with; here it makes one. */
const sshpk = createRequire(createRequire(import.meta.url).resolve('oci-common'))('sshpk') as {
  parsePrivateKey(pem: string, format: 'pem'): object;
  identityFromArray(parts: readonly { name: string; value: string }[]): object;
  createSelfSignedCertificate(subject: object, key: object): Certificate;
};

const POLICY =
  'policy p in compartment labs\n  description "d"\n{\n  allow group Analysts to read buckets in compartment labs\n}\n';
const TENANCY = 'ocid1.tenancy.oc1..instance';
const PHRASE = 'correct-horse-battery';

/** A token as OCI gives one: three parts, of which the middle one says whose it is and how long it holds. */
function tokenOf(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ exp: 9_999_999_999, ...claims })}.c2lnbmF0dXJl`;
}

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  return { pem, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
}

afterEach(() => vi.unstubAllEnvs());

describe('a tenancy', () => {
  const running = sandboxForAll({ seed: true });

  /** A profile that leads to the sandbox, without any key of a user. */
  function profile(values: Record<string, string>): Pick<OpenOptions, 'env' | 'configFile'> {
    const { ocipolicy_endpoint: endpoint, region } = profileOf(running());
    const lines = Object.entries({ ocipolicy_endpoint: endpoint, region, ...values }).map((pair) =>
      pair.join('='),
    );
    const configFile = join(freshFolder(), 'config');
    writeFileSync(configFile, `[DEFAULT]\n${lines.join('\n')}\n`);
    return { env: {}, configFile };
  }

  /** Applies a policy, and gives all that could be seen of it. */
  async function applied(options: OpenOptions): Promise<string> {
    const tenancy = await openTenancy({ pause: () => Promise.resolve(), ...options });
    const folder = freshFolder();
    const prepared = await preparePlan(
      tenancy,
      file(POLICY.replace('policy p', `policy p${running().requests.length}`)),
    );
    const done = await apply(tenancy, prepared, { confirm: yes, folder });
    expect(done.outcome).toBe('done');
    return inspect([prepared, done, tenancy.place, tenancy.connection.profile], {
      depth: 20,
      showHidden: true,
    });
  }

  async function failureOf(options: OpenOptions): Promise<TenancyFailure> {
    return openTenancy({ pause: () => Promise.resolve(), ...options }).then(
      () => Promise.reject(new Error('it opened')),
      (error: unknown) => error as TenancyFailure,
    );
  }

  describe('opened by an instance', () => {
    /** The metadata service of an instance, and the federation endpoint that gives it tokens for its certificate. */
    async function servicesOf({ refuses = false } = {}) {
      const { pem } = newKey();
      const certificate = sshpk
        .createSelfSignedCertificate(
          sshpk.identityFromArray([
            { name: 'cn', value: 'ocid1.instance.oc1..a' },
            { name: 'ou', value: `opc-tenant:${TENANCY}` },
          ]),
          sshpk.parsePrivateKey(pem, 'pem'),
        )
        .toString('pem');
      const seen: string[] = [];
      const files: Readonly<Record<string, string>> = {
        cert: certificate,
        intermediate: certificate,
        key: pem,
      };
      const server = createServer((request, response) => {
        const { url = '', headers } = request;
        seen.push(`${request.method} ${url}`);
        const name = /^\/opc\/v2\/identity\/(\w+)\.pem$/.exec(url)?.[1];
        if (name !== undefined) {
          const isOurs = headers.authorization === 'Bearer Oracle';
          response.writeHead(isOurs ? 200 : 401).end(isOurs ? files[name] : '');
        } else if (url === '/v1/x509' && !refuses) void give(request).then((token) => response.end(token));
        else response.writeHead(refuses ? 403 : 404).end('{}');
      });
      const give = async (request: IncomingMessage): Promise<string> => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        expect(isSignedBy(request, createPublicKey(createPrivateKey(pem)))).toBe(true);
        const { publicKey } = JSON.parse(body) as { publicKey: string };
        const token = tokenOf({ 'opc-tenant': TENANCY, sub: 'ocid1.instance.oc1..a' });
        running().trust(
          `ST$${token}`,
          `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`,
        );
        return JSON.stringify({ token });
      };
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      onTestFinished(() => void server.close());
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      return { pem, seen, principalServices: { metadataUrl: `${url}/opc/v2`, federationUrl: url } };
    }

    it.each([
      ['a profile', { authentication_type: 'instance_principal' }, {}],
      ['the environment', {}, { OCI_CLI_AUTH: 'instance_principal' }],
    ])('signs with the key that was made for its token, told by %s', async (_, values, env) => {
      const { pem, seen, principalServices } = await servicesOf();
      const given = profile({ ...values, tenancy: running().tenancyId });
      const all = await applied({ ...given, env, principalServices });
      expect(seen).toEqual(expect.arrayContaining(['GET /opc/v2/identity/cert.pem', 'POST /v1/x509']));
      expect(all).not.toMatch(/PRIVATE KEY|eyJ/);
      expect(all).not.toContain(pem.split('\n')[3]);
    });

    it('knows its tenancy from the token', async () => {
      const { principalServices } = await servicesOf();
      // The sandbox is another tenancy, and says that it has none of this name.
      const failure = await openTenancy({
        ...profile({ authentication_type: 'instance_principal' }),
        principalServices,
      }).then(({ place }) => place.tenancyId);
      expect(failure).toBe(TENANCY);
    });

    it('that is none, or gets no token, is told plainly', async () => {
      vi.spyOn(console, 'log').mockImplementation(() => undefined);
      const { principalServices } = await servicesOf({ refuses: true });
      const given = profile({ authentication_type: 'instance_principal' });
      const metadataUrl = `${principalServices.federationUrl}/nothing`;
      for (const services of [principalServices, { ...principalServices, metadataUrl }]) {
        const failure = await failureOf({ ...given, principalServices: services });
        expect(failure.saying).toEqual({ key: 'profile.noPrincipal', args: { auth: 'instance-principal' } });
      }
    });
  });

  describe('opened by a function', () => {
    const { pem, publicPem } = newKey();
    const token = tokenOf({ res_tenant: TENANCY, res_compartment: 'ocid1.compartment.oc1..c' });
    const encrypted = createPrivateKey(pem)
      .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: PHRASE })
      .toString();

    /** The variables of version 2.2, as values or as files. */
    function variables(values: Record<string, string>, areFiles: boolean): void {
      const folder = freshFolder();
      vi.stubEnv('OCI_RESOURCE_PRINCIPAL_VERSION', '2.2');
      vi.stubEnv('OCI_RESOURCE_PRINCIPAL_REGION', 'iad');
      for (const [name, value] of Object.entries(values)) {
        const path = join(folder, name);
        if (areFiles) writeFileSync(path, value);
        vi.stubEnv(`OCI_RESOURCE_PRINCIPAL_${name}`, areFiles ? path : value);
      }
    }

    it.each([
      ['values', { RPST: token, PRIVATE_PEM: pem }, false],
      ['files', { RPST: token, PRIVATE_PEM: pem }, true],
      ['files with a line end behind the token', { RPST: `${token}\n`, PRIVATE_PEM: pem }, true],
      ['an encrypted key', { RPST: token, PRIVATE_PEM: encrypted, PRIVATE_PEM_PASSPHRASE: PHRASE }, false],
    ])('signs with the key beside its token: %s', async (_, values, areFiles) => {
      running().trust(`ST$${token}`, publicPem);
      variables(values, areFiles);
      const given = profile({ authentication_type: 'resource_principal', tenancy: running().tenancyId });
      const all = await applied(given);
      expect(all).not.toMatch(/PRIVATE KEY|eyJ|correct-horse/);
    });

    it.each([
      ['nothing', {}, 'profile.noPrincipal'],
      ['no key', { RPST: token }, 'profile.noPrincipal'],
      ['no token', { PRIVATE_PEM: pem }, 'profile.noPrincipal'],
      ['a key that is none', { RPST: token, PRIVATE_PEM: 'no key' }, 'profile.noPrincipal'],
      [
        'a wrong pass phrase',
        { RPST: token, PRIVATE_PEM: encrypted, PRIVATE_PEM_PASSPHRASE: 'wrong horse' },
        'profile.passPhraseWrong',
      ],
    ])('that lacks something is told: %s', async (_, values, key) => {
      variables(values, false);
      const failure = await failureOf({ env: { OCI_CLI_AUTH: 'resource_principal' } });
      expect(failure.saying?.key).toBe(key);
      expect(inspect(failure, { depth: 9 })).not.toMatch(/eyJ|horse|PRIVATE KEY-/);
    });
  });

  describe('opened by a session', () => {
    it.each(['', '\n', '\r\n\n'])('signs with its token, whatever stands behind it: %j', async (end) => {
      const { pem, publicPem } = newKey();
      const token = tokenOf({ tenant: TENANCY });
      running().trust(`ST$${token}`, publicPem);
      const folder = freshFolder();
      writeFileSync(join(folder, 'token'), token + end);
      writeFileSync(join(folder, 'key.pem'), pem);
      const given = profile({
        ...{ tenancy: running().tenancyId, key_file: join(folder, 'key.pem'), fingerprint: '00' },
        security_token_file: join(folder, 'token'),
      });
      expect(await applied(given)).not.toMatch(/PRIVATE KEY|eyJ/);
      const other = { ...given, env: { OCI_CLI_SECURITY_TOKEN_FILE: join(folder, 'none') } };
      expect((await failureOf(other)).saying?.key).toBe('profile.tokenUnreadable');
    });
  });
});

/** Whether a request for a token bears the signature of the instance's certificate. */
function isSignedBy(request: IncomingMessage, key: ReturnType<typeof createPublicKey>): boolean {
  const authorization = request.headers.authorization ?? '';
  const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1] ?? '';
  const lines = part('headers')
    .split(' ')
    .map((name) => {
      const value = name === '(request-target)' ? `post ${request.url}` : String(request.headers[name] ?? '');
      return `${name}: ${value}`;
    });
  return (
    part('keyId').startsWith(`${TENANCY}/fed-x509/`) &&
    createVerify('RSA-SHA256').update(lines.join('\n')).verify(key, part('signature'), 'base64')
  );
}
