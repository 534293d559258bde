import type { RetryPolicy } from '../../config/index';
import type { HttpResponse } from '../../../net/index';
import { durationMs } from '../../cluster/durations';
import type { ResetReason } from '../../http/reset-reason';

/** How a try ended, as retry conditions see it. */
export type TryOutcome =
  | { readonly is: 'response'; readonly response: Pick<HttpResponse, 'status' | 'headers'> }
  | {
      readonly is: 'reset';
      readonly reason: ResetReason;
      readonly requestSent: boolean;
      readonly refusedStream?: boolean;
    }
  | { readonly is: 'no address' | 'per-try timeout' };

const DEFAULT_BASE_MS = 25;
const GRPC_CONDITIONS: ReadonlyMap<string, number> = new Map([
  ['cancelled', 1],
  ['deadline-exceeded', 4],
  ['resource-exhausted', 8],
  ['internal', 13],
  ['unavailable', 14],
]);

/** A route's retry policy, parsed (source/common/router/retry_state_impl.cc). */
export class RetryRules {
  readonly numRetries: number;
  readonly perTryTimeoutMs: number;
  /** Tries to find a host that was not used before; 1 = take what comes. */
  readonly hostAttempts: number;
  readonly avoidPreviousHosts: boolean;
  readonly #on: ReadonlySet<string>;
  readonly #codes: ReadonlySet<number>;
  readonly #grpc: ReadonlySet<number>;
  readonly #baseMs: number;
  readonly #maxMs: number;

  constructor(policy: RetryPolicy | undefined) {
    this.numRetries = policy?.numRetries ?? 0;
    this.perTryTimeoutMs = durationMs(policy?.perTryTimeout) ?? 0;
    this.avoidPreviousHosts = (policy?.retryHostPredicate ?? []).some((predicate) =>
      predicate.name.includes('previous_hosts'),
    );
    this.hostAttempts = this.avoidPreviousHosts ? (policy?.hostSelectionRetryMaxAttempts ?? 1) + 1 : 1;
    this.#on = new Set((policy?.retryOn ?? '').split(',').map((token) => token.trim()));
    this.#codes = this.#on.has('retriable-status-codes') ? new Set(policy?.retriableStatusCodes) : new Set();
    this.#grpc = new Set([...GRPC_CONDITIONS].filter(([name]) => this.#on.has(name)).map(([, code]) => code));
    this.#baseMs = durationMs(policy?.retryBackOff?.baseInterval) ?? DEFAULT_BASE_MS;
    this.#maxMs = durationMs(policy?.retryBackOff?.maxInterval) ?? 10 * this.#baseMs;
  }

  /** Whether a try that ended like this may be repeated, retries left or not. */
  covers(outcome: TryOutcome): boolean {
    const on = this.#on;
    switch (outcome.is) {
      case 'response': {
        const { status, headers } = outcome.response;
        if (status >= 500 && status < 600 && on.has('5xx')) return true;
        if (status >= 502 && status <= 504 && on.has('gateway-error')) return true;
        if (status === 409 && on.has('retriable-4xx')) return true;
        if (this.#codes.size > 0 && this.#codes.has(status)) return true;
        return this.#grpc.size > 0 && this.#grpc.has(Number(headers.get('grpc-status') ?? NaN));
      }
      case 'no address':
        return false;
      case 'per-try timeout':
        return on.has('5xx') || on.has('gateway-error') || on.has('reset');
      case 'reset':
        return this.#coversReset(outcome);
    }
  }

  /** The wait before retry `n` (from 1): a draw below the window of that retry, milliseconds. */
  backoffMs(retry: number, random: { float(): number }): number {
    return random.float() * this.backoffWindowMs(retry);
  }

  /** The window starts at the base, doubles while below half of the maximum, then is the maximum. */
  backoffWindowMs(retry: number): number {
    let window = this.#baseMs;
    for (let i = 1; i < retry; i++) window = window < this.#maxMs / 2 ? window * 2 : this.#maxMs;
    return Math.min(window, this.#maxMs);
  }

  #coversReset(outcome: Extract<TryOutcome, { is: 'reset' }>): boolean {
    if (outcome.reason === 'overflow') return false;
    const on = this.#on;
    if (on.has('5xx') || on.has('gateway-error') || on.has('reset')) return true;
    if (on.has('reset-before-request') && !outcome.requestSent) return true;
    if (on.has('refused-stream') && outcome.refusedStream === true) return true;
    const connecting =
      outcome.reason === 'remote connection failure' || outcome.reason === 'connection timeout';
    return on.has('connect-failure') && connecting;
  }
}
