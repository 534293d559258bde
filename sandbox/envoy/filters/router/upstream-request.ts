import { isGrpc, SentRequest, type HttpHeaders, type HttpRequest } from '../../../net/index';
import type { HttpStream } from '../../http/stream';
import { applyOperations, operationsOf } from '../../http/header-operations';
import type { RoutePlan } from './route-plan';

/** A request as it is forwarded; the authority and the attempt count may still change per try. */
export interface UpstreamRequest extends HttpRequest {
  authority: string;
}

/**
 * The request that goes upstream: header operations of the weighted cluster, then of the route, then rewrites.
 * (source/common/router/config_impl.cc, finalizeRequestHeaders)
 */
export function upstreamRequest(stream: HttpStream, plan: RoutePlan): UpstreamRequest {
  const headers = stream.headers.clone();
  if (stream.downstream.direction !== 'inbound') {
    const operation = plan.config.decorator?.operation;
    if (operation !== undefined) headers.set('x-envoy-decorator-operation', operation);
  }
  const weighted = stream.decision.weighted?.chosen;
  if (weighted) applyOperations(headers, operationsOf(weighted).request, stream);
  applyOperations(headers, plan.operations.request, stream);
  const scheme = stream.scheme === 'https' ? 'https' : 'http';
  const path = rewrittenPath(stream, plan, headers);
  const request = new SentRequest(stream.method, scheme, stream.authority, path, headers, stream.body);
  rewriteHost(
    request,
    weighted?.hostRewriteLiteral ?? plan.action.hostRewriteLiteral,
    plan.action.appendXForwardedHost,
  );
  const timeout = expectedTimeout(plan);
  if (timeout > 0) {
    if (!plan.isQuiet) headers.set('x-envoy-expected-rq-timeout-ms', String(timeout));
    const contentType = headers.get('content-type');
    if (isGrpc(contentType)) headers.set('grpc-timeout', `${String(timeout)}m`);
  }
  if (stream.body === '' && !BODILESS.has(stream.method) && !headers.has('content-length'))
    headers.append('content-length', '0');
  return request;
}

/** Puts a new authority in place and keeps the old one in `x-envoy-original-host`. */
export function rewriteHost(
  request: UpstreamRequest,
  host: string | undefined,
  appendForwardedHost: boolean | undefined,
): void {
  if (host === undefined || host === '') return;
  if (appendForwardedHost === true) request.headers.append('x-forwarded-host', request.authority);
  request.headers.set('x-envoy-original-host', request.authority);
  request.authority = host;
}

function rewrittenPath(stream: HttpStream, plan: RoutePlan, headers: HttpHeaders): string {
  if (!plan.pathRewrite) return stream.path;
  const path = plan.pathRewrite(stream.path);
  if (!plan.isQuiet) headers.set('x-envoy-original-path', stream.path);
  return path;
}

/** Requests with other methods say that their body is empty. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'TRACE', 'CONNECT']);

/** Each try has the shorter of the two time-outs; 0 = none. */
function expectedTimeout({ timeoutMs, retry }: RoutePlan): number {
  const perTry = retry.perTryTimeoutMs;
  return perTry > 0 && (timeoutMs === 0 || perTry < timeoutMs) ? perTry : timeoutMs;
}
