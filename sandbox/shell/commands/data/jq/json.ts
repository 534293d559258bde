import { compareText } from '../../../../lib/compare-text';

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

const RANK: readonly string[] = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];

function rankOf(value: Json): number {
  return RANK.indexOf(typeof value === 'boolean' ? String(value) : typeOf(value));
}

/** jq's order: null, false, true, numbers, strings, arrays, objects. */
export function compareJson(a: Json, b: Json): number {
  const ranks = rankOf(a) - rankOf(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (isArray(a) && isArray(b)) return compareLists(a, b);
  if (!isObject(a) || !isObject(b)) return 0;
  const [keysA, keysB] = [Object.keys(a).sort(), Object.keys(b).sort()];
  const byKeys = compareLists(keysA, keysB);
  if (byKeys !== 0) return byKeys;
  return compareLists(
    keysA.map((key) => a[key] ?? null),
    keysA.map((key) => b[key] ?? null),
  );
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareJson(value, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Every key of every object in order, as `-S` and `tojson` of sorted values want. */
export function sortKeys(value: Json): Json {
  if (isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key] ?? null)]),
  );
}

/** The values of a text that holds any number of them one behind the other. @throws SyntaxError */
export function parseJsonTexts(text: string): readonly Json[] {
  const values: Json[] = [];
  for (let at = 0; ;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    if (at >= text.length) return values;
    const end = endOfValue(text, at);
    values.push(JSON.parse(text.slice(at, end)) as Json);
    at = end;
  }
}

function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first !== '{' && first !== '[' && first !== '"') {
    const rest = /[\s{}[\]",]/.exec(text.slice(start + 1));
    return rest === null ? text.length : start + 1 + rest.index;
  }
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const char = text.charAt(at);
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') {
        inString = false;
        if (depth === 0) return at + 1;
      }
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1;
  }
  return text.length;
}
