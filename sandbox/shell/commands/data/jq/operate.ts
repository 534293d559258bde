import { describe, JqError } from './scope';
import { compareJson, isArray, isObject, typeOf, type Json } from './json';

/** A binary operator of the language. @throws JqError when the types do not fit */
export function operate(operator: string, a: Json, b: Json): Json {
  switch (operator) {
    case '==':
      return compareJson(a, b) === 0;
    case '!=':
      return compareJson(a, b) !== 0;
    case '<':
      return compareJson(a, b) < 0;
    case '<=':
      return compareJson(a, b) <= 0;
    case '>':
      return compareJson(a, b) > 0;
    case '>=':
      return compareJson(a, b) >= 0;
    default:
      return arithmetic(operator, a, b);
  }
}

function arithmetic(operator: string, a: Json, b: Json): Json {
  if (typeof a === 'number' && typeof b === 'number') return numbers(operator, a, b);
  if (operator === '+') {
    if (a === null) return b;
    if (b === null) return a;
    if (typeof a === 'string' && typeof b === 'string') return a + b;
    if (isArray(a) && isArray(b)) return [...a, ...b];
    if (isObject(a) && isObject(b)) return { ...a, ...b };
  }
  if (operator === '-' && isArray(a) && isArray(b))
    return a.filter((value) => !b.some((other) => compareJson(value, other) === 0));
  if (operator === '*' && isObject(a) && isObject(b)) return merge(a, b);
  if (operator === '*' && typeof a === 'string' && typeof b === 'number')
    return b > 0 ? a.repeat(Math.max(1, Math.floor(b))) : null;
  if (operator === '/' && typeof a === 'string' && typeof b === 'string') return a === '' ? [] : a.split(b);
  const words: Readonly<Record<string, string>> = {
    '+': 'added',
    '-': 'subtracted',
    '*': 'multiplied',
    '/': 'divided',
    '%': 'divided',
  };
  throw new JqError(`${describe(a)} and ${describe(b)} cannot be ${words[operator] ?? 'combined'}`);
}

function numbers(operator: string, a: number, b: number): Json {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  const divisor = operator === '%' ? Math.trunc(b) : b;
  if (divisor === 0)
    throw new JqError(`${describe(a)} and ${describe(b)} cannot be divided because the divisor is zero`);
  return operator === '%' ? Math.trunc(a) % divisor : a / b;
}

/** `*` of two objects: their keys together, objects merged level by level. */
function merge(a: Readonly<Record<string, Json>>, b: Readonly<Record<string, Json>>): Json {
  const merged: Record<string, Json> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = merged[key];
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

/** `.a` as far as a path leads; null where it ends early. */
export function getPath(value: Json, path: readonly Json[]): Json {
  let at = value;
  for (const key of path) {
    if (at === null) return null;
    if (isObject(at) && typeof key === 'string') at = at[key] ?? null;
    else if (isArray(at) && typeof key === 'number') at = at.at(key) ?? null;
    else
      throw new JqError(
        `Cannot index ${typeOf(at)} with ${typeof key === 'string' ? JSON.stringify(key) : typeOf(key)}`,
      );
  }
  return at;
}

/** A copy with another value at a path; what is missing on the way is made. */
export function setPath(value: Json, path: readonly Json[], to: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (typeof key === 'string' && (value === null || isObject(value)))
    return { ...(value ?? {}), [key]: setPath(value?.[key] ?? null, rest, to) };
  if (typeof key === 'number' && (value === null || isArray(value))) {
    const list = [...(value ?? [])];
    const at = key < 0 ? list.length + key : key;
    if (at < 0) throw new JqError('Out of bounds negative array index');
    while (list.length < at) list.push(null);
    list[at] = setPath(list[at] ?? null, rest, to);
    return list;
  }
  throw new JqError(
    `Cannot index ${typeOf(value)} with ${typeof key === 'string' ? JSON.stringify(key) : typeOf(key)}`,
  );
}

/** A copy without what stands at a path. */
export function deletePath(value: Json, path: readonly Json[]): Json {
  const [key, ...rest] = path;
  if (key === undefined || value === null) return null;
  if (rest.length > 0) {
    const inner = getPath(value, [key]);
    return inner === null ? value : setPath(value, [key], deletePath(inner, rest));
  }
  if (isObject(value) && typeof key === 'string')
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  if (isArray(value) && typeof key === 'number')
    return value.filter((_, index) => index !== (key < 0 ? value.length + key : key));
  throw new JqError(`Cannot delete field at object index of ${typeOf(value)}`);
}

/** Deletes from the back, so that places in front keep their numbers. */
export function deleteAll(value: Json, paths: readonly (readonly Json[])[]): Json {
  return [...paths].reverse().reduce((rest, path) => deletePath(rest, path), value);
}
