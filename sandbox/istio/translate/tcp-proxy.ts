import type { NetworkFilter } from '../../envoy/config/index';
import type { Origin } from '../../lib/origin';
import type { RouteDestination } from '../discovery/api/index';
import { originOf, type Config, type Service } from '../discovery/index';
import { destinationCluster } from './routes/destination-cluster';

const ENVOY_NAME = 'envoy.filters.network.tcp_proxy';

/** Forwards a connection to one cluster. */
export function tcpProxy(cluster: string, origin: Origin): NetworkFilter {
  return { name: ENVOY_NAME, typedConfig: { statPrefix: cluster, cluster, origin } };
}

/** Forwards a connection to the destinations of a `tcp[]` or `tls[]` rule; weight 0 gets nothing when there are several. */
export function tcpProxyToDestinations(input: {
  readonly destinations: readonly RouteDestination[];
  readonly listenPort: number;
  readonly serviceFor: (host: string) => Service | undefined;
  readonly config: Config<unknown>;
  /** `spec.tcp[0]`. */
  readonly path: string;
}): NetworkFilter {
  const { destinations, config, path } = input;
  const clusterOf = ({ destination }: RouteDestination): string =>
    destinationCluster(destination, input.serviceFor(destination.host), input.listenPort);
  const [first] = destinations;
  if (first !== undefined && destinations.length === 1) {
    return tcpProxy(clusterOf(first), originOf(config, `${path}.route[0]`));
  }
  const clusters = destinations.flatMap((entry, index) =>
    (entry.weight ?? 0) > 0
      ? [
          {
            name: clusterOf(entry),
            weight: entry.weight ?? 0,
            origin: originOf(config, `${path}.route[${String(index)}]`),
          },
        ]
      : [],
  );
  return {
    name: ENVOY_NAME,
    typedConfig: { statPrefix: `${config.name}.${config.namespace}`, weightedClusters: { clusters } },
  };
}
