import type { Cluster, ClusterLoadAssignment, ProxyConfig } from '../config/index';
import type { ProxyContext } from '../proxy-context';
import { lacksSecret } from '../tls-secrets';
import { ClusterRuntime } from './cluster-runtime';
import { sameSettings } from './same-settings';

/** How long a cluster waits for its secrets before it goes without (initial_fetch_timeout). */
const FETCH_TIMEOUT_US = 15_000_000;

/** A cluster that cannot be used yet. */
interface Warming {
  readonly cluster: Cluster;
  readonly assignment: ClusterLoadAssignment | undefined;
  readonly untilUs: number;
}

/**
 * The clusters of a proxy by name. A new configuration keeps the clusters whose settings did not change, with their
 * ejections and connections; a changed cluster starts afresh. What was counted stays in either case. One that names a
 * secret which is not there yet is warming: whoever asks for it gets the one it replaces, or none.
 */
export class ClusterManager {
  #clusters = new Map<string, ClusterRuntime>();
  #warming = new Map<string, Warming>();
  /** How often configurations brought a cluster, another one in its place, or none any more. */
  added = 0;
  modified = 0;
  removed = 0;

  constructor(private readonly proxy: ProxyContext) {}

  get(name: string): ClusterRuntime | undefined {
    if (this.#warming.size > 0) this.#warm();
    return this.#clusters.get(name);
  }

  all(): readonly ClusterRuntime[] {
    if (this.#warming.size > 0) this.#warm();
    return [...this.#clusters.values()];
  }

  /** How many clusters cannot be used yet. */
  get warming(): number {
    if (this.#warming.size > 0) this.#warm();
    return this.#warming.size;
  }

  apply(config: ProxyConfig): void {
    const before = this.#clusters;
    const warmingBefore = this.#warming;
    const assignments = new Map(config.loadAssignments.map((entry) => [entry.clusterName, entry]));
    this.#clusters = new Map();
    this.#warming = new Map();
    for (const cluster of config.clusters) {
      const { name } = cluster;
      const assignment = assignments.get(name) ?? cluster.loadAssignment;
      const old = before.get(name);
      const kept = old && sameSettings(old.config, cluster) ? old : undefined;
      before.delete(name);
      const waited = warmingBefore.get(name);
      const goesOn = waited && sameSettings(waited.cluster, cluster);
      if (!old && !waited) this.added++;
      else if (!kept && goesOn !== true) this.modified++;
      if (kept === undefined && this.#lacksSecret(cluster)) {
        const untilUs = goesOn === true ? waited.untilUs : this.proxy.kernel.nowUs + FETCH_TIMEOUT_US;
        this.#warming.set(name, { cluster, assignment, untilUs });
        if (old) this.#clusters.set(name, old);
      } else this.#activate(cluster, assignment, old, kept);
    }
    this.removed += before.size;
    for (const runtime of before.values()) runtime.close();
  }

  close(): void {
    for (const runtime of this.#clusters.values()) runtime.close();
  }

  #activate(
    cluster: Cluster,
    assignment: ClusterLoadAssignment | undefined,
    old: ClusterRuntime | undefined,
    kept?: ClusterRuntime,
  ): void {
    const runtime = kept ?? new ClusterRuntime(cluster, this.proxy, old?.stats);
    runtime.update(cluster, assignment);
    this.#clusters.set(cluster.name, runtime);
    if (kept === undefined) old?.close();
  }

  /** Puts the clusters to use whose secrets have come, or whose time is up. */
  #warm(): void {
    for (const [name, { cluster, assignment, untilUs }] of this.#warming) {
      if (this.proxy.kernel.nowUs < untilUs && this.#lacksSecret(cluster)) continue;
      this.#warming.delete(name);
      this.#activate(cluster, assignment, this.#clusters.get(name));
    }
  }

  #lacksSecret({ transportSocket, transportSocketMatches = [] }: Cluster): boolean {
    return [transportSocket, ...transportSocketMatches.map((match) => match.transportSocket)].some((socket) =>
      lacksSecret(socket, this.proxy),
    );
  }
}
