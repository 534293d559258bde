import type { HttpResponse } from '../../../net/index';
import { withTimeout, type Process } from '../../../sim/index';
import type { HttpStream } from '../../http/stream';
import type { ProxyServices } from '../../services';
import { mirrorRequest } from './mirror';
import type { RoutePlan } from './route-plan';
import { Tries } from './tries';
import { upstreamRequest } from './upstream-request';

/** Forwards a request to the cluster its route chose; every failure becomes a local reply. */
export function* forward(
  stream: HttpStream,
  plan: RoutePlan,
  services: ProxyServices,
): Process<HttpResponse> {
  const cluster = stream.decision.clusterRuntime;
  if (!cluster) return stream.reply(plan.clusterNotFoundStatus, '', 'cluster_not_found', 'NC');
  const request = upstreamRequest(stream, plan);
  for (const mirror of plan.mirrors) mirrorRequest(stream, request, mirror, services);
  const tries = new Tries(stream, request, plan, cluster, services);
  let response: HttpResponse;
  if (plan.timeoutMs === 0) {
    response = yield* tries.run();
  } else {
    const result = yield* withTimeout(plan.timeoutMs, 'route timeout', tries.run());
    response = result.timedOut ? tries.timedOut() : result.value;
  }
  return response;
}
