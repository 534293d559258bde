import { ClusterManager } from './cluster/cluster-manager';
import { DownstreamStatsTable } from './http/downstream-stats';
import { ListenerStatsTable } from './listener-stats';
import type { ProxyContext } from './proxy-context';

/** A proxy's context with its clusters: what filters work with. */
export interface ProxyServices extends ProxyContext {
  readonly clusters: ClusterManager;
  readonly downstream: DownstreamStatsTable;
  readonly listenerStats: ListenerStatsTable;
}

/** Written out: every request reads these, and copies of objects get a shape each, which engines read slowly. */
export function servicesOf(context: ProxyContext): ProxyServices {
  const { node, kernel, dialer, random, now, credential, nextPort } = context;
  return {
    node,
    kernel,
    dialer,
    random,
    now,
    credential,
    nextPort,
    clusters: new ClusterManager(context),
    downstream: new DownstreamStatsTable(),
    listenerStats: new ListenerStatsTable(),
  };
}
