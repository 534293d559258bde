import { compareText } from '../../lib/compare-text';
import { memo } from '../../lib/memo';
import { operators, type LoggedHop, type LogValue } from './operators';

/** A piece of a format: text as it is, or a value. */
type Segment = string | ((logged: LoggedHop) => LogValue);

const segmentsOf = memo(64, (format): readonly Segment[] =>
  format
    .split(/(%[A-Z_]+(?:\([^)]*\))?(?::\d+)?%)/)
    .filter((part) => part !== '')
    .map(segmentOf),
);

/** An operator that is not simulated stays as it was written. */
function segmentOf(part: string): Segment {
  const [, name = '', argument = '', most] = /^%([A-Z_]+)(?:\(([^)]*)\))?(?::(\d+))?%$/.exec(part) ?? [];
  const operator = operators[name];
  if (operator === undefined) return part;
  if (most === undefined) return (logged) => operator(logged, argument);
  return (logged) => String(operator(logged, argument) ?? '').slice(0, Number(most));
}

/** A line in a text format: `-` stands for what is absent, or nothing. */
export function textLine(format: string, logged: LoggedHop, omitEmptyValues: boolean): string {
  const absent = omitEmptyValues ? '' : '-';
  return segmentsOf(format)
    .map((segment) => (typeof segment === 'string' ? segment : shown(segment(logged), absent)))
    .join('');
}

/** A line of JSON, sorted by field; a field that is one value keeps its type, absent ones are null or left out. */
export function jsonLine(
  format: Readonly<Record<string, unknown>>,
  logged: LoggedHop,
  omitEmptyValues: boolean,
): string {
  return JSON.stringify(jsonObject(format, logged, omitEmptyValues));
}

function jsonObject(format: object, logged: LoggedHop, omitEmptyValues: boolean): object {
  const fields = Object.entries(format)
    .sort(([a], [b]) => compareText(a, b))
    .map(([field, inner]): [string, unknown] => [field, jsonValue(inner, logged, omitEmptyValues)]);
  return Object.fromEntries(omitEmptyValues ? fields.filter(([, value]) => value !== null) : fields);
}

/** What is no text is written as it stands; objects and lists hold formats themselves. */
function jsonValue(format: unknown, logged: LoggedHop, omitEmptyValues: boolean): unknown {
  if (Array.isArray(format)) return format.map((one: unknown) => jsonValue(one, logged, omitEmptyValues));
  if (typeof format === 'object' && format !== null) return jsonObject(format, logged, omitEmptyValues);
  if (typeof format !== 'string') return format;
  const segments = segmentsOf(format);
  const [only] = segments;
  if (segments.length !== 1 || typeof only !== 'function') return textLine(format, logged, omitEmptyValues);
  const value = only(logged);
  if (value !== undefined && value !== '') return value;
  return format === '%RESPONSE_FLAGS%' ? '-' : null;
}

function shown(value: LogValue, absent: string): string {
  return value === undefined || value === '' ? absent : String(value);
}
