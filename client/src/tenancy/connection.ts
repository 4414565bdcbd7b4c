import type { common as Common, identity as Identity } from './sdk.ts';
import { credentialsOf, type AskPassPhrase, type PrincipalServices } from './credentials.ts';
import { failureOf, TenancyFailure } from './failure.ts';
import type { Place } from './objects.ts';
import { findProfile, type Profile, type ProfileChoice } from './profiles.ts';
import { realPause, retrying, type Pause, type Repeat } from './retry.ts';
import { createTransport, requestContext, type RequestContext } from './transport.ts';

export interface OpenOptions extends ProfileChoice {
  readonly askPassPhrase?: AskPassPhrase | undefined;
  readonly principalServices?: PrincipalServices | undefined;
  /** Ends reading. A write that is under way is never broken off. */
  readonly signal?: AbortSignal | undefined;
  /** How long one request may take. */
  readonly timeoutMs?: number | undefined;
  readonly pause?: Pause | undefined;
}

/** A request of the SDK. Queries are not encoded by it: give names and page tokens encoded. */
export type Send<Answer> = (client: Identity.IdentityClient) => Promise<Answer>;

/** An open tenancy: reads go to the region of the profile, writes to the home region. */
export interface Connection {
  readonly place: Place;
  readonly profile: Profile;
  readonly pause: Pause;
  read<Answer>(operation: string, send: Send<Answer>): Promise<Answer>;
  /** @param etag the version that is meant to be changed, sent as `if-match` */
  write<Answer>(
    operation: string,
    send: Send<Answer>,
    options: { repeat: Repeat; etag?: string | undefined },
  ): Promise<Answer>;
  /**
   * Reads an address that the service told, such as that of an identity domain, of which the SDK's modules here have no client.
   * Signed, so only where it is safe: over TLS, or on the sandbox that the profile leads to.
   */
  readAt(operation: string, address: string): Promise<unknown>;
  /** Reads where writes go: what was just written need not be anywhere else yet. */
  readHome<Answer>(operation: string, send: Send<Answer>): Promise<Answer>;
}

const TIMEOUT_MS = 30_000;
const ELSEWHERE_MS = 10_000;

/**
 * Opens the tenancy of a profile: reads its key, loads the SDK, and finds the home region.
 * @throws TenancyFailure when the profile cannot be used or the tenancy does not answer
 */
export async function connect(options: OpenOptions): Promise<Connection> {
  const profile = findProfile(options);
  const { common, identity } = await import('./sdk.ts');
  const { provider, tenancyId, region } = await credentialsOf(
    profile,
    { ...options, profile: options.profile },
    common,
    options.askPassPhrase,
    options.principalServices,
  );
  const httpClient = createTransport(new common.DefaultRequestSigner(provider));
  const clientAt = (regionId: string): Identity.IdentityClient => {
    const client = new identity.IdentityClient(
      { httpClient },
      {
        // Both would act behind our back: the breaker across requests, the retries on writes that may not be repeated.
        circuitBreaker: new common.CircuitBreaker({ disableClientCircuitBreaker: true }),
        retryConfiguration: common.NoRetryConfigurationDetails,
      },
    );
    if (profile.endpoint === undefined) client.regionId = regionId;
    else client.endpoint = profile.endpoint;
    return client;
  };
  const { signal, pause = realPause, timeoutMs = TIMEOUT_MS } = options;
  const ask = <Answer>(
    client: Identity.IdentityClient,
    context: Omit<RequestContext, 'timeoutMs'>,
    send: Send<Answer>,
    repeat: Repeat,
  ): Promise<Answer> => {
    const paused = context.signal ? { repeat, pause, signal: context.signal } : { repeat, pause };
    return retrying(() => once(client, { ...context, timeoutMs }, send), paused);
  };
  const near = clientAt(region);
  const read = <Answer>(operation: string, send: Send<Answer>) =>
    ask(near, { operation, signal }, send, 'always');

  const home = await homeOf(tenancyId, read);
  const homeRegion = home.region ?? region;
  const far = homeRegion === region ? near : clientAt(homeRegion);
  return {
    place: {
      ...{ profile: profile.name, tenancyId, tenancyName: home.name ?? tenancyId, region, homeRegion },
      isSandbox: profile.endpoint !== undefined,
    },
    profile: { ...profile, tenancyId, region },
    pause,
    read,
    readAt: (operation, address) => {
      if (!isTrusted(address, profile.endpoint))
        return Promise.reject(new TenancyFailure({ kind: 'garbled', message: address, operation }));
      // What is not to be had there is unknown and no more, so that nobody waits long for it.
      const context = { operation, signal, timeoutMs: Math.min(timeoutMs, ELSEWHERE_MS) };
      return retrying(() => getJson(httpClient, address, context), { repeat: 'refused', pause, signal });
    },
    readHome: (operation, send) => ask(far, { operation }, send, 'always'),
    write: (operation, send, { repeat, etag }) => ask(far, { operation, ifMatch: etag }, send, repeat),
  };
}

async function once<Answer>(
  client: Identity.IdentityClient,
  context: RequestContext,
  send: Send<Answer>,
): Promise<Answer> {
  try {
    return await requestContext.run(context, () => send(client));
  } catch (error) {
    if (context.failure) throw context.failure;
    const failure = failureOf(error, context.operation);
    throw context.retryAfterMs === undefined
      ? failure
      : new TenancyFailure({ ...failure, message: failure.message, retryAfterMs: context.retryAfterMs });
  }
}

/** Whether a signed request may go to an address that an answer told. */
function isTrusted(address: string, endpoint: string | undefined): boolean {
  return endpoint === undefined ? address.startsWith('https://') : address.startsWith(`${endpoint}/`);
}

/** What stands at an address, as JSON. */
async function getJson(
  httpClient: Common.HttpClient,
  uri: string,
  context: RequestContext,
): Promise<unknown> {
  const { operation } = context;
  const request = { method: 'GET' as const, uri, headers: new Headers({ accept: 'application/json' }) };
  let response: Response;
  try {
    response = await requestContext.run(context, () => httpClient.send(request));
  } catch (error) {
    throw context.failure ?? failureOf(error, operation);
  }
  const body = (await response.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  if (response.ok) return body;
  const said = body['detail'] ?? body['message'];
  throw new TenancyFailure({
    ...{ kind: 'service', message: typeof said === 'string' ? said : '', operation },
    status: response.status,
    requestId: response.headers.get('opc-request-id') ?? undefined,
    retryAfterMs: context.retryAfterMs,
  });
}

/**
 * The name and the home region of a tenancy. A profile that may see neither still reads: writes then go to its own region,
 * and the service says when that is not the right one.
 */
async function homeOf(
  tenancyId: string,
  read: Connection['read'],
): Promise<{ name: string | undefined; region: string | undefined }> {
  const regions = await allowed(() =>
    read('ListRegionSubscriptions', (client) => client.listRegionSubscriptions({ tenancyId })),
  );
  const tenancy = await allowed(() => read('GetTenancy', (client) => client.getTenancy({ tenancyId })));
  const home = regions?.items.find(({ isHomeRegion }) => isHomeRegion);
  return { name: tenancy?.tenancy.name, region: home?.regionName };
}

/** Undefined where the profile has not the right; other failures are thrown on. */
async function allowed<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TenancyFailure && (error.status === 403 || error.status === 404)) return undefined;
    throw error;
  }
}
