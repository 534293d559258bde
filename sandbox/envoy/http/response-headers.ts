import { httpDate } from '../../lib/calendar';
import type { HttpResponse } from '../../net/index';

/** Completes a response on its way out: `date` when absent, `server` in place unless the upstream's own is wanted, and the body's framing last. */
export function finishResponseHeaders(
  { status, headers, body, stream }: HttpResponse,
  method: string,
  serverName: string | undefined,
  nowMs: number,
): void {
  headers.delete('connection');
  if (!headers.has('date')) headers.append('date', httpDate(nowMs));
  if (serverName !== undefined) headers.set('server', serverName);
  if (status < 200 || status === 204 || status === 304) return;
  if (headers.has('content-length') || headers.has('transfer-encoding')) return;
  if (method !== 'HEAD' && body === '' && stream === undefined) headers.append('content-length', '0');
  else headers.append('transfer-encoding', 'chunked');
}
