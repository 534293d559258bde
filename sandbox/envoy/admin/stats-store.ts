import type { Stat } from '../../net/index';
import type { ClusterRuntime } from '../cluster/cluster-runtime';
import { clusterValues } from './cluster-values';
import type { DownstreamStats } from '../http/downstream-stats';
import type { StatsInclusion } from './contract';
import { downstreamValues } from './downstream-values';

/** What the store is filled from. */
export interface StatsSource {
  readonly clusters: Iterable<ClusterRuntime>;
  readonly downstream: Iterable<readonly [statPrefix: string, stats: DownstreamStats]>;
  readonly listeners: number;
  /** Configurations taken over so far. */
  readonly updates: number;
  readonly uptimeSeconds: number;
  /** What extensions count. */
  readonly extensions: Iterable<Stat>;
}

/** Every statistic that is kept, sorted by name. */
export function collectStats(source: StatsSource, inclusion: StatsInclusion): Stat[] {
  const downstream = [...source.downstream].flatMap(([prefix, stats]) => downstreamValues(prefix, stats));
  const clusters = [...source.clusters].flatMap(clusterStats);
  const stats = [...serverStats(source), ...downstream, ...clusters, ...source.extensions];
  const kept = stats.filter(({ name }) => isIncluded(name, inclusion));
  return kept.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function serverStats({ clusters, listeners, updates, uptimeSeconds }: StatsSource): Stat[] {
  return [
    plain('cluster_manager.active_clusters', 'gauge', [...clusters].length),
    plain('cluster_manager.cds.update_success', 'counter', updates),
    plain('cluster_manager.warming_clusters', 'gauge', 0),
    plain('listener_manager.lds.update_success', 'counter', updates),
    plain('listener_manager.total_listeners_active', 'gauge', listeners),
    plain('listener_manager.workers_started', 'gauge', 1),
    plain('server.live', 'gauge', 1),
    plain('server.state', 'gauge', 0),
    plain('server.uptime', 'gauge', uptimeSeconds),
  ];
}

function clusterStats(cluster: ClusterRuntime): Stat[] {
  const { name, altStatName } = cluster.config;
  const filedUnder = altStatName ?? `${name};`;
  const clusterName = ['cluster_name', filedUnder.replace(/;$/, '')] as const;
  return clusterValues(cluster).map(({ name: value, family, label, kind, value: count }) => ({
    name: `cluster.${filedUnder}.${value}`,
    family: familyOf(`cluster.${family ?? value}`),
    labels: label === undefined ? [clusterName] : [label, clusterName],
    kind,
    value: count,
  }));
}

function plain(name: string, kind: 'counter' | 'gauge', value: number): Stat {
  return { name, family: familyOf(name), labels: [], kind, value };
}

function familyOf(name: string): string {
  return `envoy_${name.replaceAll(/[^a-zA-Z0-9_]/g, '_')}`;
}

function isIncluded(name: string, { prefixes, suffixes, patterns }: StatsInclusion): boolean {
  return (
    prefixes.some((prefix) => name.startsWith(prefix)) ||
    suffixes.some((suffix) => name.endsWith(suffix)) ||
    patterns.some((pattern) => pattern.fullMatch(name))
  );
}
