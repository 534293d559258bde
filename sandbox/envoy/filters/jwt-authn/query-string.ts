import { compareText } from '../../../lib/compare-text';

/** The parameters of a query as written, decoded. */
export function parseQuery(query: string): (readonly [name: string, value: string])[] {
  return query.split('&').flatMap((pair) => {
    if (pair === '') return [];
    const equals = pair.indexOf('=');
    return equals < 0
      ? [[decoded(pair), ''] as const]
      : [[decoded(pair.slice(0, equals)), decoded(pair.slice(equals + 1))] as const];
  });
}

/** A path without one parameter; the others are written anew, ordered by name. */
export function withoutParameter(path: string, name: string): string {
  const start = path.indexOf('?');
  if (start < 0) return path;
  const rest = parseQuery(path.slice(start + 1))
    .filter(([key]) => key !== name)
    .sort(([a], [b]) => compareText(a, b));
  const query = rest.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  return path.slice(0, start) + (query.length > 0 ? `?${query.join('&')}` : '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
