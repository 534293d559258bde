import type { RetryPolicy } from '../../../envoy/config/index';
import type { HttpRetry } from '../../discovery/api/index';
import { toProtobufDuration } from '../duration';

const DEFAULT_RETRY_ON = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';
const PREVIOUS_HOSTS = [{ name: 'envoy.retry_host_predicates.previous_hosts' }];

const PREVIOUS_PRIORITIES = { name: 'envoy.retry_priorities.previous_priorities' };

const DEFAULT_POLICY: RetryPolicy = {
  retryOn: DEFAULT_RETRY_ON,
  numRetries: 2,
  retryHostPredicate: PREVIOUS_HOSTS,
  hostSelectionRetryMaxAttempts: 5,
};

/** Retries towards the own application: only what never reached it. */
const INBOUND_POLICY: RetryPolicy = { retryOn: 'reset-before-request', numRetries: 2 };

/** Retries towards the own application, as the mesh says; `attempts: 0` means none. */
export function inboundRetries(retries: HttpRetry | undefined): RetryPolicy | undefined {
  if (retries === undefined) return INBOUND_POLICY;
  if ((retries.attempts ?? 0) <= 0) return undefined;
  return { ...INBOUND_POLICY, ...chosen(retries) };
}

/**
 * Istio's default when nothing is said, none for `attempts: 0` (pilot/pkg/networking/core/route/retry/retry.go).
 * @param hashed the single destination uses consistent hashing: a retry may go to the same host
 */
export function translateRetries(retries: HttpRetry | undefined, hashed: boolean): RetryPolicy | undefined {
  if (retries === undefined) return hashed ? withoutPredicate(DEFAULT_POLICY) : DEFAULT_POLICY;
  if ((retries.attempts ?? 0) <= 0) return undefined;
  const avoidPrevious = retries.retryIgnorePreviousHosts ?? !hashed;
  return {
    ...(avoidPrevious ? DEFAULT_POLICY : withoutPredicate(DEFAULT_POLICY)),
    ...chosen(retries),
    ...(retries.perTryTimeout === undefined
      ? {}
      : { perTryTimeout: toProtobufDuration(retries.perTryTimeout) }),
  };
}

function chosen({ attempts = 0, retryOn, backoff, retryRemoteLocalities }: HttpRetry): Partial<RetryPolicy> {
  return {
    numRetries: attempts,
    ...(retryRemoteLocalities === true ? { retryPriority: PREVIOUS_PRIORITIES } : {}),
    ...(retryOn ? parseRetryOn(retryOn) : {}),
    ...(backoff === undefined ? {} : { retryBackOff: { baseInterval: toProtobufDuration(backoff) } }),
  };
}

function withoutPredicate(policy: RetryPolicy): RetryPolicy {
  const { retryHostPredicate: _predicate, ...rest } = policy;
  return rest;
}

/** Numbers that are HTTP statuses become retriable codes. */
function parseRetryOn(text: string): Pick<RetryPolicy, 'retryOn' | 'retriableStatusCodes'> {
  const codes: number[] = [];
  const conditions: string[] = [];
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part === '') continue;
    if (isHttpStatus(part)) codes.push(Number(part));
    else conditions.push(part);
  }
  if (codes.length > 0 && !conditions.some((condition) => condition.includes('retriable-status-codes'))) {
    conditions.push('retriable-status-codes');
  }
  return {
    retryOn: conditions.join(','),
    ...(codes.length > 0 ? { retriableStatusCodes: codes } : {}),
  };
}

/** Statuses with a registered text, as Go's net/http knows them. */
const KNOWN_STATUSES = new Set([
  100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307,
  308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421,
  422, 423, 424, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
]);

function isHttpStatus(text: string): boolean {
  return /^[+-]?\d+$/.test(text) && KNOWN_STATUSES.has(Number(text));
}
