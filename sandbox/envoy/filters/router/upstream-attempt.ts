import { memo } from '../../../lib/memo';
import {
  Exchange,
  handedOn,
  isFailure,
  StreamedResponse,
  type BodyStream,
  type ConnectionFailure,
  type HttpOutcome,
  type HttpResponse,
  type StreamEnd,
} from '../../../net/index';
import { sleep, type Process } from '../../../sim/index';
import type { ClusterRuntime } from '../../cluster/cluster-runtime';
import type { ConnectionNeed, PooledConnection } from '../../cluster/connection-pool';
import type { Host } from '../../cluster/host';
import { connectReset, exchangeReset, transportDetail, type ResetReason } from '../../http/reset-reason';
import type { DownstreamInfo } from '../../http/downstream';
import type { ProxyServices } from '../../services';
import type { UpstreamRequest } from './upstream-request';

/** How one try at a host ended. */
export type AttemptResult =
  | { readonly is: 'response'; readonly response: HttpResponse; readonly ms: number }
  | {
      readonly is: 'reset';
      readonly reason: ResetReason;
      readonly detail: string | undefined;
      readonly requestSent: boolean;
    }
  | { readonly is: 'no address' };

/** An upstream that says nothing loses its connection after this time (idle_timeout's default), unless a route gives up first. */
const IDLE_MS = 3_600_000;
const OVERFLOW: AttemptResult = { is: 'reset', reason: 'overflow', detail: undefined, requestSent: false };
/** Whose request it is: one that came in, or what a proxy asks for one that did. */
export interface Asker {
  readonly exchange: Exchange;
  readonly hopIndex: number;
  readonly downstream: Pick<DownstreamInfo, 'application' | 'destination'>;
}

/** Sends the request to a host over a pooled connection and tells outlier detection how it went. */
export function* attemptUpstream(
  asker: Asker,
  request: UpstreamRequest,
  cluster: ClusterRuntime,
  host: Host,
  services: ProxyServices,
  shadow = false,
): Process<AttemptResult> {
  const { resources, stats } = cluster;
  const { trace, shadow: isCopy = false } = asker.exchange;
  const context = new Exchange(trace, asker.hopIndex, shadow || isCopy);
  const need = connectionNeed(asker, request, cluster);
  const pool = cluster.poolOf(host);
  const startMs = services.kernel.nowMs;
  let idle = pool.takeIdle(need);
  for (;;) {
    const pooled = idle ?? (yield* pool.acquire(need, context));
    if (pooled === 'overflow') {
      stats.upstreamRqPendingOverflow++;
      return OVERFLOW;
    }
    if (isFailure(pooled)) return connectFailed(cluster, host, pooled);
    if (resources.requests >= resources.maxRequests) {
      pool.release(pooled, false);
      stats.upstreamRqPendingOverflow++;
      return OVERFLOW;
    }
    const sentUs = services.kernel.nowUs;
    let outcome: HttpOutcome | undefined;
    let rest: BodyStream | undefined;
    resources.requests++;
    stats.upstreamRqTotal++;
    host.rqTotal++;
    host.active++;
    try {
      outcome = yield* pooled.connection.exchange(request, context);
      if (!isFailure(outcome)) rest = outcome.stream;
    } finally {
      if (rest === undefined) {
        host.active--;
        resources.requests--;
        pool.release(pooled, outcome === undefined || isFailure(outcome));
      }
    }
    if (!isFailure(outcome)) {
      cluster.record(host, 'local origin success', 200);
      cluster.record(host, 'response', outcome.status);
      if (outcome.status < 500) host.rqSuccess++;
      else host.rqError++;
      const response = rest ? stillComing(outcome, rest, cluster, host, pooled) : outcome;
      return { is: 'response', response, ms: services.kernel.nowMs - startMs };
    }
    // an idle connection that was closed meanwhile is noticed before anything is sent on it
    if (idle && services.kernel.nowUs === sentUs && outcome.failure !== 'timeout') {
      idle = pool.takeIdle(need);
      continue;
    }
    if (outcome.failure === 'timeout') yield* sleep(IDLE_MS);
    cluster.record(host, 'local origin failure', 503);
    host.rqError++;
    return { is: 'reset', reason: exchangeReset(outcome), detail: undefined, requestSent: true };
  }
}

/** An answer that keeps its connection busy until everything has come; what breaks off counts against the host. */
function stillComing(
  answer: HttpResponse,
  rest: BodyStream,
  cluster: ClusterRuntime,
  host: Host,
  pooled: PooledConnection,
): HttpResponse {
  const over = (end: StreamEnd): void => {
    host.active--;
    cluster.resources.requests--;
    cluster.poolOf(host).release(pooled, end !== 'complete');
    if (end === 'hung up') cluster.stats.upstreamRqTxReset++;
    if (end !== 'broken off') return;
    cluster.stats.upstreamRqRxReset++;
    cluster.record(host, 'local origin failure', 503);
  };
  return StreamedResponse.of(answer, handedOn(rest, over));
}

function connectFailed(cluster: ClusterRuntime, host: Host, failure: ConnectionFailure): AttemptResult {
  if (failure.failure === 'dns') return { is: 'no address' };
  const reason = connectReset(failure);
  host.rqError++;
  cluster.record(host, 'local origin failure', 503);
  return { is: 'reset', reason, detail: transportDetail(failure), requestSent: false };
}

function connectionNeed(
  { downstream }: Asker,
  request: UpstreamRequest,
  { config }: ClusterRuntime,
): ConnectionNeed {
  const http2 =
    config.http2 === true || (config.useDownstreamProtocol === true && downstream.application === 'h2');
  const autoSni = config.upstreamHttpProtocolOptions?.autoSni === true;
  if (autoSni) return (http2 ? http2To : http1To)(request.authority);
  return http2 ? HTTP2 : HTTP1;
}

const HTTP1: ConnectionNeed = { application: 'http/1.1', authorityHost: undefined };
const HTTP2: ConnectionNeed = { application: 'h2', authorityHost: undefined };
const http1To = memo(256, (authority): ConnectionNeed => ({ ...HTTP1, authorityHost: hostOf(authority) }));
const http2To = memo(256, (authority): ConnectionNeed => ({ ...HTTP2, authorityHost: hostOf(authority) }));

function hostOf(authority: string): string {
  return authority.replace(/:\d+$/, '').toLowerCase();
}
