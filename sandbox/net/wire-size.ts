import type { HttpHeaders } from './http-headers';
import type { HttpRequest, HttpResponse } from './http';
import { utf8Length } from './utf8';

/** ` HTTP/1.1\r\n` with the blank before it, and the empty line behind the fields. */
const REQUEST_FRAME = ' '.length + ' HTTP/1.1\r\n'.length + '\r\n'.length;
/** `HTTP/1.1 200 OK\r\n` and the empty line; longer reasons are not told apart. */
const RESPONSE_FRAME = 'HTTP/1.1 200 OK\r\n'.length + '\r\n'.length;
/** `host: ` and its line break. */
const HOST_FRAME = 'host: '.length + '\r\n'.length;
/** `: ` and the line break of a field. */
const FIELD_FRAME = 4;

/** Bytes of a request as HTTP/1.1 writes it. */
export function requestBytes({ method, path, authority, headers, body }: HttpRequest): number {
  const line = method.length + path.length + REQUEST_FRAME;
  return line + HOST_FRAME + authority.length + fieldBytes(headers) + utf8Length(body);
}

/** Bytes of an answer as HTTP/1.1 writes it. */
export function responseBytes({ headers, body }: HttpResponse): number {
  return RESPONSE_FRAME + fieldBytes(headers) + utf8Length(body);
}

function fieldBytes(headers: HttpHeaders): number {
  return headers.characters + FIELD_FRAME * headers.size;
}
