/** JSON as Go's encoder writes maps: keys sorted, `<`, `>` and `&` escaped. @param indent spaces per level; default compact */
export function goJson(value: unknown, indent = 0): string {
  return JSON.stringify(sorted(value), undefined, indent).replace(UNSAFE, escapeUnicode);
}

const UNSAFE = /[<>&\u2028\u2029]/g;

function escapeUnicode(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const source = value as Readonly<Record<string, unknown>>;
  // Null prototype: keys such as `__proto__` stay ordinary, and integer-like keys are rare enough to be left alone.
  const result = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(source).sort())
    if (source[key] !== undefined) result[key] = sorted(source[key]);
  return result;
}
