import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { common as Common } from './sdk.ts';
import { profileFailure, TenancyFailure } from './failure.ts';
import { expanded, profileValues, type Profile, type ProfileChoice } from './profiles.ts';

/** Asks a person for the pass phrase of a key; undefined when nobody answers. */
export type AskPassPhrase = (keyFile: string) => Promise<string | undefined>;

/** What signs requests, and the tenancy that it signs for. */
export interface Credentials {
  readonly provider: Common.AuthenticationDetailsProvider;
  readonly tenancyId: string;
  readonly region: string;
}

/**
 * Reads the key or token of a profile.
 * @throws TenancyFailure when something is missing or does not fit; it holds no secret
 */
export async function credentialsOf(
  profile: Profile,
  choice: ProfileChoice,
  common: typeof Common,
  askPassPhrase?: AskPassPhrase,
): Promise<Credentials> {
  if (profile.auth === 'instance-principal' || profile.auth === 'resource-principal') {
    return ofPrincipal(profile, common);
  }
  const { env } = choice;
  const { values, configFile } = profileValues({ ...choice, profile: choice.profile ?? profile.name });
  const needed = (key: string, variable: string): string => {
    const value = env[variable] || values.get(key);
    if (value) return value;
    throw profileFailure({
      key: 'profile.keyLacking',
      args: { profile: profile.name, file: configFile, wanted: key },
    });
  };
  const tenancyId = needed('tenancy', 'OCI_CLI_TENANCY');
  const region = regionOf(profile.region ?? needed('region', 'OCI_CLI_REGION'), common);
  const pem = await privateKey(needed, values, choice, askPassPhrase);
  let keyId: string;
  if (profile.auth === 'session') {
    const file = expanded(needed('security_token_file', 'OCI_CLI_SECURITY_TOKEN_FILE'), env);
    keyId = `ST$${tokenIn(file)}`;
  } else {
    const fingerprint = needed('fingerprint', 'OCI_CLI_FINGERPRINT');
    keyId = `${tenancyId}/${needed('user', 'OCI_CLI_USER')}/${fingerprint}`;
  }
  // The key is decrypted already: the SDK's own decryption ends the process when the pass phrase is wrong.
  const provider = {
    getKeyId: () => Promise.resolve(keyId),
    getPrivateKey: () => pem,
    getPassphrase: () => null,
  };
  return { provider, tenancyId, region };
}

async function privateKey(
  needed: (key: string, variable: string) => string,
  values: ReadonlyMap<string, string>,
  { env }: ProfileChoice,
  askPassPhrase: AskPassPhrase | undefined,
): Promise<string> {
  const content = env['OCI_CLI_KEY_CONTENT'] || values.get('key_content');
  const file = content ? 'key_content' : expanded(needed('key_file', 'OCI_CLI_KEY_FILE'), env);
  const pem = content ? content.replaceAll('\\n', '\n') : textOf(file, 'profile.keyFileUnreadable');
  const passPhrase = env['OCI_CLI_PASSPHRASE'] || values.get('pass_phrase');
  const open = (phrase: string | undefined): KeyObject =>
    createPrivateKey(phrase === undefined ? { key: pem } : { key: pem, passphrase: phrase });
  let key: KeyObject;
  try {
    key = open(passPhrase);
  } catch {
    const isEncrypted = /ENCRYPTED/.test(pem);
    if (!isEncrypted) throw profileFailure({ key: 'profile.keyUnreadable', args: { file } });
    if (passPhrase) throw profileFailure({ key: 'profile.passPhraseWrong', args: { file } });
    const asked = await askPassPhrase?.(file);
    if (!asked) throw profileFailure({ key: 'profile.passPhraseLacking', args: { file } });
    try {
      key = open(asked);
    } catch {
      throw profileFailure({ key: 'profile.passPhraseWrong', args: { file } });
    }
  }
  if (key.asymmetricKeyType !== 'rsa') throw profileFailure({ key: 'profile.keyUnreadable', args: { file } });
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The token without the line end behind it, with which every request would fail and show the token. */
function tokenIn(file: string): string {
  const token = textOf(file, 'profile.tokenUnreadable').trim();
  if (token === '' || /\s/.test(token))
    throw profileFailure({ key: 'profile.tokenUnreadable', args: { file } });
  const ends = claimsOf(token)['exp'];
  if (typeof ends === 'number' && ends * 1000 < Date.now()) {
    throw profileFailure({ key: 'profile.tokenExpired', args: { file } });
  }
  return token;
}

function textOf(file: string, key: 'profile.keyFileUnreadable' | 'profile.tokenUnreadable'): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw profileFailure({ key, args: { file } });
  }
}

/** What a token says of itself; nothing when it is no JSON web token. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** `fra` and `FRA` are written for `eu-frankfurt-1`; the SDK takes them for regions that it does not know. */
function regionOf(region: string, common: typeof Common): string {
  return common.Region.getRegionIdFromShortCode(region.toLowerCase());
}

/** The instance or function that runs this; its tenancy stands in the token that it is given. */
async function ofPrincipal(profile: Profile, common: typeof Common): Promise<Credentials> {
  try {
    const provider =
      profile.auth === 'instance-principal'
        ? await new common.InstancePrincipalsAuthenticationDetailsProviderBuilder().build()
        : common.ResourcePrincipalAuthenticationDetailsProvider.builder();
    const claims = claimsOf((await provider.getKeyId()).replace(/^ST\$/, ''));
    const tenancyId = profile.tenancyId ?? claims['res_tenant'] ?? claims['opc-tenant'] ?? claims['tenant'];
    const region = profile.region ?? provider.getRegion().regionId;
    if (typeof tenancyId === 'string') return { provider, tenancyId, region: regionOf(region, common) };
  } catch (error) {
    if (error instanceof TenancyFailure) throw error;
  }
  throw profileFailure({ key: 'profile.noPrincipal', args: { auth: profile.auth } });
}
