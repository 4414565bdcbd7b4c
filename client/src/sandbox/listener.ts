import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answer, VERSION, type World } from './dispatch.ts';
import { bodyOf as faultBody, type Fault, type Faults } from './faults.ts';
import { DOMAINS_PATH } from './operations/domains.ts';
import type { Answer } from './operations/operation.ts';
import type { TrustedKey } from './profile.ts';
import { Refusal, refusals } from './refusal.ts';
import { isSigned } from './signature.ts';

/** A request that was answered, or not: what a test may want to know of it. No header of it is kept. */
export interface Served {
  readonly method: string;
  /** Path and query behind the version. */
  readonly path: string;
  /** 0 when there was no answer. */
  readonly status: number;
  readonly requestId: string;
}

/** What the listener needs besides the tenancy. */
export interface Gate {
  /** Who may sign: the key of the profile first. */
  readonly keys: readonly TrustedKey[];
  readonly faults: Faults;
  readonly now: () => Date;
  /** Told of each request when it is done with. */
  readonly served: (request: Served) => void;
}

const LARGEST_BODY = 1024 * 1024;

/** Speaks HTTP for a tenancy. The server that it gives does not listen yet. */
export async function createListener(world: World, gate: Gate): Promise<Server> {
  // Imported here, since a language server is in the same file, which has no use for it.
  const { createServer } = await import('node:http');
  return createServer((incoming, outgoing) => {
    void serve(incoming, outgoing, world, gate).catch(() => outgoing.destroy());
  });
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  world: World,
  gate: Gate,
): Promise<void> {
  const target = incoming.url ?? '/';
  const method = incoming.method ?? 'GET';
  const requestId = newRequestId(header(incoming, 'opc-request-id'));
  const path = target.startsWith(`${VERSION}/`) ? target.slice(VERSION.length) : target;
  const done = (status: number) => gate.served({ method, path, status, requestId });
  const { result, fault } = await work(incoming, method, target, world, gate);
  if (fault?.kind === 'stall') return done(0);
  const body = Buffer.from(result.body === undefined ? '' : JSON.stringify(result.body));
  if (fault?.kind === 'reset' || (fault?.kind === 'cut' && body.length === 0)) {
    done(0);
    incoming.socket.destroy();
    return;
  }
  outgoing.writeHead(result.status, {
    'opc-request-id': requestId,
    ...(result.status === 204 ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
    ...result.headers,
  });
  if (fault?.kind === 'cut') {
    done(0);
    // What is cut off must have left before the connection ends, or there would be no answer at all.
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => incoming.socket.destroy());
    return;
  }
  done(result.status);
  outgoing.end(body);
}

/** What is answered to a request, and the fault that spoils the answer. */
async function work(
  incoming: IncomingMessage,
  method: string,
  target: string,
  world: World,
  gate: Gate,
): Promise<{ readonly result: Answer; readonly fault?: Fault }> {
  try {
    if (!isLoopback(incoming.headers.host)) throw refusals.notLoopback();
    const body = await bodyOf(incoming);
    const now = gate.now();
    const { headers } = incoming;
    const signed = { method, target, headers, body };
    if (!gate.keys.some((key) => isSigned(signed, key, now))) throw refusals.notAuthenticated();
    world.lag.tick();
    const url = new URL(target, 'http://localhost');
    const isOfDomain = url.pathname.startsWith(`${DOMAINS_PATH}/`);
    if (!isOfDomain && !url.pathname.startsWith(`${VERSION}/`)) throw refusals.noSuchOperation();
    const path = isOfDomain ? url.pathname : url.pathname.slice(VERSION.length);
    const fault = gate.faults.take(method, path);
    const isDone = fault === undefined || (fault.done ?? fault.kind === 'cut');
    const request = {
      ...{ method, path, query: url.searchParams, body, now },
      ifMatch: header(incoming, 'if-match'),
      retryToken: header(incoming, 'opc-retry-token'),
    };
    const done = isDone ? guarded(() => answer(request, world)) : { status: 200 };
    const result = isOfDomain ? asScim(done) : done;
    if (!fault) return { result };
    if (typeof fault.kind === 'object')
      return { result: { status: fault.kind.status, body: faultBody(fault.kind) } };
    return { result, fault };
  } catch (error) {
    return { result: refused(error) };
  }
}

function guarded(act: () => Answer): Answer {
  try {
    return act();
  } catch (error) {
    return refused(error);
  }
}

/** What went wrong inside is not told: the service does not either. */
function refused(error: unknown): Answer {
  const { status, code, message } = error instanceof Refusal ? error : refusals.failed();
  return { status, body: { code, message } };
}

/** A refusal as the API of a domain words it. */
function asScim(result: Answer): Answer {
  if (result.status < 400) return result;
  const { message } = result.body as { readonly message: string };
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  return { ...result, body: { schemas, detail: message, status: String(result.status) } };
}

/** Only names of this machine: a page in a browser that was led here by another name gets nothing. */
function isLoopback(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(host ?? '');
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw refusals.tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function header({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** As the service does it: what the client sent, then two of its own. Anything odd is not sent back. */
function newRequestId(sent: string | undefined): string {
  const own = () => randomBytes(16).toString('hex').toUpperCase();
  const kept = sent !== undefined && /^[\w-]{1,64}$/.test(sent) ? sent : own();
  return `${kept}/${own()}/${own()}`;
}
