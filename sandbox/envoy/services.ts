import type { ClusterManager } from './cluster/cluster-manager';
import type { DownstreamStatsTable } from './http/downstream-stats';
import type { ListenerStatsTable } from './listener-stats';
import type { ProxyContext } from './proxy-context';

/** A proxy's context with its clusters: what filters work with. */
export interface ProxyServices extends ProxyContext {
  readonly clusters: ClusterManager;
  readonly downstream: DownstreamStatsTable;
  readonly listenerStats: ListenerStatsTable;
}
