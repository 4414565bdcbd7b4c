import { TenancyFailure, type FailureKind } from './failure.ts';

/** Waits; rejects as soon as the signal is given. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

/**
 * When a request may be sent again. `always`: it changes nothing, or a retry token keeps it from being done twice; `refused`: only when
 * the service said that it did not look at it.
 */
export type Repeat = 'always' | 'refused';

const MOST_TRIES = 5;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 8_000;
const LONGEST_ASKED_MS = 60_000;

const NO_ANSWER: ReadonlySet<FailureKind> = new Set(['network', 'timeout', 'garbled']);

/**
 * Sends until it works, until it may not be sent again, or until it was tried often enough.
 * @throws TenancyFailure of the last try
 */
export async function retrying<Answer>(
  send: () => Promise<Answer>,
  { repeat, pause, signal }: { repeat: Repeat; pause: Pause; signal?: AbortSignal | undefined },
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof TenancyFailure) || tries >= MOST_TRIES || !mayRepeat(error, repeat)) throw error;
      await pause(delayAfter(tries, error.retryAfterMs), signal);
    }
  }
}

function mayRepeat({ kind, status = 0 }: TenancyFailure, repeat: Repeat): boolean {
  if (kind === 'service' && status === 429) return true;
  if (repeat === 'refused') return false;
  return kind === 'service' ? status >= 500 : NO_ANSWER.has(kind);
}

/** Exponential, with jitter so that many clients do not come back at once; never sooner than the service asks. */
export function delayAfter(tries: number, askedMs = 0): number {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1));
  return Math.max(full / 2 + (Math.random() * full) / 2, Math.min(askedMs, LONGEST_ASKED_MS));
}

/** The pause of the clock. */
export const realPause: Pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    const cancelled = () => new TenancyFailure({ kind: 'cancelled', message: 'cancelled' });
    if (signal?.aborted) return reject(cancelled());
    const onAbort = () => {
      clearTimeout(timer);
      reject(cancelled());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
