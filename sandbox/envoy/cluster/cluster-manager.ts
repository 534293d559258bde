import type { ProxyConfig } from '../config/index';
import type { ProxyContext } from '../proxy-context';
import { ClusterRuntime } from './cluster-runtime';
import { sameSettings } from './same-settings';

/**
 * The clusters of a proxy by name. A new configuration keeps the clusters whose settings did not change, with their
 * ejections and connections; a changed cluster starts afresh. What was counted stays in either case.
 */
export class ClusterManager {
  #clusters = new Map<string, ClusterRuntime>();

  constructor(private readonly proxy: ProxyContext) {}

  get(name: string): ClusterRuntime | undefined {
    return this.#clusters.get(name);
  }

  all(): readonly ClusterRuntime[] {
    return [...this.#clusters.values()];
  }

  apply(config: ProxyConfig): void {
    const before = this.#clusters;
    const assignments = new Map(config.loadAssignments.map((entry) => [entry.clusterName, entry]));
    this.#clusters = new Map();
    for (const cluster of config.clusters) {
      const old = before.get(cluster.name);
      const kept = old && sameSettings(old.config, cluster) ? old : undefined;
      const runtime = kept ?? new ClusterRuntime(cluster, this.proxy, old?.stats);
      runtime.update(cluster, assignments.get(cluster.name) ?? cluster.loadAssignment);
      this.#clusters.set(cluster.name, runtime);
      if (kept) before.delete(cluster.name);
    }
    for (const runtime of before.values()) runtime.close();
  }

  close(): void {
    for (const runtime of this.#clusters.values()) runtime.close();
  }
}
