import type { HttpFaultInjection, Percent } from '../../discovery/api/index';
import { toProtobufDuration } from '../duration';
import { grpcCode } from './grpc-status';

/** The per-route setting of `envoy.filters.http.fault`; empty when nothing of it can be injected. */
export function translateFault(fault: HttpFaultInjection): Readonly<Record<string, unknown>> {
  const delay = translateDelay(fault.delay);
  const abort = translateAbort(fault.abort);
  return { ...(delay ? { delay } : {}), ...(abort ? { abort } : {}) };
}

/** Without a percentage nothing is ever delayed. */
function translateDelay(delay: HttpFaultInjection['delay']): Readonly<Record<string, unknown>> | undefined {
  if (delay?.fixedDelay === undefined) return undefined;
  const percentage = delay.percentage
    ? perMillion(delay.percentage)
    : { numerator: delay.percent ?? 0, denominator: 'HUNDRED' };
  return { fixedDelay: toProtobufDuration(delay.fixedDelay), percentage };
}

function translateAbort(abort: HttpFaultInjection['abort']): Readonly<Record<string, unknown>> | undefined {
  const percentage = abort?.percentage ? { percentage: perMillion(abort.percentage) } : {};
  if (abort?.httpStatus !== undefined) return { httpStatus: abort.httpStatus, ...percentage };
  if (abort?.grpcStatus !== undefined) return { grpcStatus: grpcCode(abort.grpcStatus), ...percentage };
  return undefined;
}

/** Percent → parts per million, truncated. */
export function perMillion(percent: Percent): {
  readonly numerator: number;
  readonly denominator: 'MILLION';
} {
  return { numerator: Math.trunc((percent.value ?? 0) * 10_000), denominator: 'MILLION' };
}
