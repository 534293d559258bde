import { memo } from '../../lib/memo';

const UNIT_MS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000001,
};

/** Go's text form (`1m30s`, `100ms`) → protobuf's JSON form (`90s`, `0.100s`); undefined stays so. */
export function toProtobufDuration(text: string): string;
export function toProtobufDuration(text: string | undefined): string | undefined;
export function toProtobufDuration(text: string | undefined): string | undefined {
  return text === undefined || text === '0s' ? text : protobufText(text);
}

/** A duration in seconds, what is left over dropped: `1500ms` → 1. */
export function wholeSeconds(text: string): number {
  return Math.floor(Number.parseFloat(toProtobufDuration(text)));
}

/** Meshes use the same few durations everywhere. */
const protobufText = memo(256, (text) => {
  let milliseconds = 0;
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(h|ms|us|µs|ns|m|s)/g)) {
    milliseconds += Number(amount) * (UNIT_MS[unit] ?? 0);
  }
  const microseconds = Math.round(milliseconds * 1000);
  const seconds = Math.floor(microseconds / 1_000_000);
  const rest = microseconds % 1_000_000;
  if (rest === 0) return `${String(seconds)}s`;
  const digits = String(rest).padStart(6, '0');
  return `${String(seconds)}.${digits.endsWith('000') ? digits.slice(0, 3) : digits}s`;
});
