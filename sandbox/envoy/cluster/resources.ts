import type { CircuitBreakerThresholds, Cluster } from '../config/index';

/** istiod sets every threshold to this unless a DestinationRule says otherwise. */
const UNLIMITED = 4_294_967_295;

/** Circuit breaker: what a cluster has in use, and how much it may (all hosts together, per proxy). */
export class Resources {
  connections = 0;
  /** Requests waiting for a connection, connecting ones included. */
  pending = 0;
  requests = 0;
  retries = 0;
  readonly maxConnections: number;
  readonly maxPending: number;
  readonly maxRequests: number;
  readonly #maxRetries: number;
  readonly #retryBudget: CircuitBreakerThresholds['retryBudget'];

  constructor(cluster: Cluster) {
    const limits = cluster.circuitBreakers?.thresholds[0];
    this.maxConnections = limits?.maxConnections ?? UNLIMITED;
    this.maxPending = limits?.maxPendingRequests ?? UNLIMITED;
    this.maxRequests = limits?.maxRequests ?? UNLIMITED;
    this.#maxRetries = limits?.maxRetries ?? UNLIMITED;
    this.#retryBudget = limits?.retryBudget;
  }

  /** The most retries at present; a budget grows with the requests under way and waiting. */
  get maxRetries(): number {
    if (this.#retryBudget === undefined) return this.#maxRetries;
    const { budgetPercent, minRetryConcurrency } = this.#retryBudget;
    const share = Math.trunc((budgetPercent.value / 100) * (this.requests + this.pending));
    return Math.max(share, minRetryConcurrency);
  }
}
