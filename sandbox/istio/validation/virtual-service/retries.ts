import type { Field } from '../../kinds/field';
import { durationProblem } from '../checks/numbers';
import { quote } from '../../../lib/quote';
import { Findings } from '../findings';

/** Conditions of Envoy's x-envoy-retry-on and x-envoy-retry-grpc-on. */
const conditions: readonly string[] = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

/** Status codes that have a name in HTTP; others are no retry condition. */
const namedStatuses = new Set([
  ...[100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226],
  ...[300, 301, 302, 303, 304, 305, 307, 308],
  ...[400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418],
  ...[421, 422, 423, 424, 425, 426, 428, 429, 431, 451],
  ...[500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511],
]);

/** Checks when and how often a failed attempt is repeated. */
export function checkRetries(retries: Field): Findings {
  const findings = new Findings();
  if (!retries.isSet) return findings;
  const attempts = retries.at('attempts');
  if (attempts.number < 0) findings.listedError(attempts, 'attempts cannot be negative');
  const configured =
    retries.has('perTryTimeout') || retries.at('retryOn').text !== '' || retries.has('retryRemoteLocalities');
  if (attempts.number === 0 && configured) {
    findings.error(retries, 'http retry policy configured when attempts are set to 0 (disabled)');
  }
  const perTry = retries.at('perTryTimeout');
  if (perTry.isSet) findings.check(perTry, durationProblem(perTry));
  const retryOn = retries.at('retryOn');
  for (const condition of retryOn.text === '' ? [] : retryOn.text.split(',')) {
    const isStatus = /^[+-]?\d+$/.test(condition) && namedStatuses.has(Number(condition));
    if (isStatus || conditions.includes(condition)) continue;
    findings.error(retryOn, `${quote(condition)} is not a valid retryOn policy`);
  }
  const backoff = retries.at('backoff');
  if (backoff.isSet) findings.check(backoff, durationProblem(backoff));
  return findings;
}
