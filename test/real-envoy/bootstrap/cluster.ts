import type { Cluster, ClusterLoadAssignment } from '../../../sandbox/envoy/config/index';
import { printedCluster } from '../../../sandbox/shell/commands/istioctl/proxy-config/printed/cluster';
import { printedAssignment } from '../../../sandbox/shell/commands/istioctl/proxy-config/printed/load-assignment';
import type { Message } from './bootstrap';

/** The server of everything that is fetched; nothing answers there. */
export const xdsCluster = {
  name: 'xds',
  type: 'STATIC',
  connectTimeout: '1s',
  typedExtensionProtocolOptions: {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
      '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
      explicitHttpConfig: { http2ProtocolOptions: {} },
    },
  },
  loadAssignment: { clusterName: 'xds', endpoints: [] },
};

/** A cluster with its endpoints written into it: what EDS would deliver is static. */
export function bootCluster(cluster: Cluster, assignment: ClusterLoadAssignment | undefined): Message {
  const { filters: _metadataExchange, edsClusterConfig: _eds, ...printed } = printedCluster(cluster);
  if (cluster.type !== 'EDS') return printed;
  return {
    ...printed,
    type: 'STATIC',
    loadAssignment: printedAssignment(assignment ?? { clusterName: cluster.name, endpoints: [] }),
  };
}
