import { memo } from '../lib/memo';
import type { HttpRequest } from '../net/index';

/** The path without its query, as received. */
export function pathOf(request: HttpRequest): string {
  const query = request.path.indexOf('?');
  return query < 0 ? request.path : request.path.slice(0, query);
}

/** Decoded path segments; repeated slashes count as one, as Spring's matcher has it. */
export function segmentsOf(request: HttpRequest): readonly string[] {
  return segments(pathOf(request));
}

const segments = memo(256, (path): readonly string[] =>
  path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode),
);

/** A query parameter's decoded value. */
export function queryOf(request: HttpRequest, name: string): string | undefined {
  return formFields(request.path.slice(pathOf(request).length + 1)).get(name)?.[0];
}

/** The fields of a query or an `application/x-www-form-urlencoded` body: name → values in order. */
export function formFields(text: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
    const key = decode(name.replaceAll('+', ' '));
    fields.set(key, [...(fields.get(key) ?? []), decode(value.replaceAll('+', ' '))]);
  }
  return fields;
}

/** Percent-decoded text; what is no valid escape stays as it is. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
