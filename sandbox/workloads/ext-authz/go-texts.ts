import { snakeCase } from '../../lib/snake-case';
import type { HttpHeaders } from '../../net/index';

/** Headers as Go's fmt prints an http.Header: `map[Accept:[text/plain] X-Foo:[a b]]`, names in canonical form and sorted. */
export function goHeaderText(headers: HttpHeaders): string {
  const names = [...new Set(headers.entries().map(([name]) => canonical(name)))].sort();
  return `map[${names.map((name) => `${name}:[${headers.values(name).join(' ')}]`).join(' ')}]`;
}

/** `x-request-id` becomes `X-Request-Id`. */
function canonical(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

/** A message given as protobuf's JSON in the text form that Go prints on one line. */
export function prototext(message: object): string {
  return Object.entries(message)
    .flatMap(([name, value]) => fieldText(snakeCase(name), value))
    .join(' ');
}

function fieldText(name: string, value: unknown): string[] {
  if (value === undefined || value === '') return [];
  if (typeof value === 'string') return [`${name}:${JSON.stringify(value)}`];
  if (typeof value !== 'object' || value === null) return [`${name}:${JSON.stringify(value)}`];
  if (name !== 'headers') return [`${name}:{${prototext(value)}}`];
  return Object.entries(value).map(
    ([key, text]) => `${name}:{key:${JSON.stringify(key)} value:${JSON.stringify(text)}}`,
  );
}
