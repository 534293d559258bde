import type { HttpHeaders, HttpRequest } from '../../net/index';
import type { HttpConnectionManager } from '../config/index';
import type { ProxyServices } from '../services';
import type { DownstreamInfo } from './downstream';
import { inRange, isAddress } from '../match/cidr';
import { forwardClientCertificate } from './client-certificate';

/** Only requests from inside may carry these, and by default nothing counts as inside. */
const INTERNAL_ONLY: ReadonlySet<string> = new Set([
  'x-envoy-retriable-status-codes',
  'x-envoy-retriable-header-names',
  'x-envoy-retry-on',
  'x-envoy-retry-grpc-on',
  'x-envoy-max-retries',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-expected-rq-timeout-ms',
  'x-envoy-force-trace',
  'x-envoy-ip-tags',
  'x-envoy-original-url',
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-internal',
]);

/** The edge also drops what only proxies behind it may say. */
const EDGE_ONLY: ReadonlySet<string> = new Set([
  ...INTERNAL_ONLY,
  'x-envoy-decorator-operation',
  'x-envoy-downstream-service-cluster',
  'x-envoy-downstream-service-node',
  'x-envoy-original-path',
]);

/**
 * The request headers as the connection manager leaves them for the filters
 * (source/common/http/conn_manager_utility.cc, mutateRequestHeaders).
 */
export function receivedHeaders(
  request: HttpRequest,
  manager: HttpConnectionManager,
  downstream: DownstreamInfo,
  services: ProxyServices,
): HttpHeaders {
  const headers = request.headers.clone();
  headers.delete('connection');
  const { ip } = downstream.source;
  const before = headers.get('x-forwarded-for');
  if (isInternal(manager, before, ip)) {
    if (manager.useRemoteAddress === true) headers.set('x-forwarded-for', ip);
    if (!headers.has('x-forwarded-proto'))
      headers.append('x-forwarded-proto', downstream.tls ? 'https' : 'http');
    headers.set('x-envoy-internal', 'true');
    if (!headers.has('x-request-id')) headers.append('x-request-id', services.random.requestId.uuid());
  } else if (manager.useRemoteAddress === true) {
    headers.set('x-forwarded-for', before === undefined || before === '' ? ip : `${before},${ip}`);
    const trustedHops = manager.xffNumTrustedHops ?? 0;
    if (trustedHops === 0 || !headers.has('x-forwarded-proto'))
      headers.set('x-forwarded-proto', downstream.tls ? 'https' : 'http');
    headers.deleteAll(EDGE_ONLY);
    headers.set('x-envoy-external-address', forwardedAddress(before, trustedHops) ?? ip);
    if (manager.appendXForwardedPort === true && (trustedHops === 0 || !headers.has('x-forwarded-port')))
      headers.set('x-forwarded-port', String(downstream.destination.port));
    if (manager.generateRequestId !== false) headers.set('x-request-id', services.random.requestId.uuid());
  } else {
    if (!headers.has('x-forwarded-proto'))
      headers.append('x-forwarded-proto', downstream.tls ? 'https' : 'http');
    headers.deleteAll(INTERNAL_ONLY);
    if (manager.generateRequestId !== false && !headers.has('x-request-id'))
      headers.append('x-request-id', services.random.requestId.uuid());
  }
  forwardClientCertificate(headers, manager, downstream, services.node);
  return headers;
}

/**
 * Whether a request comes from inside: one hop away, from one of the ranges that are said to be
 * (source/common/http/conn_manager_utility.cc).
 */
function isInternal(manager: HttpConnectionManager, forwarded: string | undefined, ip: string): boolean {
  const { internalAddressConfig, useRemoteAddress, xffNumTrustedHops = 0 } = manager;
  if (internalAddressConfig === undefined) return false;
  const seen = useRemoteAddress === true && xffNumTrustedHops === 0;
  if (seen ? forwarded !== undefined : forwarded?.includes(',')) return false;
  const client = seen ? ip : forwarded?.trim();
  return client !== undefined && internalAddressConfig.cidrRanges.some((range) => inRange(client, range));
}

/** The client that trusted proxies in front name: so many entries from the end; undefined when they name none. */
function forwardedAddress(forwarded: string | undefined, trustedHops: number): string | undefined {
  if (trustedHops === 0 || forwarded === undefined) return undefined;
  const address = forwarded.split(',').at(-trustedHops)?.trim();
  return address !== undefined && isAddress(address) ? address : undefined;
}
