import { compareText } from '../../lib/compare-text';
import { encodeBytes } from '../../lib/base64';
import { utf8Bytes, type HttpRequest } from '../../net/index';
import type { Call } from '../app';
import { formFields, pathOf } from '../request-target';

/** Names as Go writes them: `x-request-id` → `X-Request-Id`. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** Every header with all of its values, sorted by name; Host is one of them. */
export function headersOf(request: HttpRequest): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, string[]>([['Host', [request.authority]]]);
  for (const [name, value] of request.headers.entries()) {
    const key = canonicalName(name);
    if (key !== 'Host') values.set(key, [...(values.get(key) ?? []), value]);
  }
  return sortedRecord(values);
}

/** Who asks: the first address of X-Forwarded-For, else the peer's. */
export function originOf(request: HttpRequest, call: Call): string {
  return request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? call.peerIP;
}

/** The URL as the client knows it. */
export function urlOf(request: HttpRequest): string {
  const scheme = request.headers.get('x-forwarded-proto') ?? 'http';
  return `${scheme}://${request.authority}${request.path}`;
}

/** The query's fields, sorted by name. */
export function argsOf(request: HttpRequest): Readonly<Record<string, readonly string[]>> {
  return sortedRecord(formFields(request.path.slice(pathOf(request).length + 1)));
}

/** What a request's body says, by its content type. */
export interface BodyFacts {
  readonly data: string;
  readonly files: object;
  readonly form: Readonly<Record<string, readonly string[]>>;
  readonly json: unknown;
}

/** Takes the body apart; undefined when it is not the JSON it claims to be. */
export function bodyOf(request: HttpRequest): BodyFacts | undefined {
  const { body } = request;
  const facts = { data: body, files: {}, form: {}, json: null };
  if (body === '') return facts;
  const type = (request.headers.get('content-type') ?? '').split(';')[0] ?? '';
  switch (type) {
    case 'text/html':
    case 'text/plain':
      return facts;
    case 'application/x-www-form-urlencoded':
      return { ...facts, form: sortedRecord(formFields(body)) };
    case 'application/json': {
      const json = parseJson(body);
      return json === undefined ? undefined : { ...facts, json: json.value };
    }
    default:
      return { ...facts, data: dataUrl(body, type) };
  }
}

function dataUrl(body: string, type: string): string {
  const bytes = encodeBytes(utf8Bytes(body)).replaceAll('+', '-').replaceAll('/', '_');
  return `data:${type === '' ? 'application/octet-stream' : type};base64,${bytes}`;
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function sortedRecord(
  fields: ReadonlyMap<string, readonly string[]>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries([...fields].sort(([a], [b]) => compareText(a, b)));
}
