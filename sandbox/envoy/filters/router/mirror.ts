import type { Process } from '../../../sim/index';
import { says } from '../../decision/told';
import type { HttpStream } from '../../http/stream';
import type { ProxyServices } from '../../services';
import { ownHeaders, sendOwn } from '../own-request';
import type { Mirror } from './route-plan';
import type { Asker } from './upstream-attempt';
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
    ...says([fires ? 'mirrors' : 'noMirror', mirror.cluster, [draw, denominator, numerator]]),
    ...(origin ? { origin } : {}),
    values: { draw, numerator, denominator },
  });
  if (!fires) return;
  const copy: UpstreamRequest = {
    ...request,
    headers: ownHeaders(request.headers, timeoutMs, services.node.ip),
    authority: mirror.keepHost ? request.authority : shadowHost(request.authority),
  };
  // The copy outlives the request.
  const { exchange, hopIndex, downstream } = stream;
  const asker = { exchange, hopIndex, downstream };
  services.kernel.spawn(`mirror to ${mirror.cluster}`, send(asker, copy, mirror.cluster, services));
}

function* send(
  asker: Asker,
  copy: UpstreamRequest,
  clusterName: string,
  services: ProxyServices,
): Process<void> {
  yield* sendOwn(asker, copy, clusterName, services, true);
}

/** `shop:8080` becomes `shop-shadow:8080`. */
function shadowHost(authority: string): string {
  const port = /:\d+$/.exec(authority)?.[0] ?? '';
  return `${authority.slice(0, authority.length - port.length)}-shadow${port}`;
}
