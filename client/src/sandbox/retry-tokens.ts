import { createHash } from 'node:crypto';
import { refusals } from './refusal.ts';
import type { Kind, State, Stored } from './state.ts';

/** How long a retry token is remembered. Source: reference 5.1. */
const KEPT = 24 * 60 * 60_000;
const MOST_KEPT = 1000;

/** A create with a retry token: what it asks for, in digests, since nothing that a client signs or sends as a token is kept. */
export interface Attempt {
  readonly token: string;
  readonly request: string;
}

/** The attempt of a request that has a retry token. Throws the refusal of one that is empty or too long. */
export function attemptOf(token: string | undefined, path: string, body: Buffer): Attempt | undefined {
  if (token === undefined) return undefined;
  if (token.length < 1 || token.length > 64)
    throw refusals.invalid('opc-retry-token must have 1 to 64 characters');
  return { token: digest(token), request: digest(path, body) };
}

/**
 * What an earlier attempt with the same token made; undefined when there was none. Throws when that asked for something else, and
 * when what it made has been deleted since.
 */
export function madeBefore(
  attempt: Attempt,
  state: State,
  now: Date,
): { kind: Kind; thing: Stored } | undefined {
  const used = state.retryTokens.find(
    ({ token, at }) => token === attempt.token && now.getTime() - Date.parse(at) < KEPT,
  );
  if (!used) return undefined;
  if (used.request !== attempt.request)
    throw refusals.retryTokenInvalid('The retry token was used for another request');
  const thing = state.resources[used.kind].find(({ id }) => id === used.id);
  if (!thing)
    throw refusals.retryTokenInvalid('What was created with the retry token does not exist any more');
  return { kind: used.kind, thing };
}

/** Remembers what an attempt made, and forgets those that are too old. */
export function remember(attempt: Attempt, kind: Kind, id: string, state: State, now: Date): void {
  const fresh = state.retryTokens.filter(
    ({ at, token }) => token !== attempt.token && now.getTime() - Date.parse(at) < KEPT,
  );
  const kept = [...fresh, { ...attempt, kind, id, at: now.toISOString() }].slice(-MOST_KEPT);
  state.retryTokens.splice(0, Infinity, ...kept);
}

function digest(...parts: (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
