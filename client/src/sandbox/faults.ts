import type { ErrorBody } from './refusal.ts';

/** A fault on demand: what goes wrong with the next requests that it is meant for. */
export interface Fault {
  /** `GET`, `POST`, …; absent: any. */
  readonly method?: string;
  /** A path behind the version, as in `/policies`; `*` stands for any characters; absent: any. */
  readonly path?: string;
  /** How many requests it hits; usually one. */
  readonly times?: number;
  readonly kind: FaultKind;
  /**
   * Whether the work is done before things go wrong: a write then lands although the client is told otherwise. Usually only
   * for a cut body.
   */
  readonly done?: boolean;
}

export type FaultKind =
  /** An answer with this status, and its usual code unless one is given. */
  | { readonly status: number; readonly code?: string; readonly message?: string }
  /** No answer, until the client leaves or the sandbox closes. */
  | 'stall'
  /** Half of the answer, then the connection ends; at once where the answer has no body. */
  | 'cut'
  /** The connection ends without an answer. */
  | 'reset';

/** The faults that wait for their requests. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** How many requests are still to be hit. */
  readonly pending: number;
  /** The fault for a request, which is used up by it; the first that was added and fits. */
  take(method: string, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    clear: () => void (waiting = []),
    get pending() {
      return waiting.reduce((sum, { left }) => sum + left, 0);
    },
    take: (method, path) => {
      const found = waiting.find(({ fault }) => fits(fault, method, path));
      if (!found) return undefined;
      found.left--;
      waiting = waiting.filter(({ left }) => left > 0);
      return found.fault;
    },
  };
}

/**
 * A fault as a person writes it: `POST /policies 503`, `PUT /policies/* cut x2`, `* * stall`, `GET /groups 500 done`,
 * `* * 403:NotAllowed`. Undefined for what is none.
 */
export function readFault(text: string): Fault | undefined {
  const found =
    /^(\*|[A-Z]+)\s+(\S+)\s+(\d{3}(?::[A-Za-z]{1,60})?|stall|cut|reset)(?:\s+x(\d{1,4}))?(\s+done)?$/i.exec(
      text.trim(),
    );
  if (!found) return undefined;
  const [, method = '', path = '', what = '', times, done] = found;
  const [status, code] = what.split(':');
  const kind = KINDS[what.toLowerCase()] ?? {
    status: Number(status),
    ...(code === undefined ? {} : { code }),
  };
  if (typeof kind === 'object' && (kind.status < 400 || kind.status > 599)) return undefined;
  return {
    ...(method === '*' ? {} : { method }),
    ...{ path, kind },
    ...(times === undefined ? {} : { times: Number(times) }),
    ...(done === undefined ? {} : { done: true }),
  };
}

const KINDS: Readonly<Record<string, FaultKind>> = { stall: 'stall', cut: 'cut', reset: 'reset' };

function fits(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  return fault.path === undefined || pattern(fault.path).test(path);
}

function pattern(path: string): RegExp {
  return new RegExp(`^${path.split('*').map(escaped).join('.*')}$`);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** The codes that the service has for a status. Source: "API Errors" (/iaas/Content/API/References/apierrors.htm). */
const CODES: Readonly<Record<number, ErrorBody>> = {
  400: { code: 'InvalidParameter', message: 'A parameter is invalid or incorrectly formatted.' },
  401: {
    code: 'NotAuthenticated',
    message: 'The required information to complete authentication was not provided or was incorrect.',
  },
  403: { code: 'NotAuthorized', message: 'You do not have authorization for this request.' },
  404: { code: 'NotAuthorizedOrNotFound', message: 'Authorization failed or requested resource not found.' },
  409: { code: 'IncorrectState', message: 'The resource is in a conflicting state.' },
  412: { code: 'NoEtagMatch', message: 'The etag in if-match is not that of the resource.' },
  429: { code: 'TooManyRequests', message: 'Too many requests for the user.' },
  500: { code: 'InternalServerError', message: 'Internal Server Error' },
  502: { code: 'BadGateway', message: 'Bad Gateway' },
  503: { code: 'ServiceUnavailable', message: 'The service is currently unavailable.' },
  504: { code: 'GatewayTimeout', message: 'Gateway Timeout' },
};

/** What the service says with codes that share their status with others. Source: reference 5.7. */
const MESSAGES: Readonly<Record<string, string>> = {
  NotAllowed: 'Please go to your home region IAD to execute CREATE, UPDATE and DELETE operations.',
};

/** The body of the answer that a fault makes. */
export function bodyOf(kind: {
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
}): ErrorBody {
  const usual = CODES[kind.status] ?? { code: 'InternalServerError', message: 'Internal Server Error' };
  const code = kind.code ?? usual.code;
  return { code, message: kind.message ?? MESSAGES[code] ?? usual.message };
}
