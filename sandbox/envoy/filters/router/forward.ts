import { StreamedResponse, type HttpResponse } from '../../../net/index';
import { currentTask, settled, withTimeout, type Process } from '../../../sim/index';
import type { HttpStream } from '../../http/stream';
import type { ProxyServices } from '../../services';
import { mirrorRequest } from './mirror';
import type { RoutePlan } from './route-plan';
import { Tries } from './tries';
import { upstreamRequest } from './upstream-request';

/** Forwards a request to the cluster its route chose; every failure becomes a local reply. */
export function forward(stream: HttpStream, plan: RoutePlan, services: ProxyServices): Process<HttpResponse> {
  const cluster = stream.decision.clusterRuntime;
  if (!cluster) return settled(stream.reply(plan.clusterNotFoundStatus, '', 'cluster_not_found', 'NC'));
  const request = upstreamRequest(stream, plan);
  stream.sent = request.headers;
  if (plan.attemptCount) request.headers.set('x-envoy-attempt-count', '1');
  for (const mirror of plan.mirrors) mirrorRequest(stream, request, mirror, plan.timeoutMs, services);
  const tries = new Tries(stream, request, plan, cluster, services);
  return plan.timeoutMs === 0 ? tries.run() : withinTimeout(tries, plan.timeoutMs);
}

/** The time-out spans all tries and the waits between them. */
function* withinTimeout(tries: Tries, timeoutMs: number): Process<HttpResponse> {
  const { kernel } = currentTask();
  const startUs = kernel.nowUs;
  const result = yield* withTimeout(timeoutMs, 'route timeout', tries.run());
  if (result.timedOut) return tries.timedOut();
  const { stream } = result.value;
  if (stream === undefined) return result.value;
  const leftMs = timeoutMs - (kernel.nowUs - startUs) / 1000;
  return StreamedResponse.of(result.value, {
    *read(write) {
      const body = yield* withTimeout(leftMs, 'route timeout', stream.read(write));
      if (body.timedOut) tries.timedOutMidway();
      return !body.timedOut && body.value;
    },
    drop() {
      stream.drop();
    },
  });
}
