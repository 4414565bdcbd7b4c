import { createPrivateKey } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TenancyFailure } from '../../../client/src/tenancy/failure.ts';
import { findProfile, isLoopback, listProfiles } from '../../../client/src/tenancy/profiles.ts';
import { openTenancy, type OpenOptions } from '../../../client/src/tenancy/tenancy.ts';
import { tell } from '../../../client/src/tenancy/words/words.ts';
import { profileOf, sandboxForAll } from '../sandbox/client.ts';
import { freshFolder } from './stage.ts';

/** A configuration file with this text. */
function config(text: string): string {
  const path = join(freshFolder(), 'config');
  writeFileSync(path, text);
  return path;
}

async function failureOf(run: () => unknown): Promise<TenancyFailure> {
  try {
    await run();
  } catch (error) {
    if (error instanceof TenancyFailure) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

const TWO = `
[DEFAULT]
tenancy=ocid1.tenancy.oc1..t
user=ocid1.user.oc1..u
region=eu-frankfurt-1
# a comment
; another one
[session]
region = us-ashburn-1
security_token_file=/token
`;

describe('profiles', () => {
  it.each([
    ['as they are', TWO],
    ['with other line ends and a mark', `\ufeff${TWO.replaceAll('\n', '\r\n')}`],
  ])('are listed %s', (_, text) => {
    const configFile = config(text);
    const shared = {
      configFile,
      tenancyId: 'ocid1.tenancy.oc1..t',
      userId: 'ocid1.user.oc1..u',
      endpoint: undefined,
    };
    expect(listProfiles({ env: {}, configFile })).toEqual([
      { ...shared, name: 'DEFAULT', auth: 'api-key', region: 'eu-frankfurt-1' },
      { ...shared, name: 'session', auth: 'session', region: 'us-ashburn-1' },
    ]);
  });

  it('are none without a file', () => {
    expect(listProfiles({ env: { HOME: freshFolder() } })).toEqual([]);
  });

  it.each([
    [{}, {}, { name: 'DEFAULT', region: 'eu-frankfurt-1', auth: 'api-key' }],
    [{ OCI_CLI_PROFILE: 'session' }, {}, { name: 'session', auth: 'session' }],
    [{ OCI_CLI_PROFILE: 'session' }, { profile: 'DEFAULT' }, { name: 'DEFAULT' }],
    [{ OCI_CLI_REGION: 'uk-london-1' }, {}, { region: 'uk-london-1' }],
    [{ OCI_CLI_REGION: 'uk-london-1' }, { region: 'sa-saopaulo-1' }, { region: 'sa-saopaulo-1' }],
    [{ OCI_CLI_TENANCY: 'ocid1.tenancy.oc1..x' }, {}, { tenancyId: 'ocid1.tenancy.oc1..x' }],
    [{ OCI_CLI_AUTH: 'instance_principal' }, {}, { auth: 'instance-principal' }],
  ])('are chosen by the environment %j and the call %j', (env, choice, chosen) => {
    expect(findProfile({ env, configFile: config(TWO), ...choice })).toMatchObject(chosen);
  });

  it('are by default the one that the OCI CLI takes', () => {
    const home = freshFolder();
    mkdirSync(join(home, '.oci'));
    writeFileSync(join(home, '.oci', 'config'), TWO);
    const named = (env: Record<string, string>) => findProfile({ env: { HOME: home, ...env } }).name;
    expect(named({})).toBe('DEFAULT');
    const settings = '[OCI_CLI_SETTINGS]\ndefault_profile = session\n';
    writeFileSync(join(home, '.oci', 'oci_cli_rc'), settings);
    expect(named({})).toBe('session');
    expect(named({ OCI_CLI_PROFILE: 'DEFAULT' })).toBe('DEFAULT');
    expect(named({ OCI_CLI_RC_FILE: join(home, 'none') })).toBe('DEFAULT');
    // What else stands in it is no matter of ours.
    writeFileSync(join(home, '.oci', 'oci_cli_rc'), `${settings}[OCI_CLI_COMMAND_ALIASES]\nno pair\n`);
    expect(named({})).toBe('DEFAULT');
  });

  it('are read from where the environment says', () => {
    const path = config(TWO);
    expect(listProfiles({ env: { OCI_CLI_CONFIG_FILE: path } })).toHaveLength(2);
    expect(listProfiles({ env: { OCI_CONFIG_FILE: path } })).toHaveLength(2);
  });

  it.each([
    ['[A]\npass phrase of mine hunter2\n', 'A', 'profile.lineMalformed'],
    ['user=x\n', 'A', 'profile.lineMalformed'],
    ['[A]\n', 'B', 'profile.missing'],
    ['[A]\nauthentication_type=magic\n', 'A', 'profile.authUnknown'],
    ['[A]\nocipolicy_endpoint=http://example.com\n', 'A', 'profile.endpointNotLoopback'],
  ])('that are wrong are told: %j', async (text, profile, key) => {
    const failure = await failureOf(() => findProfile({ env: {}, configFile: config(text), profile }));
    expect(failure.saying?.key).toBe(key);
    expect(failure.saying && tell(failure.saying)).not.toContain('hunter2');
  });

  it.each([
    ['http://127.0.0.1:8080', true],
    ['http://127.0.0.1:8080/', true],
    ['http://[::1]:80', true],
    ['http://localhost:8080', false],
    ['http://127.0.0.1.example.com', false],
    ['http://127.0.0.1@example.com', false],
    ['http://example.com#127.0.0.1', false],
    ['http://user:word@127.0.0.1', false],
    ['https://127.0.0.1', false],
    ['http://127.0.0.1/path', false],
    ['http://10.0.0.1', false],
    ['127.0.0.1:80', false],
    ['', false],
  ])('lead to a sandbox only on this machine: %s', (address, isHere) => {
    expect(isLoopback(address)).toBe(isHere);
  });
});

describe('a key', () => {
  const running = sandboxForAll();
  const PHRASE = 'correct horse battery';

  /** The sandbox's profile with other values. */
  function withValues(values: Record<string, string | undefined>): Pick<OpenOptions, 'env' | 'configFile'> {
    const all: Record<string, string | undefined> = { ...profileOf(running()), ...values };
    const lines = Object.entries(all).flatMap(([key, value]) =>
      value === undefined ? [] : [`${key}=${value}`],
    );
    return { env: {}, configFile: config(`[DEFAULT]\n${lines.join('\n')}\n`) };
  }
  function keyFile(type: 'pkcs1' | 'pkcs8', phrase?: string): string {
    const key = createPrivateKey(readFileSync(profileOf(running())['key_file'] ?? ''));
    const path = join(freshFolder(), 'key.pem');
    const cipher = phrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase: phrase };
    writeFileSync(path, key.export({ type, format: 'pem', ...cipher } as { type: 'pkcs8'; format: 'pem' }));
    return path;
  }

  it.each([
    ['without a pass phrase', 'pkcs8', undefined, {}],
    ['of the older form', 'pkcs1', undefined, {}],
    ['with the pass phrase in the profile', 'pkcs8', PHRASE, { pass_phrase: PHRASE }],
    ['of the older form with a pass phrase', 'pkcs1', PHRASE, { pass_phrase: PHRASE }],
  ] as const)('%s opens the tenancy', async (_, type, phrase, values) => {
    const tenancy = await openTenancy(withValues({ key_file: keyFile(type, phrase), ...values }));
    expect(tenancy.place).toMatchObject({
      tenancyName: 'sandbox',
      homeRegion: 'us-ashburn-1',
      isSandbox: true,
    });
  });

  it('takes its pass phrase from the environment or from a person', async () => {
    const profile = withValues({ key_file: keyFile('pkcs8', PHRASE) });
    await openTenancy({ ...profile, env: { OCI_CLI_PASSPHRASE: PHRASE } });
    const tenancy = await openTenancy({ ...profile, askPassPhrase: () => Promise.resolve(PHRASE) });
    expect(tenancy.place.isSandbox).toBe(true);
  });

  it('may stand in the environment itself', async () => {
    const content = readFileSync(profileOf(running())['key_file'] ?? '', 'utf8');
    const profile = withValues({ key_file: undefined });
    const tenancy = await openTenancy({ ...profile, env: { OCI_CLI_KEY_CONTENT: content } });
    expect(tenancy.place.isSandbox).toBe(true);
  });

  it.each([
    ['profile.passPhraseWrong', () => ({ key_file: keyFile('pkcs8', PHRASE), pass_phrase: 'wrong' })],
    ['profile.passPhraseWrong', () => ({ key_file: keyFile('pkcs1', PHRASE), pass_phrase: 'wrong' })],
    ['profile.passPhraseLacking', () => ({ key_file: keyFile('pkcs8', PHRASE) })],
    ['profile.keyFileUnreadable', () => ({ key_file: '/nowhere/key.pem' })],
    ['profile.keyUnreadable', () => ({ key_file: config('no key') })],
    ['profile.keyLacking', () => ({ fingerprint: undefined })],
    ['profile.tokenUnreadable', () => ({ security_token_file: '/nowhere/token' })],
    ['profile.tokenExpired', () => ({ security_token_file: config(`a.${claims({ exp: 1 })}.c`) })],
  ] as const)('that cannot be used is told: %s', async (key, values) => {
    const failure = await failureOf(() => openTenancy(withValues(values())));
    expect(failure.saying?.key).toBe(key);
    expect(`${failure.message} ${JSON.stringify(failure)}`).not.toMatch(/wrong|correct horse/);
  });

  it('that the service does not take is told without it', async () => {
    const failure = await failureOf(() => openTenancy(withValues({ fingerprint: '00:11' })));
    expect(failure).toMatchObject({ status: 401, serviceCode: 'NotAuthenticated' });
  });

  it.each(['', '\n'])('of a session signs with its token, whatever stands behind it: %j', async (end) => {
    const token = `eyJhbGciOiJub25lIn0.${claims({ exp: 9_999_999_999 })}.c2lnbmF0dXJl`;
    const profile = withValues({ security_token_file: config(token + end) });
    // The sandbox knows no sessions: it refuses the key, not a header that cannot be sent.
    const failure = await failureOf(() => openTenancy(profile));
    expect(failure).toMatchObject({ status: 401 });
    expect(JSON.stringify({ ...failure, message: failure.message })).not.toContain('eyJ');
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'that may not be read is told',
    async () => {
      const path = keyFile('pkcs8');
      chmodSync(path, 0);
      expect((await failureOf(() => openTenancy(withValues({ key_file: path })))).saying?.key).toBe(
        'profile.keyFileUnreadable',
      );
    },
  );
});

const claims = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
