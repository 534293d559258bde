import { parseDurationMs } from '../../lib/duration';

/** Milliseconds of a protobuf duration such as `0.5s`; undefined when absent or no duration. */
export function durationMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDurationMs(text);
}
