import { AsyncLocalStorage } from 'node:async_hooks';
import type { common as Common } from './sdk.ts';
import { TenancyFailure } from './failure.ts';

/** What holds for one request, beside what the SDK knows of it. */
export interface RequestContext {
  readonly operation: string;
  readonly timeoutMs: number;
  /** Ends the request; left out for writes, which are not broken off in the middle. */
  readonly signal?: AbortSignal | undefined;
  /** The version that a write is meant for, also where the SDK has no place for it. */
  readonly ifMatch?: string | undefined;
  /** Set when there was no answer that can be read: the SDK forgets why. */
  failure?: TenancyFailure;
  retryAfterMs?: number;
}

/** Hands the context through the SDK to the transport. */
export const requestContext = new AsyncLocalStorage<RequestContext>();

/** More than this no answer is long. */
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * The SDK's transport, with what its own one lacks: a deadline, cancellation, no redirects, a limit to the length of an answer,
 * and answers that are read to their end before they count. Source: toolchain.md, section 3.2.
 */
export function createTransport(signer: Common.RequestSigner): Common.HttpClient {
  return {
    send: async (request, forceExcludeBody = false) => {
      const context = requestContext.getStore();
      if (!context) throw new Error('a request without a context');
      const { method, headers, uri, body } = request;
      if (context.ifMatch !== undefined) headers.set('if-match', context.ifMatch);
      const deadline = AbortSignal.timeout(context.timeoutMs);
      const signal = context.signal ? AbortSignal.any([deadline, context.signal]) : deadline;
      try {
        await signer.signHttpRequest({ method, headers, uri, body }, forceExcludeBody);
        const init: RequestInit = { method, headers, redirect: 'manual', signal };
        if (body !== undefined && body !== null) init.body = body as string;
        const response = await fetch(uri, init);
        if (response.status >= 300 && response.status < 400) {
          throw new TenancyFailure({ kind: 'garbled', message: `HTTP ${response.status}` });
        }
        const bytes = await readAll(response);
        if (response.ok) checkJson(bytes);
        const seconds = Number(response.headers.get('retry-after') ?? NaN);
        if (Number.isFinite(seconds) && seconds >= 0) context.retryAfterMs = seconds * 1000;
        const isEmpty = response.status === 204 || response.status === 205;
        const { status, statusText, headers: received } = response;
        return new Response(isEmpty ? null : bytes, { status, statusText, headers: received });
      } catch (error) {
        context.failure = readAs(error, context, deadline);
        // The SDK tries again whatever does not say that it must not.
        throw Object.assign(new Error(context.failure.message), { shouldBeRetried: false });
      }
    },
  };
}

async function readAll(response: Response): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      await reader.cancel();
      throw new TenancyFailure({ kind: 'garbled', message: `more than ${MOST_BYTES} bytes` });
    }
    parts.push(value);
  }
  return Buffer.concat(parts, size);
}

/** The SDK reads the body when it no longer counts as a part of the request; so it is tried here. */
function checkJson(bytes: Buffer): void {
  if (bytes.length === 0) return;
  try {
    JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new TenancyFailure({ kind: 'garbled', message: 'not JSON' });
  }
}

function readAs(
  error: unknown,
  { operation, signal }: RequestContext,
  deadline: AbortSignal,
): TenancyFailure {
  if (signal?.aborted) return new TenancyFailure({ kind: 'cancelled', message: 'cancelled', operation });
  if (deadline.aborted)
    return new TenancyFailure({ kind: 'timeout', message: 'no answer in time', operation });
  if (error instanceof TenancyFailure)
    return new TenancyFailure({ ...error, message: error.message, operation });
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  const code = typeof cause?.code === 'string' ? cause.code : undefined;
  const said = error instanceof Error ? error.message : String(error);
  // A body that ends too soon is told as "terminated".
  const kind = /terminated|aborted/i.test(said) ? 'garbled' : 'network';
  return new TenancyFailure({ kind, message: code ? `${said} (${code})` : said, operation });
}
