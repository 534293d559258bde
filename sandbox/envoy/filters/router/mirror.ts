import type { HttpHeaders } from '../../../net/index';
import type { Process } from '../../../sim/index';
import type { PickContext } from '../../cluster/lb/index';
import type { HttpStream } from '../../http/stream';
import type { ProxyServices } from '../../services';
import type { Mirror } from './route-plan';
import { attemptUpstream } from './upstream-attempt';
import type { UpstreamRequest } from './upstream-request';

/**
 * Sends a copy to another cluster and forgets it: its answer, or failure, reaches nobody.
 * @param timeoutMs the route's; 0 = none
 */
export function mirrorRequest(
  stream: HttpStream,
  request: UpstreamRequest,
  mirror: Mirror,
  timeoutMs: number,
  services: ProxyServices,
): void {
  const { numerator, denominator } = mirror.fraction;
  const draw = services.random.mirror.below(denominator);
  const fires = draw < numerator;
  const origin = stream.route?.config.origin;
  stream.decision.note({
    step: 'filter',
    name: 'request mirror',
    summary: `${fires ? 'Sends' : 'Does not send'} a copy to ${mirror.cluster}: drew ${String(draw)} of ${String(denominator)}, fires below ${String(numerator)}.`,
    ...(origin ? { origin } : {}),
    values: { draw, numerator, denominator },
  });
  if (!fires) return;
  const copy: UpstreamRequest = {
    ...request,
    headers: copiedHeaders(request, timeoutMs, services.node.ip),
    authority: mirror.keepHost ? request.authority : shadowHost(request.authority),
  };
  services.kernel.spawn(`mirror to ${mirror.cluster}`, send(stream, copy, mirror.cluster, services));
}

/** The copy is a request of the proxy's own, with all of the route's time (source/common/http/async_client_impl.cc). */
function copiedHeaders(request: UpstreamRequest, timeoutMs: number, ip: string): HttpHeaders {
  const headers = request.headers.clone();
  const before = headers.get('x-forwarded-for');
  headers.set('x-envoy-internal', 'true');
  headers.set('x-forwarded-for', before === undefined ? ip : `${before},${ip}`);
  if (timeoutMs > 0) headers.set('x-envoy-expected-rq-timeout-ms', String(timeoutMs));
  return headers;
}

function* send(
  stream: HttpStream,
  copy: UpstreamRequest,
  clusterName: string,
  services: ProxyServices,
): Process<void> {
  const cluster = services.clusters.get(clusterName);
  const random = services.random.loadBalancer;
  const pick: PickContext = { random, hash: undefined, selection: 0, first: -1, second: -1 };
  const host = cluster?.pick(pick, stream.downstream.destination);
  if (cluster && host) yield* attemptUpstream(stream, copy, cluster, host, services, true);
}

/** `shop:8080` becomes `shop-shadow:8080`. */
function shadowHost(authority: string): string {
  const port = /:\d+$/.exec(authority)?.[0] ?? '';
  return `${authority.slice(0, authority.length - port.length)}-shadow${port}`;
}
