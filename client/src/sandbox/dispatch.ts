import type { Lag } from './lag.ts';
import { compartmentOperations } from './operations/compartments.ts';
import { isRecord } from './operations/details.ts';
import { domainOperations } from './operations/domains.ts';
import { networkSourceOperations } from './operations/network-sources.ts';
import type { Answer, Call, Operation } from './operations/operation.ts';
import { policyOperations } from './operations/policies.ts';
import { principalOperations } from './operations/principals.ts';
import { tagOperations } from './operations/tags.ts';
import { tenancyOperations } from './operations/tenancy.ts';
import { refusals } from './refusal.ts';
import { attemptOf, madeBefore, remember } from './retry-tokens.ts';
import type { Settings } from './settings.ts';
import { StateChanged, type Store } from './store.ts';

/** The version that every path of the API begins with. */
export const VERSION = '/20160918';

/** What operations work on. */
export interface World {
  readonly store: Store;
  readonly settings: Settings;
  readonly lag: Lag;
  /** Where the sandbox listens, for the addresses that it tells. */
  origin: string;
}

/** A request whose signature has been verified. */
export interface Request {
  readonly method: string;
  /** Behind the version. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly ifMatch: string | undefined;
  readonly retryToken: string | undefined;
  readonly now: Date;
}

const OPERATIONS: readonly Operation[] = [
  ...tenancyOperations,
  ...domainOperations,
  ...compartmentOperations,
  ...policyOperations,
  ...principalOperations,
  ...networkSourceOperations,
  ...tagOperations,
];

const ROUTES = OPERATIONS.map((operation) => ({
  operation,
  names: [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '([^/]+)')}$`),
}));

/** How often a write is worked out anew when somebody else writes the file at the same time. */
const MOST_TRIES = 10;

/**
 * Does what a request asks for, wholly or not at all: a write works on a copy of the tenancy, which replaces the old one when
 * everything went well. Throws the refusal of what the service refuses.
 */
export function answer(request: Request, world: World): Answer {
  for (let tries = 1; ; tries++) {
    try {
      return answerOnce(request, world);
    } catch (error) {
      if (!(error instanceof StateChanged) || tries === MOST_TRIES) throw error;
    }
  }
}

function answerOnce(request: Request, world: World): Answer {
  const { operation, params } = route(request);
  const { store, settings, lag, origin } = world;
  const before = store.read();
  const call: Omit<Call, 'state'> = {
    ...{ settings, lag, origin, params, query: request.query, ifMatch: request.ifMatch, now: request.now },
    body: bodyOf(request),
  };
  if (operation.method === 'GET') return operation.run({ ...call, state: before });
  const attempt = operation.creates && attemptOf(request.retryToken, request.path, request.body);
  const earlier = attempt && madeBefore(attempt, before, request.now);
  if (earlier) return again(earlier.thing.id, request, { ...call, state: before });
  const state = structuredClone(before);
  const result = operation.run({ ...call, state });
  if (attempt && operation.creates) {
    const made = state.resources[operation.creates].at(-1);
    if (made) remember(attempt, operation.creates, made.id, state, request.now);
  }
  store.write(state);
  lag.wrote(before, state);
  return result;
}

/** What a create answered, asked for once more: the thing as it is now. */
function again(id: string, { path }: Request, call: Call): Answer {
  // A tag key is found by its name; all others by their OCIDs.
  const key = call.state.resources.tags.find((each) => each.id === id);
  const { operation, params } = route({
    method: 'GET',
    path: `${path}/${encodeURIComponent(key?.name ?? id)}`,
  });
  return operation.run({ ...call, params });
}

function route({ method, path }: Pick<Request, 'method' | 'path'>): {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
} {
  const there = ROUTES.filter(({ pattern }) => pattern.test(path));
  if (there.length === 0) throw refusals.noSuchOperation();
  const found = there.find(({ operation }) => operation.method === method);
  if (!found) throw refusals.methodNotAllowed();
  const values = found.pattern.exec(path)?.slice(1) ?? [];
  const params = Object.fromEntries(found.names.map((name, index) => [name, decoded(values[index] ?? '')]));
  return { operation: found.operation, params };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw refusals.notFound();
  }
}

function bodyOf({ method, body }: Request): Readonly<Record<string, unknown>> {
  if ((method !== 'POST' && method !== 'PUT') || body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw refusals.notParsedBody();
  }
  if (!isRecord(value)) throw refusals.notParsedBody();
  return value;
}
