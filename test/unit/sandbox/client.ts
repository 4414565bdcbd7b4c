import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  CircuitBreaker,
  DefaultRequestSigner,
  NoRetryConfigurationDetails,
  OciError,
  SimpleAuthenticationDetailsProvider,
  type HttpRequest,
} from 'oci-common';
import { IdentityClient } from 'oci-identity';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../client/src/sandbox/sandbox.ts';

/** Oracle's SDK tells every failure on the console, and that a file has no profile DEFAULT. */
function silence(): void {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
}

/** A sandbox for one test. */
export async function sandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  silence();
  const started = await startSandbox(options);
  onTestFinished(() => started.close());
  return started;
}

/** A sandbox for all tests of a block: making a key takes longer than most of them. */
export function sandboxForAll(options: SandboxOptions = {}): () => Sandbox {
  let started: Sandbox | undefined;
  beforeAll(async () => {
    silence();
    started = await startSandbox(options);
  });
  afterAll(async () => {
    await started?.close();
  });
  return () => {
    if (!started) throw new Error('No sandbox is running.');
    return started;
  };
}

/** The keys of the profile that a sandbox wrote. */
export function profileOf({ configFile }: Sandbox): Record<string, string> {
  const lines = readFileSync(configFile, 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value ?? '']];
    }),
  );
}

/** Who signs: that of the profile, with what a test wants different. */
export interface Signing {
  readonly privateKey?: string;
  readonly fingerprint?: string;
  /** What happens to a request between its signature and the wire. */
  readonly tamper?: (request: HttpRequest) => void;
  /** What is sent instead of the body that the SDK made; it is signed. */
  readonly body?: string;
  /** When it is signed, when that is not now. */
  readonly at?: Date;
  readonly signal?: AbortSignal;
}

/** Oracle's own client, on a sandbox, as its profile says; without retries and without a breaker. */
export function clientOf(running: Sandbox, signing: Signing = {}): IdentityClient {
  const profile = profileOf(running);
  const pem = signing.privateKey ?? readFileSync(profile['key_file'] ?? '', 'utf8');
  const provider = new SimpleAuthenticationDetailsProvider(
    profile['tenancy'] ?? '',
    profile['user'] ?? '',
    signing.fingerprint ?? profile['fingerprint'] ?? '',
    createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString(),
    null,
  );
  const signer = new DefaultRequestSigner(provider);
  const httpClient = {
    send: async (request: HttpRequest, forceExcludeBody = false) => {
      if (signing.body !== undefined) request.body = signing.body;
      if (signing.at) request.headers.set('x-date', signing.at.toUTCString());
      await signer.signHttpRequest(request, forceExcludeBody);
      signing.tamper?.(request);
      const { method, headers, body } = request;
      return fetch(request.uri, {
        method,
        headers,
        ...(body === undefined ? {} : { body: body as string }),
        ...(signing.signal ? { signal: signing.signal } : {}),
      });
    },
  };
  const client = new IdentityClient(
    { httpClient },
    {
      circuitBreaker: new CircuitBreaker({ disableClientCircuitBreaker: true }),
      retryConfiguration: NoRetryConfigurationDetails,
    },
  );
  client.endpoint = profile['ocipolicy_endpoint'] ?? '';
  return client;
}

/** The OCID of a compartment, by its own name. */
export function compartment({ state }: Sandbox, name: string): string {
  return state.resources.compartments.find((each) => each.name === name)?.id ?? '';
}

/** What the service refused with. Fails when it did not refuse. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof OciError) return `${error.statusCode} ${error.serviceCode}: ${error.message}`;
    throw error;
  }
  throw new Error('It was not refused.');
}

/** A request that the SDK has no operation for here, signed by its signer. */
export async function signedFetch(
  running: Sandbox,
  uri: string,
  { method = 'GET', body }: { readonly method?: string; readonly body?: object } = {},
): Promise<Response> {
  const profile = profileOf(running);
  const signer = new DefaultRequestSigner(
    new SimpleAuthenticationDetailsProvider(
      profile['tenancy'] ?? '',
      profile['user'] ?? '',
      profile['fingerprint'] ?? '',
      readFileSync(profile['key_file'] ?? '', 'utf8'),
      null,
    ),
  );
  const text = body && JSON.stringify(body);
  const request = {
    ...{ method: method as HttpRequest['method'], uri, headers: new Headers() },
    ...(text === undefined ? {} : { body: text }),
  };
  await signer.signHttpRequest(request);
  return fetch(uri, { method, headers: request.headers, ...(text === undefined ? {} : { body: text }) });
}
