import { homedir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PROFILE, readConfigFile, valuesOf, type Sections } from './config-file.ts';
import { profileFailure } from './failure.ts';

/** How requests are signed. */
export type Auth = 'api-key' | 'session' | 'instance-principal' | 'resource-principal';

/** A way into a tenancy. It holds no secret: those are read when the tenancy is opened. */
export interface Profile {
  readonly name: string;
  readonly auth: Auth;
  readonly configFile: string;
  readonly tenancyId: string | undefined;
  readonly userId: string | undefined;
  readonly region: string | undefined;
  /** The loopback address of a sandbox tenancy. */
  readonly endpoint: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which profile, and where it is written down; what is left out is told by the environment, as the OCI CLI reads it. */
export interface ProfileChoice {
  readonly env: Environment;
  readonly configFile?: string | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/** The key of a profile that names a sandbox tenancy. */
export const ENDPOINT_KEY = 'ocipolicy_endpoint';

const AUTHS: Readonly<Record<string, Auth>> = {
  api_key: 'api-key',
  security_token: 'session',
  instance_principal: 'instance-principal',
  resource_principal: 'resource-principal',
};

/** The configuration file: that of the call, else that of the environment, else `~/.oci/config`. */
export function configFileOf({ configFile, env }: ProfileChoice): string {
  const named = configFile || env['OCI_CLI_CONFIG_FILE'] || env['OCI_CONFIG_FILE'];
  return named ? expanded(named, env) : join(homeOf(env), '.oci', 'config');
}

/**
 * All profiles of the configuration file, in its order; none when there is no file.
 * @throws TenancyFailure when the file cannot be read
 */
export function listProfiles(choice: ProfileChoice): Profile[] {
  const configFile = configFileOf(choice);
  const sections = readConfigFile(configFile);
  return [...(sections?.keys() ?? [])].map((name) =>
    profileOf(name, valuesOf(sections as Sections, name) ?? new Map(), { ...choice, configFile }, false),
  );
}

/**
 * The profile of a call. Each value of the environment goes before that of the file, as with the OCI CLI.
 * Source: docs.oracle.com, OCI CLI, "CLI Environment Variables".
 * @throws TenancyFailure when there is no such profile
 */
export function findProfile(choice: ProfileChoice): Profile {
  const { name, values, configFile } = profileValues(choice);
  return profileOf(name, values, { ...choice, configFile }, true);
}

/** The values of the profile of a call, secrets among them: they go nowhere but into the signer. */
export function profileValues(choice: ProfileChoice): {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  readonly configFile: string;
} {
  const configFile = configFileOf(choice);
  const name =
    choice.profile || choice.env['OCI_CLI_PROFILE'] || defaultProfile(choice.env) || DEFAULT_PROFILE;
  const sections = readConfigFile(configFile);
  const values = sections && valuesOf(sections, name);
  if (values) return { name, values, configFile };
  const { env } = choice;
  const doesWithout =
    (env['OCI_CLI_AUTH'] ?? '').endsWith('_principal') || (env['OCI_CLI_TENANCY'] && env['OCI_CLI_USER']);
  if (doesWithout && !choice.profile) return { name, values: new Map(), configFile };
  if (!sections) throw profileFailure({ key: 'profile.fileMissing', args: { file: configFile } });
  const others = [...sections.keys()].join(', ') || '-';
  throw profileFailure({ key: 'profile.missing', args: { profile: name, file: configFile, others } });
}

/** The profile that the OCI CLI uses unless it is told another. Source: docs.oracle.com, OCI CLI, "Configuring the CLI", default profile. */
function defaultProfile(env: Environment): string | undefined {
  const named = env['OCI_CLI_RC_FILE'];
  const path = named ? expanded(named, env) : join(homeOf(env), '.oci', 'oci_cli_rc');
  try {
    return readConfigFile(path)?.get('OCI_CLI_SETTINGS')?.get('default_profile');
  } catch {
    // It holds more than we understand, and is no matter of ours.
    return undefined;
  }
}

function profileOf(
  name: string,
  values: ReadonlyMap<string, string>,
  { env, region, configFile }: ProfileChoice & { configFile: string },
  isChosen: boolean,
): Profile {
  // The environment speaks of the profile that is used, not of the others.
  const from = (variable: string) => (isChosen ? env[variable] || undefined : undefined);
  const given = from('OCI_CLI_AUTH') ?? values.get('authentication_type');
  const isSession = values.has('security_token_file') || from('OCI_CLI_SECURITY_TOKEN_FILE') !== undefined;
  const auth = given === undefined ? (isSession ? 'session' : 'api-key') : AUTHS[given.toLowerCase()];
  if (!auth && isChosen) {
    throw profileFailure({ key: 'profile.authUnknown', args: { auth: given ?? '', profile: name } });
  }
  const endpoint = values.get(ENDPOINT_KEY);
  if (isChosen && endpoint !== undefined && !isLoopback(endpoint)) {
    throw profileFailure({ key: 'profile.endpointNotLoopback', args: { profile: name, file: configFile } });
  }
  return {
    ...{ name, configFile, auth: auth ?? 'api-key' },
    tenancyId: from('OCI_CLI_TENANCY') ?? values.get('tenancy'),
    userId: from('OCI_CLI_USER') ?? values.get('user'),
    region:
      (isChosen ? region : undefined) ||
      (from('OCI_CLI_REGION') ?? values.get('region') ?? from('OCI_REGION')),
    endpoint: endpoint?.replace(/\/+$/, ''),
  };
}

/** Whether an address is that of this machine, written as a number: a name could be made to mean another one. */
export function isLoopback(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  const isHere = url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
  const isPlain = url.pathname === '/' && url.search === '' && url.hash === '';
  return url.protocol === 'http:' && isHere && isPlain && url.username === '' && url.password === '';
}

/** A path of the configuration file; `~` is the home folder. */
export function expanded(path: string, env: Environment): string {
  return path === '~' || /^~[\\/]/.test(path) ? join(homeOf(env), path.slice(1)) : path;
}

function homeOf(env: Environment): string {
  return env['HOME'] || env['USERPROFILE'] || homedir();
}
