import { parseDurationMs } from '../../../lib/duration';
import type { Field } from '../../kinds/field';
import { quote } from '../../../lib/quote';

export function portProblem(port: number): string | undefined {
  return port >= 1 && port <= 65_535
    ? undefined
    : `port number ${String(port)} must be in the range 1..65535`;
}

/** Whole milliseconds, at least one. */
export function durationProblem(duration: Field): string | undefined {
  const ms = parseDurationMs(duration.text);
  if (ms === undefined) return `invalid google.protobuf.Duration value ${quote(duration.text)}`;
  if (ms < 1) return 'duration must be greater than 1ms';
  return Number.isInteger(ms) ? undefined : 'only durations to ms precision are supported';
}

export function percentProblem(percent: number): string | undefined {
  return percent < 0 || percent > 100 ? `percentage ${String(percent)} is not in range 0..100` : undefined;
}

/** A `{value: 0.1}` percentage. */
export function percentageProblem(percentage: Field): string | undefined {
  const value = percentage.at('value').number;
  return value < 0 || value > 100 || (value > 0 && value < 0.0001)
    ? `percentage ${String(value)} is neither 0.0, nor in range [0.0001, 100.0]`
    : undefined;
}

export function httpStatusProblem(status: number): string | undefined {
  return status < 200 || status > 600 ? `HTTP status ${String(status)} is not in range 200-599` : undefined;
}
