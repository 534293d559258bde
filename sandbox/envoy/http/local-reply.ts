import { HttpHeaders, isGrpc, SentResponse, utf8Length, type HttpResponse } from '../../net/index';

/** gRPC clients get 200 and a grpc-status instead of an HTTP status (source/common/grpc/common.cc). */
const grpcStatusOf: ReadonlyMap<number, number> = new Map([
  [400, 13],
  [401, 16],
  [403, 7],
  [404, 12],
  [429, 14],
  [502, 14],
  [503, 14],
  [504, 14],
]);
const GRPC_UNKNOWN = 2;

/** A response made by the proxy itself: `content-length`, then `content-type`, only with a body; none goes to HEAD. */
export function localReply(request: HttpHeaders, status: number, body: string, method: string): HttpResponse {
  const isHead = method === 'HEAD';
  const headers = new HttpHeaders();
  const contentType = request.get('content-type');
  if (isGrpc(contentType)) {
    headers.append('content-type', 'application/grpc');
    headers.append('grpc-status', String(grpcStatusOf.get(status) ?? GRPC_UNKNOWN));
    if (body !== '' && !isHead) headers.append('grpc-message', body);
    return new SentResponse(200, headers, '');
  }
  if (body !== '') {
    headers.append('content-length', String(utf8Length(body)));
    headers.append('content-type', 'text/plain');
  }
  return new SentResponse(status, headers, isHead ? '' : body);
}
