/** Status codes are below this. */
const CODES = 600;

/**
 * What a cluster counts; the fields have Envoy's names in camel case
 * (https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats).
 */
export class ClusterStats {
  upstreamCxConnectFail = 0;
  upstreamCxConnectTimeout = 0;
  upstreamCxDestroy = 0;
  upstreamCxHttp1Total = 0;
  upstreamCxHttp2Total = 0;
  upstreamCxMaxRequests = 0;
  upstreamCxNoneHealthy = 0;
  upstreamCxOverflow = 0;
  upstreamCxTotal = 0;
  upstreamRqCompleted = 0;
  upstreamRqMaintenanceMode = 0;
  upstreamRqPendingFailureEject = 0;
  upstreamRqPendingOverflow = 0;
  upstreamRqPendingTotal = 0;
  upstreamRqPerTryTimeout = 0;
  upstreamRqRetry = 0;
  upstreamRqRetryBackoffExponential = 0;
  upstreamRqRetryLimitExceeded = 0;
  upstreamRqRetryOverflow = 0;
  upstreamRqRetrySuccess = 0;
  upstreamRqRxReset = 0;
  upstreamRqTimeout = 0;
  upstreamRqTotal = 0;
  upstreamRqTxReset = 0;
  readonly #codes = new CodeCounts();
  readonly #retriedCodes = new CodeCounts();

  /** A request of this cluster ended with a status, its last try's or one made here. */
  charge(status: number): void {
    this.upstreamRqCompleted++;
    this.#codes.add(status);
  }

  /** A try ended with a status and is repeated. */
  chargeRetried(status: number): void {
    this.#retriedCodes.add(status);
  }

  /** Requests by status, ascending. */
  get codes(): readonly CodeCount[] {
    return this.#codes.all();
  }

  get retriedCodes(): readonly CodeCount[] {
    return this.#retriedCodes.all();
  }
}

/** What is counted of one host. */
export interface HostStats {
  cxConnectFail: number;
  cxTotal: number;
  rqError: number;
  rqSuccess: number;
  rqTimeout: number;
  rqTotal: number;
}

export type CodeCount = readonly [status: number, count: number];

/** How often each status came; costs nothing until one does. */
class CodeCounts {
  #counts: Uint32Array | undefined;

  add(status: number): void {
    const counts = (this.#counts ??= new Uint32Array(CODES));
    counts[status] = (counts[status] ?? 0) + 1;
  }

  all(): readonly CodeCount[] {
    return [...(this.#counts ?? [])]
      .map((count, status) => [status, count] as const)
      .filter(([, count]) => count > 0);
  }
}
