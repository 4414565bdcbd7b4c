import type { Lag } from '../lag.ts';
import type { Settings } from '../settings.ts';
import type { Kind, State } from '../state.ts';

/** One call of an operation, checked so far that it is well-formed and signed. */
export interface Call {
  /** Of a write, a copy that becomes the tenancy when the operation succeeds. */
  readonly state: State;
  readonly settings: Settings;
  readonly lag: Lag;
  /** Where the sandbox listens. */
  readonly origin: string;
  /** The parts of the path in braces, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly ifMatch: string | undefined;
  /** The body; an empty object where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly now: Date;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An operation of the API. It throws a `Refusal` when the service would refuse. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind the version; what stands in braces is a parameter. */
  readonly path: string;
  /** What a call of it brings into being: then it takes a retry token. */
  readonly creates?: Kind;
  run(call: Call): Answer;
}

/** The answer that shows one thing, with its etag. */
export function shown(thing: { readonly etag: string }, view: unknown): Answer {
  return { status: 200, body: view, headers: { etag: thing.etag } };
}
