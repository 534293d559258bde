import type { HttpResponse } from '../../../net/index';
import { sleep, withTimeout, type Process, type TimeoutResult } from '../../../sim/index';
import type { ClusterRuntime } from '../../cluster/cluster-runtime';
import type { Host } from '../../cluster/host';
import type { PickContext } from '../../cluster/lb/index';
import type { Attempt } from '../../decision/decision-facts';
import { editResponse } from '../../http/header-operations';
import { resetBody, resetDetails, resetFlag } from '../../http/reset-reason';
import type { HttpStream } from '../../http/stream';
import type { ProxyServices } from '../../services';
import { requestHash } from './hash-policy';
import type { TryOutcome } from './retry-policy';
import type { RoutePlan } from './route-plan';
import { attemptUpstream, type AttemptResult } from './upstream-attempt';
import { rewriteHost, type UpstreamRequest } from './upstream-request';

/** Sends one request, again when the retry policy says so (source/common/router/router.cc). */
export class Tries {
  readonly #used: Host[] = [];
  readonly #hash: bigint | undefined;
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
    this.#hash = plan.hashPolicies.length === 0 ? undefined : requestHash(plan.hashPolicies, stream);
  }

  *run(): Process<HttpResponse> {
    const { stream, plan, services, cluster } = this;
    for (let retries = 0, backoffMs = 0; ; retries++) {
      const attempt = this.#choose(backoffMs);
      if (!attempt.host) {
        attempt.outcome = 'no healthy upstream';
        return stream.reply(503, 'no healthy upstream', 'no_healthy_upstream', 'UH');
      }
      if (plan.attemptCount) this.request.headers.set('x-envoy-attempt-count', String(retries + 1));
      this.#aim(attempt.host);
      const process = attemptUpstream(stream, this.request, cluster, attempt.host, services);
      const timed: TimeoutResult<AttemptResult> = this.#perTryBounded
        ? yield* withTimeout(plan.retry.perTryTimeoutMs, 'per-try timeout', process)
        : { timedOut: false, value: yield* process };
      if (timed.timedOut) cluster.record(attempt.host, 'local origin failure', 504);
      this.#host = undefined;
      const outcome = this.#outcomeOf(timed, attempt);
      const covered = outcome !== undefined && plan.retry.covers(outcome);
      if (!covered || plan.retry.numRetries === 0) return this.#finish(timed, retries, false);
      if (retries >= plan.retry.numRetries) return this.#finish(timed, retries, true);
      const { resources } = cluster;
      if (resources.retries >= resources.maxRetries) {
        stream.addFlag('UO');
        return this.#finish(timed, retries, false);
      }
      resources.retries++;
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
    const attempt = this.stream.decision.tries.at(-1);
    if (attempt?.outcome === '') attempt.outcome = 'route timeout';
    if (this.#host) this.cluster.record(this.#host, 'local origin failure', 504);
    return this.stream.reply(504, 'upstream request timeout', 'response_timeout', 'UT');
  }

  /** Picks a host; a retry looks for one that was not used yet, a few times. */
  #choose(backoffMs: number): Attempt {
    const { cluster, plan, stream } = this;
    const original = stream.downstream.destination;
    const random = this.services.random.loadBalancer;
    const pick: PickContext = { random, hash: this.#hash, selection: 0, first: -1, second: -1 };
    const usable = cluster.hosts.usable;
    let host = cluster.pick(pick, original);
    const tries = this.#used.length === 0 ? 1 : plan.retry.hostAttempts;
    for (let i = 1; i < tries && host !== undefined && this.#used.includes(host); i++) {
      pick.selection = i;
      host = cluster.pick(pick, original);
    }
    if (host && plan.retry.avoidPreviousHosts) this.#used.push(host);
    const attempt: Attempt = { host, usable, pick, outcome: '', backoffMs };
    stream.decision.tries.push(attempt);
    return attempt;
  }

  #aim(host: Host): void {
    this.#host = host;
    if (this.plan.action.autoHostRewrite === true && isHostname(host.ip))
      rewriteHost(this.request, host.ip, false);
  }

  #outcomeOf(timed: TimeoutResult<AttemptResult>, attempt: Attempt): TryOutcome | undefined {
    if (timed.timedOut) {
      attempt.outcome = 'per-try timeout';
      return { is: 'per-try timeout' };
    }
    const result = timed.value;
    switch (result.is) {
      case 'response': {
        const { response } = result;
        attempt.outcome = String(response.status);
        const grpc = response.headers.get('grpc-status');
        return {
          is: 'response',
          status: response.status,
          grpcStatus: grpc === undefined ? undefined : Number(grpc),
        };
      }
      case 'reset':
        attempt.outcome = result.detail === undefined ? result.reason : `${result.reason} (${result.detail})`;
        return result;
      case 'no address':
        attempt.outcome = 'name does not resolve';
        return undefined;
    }
  }

  #finish(timed: TimeoutResult<AttemptResult>, retries: number, exhausted: boolean): HttpResponse {
    const { stream } = this;
    if (exhausted) stream.addFlag('URX');
    if (timed.timedOut)
      return stream.reply(504, 'upstream request timeout', 'upstream_per_try_timeout', 'UT');
    const result = timed.value;
    switch (result.is) {
      case 'response':
        return this.#upstreamResponse(result.response, result.ms);
      case 'no address':
        return stream.reply(503, 'no healthy upstream', 'no_healthy_upstream', 'UH');
      case 'reset': {
        const { reason, detail } = result;
        const response = stream.reply(
          503,
          resetBody(reason, retries > 0),
          resetDetails(reason, detail),
          resetFlag(reason),
        );
        if (reason === 'overflow') response.headers.append('x-envoy-overloaded', 'true');
        return response;
      }
    }
  }

  #upstreamResponse(response: HttpResponse, ms: number): HttpResponse {
    this.stream.details = 'via_upstream';
    const headers = response.headers.clone();
    headers.set('x-envoy-upstream-service-time', String(Math.floor(ms)));
    editResponse(headers, this.plan.config, this.stream.decision.weighted?.chosen, this.stream);
    return { status: response.status, headers, body: response.body };
  }
}

function isHostname(address: string): boolean {
  return /[a-z]/i.test(address) && !address.includes(':');
}
