import { familyOf } from '../../../lib/ip-address';
import {
  augmentedLabels,
  sortGateways,
  type Endpoint,
  type NetworkGateway,
  type Service,
} from '../../discovery/index';
import type { Context } from '../context';
import type { ProxyIps } from '../proxy/proxy-ips';
import { gatewaysFor, isInNetwork } from './usable-endpoints';

/**
 * Endpoints as a proxy reaches them: those of its own network, of networks without gateways and of unknown ones directly;
 * in place of the others the gateways of their networks, with their weights. Only mutual TLS gets through gateways, which
 * go by its SNI (pilot/pkg/xds/endpoints/ep_filters.go EndpointsByNetworkFilter).
 */
export function acrossNetworks(
  context: Context,
  service: Service,
  endpoints: readonly Endpoint[],
  usesMutualTls: (endpoint: Endpoint) => boolean,
): readonly Endpoint[] {
  const gateways = gatewaysFor(context, service);
  if (!gateways.isMultiNetwork) return endpoints;
  const { proxy, ips } = context;
  const direct: Endpoint[] = [];
  const weights = new Map<NetworkGateway, number>();
  for (const endpoint of endpoints) {
    const { network = '', cluster = ips.cluster } = endpoint;
    const doors = gateways.to(network, cluster);
    const weight = (endpoint.weight || 1) * gateways.weightScale;
    const isForeign = proxy.network ? !isInNetwork(proxy, network) : network !== '';
    if (!isForeign || doors.length === 0) {
      if (endpoint.address !== '') direct.push({ ...endpoint, weight });
      continue;
    }
    const reachable = doors.filter(({ address }) => isReachable(ips, address));
    if (reachable.length === 0 || !usesMutualTls(endpoint)) continue;
    const share = Math.trunc(weight / reachable.length);
    for (const door of reachable) weights.set(door, (weights.get(door) ?? 0) + share);
  }
  return [
    ...direct,
    ...sortGateways([...weights.keys()]).map((door) =>
      gatewayEndpoint(door, weights.get(door) || 1, endpoints),
    ),
  ];
}

/** Names are looked up, whatever they turn out to be. */
function isReachable({ mode }: ProxyIps, address: string): boolean {
  const family = familyOf(address);
  return family === undefined || mode === 'Dual' || mode === family;
}

/** What stands in for the workloads behind a gateway. */
function gatewayEndpoint(
  { address, port, network, cluster }: NetworkGateway,
  weight: number,
  [instead]: readonly Endpoint[],
): Endpoint {
  return {
    address,
    port,
    servicePort: instead?.servicePort ?? port,
    labels: augmentedLabels({}, { network, cluster }),
    namespace: '',
    tlsMode: 'istio',
    identity: '',
    weight,
    network,
    cluster,
    isNetworkGateway: true,
  };
}
