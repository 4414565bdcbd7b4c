import { createHash, createVerify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { TrustedKey } from './profile.ts';

/** What is signed of a request. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as they stand in the request line. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** How far the clocks may be apart. Source: "Request Signatures", Client Clock Skew. */
const MOST_SKEW = 5 * 60_000;

/**
 * Whether a request carries the signature of the key: version 1 of Oracle's signatures, RSA-SHA256 over at least the
 * request target, the host and a date, and over type, length and digest of a body where the method has one.
 * Source: "Request Signatures" (/iaas/Content/API/Concepts/signingrequests.htm), draft-cavage-http-signatures-08.
 */
export function isSigned(request: SignedRequest, key: TrustedKey, now: Date): boolean {
  const { headers, method } = request;
  const parts = partsOf(headers.authorization);
  if (!parts || parts['version'] !== '1' || parts['algorithm'] !== 'rsa-sha256') return false;
  if (parts['keyId'] !== key.keyId) return false;
  const names = (parts['headers'] ?? '').toLowerCase().split(' ');
  const date = names.includes('x-date') ? 'x-date' : 'date';
  const needed = ['(request-target)', 'host', date, ...(hasBody(method) ? BODY_HEADERS : [])];
  if (!needed.every((name) => names.includes(name))) return false;
  const lines: string[] = [];
  for (const name of names) {
    const value = name === '(request-target)' ? `${method.toLowerCase()} ${request.target}` : headers[name];
    if (typeof value !== 'string') return false;
    lines.push(`${name}: ${value}`);
  }
  const time = Date.parse(String(headers[date]));
  // Written so that a date that is none is too far away as well.
  if (!(Math.abs(now.getTime() - time) <= MOST_SKEW)) return false;
  if (hasBody(method) && headers['x-content-sha256'] !== digestOf(request.body)) return false;
  if (hasBody(method) && headers['content-length'] !== String(request.body.length)) return false;
  return createVerify('RSA-SHA256')
    .update(lines.join('\n'))
    .verify(key.publicKey, parts['signature'] ?? '', 'base64');
}

const BODY_HEADERS = ['content-type', 'content-length', 'x-content-sha256'];

function hasBody(method: string): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH';
}

function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64');
}

function partsOf(authorization: string | undefined): Readonly<Record<string, string>> | undefined {
  const list = /^Signature (.+)$/.exec(authorization ?? '')?.[1];
  if (list === undefined) return undefined;
  return Object.fromEntries(
    [...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
}
