import { isRecord } from './freeze';

/** Reads JSON of unknown shape without trusting it: what is not there reads as empty. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

export function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isRecord) : [];
}

export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** A string, number or boolean as text; empty for everything else. */
export function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** The object's member at a path of field names; undefined when any is missing. */
export function at(value: unknown, ...names: readonly string[]): unknown {
  let current = value;
  for (const name of names) current = record(current)[name];
  return current;
}

/** String members of a map such as labels. */
export function stringMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(record(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

/** The texts of a list; empty for anything else. */
export function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter((item) => typeof item === 'string') : [];
}
