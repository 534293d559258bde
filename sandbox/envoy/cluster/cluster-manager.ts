import type { Cluster, ClusterLoadAssignment, ProxyConfig } from '../config/index';
import type { ProxyContext } from '../proxy-context';
import { ClusterRuntime } from './cluster-runtime';

/**
 * The clusters of a proxy by name. A new configuration keeps the clusters whose settings did not change, with their
 * counters, ejections and connections; a changed cluster starts afresh.
 */
export class ClusterManager {
  #clusters = new Map<string, { readonly settings: string; readonly runtime: ClusterRuntime }>();

  constructor(private readonly proxy: ProxyContext) {}

  get(name: string): ClusterRuntime | undefined {
    return this.#clusters.get(name)?.runtime;
  }

  apply(config: ProxyConfig): void {
    const before = this.#clusters;
    const assignments = new Map(config.loadAssignments.map((entry) => [entry.clusterName, entry]));
    this.#clusters = new Map();
    for (const cluster of config.clusters) {
      const settings = settingsOf(cluster);
      const old = before.get(cluster.name);
      const kept = old?.settings === settings ? old : undefined;
      const runtime = kept?.runtime ?? new ClusterRuntime(cluster, this.proxy);
      runtime.update(cluster, endpointsOf(cluster, assignments));
      this.#clusters.set(cluster.name, { settings, runtime });
      if (kept) before.delete(cluster.name);
    }
    for (const { runtime } of before.values()) runtime.close();
  }

  close(): void {
    for (const { runtime } of this.#clusters.values()) runtime.close();
  }
}

function endpointsOf(
  cluster: Cluster,
  assignments: ReadonlyMap<string, ClusterLoadAssignment>,
): ClusterLoadAssignment | undefined {
  return assignments.get(cluster.name) ?? cluster.loadAssignment;
}

const settingsCache = new WeakMap<Cluster, string>();

/** Everything that makes a cluster what it is, save where it was written and its endpoints. */
function settingsOf(cluster: Cluster): string {
  let settings = settingsCache.get(cluster);
  if (settings === undefined) {
    settings = JSON.stringify(cluster, (key, value: unknown) =>
      key === 'origin' || key === 'loadAssignment' ? undefined : value,
    );
    settingsCache.set(cluster, settings);
  }
  return settings;
}
