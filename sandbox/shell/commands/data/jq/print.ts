import { isArray, sortKeys, type Json } from './json';

export interface PrintOptions {
  /** Spaces per level, or a tab; 0 is compact. */
  readonly indent: number | '\t';
  readonly raw: boolean;
  readonly sorted: boolean;
  readonly ascii: boolean;
}

/** One value as jq prints it, without the newline behind. */
export function printJson(value: Json, { indent, raw, sorted, ascii }: PrintOptions): string {
  if (raw && typeof value === 'string') return value;
  const text = JSON.stringify(sorted ? sortKeys(value) : finite(value), undefined, indent).replaceAll(
    '\u007f',
    '\\u007f',
  );
  if (!ascii) return text;
  return text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** JSON has no infinity; jq prints the largest double instead. */
function finite(value: Json): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    if (Number.isNaN(value)) return null;
    return value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
  }
  return isArray(value) ? value.map(finite) : value;
}
