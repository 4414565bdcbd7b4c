import type { Saying } from './words/words.ts';

/**
 * Why something about a tenancy did not work. `service`: it answered with an error; `network`, `timeout`, `garbled`: there was no
 * answer, or none that can be read, so that a write may have been done or not; `cancelled`: a person did not want it any more;
 * `profile`: nothing was asked, since the profile or its key cannot be used.
 */
export type FailureKind = 'service' | 'network' | 'timeout' | 'garbled' | 'cancelled' | 'profile';

export interface FailureParts {
  readonly kind: FailureKind;
  /** What the service said, word for word; what was found, for the other kinds. */
  readonly message: string;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  readonly serviceCode?: string | undefined;
  readonly requestId?: string | undefined;
  /** How long the service asks to wait before the next try. */
  readonly retryAfterMs?: number | undefined;
  /** Our own words, where they are known from the start. */
  readonly saying?: Saying | undefined;
}

/** The only error that this folder throws on purpose. It holds no key, pass phrase, token or signature. */
export class TenancyFailure extends Error {
  readonly kind: FailureKind;
  readonly operation: string | undefined;
  readonly status: number | undefined;
  readonly serviceCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly saying: Saying | undefined;

  constructor(parts: FailureParts) {
    super(shown(parts.message));
    this.name = 'TenancyFailure';
    this.kind = parts.kind;
    this.operation = parts.operation;
    this.status = parts.status;
    this.serviceCode = parts.serviceCode;
    this.requestId = parts.requestId;
    this.retryAfterMs = parts.retryAfterMs;
    this.saying = parts.saying;
  }
}

/** A profile or key that cannot be used, in words of ours. */
export function profileFailure(saying: Saying): TenancyFailure {
  return new TenancyFailure({ kind: 'profile', message: saying.key, saying });
}

/** Any error as a failure. What it says is cut and freed of secrets. */
export function failureOf(error: unknown, operation: string): TenancyFailure {
  if (error instanceof TenancyFailure) return error;
  const parts = (typeof error === 'object' && error !== null ? error : {}) as Partial<
    Record<'message' | 'statusCode' | 'serviceCode' | 'opcRequestId', unknown>
  >;
  const message = typeof parts.message === 'string' ? parts.message : String(error);
  if (typeof parts.statusCode !== 'number') {
    return new TenancyFailure({ kind: 'network', message, operation });
  }
  return new TenancyFailure({
    ...{ kind: 'service', message, operation, status: parts.statusCode },
    serviceCode: typeof parts.serviceCode === 'string' ? parts.serviceCode : undefined,
    requestId: typeof parts.opcRequestId === 'string' ? parts.opcRequestId : undefined,
  });
}

/** Whether a write that failed so may have been done all the same. */
export function mayHaveHappened({ kind, status }: TenancyFailure): boolean {
  if (kind === 'service') return (status ?? 0) >= 500;
  return kind === 'network' || kind === 'timeout' || kind === 'garbled';
}

/** Whether the object is not there, or is not to be seen: the service does not tell which. */
export function isNotFound({ status }: TenancyFailure): boolean {
  return status === 404;
}

/** More of a message than this is a page of HTML, not a sentence. */
const LONGEST = 1000;

/** A message without anything that must not be seen. Source: toolchain.md, section 3, on what the SDK puts into errors. */
export function shown(message: string): string {
  const safe = message
    .replace(/-----BEGIN[^]*?(?:-----END[^-]*-----|$)/g, '[key]')
    .replace(/ST\$[\w.~+/=-]+/g, '[token]')
    .replace(/\b(keyId|signature)\s*=\s*\\?"[^"]*"?/gi, '$1="[…]"')
    .replace(/\b(pass_?phrase|authorization|opc-obo-token)\b\s*[=:]\s*\S+/gi, '$1=[…]')
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]');
  return safe.length > LONGEST ? `${safe.slice(0, LONGEST)}…` : safe;
}
