import { StreamedResponse, utf8Length, type HttpResponse } from '../net/index';

/**
 * What an HTTP/1 codec puts on the wire besides the headers it was given: a body of unknown length is chunked, which
 * HTTP/1.0 does not know; an answer without a body says so, except where HTTP forbids it.
 */
export function frame(response: HttpResponse, method: string): HttpResponse {
  const { headers, status, body } = response;
  if (status === 204 || status === 304 || status < 200) return withoutBody(response);
  if (headers.has('content-length') || headers.has('transfer-encoding')) return response;
  if (response.http10 && (method === 'HEAD' || body !== '' || response.stream)) return response;
  const framed = headers.clone();
  if (response.stream !== undefined) {
    framed.append('transfer-encoding', 'chunked');
    return StreamedResponse.of({ ...response, headers: framed }, response.stream);
  }
  if (method === 'HEAD') framed.append('transfer-encoding', 'chunked');
  else if (body === '') framed.append('content-length', '0');
  else if (headers.get('content-type') === 'text/plain')
    framed.append('content-length', String(utf8Length(body)));
  else framed.append('transfer-encoding', 'chunked');
  return { ...response, headers: framed };
}

/** Statuses that never have a body: what an application gave nevertheless is not sent. */
function withoutBody(response: HttpResponse): HttpResponse {
  if (response.body === '') return response;
  const headers = response.headers.clone();
  headers.delete('content-length');
  return { ...response, headers, body: '' };
}
