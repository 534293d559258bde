import { civilTime, httpDate } from '../lib/calendar';
import { httpResponse, utf8Length, type HttpRequest, type HttpResponse } from '../net/index';
import type { Call, Container } from './app';

/** What nginx itself says, whatever site it serves. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Headers of an answer of nginx's own, in its order. @param server `nginx/1.14.0` */
export function nginxHeaders(
  container: Container,
  server: string,
  type: string,
  body: string,
): (readonly [string, string])[] {
  return [
    ['server', server],
    ['date', httpDate(container.now())],
    ['content-type', type],
    ['content-length', String(utf8Length(body))],
  ];
}

/**
 * @param bodyTag how the version opens the body: old ones set a colour
 * @param detail what is wrong in particular: it is the title, and stands below the reason
 */
export function nginxError(
  container: Container,
  server: string,
  status: number,
  reason: string,
  { bodyTag = '<body>', detail }: { readonly bodyTag?: string; readonly detail?: string } = {},
): HttpResponse {
  const title = `${String(status)} ${reason}`;
  const body = [
    '<html>',
    `<head><title>${detail === undefined ? title : `${String(status)} ${detail}`}</title></head>`,
    bodyTag,
    `<center><h1>${title}</h1></center>`,
    ...(detail === undefined ? [] : [`<center>${detail}</center>`]),
    `<hr><center>${server}</center>`,
    '</body>',
    '</html>',
    '',
  ].join('\r\n');
  return httpResponse(status, body, nginxHeaders(container, server, 'text/html', body));
}

/** Writes a line of the combined access log with the X-Forwarded-For header behind it, as the official image does. */
export function logAccess(
  container: Container,
  request: HttpRequest,
  response: HttpResponse,
  call: Call,
): void {
  const agent = request.headers.get('user-agent') ?? '-';
  const forwarded = request.headers.get('x-forwarded-for') ?? '-';
  const length = String(utf8Length(response.body));
  const line = `"${request.method} ${request.path} HTTP/1.1" ${String(response.status)} ${length}`;
  container.log(
    `${call.peerIP} - - [${commonLogTime(container.now())}] ${line} "-" "${agent}" "${forwarded}"`,
  );
}

/** `21/Nov/2026:10:00:00 +0000`, the time of the common log format. */
export function commonLogTime(epochMs: number): string {
  const t = civilTime(epochMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(t.day)}/${MONTHS[t.month - 1] ?? ''}/${String(t.year)}:${two(t.hour)}:${two(t.minute)}:${two(t.second)} +0000`;
}
