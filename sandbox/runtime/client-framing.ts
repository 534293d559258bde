import { utf8Length, type HttpResponse } from '../net/index';

/**
 * What an HTTP/1.1 codec puts on the wire besides the headers it was given: a body of unknown length is chunked,
 * an answer without a body says so, except where HTTP forbids it.
 */
export function frame(response: HttpResponse, method: string): HttpResponse {
  const { headers, status, body } = response;
  if (headers.has('content-length') || headers.has('transfer-encoding')) return response;
  if (status === 204 || status === 304 || status < 200) return response;
  const framed = headers.clone();
  if (method === 'HEAD') framed.append('transfer-encoding', 'chunked');
  else if (body === '') framed.append('content-length', '0');
  else if (headers.get('content-type') === 'text/plain')
    framed.append('content-length', String(utf8Length(body)));
  else framed.append('transfer-encoding', 'chunked');
  return { ...response, headers: framed };
}
