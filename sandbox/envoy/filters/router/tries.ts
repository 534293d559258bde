import {
  handedOn,
  SentResponse,
  StreamedResponse,
  type HttpResponse,
  type StreamEnd,
} from '../../../net/index';
import { sleep, withTimeout, type Process } from '../../../sim/index';
import type { ClusterRuntime } from '../../cluster/cluster-runtime';
import type { Host } from '../../cluster/host';
import { Attempt } from '../../decision/decision-facts';
import { editResponse } from '../../http/header-operations';
import { resetBody, resetDetails, resetFlag, resetStatus } from '../../http/reset-reason';
import type { HttpStream } from '../../http/stream';
import type { ProxyServices } from '../../services';
import { requestHash } from './hash-policy';
import type { RoutePlan } from './route-plan';
import { attemptUpstream, type AttemptResult } from './upstream-attempt';
import { rewriteHost, type UpstreamRequest } from './upstream-request';

type TryResult = AttemptResult | { readonly is: 'per-try timeout' };

const PER_TRY_TIMEOUT: TryResult = { is: 'per-try timeout' };

/** Sends one request, again when the retry policy says so (source/common/router/router.cc). */
export class Tries {
  #hash: bigint | undefined;
  #setCookies: readonly string[] | undefined;
  readonly #perTryBounded: boolean;
  #host: Host | undefined;

  constructor(
    private readonly stream: HttpStream,
    private readonly request: UpstreamRequest,
    private readonly plan: RoutePlan,
    private readonly cluster: ClusterRuntime,
    private readonly services: ProxyServices,
  ) {
    const { perTryTimeoutMs } = plan.retry;
    this.#perTryBounded = perTryTimeoutMs > 0 && (plan.timeoutMs === 0 || perTryTimeoutMs < plan.timeoutMs);
    if (plan.hashPolicies.length === 0 || !usesHash(cluster)) return;
    const setCookies: string[] = [];
    this.#hash = requestHash(plan.hashPolicies, stream, setCookies);
    if (setCookies.length > 0) this.#setCookies = setCookies;
  }

  *run(): Process<HttpResponse> {
    const { stream, plan, services, cluster } = this;
    for (let retries = 0, backoffMs = 0; ; retries++) {
      const attempt = this.#choose(backoffMs);
      if (!attempt.host) {
        attempt.outcome = 'no healthy upstream';
        cluster.stats.upstreamCxNoneHealthy++;
        cluster.stats.charge(503);
        return stream.reply(503, 'no healthy upstream', 'no_healthy_upstream', 'UH');
      }
      if (retries > 0 && plan.attemptCount)
        this.request.headers.set('x-envoy-attempt-count', String(retries + 1));
      this.#aim(attempt.host);
      const process = attemptUpstream(stream, this.request, cluster, attempt.host, services);
      const result = this.#perTryBounded ? yield* this.#bounded(process, attempt.host) : yield* process;
      this.#host = undefined;
      attempt.outcome = outcomeText(result);
      attempt.endUs = services.kernel.nowUs;
      if (plan.retry.numRetries === 0 || !plan.retry.covers(result))
        return this.#finish(result, retries, false);
      if (retries >= plan.retry.numRetries) return this.#finish(result, retries, true);
      const { resources, stats } = cluster;
      if (resources.retries >= resources.maxRetries) {
        stats.upstreamRqRetryOverflow++;
        stream.addFlag('UO');
        return this.#finish(result, retries, false);
      }
      resources.retries++;
      stats.upstreamRqRetry++;
      stats.upstreamRqRetryBackoffExponential++;
      if (result.is === 'response') {
        stats.chargeRetried(result.response.status);
        result.response.stream?.drop();
      }
      try {
        backoffMs = plan.retry.backoffMs(retries + 1, services.random.retry);
        yield* sleep(backoffMs);
      } finally {
        resources.retries--;
      }
    }
  }

  /** The route's time-out fired: what is under way has been cancelled. */
  timedOut(): HttpResponse {
    const attempt = this.stream.decision.lastTry;
    if (attempt?.outcome === '') {
      attempt.outcome = 'route timeout';
      attempt.endUs = this.services.kernel.nowUs;
    }
    this.cluster.stats.upstreamRqTimeout++;
    this.cluster.stats.charge(504);
    if (this.#host) this.#host.rqTimeout++;
    if (this.#host) this.cluster.record(this.#host, 'local origin failure', 504);
    return this.stream.reply(504, 'upstream request timeout', 'response_timeout', 'UT');
  }

  /** Picks a host; a retry looks for one that was not used yet, a few times. */
  #choose(backoffMs: number): Attempt {
    const { cluster, plan, stream } = this;
    const original = stream.downstream.destination;
    const { lastTry } = stream.decision;
    const random = this.services.random.loadBalancer;
    const attempt = new Attempt(random, this.#hash, cluster.hosts.usable, lastTry, backoffMs);
    attempt.host = this.#override(attempt) ?? cluster.pick(attempt, original);
    const picks = attempt.before === undefined ? 1 : plan.retry.hostAttempts;
    for (let i = 1; i < picks && wasTriedBefore(attempt); i++) {
      attempt.selection = i;
      attempt.host = cluster.pick(attempt, original);
    }
    attempt.startUs = this.services.kernel.nowUs;
    stream.decision.lastTry = attempt;
    return attempt;
  }

  /** The host that a filter asked for; only the first try heeds it. */
  #override({ before }: Attempt): Host | undefined {
    const { overrideHost } = this.stream;
    if (overrideHost === undefined || before !== undefined) return undefined;
    return this.cluster.hosts.all.find(({ key, isHealthy }) => isHealthy && key === overrideHost);
  }

  #aim(host: Host): void {
    this.#host = host;
    if (this.plan.action.autoHostRewrite === true && isHostname(host.ip))
      rewriteHost(this.request, host.ip, false);
  }

  *#bounded(process: Process<AttemptResult>, host: Host): Process<TryResult> {
    const timed = yield* withTimeout(this.plan.retry.perTryTimeoutMs, 'per-try timeout', process);
    if (!timed.timedOut) return timed.value;
    this.cluster.stats.upstreamRqPerTryTimeout++;
    host.rqTimeout++;
    this.cluster.record(host, 'local origin failure', 504);
    return PER_TRY_TIMEOUT;
  }

  #finish(result: TryResult, retries: number, exhausted: boolean): HttpResponse {
    const { stream } = this;
    const { stats } = this.cluster;
    stats.charge(statusOf(result));
    if (exhausted) stats.upstreamRqRetryLimitExceeded++;
    if (exhausted) stream.addFlag('URX');
    else if (retries > 0 && result.is === 'response') stats.upstreamRqRetrySuccess++;
    switch (result.is) {
      case 'response':
        return this.#upstreamResponse(result.response, result.ms, retries);
      case 'per-try timeout':
        return stream.reply(504, 'upstream request timeout', 'upstream_per_try_timeout', 'UT');
      case 'no address':
        return stream.reply(503, 'no healthy upstream', 'no_healthy_upstream', 'UH');
      case 'reset': {
        const { reason, detail } = result;
        const response = stream.reply(
          resetStatus(reason),
          resetBody(reason, retries > 0),
          resetDetails(reason, detail),
          resetFlag(reason),
        );
        if (reason === 'overflow') response.headers.append('x-envoy-overloaded', 'true');
        return response;
      }
    }
  }

  #upstreamResponse(response: HttpResponse, ms: number, retries: number): HttpResponse {
    this.stream.details = 'via_upstream';
    const headers = response.headers.clone();
    if (!this.plan.isQuiet) headers.set('x-envoy-upstream-service-time', String(Math.floor(ms)));
    // Every try makes the cookie up anew, and none forgets what those before it made.
    for (let i = 0; this.#setCookies && i <= retries; i++)
      for (const cookie of this.#setCookies) headers.append('set-cookie', cookie);
    editResponse(headers, this.plan.operations, this.stream.decision.weighted?.chosen, this.stream);
    const { stream } = response;
    return stream === undefined
      ? new SentResponse(response.status, headers, response.body)
      : new StreamedResponse(response.status, headers, handedOn(stream, this.#streamOver()));
  }

  /** An upstream that goes after its answer began: nothing can be made up for any more. */
  #streamOver(): (end: StreamEnd) => void {
    return (end) => {
      if (end !== 'broken off') return;
      this.stream.addFlag('UC');
      this.stream.details = 'upstream_reset_after_response_started{connection_termination}';
    };
  }

  /** The route's time-out fired after the answer began: what is under way has been cancelled. */
  timedOutMidway(): void {
    const host = this.stream.decision.lastTry?.host;
    this.cluster.stats.upstreamRqTimeout++;
    if (host) {
      host.rqTimeout++;
      this.cluster.record(host, 'local origin failure', 504);
    }
    this.stream.addFlag('UT');
    this.stream.details = 'response_timeout';
  }
}

function wasTriedBefore({ host, before }: Attempt): boolean {
  for (let attempt = before; attempt; attempt = attempt.before) if (attempt.host === host) return true;
  return false;
}

function statusOf(result: TryResult): number {
  if (result.is === 'response') return result.response.status;
  return result.is === 'per-try timeout' ? 504 : 503;
}

/** How a try ended, in the words of the decision record. */
function outcomeText(result: TryResult): string {
  switch (result.is) {
    case 'response':
      return String(result.response.status);
    case 'reset':
      return result.detail === undefined ? result.reason : `${result.reason} (${result.detail})`;
    case 'no address':
      return 'name does not resolve';
    case 'per-try timeout':
      return result.is;
  }
}

function isHostname(address: string): boolean {
  return /[a-z]/i.test(address) && !address.includes(':');
}

/** Other balancers never ask for the hash, so that no cookie is made for it either. */
function usesHash({ config: { lbPolicy } }: ClusterRuntime): boolean {
  return lbPolicy === 'RING_HASH' || lbPolicy === 'MAGLEV';
}
