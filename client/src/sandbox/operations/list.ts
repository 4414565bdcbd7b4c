import { createHash } from 'node:crypto';
import { refusals } from '../refusal.ts';
import type { Stored } from '../state.ts';
import type { Answer, Call } from './operation.ts';

/** The page of a list that a call asks for: filtered by name and state, sorted, cut. */
export function listed(things: readonly Stored[], call: Call, view: (thing: Stored) => unknown): Answer {
  const { query } = call;
  const [name, state] = [query.get('name'), query.get('lifecycleState')];
  const matching = things.filter(
    (thing) =>
      (name === null || thing.name === name) &&
      (state === null || thing.lifecycleState.toLowerCase() === state.toLowerCase()),
  );
  return page(sorted(matching, query), call, view);
}

/** The newest first, names from A to Z, unless the order is given. Source: the API's ListPolicies. */
function sorted(things: readonly Stored[], query: URLSearchParams): readonly Stored[] {
  const by = query.get('sortBy')?.toUpperCase();
  if (by !== undefined && by !== 'NAME' && by !== 'TIMECREATED')
    throw refusals.invalid('sortBy must be NAME or TIMECREATED');
  const order = query.get('sortOrder')?.toUpperCase();
  if (order !== undefined && order !== 'ASC' && order !== 'DESC')
    throw refusals.invalid('sortOrder must be ASC or DESC');
  if (by === undefined) return things;
  const key = (thing: Stored) => (by === 'NAME' ? thing.name : thing.timeCreated);
  const sign = (order ?? (by === 'NAME' ? 'ASC' : 'DESC')) === 'ASC' ? 1 : -1;
  return [...things].sort((a, b) => sign * compare(key(a), key(b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const LARGEST_PAGE = 1000;

function page(
  things: readonly Stored[],
  { query, settings }: Call,
  view: (thing: Stored) => unknown,
): Answer {
  const limit = query.has('limit') ? Number(query.get('limit')) : settings.pageSize;
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE)
    throw refusals.invalid(`limit must be between 1 and ${LARGEST_PAGE}`);
  const asked = queryDigest(query);
  const from = query.has('page') ? offsetOf(query.get('page') ?? '', asked) : 0;
  const rest = from + limit < things.length;
  return {
    status: 200,
    body: things.slice(from, from + limit).map(view),
    ...(rest ? { headers: { 'opc-next-page': pageToken(from + limit, asked) } } : {}),
  };
}

/** A page token goes with its query: with another it is refused. */
function pageToken(offset: number, asked: string): string {
  return Buffer.from(`${offset} ${asked}`).toString('base64url');
}

function offsetOf(token: string, asked: string): number {
  const [offset = '', query] = Buffer.from(token, 'base64url').toString().split(' ');
  if (query !== asked || !/^\d+$/.test(offset)) throw refusals.invalid('page is not a token of this list');
  return Number(offset);
}

function queryDigest(query: URLSearchParams): string {
  const asked = [...query].filter(([name]) => name !== 'page' && name !== 'limit').sort();
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 16);
}
