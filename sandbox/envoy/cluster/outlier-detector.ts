import type { OutlierDetection } from '../config/index';
import { durationMs } from './durations';

/** What outlier detection remembers of a host. */
export interface HostHealth {
  /** Set while ejected. */
  ejectedAtMs: number | undefined;
  consecutive5xx: number;
  consecutiveGateway: number;
  consecutiveLocalOrigin: number;
  ejectionMultiplier: number;
  lastUnejectedMs: number | undefined;
}

export type ResultKind = 'response' | 'local origin failure' | 'local origin success';

interface Counter {
  readonly threshold: number;
  readonly enforced: boolean;
  detected: number;
  ejected: number;
}

/** What happened so far, as Envoy's `outlier_detection.` statistics count it. */
export interface EjectionCounts {
  /** Hosts that are out now. */
  readonly active: number;
  readonly total: number;
  readonly overflow: number;
  readonly consecutive5xx: EjectionCount;
  readonly gatewayFailure: EjectionCount;
  readonly localOriginFailure: EjectionCount;
}

/** How often a limit was reached, and how often that took a host out. */
type EjectionCount = Readonly<Pick<Counter, 'detected' | 'ejected'>>;

/**
 * Ejects hosts after consecutive failures and takes them back in periodic sweeps. Pure state: the caller brings the
 * time and runs {@link sweep} every `intervalMs` (source/common/upstream/outlier_detection_impl.cc).
 */
export class OutlierDetector<H extends HostHealth> {
  readonly intervalMs: number;
  /** Failures that would have ejected a host but for `maxEjectionPercent`. */
  overflows = 0;
  #total = 0;
  readonly #baseMs: number;
  readonly #maxMs: number;
  readonly #maxPercent: number;
  readonly #fiveXx: Counter;
  readonly #gateway: Counter;
  readonly #localOrigin: Counter;
  readonly #split: boolean;

  /** @param hosts all hosts of the cluster, read when needed */
  constructor(
    config: OutlierDetection,
    private readonly hosts: () => readonly H[],
  ) {
    this.intervalMs = durationMs(config.interval) ?? 10_000;
    this.#baseMs = durationMs(config.baseEjectionTime) ?? 30_000;
    this.#maxMs = Math.max(300_000, this.#baseMs);
    this.#maxPercent = config.maxEjectionPercent ?? 10;
    this.#split = config.splitExternalLocalOriginErrors === true;
    this.#fiveXx = counter(config.consecutive5xx, config.enforcingConsecutive5xx ?? 100);
    this.#gateway = counter(config.consecutiveGatewayFailure, config.enforcingConsecutiveGatewayFailure ?? 0);
    this.#localOrigin = counter(config.consecutiveLocalOriginFailure, 100);
  }

  get counts(): EjectionCounts {
    return {
      active: this.hosts().filter((host) => host.ejectedAtMs !== undefined).length,
      total: this.#total,
      overflow: this.overflows,
      consecutive5xx: this.#fiveXx,
      gatewayFailure: this.#gateway,
      localOriginFailure: this.#localOrigin,
    };
  }

  /** Something waits for a sweep: a host is out, or its backoff has not worn off. */
  get restless(): boolean {
    return this.hosts().some((host) => host.ejectedAtMs !== undefined || host.ejectionMultiplier > 0);
  }

  /**
   * Counts a result of a host. `status` of a local origin failure: 503 for connections that failed, 504 for time-outs.
   * Answers true when the host was ejected by it.
   */
  record(host: H, kind: ResultKind, status: number, nowMs: number): boolean {
    if (this.#split && kind !== 'response') return this.#recordLocalOrigin(host, kind, nowMs);
    if (kind === 'local origin success') return false;
    if (status < 500) {
      host.consecutive5xx = 0;
      host.consecutiveGateway = 0;
      return false;
    }
    let ejected = false;
    if (status >= 502 && status <= 504) {
      if (++host.consecutiveGateway === this.#gateway.threshold) {
        ejected = this.#trigger(host, this.#gateway, nowMs);
        host.consecutiveGateway = 0;
      }
    } else {
      host.consecutiveGateway = 0;
    }
    if (++host.consecutive5xx === this.#fiveXx.threshold) {
      ejected = this.#trigger(host, this.#fiveXx, nowMs) || ejected;
      host.consecutive5xx = 0;
    }
    return ejected;
  }

  /** The periodic check: takes hosts back whose time is up. Answers true when one came back. */
  sweep(nowMs: number): boolean {
    let returned = false;
    for (const host of this.hosts()) {
      if (host.ejectedAtMs !== undefined) {
        const forMs = Math.min(this.#baseMs * host.ejectionMultiplier, this.#maxMs);
        if (forMs > nowMs - host.ejectedAtMs) continue;
        host.ejectedAtMs = undefined;
        host.lastUnejectedMs = nowMs;
        host.consecutive5xx = host.consecutiveGateway = host.consecutiveLocalOrigin = 0;
        returned = true;
      } else if (host.ejectionMultiplier > 0 && nowMs - (host.lastUnejectedMs ?? nowMs) >= this.intervalMs) {
        host.ejectionMultiplier--;
      }
    }
    return returned;
  }

  #recordLocalOrigin(host: H, kind: ResultKind, nowMs: number): boolean {
    if (kind === 'local origin success') {
      host.consecutiveLocalOrigin = 0;
      return false;
    }
    if (++host.consecutiveLocalOrigin !== this.#localOrigin.threshold) return false;
    const ejected = this.#trigger(host, this.#localOrigin, nowMs);
    host.consecutiveLocalOrigin = 0;
    return ejected;
  }

  #trigger(host: H, reached: Counter, nowMs: number): boolean {
    if (host.ejectedAtMs !== undefined) return false;
    reached.detected++;
    const hosts = this.hosts();
    const out = hosts.filter((other) => other.ejectedAtMs !== undefined).length;
    if ((100 * (out + 1)) / hosts.length > this.#maxPercent) {
      this.overflows++;
      return false;
    }
    this.#total++;
    if (!reached.enforced) return false;
    reached.ejected++;
    host.ejectedAtMs = nowMs;
    if (host.ejectionMultiplier * this.#baseMs < this.#maxMs + this.#baseMs) host.ejectionMultiplier++;
    return true;
  }
}

function counter(threshold: number | undefined, enforcingPercent: number): Counter {
  return { threshold: threshold ?? 5, enforced: enforcingPercent > 0, detected: 0, ejected: 0 };
}
