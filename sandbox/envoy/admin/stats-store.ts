import { compareText } from '../../lib/compare-text';
import type { Stat } from '../../net/index';
import type { ClusterRuntime } from '../cluster/cluster-runtime';
import { clusterValues } from './cluster-values';
import type { ClusterManager } from '../cluster/cluster-manager';
import type { DrainManager } from '../drain-manager';
import type { DownstreamStats } from '../http/downstream-stats';
import type { ListenerChanges } from '../listener-changes';
import type { ListenerStats } from '../listener-stats';
import type { StatsInclusion } from './contract';
import { downstreamValues } from './downstream-values';
import { listenerValues } from './listener-values';

/** What the store is filled from. */
export interface StatsSource {
  readonly clusters: Iterable<ClusterRuntime>;
  readonly downstream: Iterable<readonly [statPrefix: string, stats: DownstreamStats]>;
  readonly clusterChanges: Pick<ClusterManager, 'added' | 'modified' | 'removed' | 'warming'>;
  readonly listeners: Iterable<readonly [address: string, stats: ListenerStats]>;
  readonly activeListeners: number;
  readonly listenerChanges: ListenerChanges;
  readonly drain: Pick<DrainManager, 'failing'>;
  /** Configurations taken over so far. */
  readonly updates: number;
  readonly uptimeSeconds: number;
  readonly daysUntilFirstCertExpiring: number;
  /** What extensions count. */
  readonly extensions: Iterable<Stat>;
}

/** Every statistic that is kept, sorted by name. */
export function collectStats(source: StatsSource, inclusion: StatsInclusion): Stat[] {
  const downstream = [...source.downstream].flatMap(([prefix, stats]) => downstreamValues(prefix, stats));
  const listeners = [...source.listeners].flatMap(([address, stats]) => listenerValues(address, stats));
  const clusters = [...source.clusters].flatMap(clusterStats);
  const stats = [...serverStats(source), ...listeners, ...downstream, ...clusters, ...source.extensions];
  const kept = stats.filter(({ name }) => isIncluded(name, inclusion));
  return kept.sort((a, b) => compareText(a.name, b.name));
}

/** States of a server as its gauge numbers them. */
const LIVE = 0;
const DRAINING = 1;
const PRE_INITIALIZING = 2;

function serverStats(source: StatsSource): Stat[] {
  const { clusterChanges, listenerChanges, drain, updates } = source;
  const started = updates === 0 ? PRE_INITIALIZING : LIVE;
  let connections = 0;
  for (const [, { cxTotal, cxDestroy }] of source.listeners) connections += cxTotal - cxDestroy;
  return [
    plain('cluster_manager.active_clusters', 'gauge', [...source.clusters].length),
    plain('cluster_manager.cds.update_success', 'counter', updates),
    plain('cluster_manager.cluster_added', 'counter', clusterChanges.added),
    plain('cluster_manager.cluster_modified', 'counter', clusterChanges.modified),
    plain('cluster_manager.cluster_removed', 'counter', clusterChanges.removed),
    plain('cluster_manager.warming_clusters', 'gauge', clusterChanges.warming),
    plain('listener_manager.lds.update_success', 'counter', updates),
    plain('listener_manager.listener_added', 'counter', listenerChanges.added),
    plain('listener_manager.listener_modified', 'counter', listenerChanges.modified),
    plain('listener_manager.listener_removed', 'counter', listenerChanges.removed),
    plain('listener_manager.total_listeners_active', 'gauge', source.activeListeners),
    plain('listener_manager.workers_started', 'gauge', 1),
    plain('server.concurrency', 'gauge', 2),
    plain('server.days_until_first_cert_expiring', 'gauge', source.daysUntilFirstCertExpiring),
    plain('server.live', 'gauge', drain.failing ? 0 : 1),
    plain('server.state', 'gauge', drain.failing ? DRAINING : started),
    plain('server.total_connections', 'gauge', connections),
    plain('server.uptime', 'gauge', source.uptimeSeconds),
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
