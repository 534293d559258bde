import { isFailure, whole, type HttpHeaders, type HttpResponse } from '../../net/index';
import { withTimeout, type Process } from '../../sim/index';
import type { PickContext } from '../cluster/lb/index';
import { exchangeReset } from '../http/reset-reason';
import type { ProxyServices } from '../services';
import { attemptUpstream, type Asker, type AttemptResult } from './router/upstream-attempt';
import type { UpstreamRequest } from './router/upstream-request';

/**
 * What a proxy adds to a request of its own, with all of the time it has (source/common/http/async_client_impl.cc).
 * @param timeoutMs 0 = none
 */
export function ownHeaders(before: HttpHeaders, timeoutMs: number, ip: string): HttpHeaders {
  const headers = before.clone();
  const forwarded = before.get('x-forwarded-for');
  headers.set('x-envoy-internal', 'true');
  headers.set('x-forwarded-for', forwarded === undefined ? ip : `${forwarded},${ip}`);
  if (timeoutMs > 0) headers.set('x-envoy-expected-rq-timeout-ms', String(timeoutMs));
  return headers;
}

/** Sends a request of the proxy's own to a cluster, once; undefined when there is no host to send it to. */
export function* sendOwn(
  asker: Asker,
  request: UpstreamRequest,
  clusterName: string,
  services: ProxyServices,
  shadow = false,
): Process<AttemptResult | undefined> {
  const cluster = services.clusters.get(clusterName);
  const random = services.random.loadBalancer;
  const pick: PickContext = { random, hash: undefined, selection: 0, first: -1, second: -1 };
  const host = cluster?.pick(pick, asker.downstream.destination);
  const result = cluster && host && (yield* attemptUpstream(asker, request, cluster, host, services, shadow));
  if (result?.is !== 'response' || result.response.stream === undefined) return result;
  const response = yield* whole(result.response);
  return isFailure(response)
    ? { is: 'reset', reason: exchangeReset(response), detail: undefined, requestSent: true }
    : { ...result, response };
}

/** Asks a service and waits for the answer; undefined when none comes in time. */
export function* askService(
  asker: Asker,
  request: UpstreamRequest,
  { cluster, timeoutMs }: { readonly cluster: string; readonly timeoutMs: number },
  services: ProxyServices,
): Process<HttpResponse | undefined> {
  const headers = ownHeaders(request.headers, timeoutMs, services.node.ip);
  const sending = sendOwn(asker, { ...request, headers }, cluster, services);
  const result = yield* withTimeout(timeoutMs, 'own request', sending);
  const answer = result.timedOut ? undefined : result.value;
  return answer?.is === 'response' ? answer.response : undefined;
}
