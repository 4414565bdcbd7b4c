import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
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
  services: PrincipalServices = {},
): Promise<Credentials> {
  if (profile.auth === 'instance-principal' || profile.auth === 'resource-principal') {
    return ofPrincipal(profile, common, services);
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

/** Where an instance asks who it is, where that is not where OCI has it. */
export interface PrincipalServices {
  readonly metadataUrl?: string | undefined;
  readonly federationUrl?: string | undefined;
}

/** How long an instance or function may take to tell who it is. */
const LONGEST_WAIT_MS = 30_000;

/** The instance or function that runs this; its tenancy stands in the token that it is given. */
async function ofPrincipal(
  profile: Profile,
  common: typeof Common,
  services: PrincipalServices,
): Promise<Credentials> {
  const { auth } = profile;
  try {
    if (auth === 'resource-principal') checkPassPhrase(process.env);
    const provider =
      auth === 'instance-principal' ? await instancePrincipal(common, services) : resourcePrincipal(common);
    const keyId = async () => (await soon(provider.getKeyId())).trim();
    const claims = claimsOf((await keyId()).replace(/^ST\$/, ''));
    const tenancyId = profile.tenancyId ?? claims['res_tenant'] ?? claims['opc-tenant'] ?? claims['tenant'];
    const region = profile.region ?? provider.getRegion().regionId;
    if (typeof tenancyId !== 'string') throw profileFailure({ key: 'profile.noPrincipal', args: { auth } });
    // What comes of a file may end in a line end, with which every request would fail and show the token.
    const trimmed: Common.AuthenticationDetailsProvider = {
      getKeyId: keyId,
      getPrivateKey: () => provider.getPrivateKey(),
      getPassphrase: () => null,
    };
    return { provider: trimmed, tenancyId, region: regionOf(region, common) };
  } catch (error) {
    if (error instanceof TenancyFailure) throw error;
  }
  throw profileFailure({ key: 'profile.noPrincipal', args: { auth } });
}

/** Asks the metadata service of the instance, and the federation endpoint of its region. */
function instancePrincipal(common: typeof Common, { metadataUrl, federationUrl }: PrincipalServices) {
  const builder = new common.InstancePrincipalsAuthenticationDetailsProviderBuilder();
  if (metadataUrl !== undefined) builder.metadataBaseUrl = metadataUrl;
  // With an endpoint that it is told, the SDK does not ask for the region.
  if (federationUrl !== undefined) builder.federationEndpoint = federationUrl;
  return soon(builder.build());
}

/** Reads version 2.2 of the variables by which OCI tells a function who it is. */
function resourcePrincipal(common: typeof Common) {
  return common.ResourcePrincipalAuthenticationDetailsProvider.builder();
}

/** The SDK's own decryption ends the process when the pass phrase is wrong: so it is tried here first. */
function checkPassPhrase(env: Readonly<Record<string, string | undefined>>): void {
  const given = env['OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM_PASSPHRASE'];
  const key = env['OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM'];
  if (given === undefined || key === undefined) return;
  const read = (value: string) => (isAbsolute(value) ? readFileSync(value, 'utf8') : value);
  const file = isAbsolute(key) ? key : 'OCI_RESOURCE_PRINCIPAL_PRIVATE_PEM';
  const [pem, passphrase] = [read(key), read(given)];
  try {
    createPrivateKey({ key: pem, passphrase });
  } catch {
    throw profileFailure({ key: 'profile.passPhraseWrong', args: { file } });
  }
}

async function soon<Answer>(work: Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), LONGEST_WAIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
