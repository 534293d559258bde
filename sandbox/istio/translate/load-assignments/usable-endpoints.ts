import {
  SESSION_COOKIE_LABEL,
  type Endpoint,
  type Features,
  type NetworkGateways,
  type Service,
} from '../../discovery/index';
import type { EffectivePolicy } from '../clusters/traffic-policy';
import type { Context } from '../context';
import type { ProxyNodeInfo } from '../proxy/proxy-node';

const DRAINING = 'istio.io/draining';

/**
 * The endpoints of a service that a proxy is told of, in the state that it is told: those of the networks it asks for, with
 * an address or a gateway that leads to them, and as well as the service wants them
 * (pilot/pkg/xds/endpoints/endpoint_builder.go filterIstioEndpoint).
 */
export function usableEndpoints(
  context: Context,
  service: Service,
  endpoints: readonly Endpoint[],
  policy: EffectivePolicy,
): readonly Endpoint[] {
  const { proxy, snapshot } = context;
  const sendsUnhealthy = sendsUnhealthyEndpoints(snapshot.features, service, policy);
  const { isMultiNetwork } = gatewaysFor(context, service);
  return endpoints.filter((endpoint) => {
    const { address, network = '', healthStatus } = endpoint;
    if (!isVisible(proxy, network)) return false;
    if (address === '' && (!isMultiNetwork || isInNetwork(proxy, network))) return false;
    if (healthStatus === 'UNHEALTHY' && !sendsUnhealthy) return false;
    return !isDraining(endpoint) || Boolean(service.labels[SESSION_COOKIE_LABEL]);
  });
}

/** Those that are labelled so are on their way out too. */
export function isDraining({ healthStatus, labels }: Endpoint): boolean {
  return healthStatus === 'DRAINING' || Boolean(labels[DRAINING]);
}

/** The gateways that lead to other networks: by their names too where names are looked up by the proxy. */
export function gatewaysFor({ snapshot: { networks } }: Context, { resolution }: Service): NetworkGateways {
  return resolution === 'dnsLB' || resolution === 'dnsRoundRobinLB'
    ? networks.namedGateways
    : networks.gateways;
}

/** ISTIO_META_REQUESTED_NETWORK_VIEW; what is in no known network is everybody's. */
function isVisible({ networkView = [] }: ProxyNodeInfo, network: string): boolean {
  return networkView.length === 0 || network === '' || networkView.includes(network);
}

/** Unknown networks are taken for one's own. */
export function isInNetwork({ network = '' }: ProxyNodeInfo, other: string): boolean {
  return network === '' || other === '' || network === other;
}

/**
 * Whether endpoints that are not ready are sent, so that proxies can tell how much of a service is left; not where they
 * would get requests (pilot/pkg/xds/endpoints/endpoint_builder.go supportsUnhealthyEndpoints).
 */
export function sendsUnhealthyEndpoints(
  features: Features,
  service: Pick<Service, 'trafficDistribution'>,
  { outlierDetection }: Pick<EffectivePolicy, 'outlierDetection'>,
): boolean {
  if (forcesUnhealthyEndpoints(features, service)) return true;
  return features.autoSendUnhealthyEndpoints && (outlierDetection?.minHealthPercent ?? 0) === 0;
}

/** Who prefers near endpoints has to know how many of them are left. */
export function forcesUnhealthyEndpoints(
  { sendUnhealthyEndpoints }: Features,
  { trafficDistribution }: Pick<Service, 'trafficDistribution'>,
): boolean {
  return sendUnhealthyEndpoints || trafficDistribution !== undefined;
}
