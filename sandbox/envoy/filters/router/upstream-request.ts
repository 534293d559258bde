import type { HttpHeaders, HttpRequest } from '../../../net/index';
import type { HttpStream } from '../../http/stream';
import { applyOperations, type Substitutions } from './header-operations';
import type { LevelOperations, RoutePlan } from './route-plan';

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
  const substitutions = substitutionsFor(stream);
  const weighted = weightedOperations(stream, plan);
  if (weighted) applyOperations(headers, weighted.request, substitutions);
  applyOperations(headers, plan.operations.request, substitutions);
  const request: UpstreamRequest = {
    method: stream.method,
    scheme: stream.scheme === 'https' ? 'https' : 'http',
    authority: stream.authority,
    path: rewrittenPath(stream, plan, headers),
    headers,
    body: stream.body,
  };
  rewriteHost(request, weighted?.hostRewrite ?? plan.operations.hostRewrite, plan.action.appendXForwardedHost);
  if (plan.timeoutMs > 0) headers.set('x-envoy-expected-rq-timeout-ms', String(expectedTimeout(plan)));
  if (stream.downstream.direction !== 'inbound') {
    const operation = plan.config.decorator?.operation;
    if (operation !== undefined) headers.set('x-envoy-decorator-operation', operation);
  }
  return request;
}

/** Puts a new authority in place and keeps the old one in `x-envoy-original-host`. */
export function rewriteHost(
  request: UpstreamRequest,
  host: string | undefined,
  appendForwardedHost: boolean | undefined,
): void {
  if (host === undefined || host === '' || host === request.authority) return;
  if (appendForwardedHost === true) request.headers.append('x-forwarded-host', request.authority);
  request.headers.set('x-envoy-original-host', request.authority);
  request.authority = host;
}

/** Header operations on the response: of the weighted cluster, then of the route. */
export function applyResponseOperations(headers: HttpHeaders, stream: HttpStream, plan: RoutePlan): void {
  const substitutions = substitutionsFor(stream);
  const weighted = weightedOperations(stream, plan);
  if (weighted) applyOperations(headers, weighted.response, substitutions);
  applyOperations(headers, plan.operations.response, substitutions);
}

function weightedOperations(stream: HttpStream, plan: RoutePlan): LevelOperations | undefined {
  const { weighted } = stream.decision;
  return weighted && plan.weighted.get(weighted.chosen);
}

function rewrittenPath(stream: HttpStream, plan: RoutePlan, headers: HttpHeaders): string {
  if (!plan.pathRewrite) return stream.path;
  const path = plan.pathRewrite(stream.path);
  headers.set('x-envoy-original-path', stream.path);
  return path;
}

/** Each try has the shorter of the two time-outs. */
function expectedTimeout({ timeoutMs, retry }: RoutePlan): number {
  const perTry = retry.perTryTimeoutMs;
  return perTry > 0 && perTry < timeoutMs ? perTry : timeoutMs;
}

function substitutionsFor(stream: HttpStream): Substitutions {
  const { downstream } = stream;
  return (command) => {
    switch (command) {
      case 'DOWNSTREAM_REMOTE_ADDRESS':
        return `${downstream.source.ip}:${String(downstream.source.port)}`;
      case 'DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT':
        return downstream.source.ip;
      case 'DOWNSTREAM_LOCAL_ADDRESS':
        return `${downstream.destination.ip}:${String(downstream.destination.port)}`;
      case 'PROTOCOL':
        return downstream.application === 'h2' ? 'HTTP/2' : 'HTTP/1.1';
      case 'UPSTREAM_CLUSTER':
      case 'UPSTREAM_CLUSTER_RAW':
        return stream.decision.clusterName;
      default: {
        const request = /^REQ\(([^)]+)\)$/.exec(command)?.[1];
        return request === undefined ? undefined : requestValue(stream, request);
      }
    }
  };
}

function requestValue(stream: HttpStream, name: string): string {
  switch (name.toLowerCase()) {
    case ':authority':
    case 'host':
      return stream.authority;
    case ':path':
      return stream.path;
    case ':method':
      return stream.method;
    default:
      return stream.headers.get(name) ?? '';
  }
}
