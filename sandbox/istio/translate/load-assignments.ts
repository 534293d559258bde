import type { ClusterLoadAssignment, LbEndpoint, LocalityLbEndpoints } from '../../envoy/config/index';
import type { ClientTlsSettings } from '../discovery/api/index';
import {
  isIpAddress,
  modeForPort,
  type DestinationRule,
  type Endpoint,
  type Service,
  type ServicePortModel,
  type SubsetRule,
} from '../discovery/index';
import { outboundCluster } from './cluster-name';
import type { Context } from './context';

/** The endpoints of every EDS cluster of a service: per port, and per subset those with its labels. */
export function loadAssignments(
  context: Context,
  service: Service,
  nameOf: typeof outboundCluster = outboundCluster,
): ClusterLoadAssignment[] {
  const subsets = context.destinationRule(service)?.subsets ?? [];
  return service.ports
    .filter((port) => port.protocol !== 'UDP')
    .flatMap((port) =>
      [undefined, ...subsets].map((subset) => ({
        clusterName: nameOf(port.port, subset?.subset.name ?? '', service.hostname),
        endpoints: endpointsFor(context, service, port, subset).flatMap(withoutNames),
      })),
    );
}

/** EDS carries addresses only; a name comes in where ServiceEntries resolve the same host differently. */
function withoutNames(locality: LocalityLbEndpoints): LocalityLbEndpoints[] {
  const isAddress = ({ address }: LbEndpoint): boolean => isIpAddress(address.socketAddress.address);
  if (locality.lbEndpoints.every(isAddress)) return [locality];
  const lbEndpoints = locality.lbEndpoints.filter(isAddress);
  return lbEndpoints.length === 0 ? [] : [{ ...locality, lbEndpoints }];
}

/** One flat locality; whether an endpoint gets mTLS stands in its metadata. */
export function endpointsFor(
  context: Context,
  service: Service,
  port: ServicePortModel,
  subset: SubsetRule | undefined,
): LocalityLbEndpoints[] {
  const labels = subset?.subset.labels;
  const endpoints = context.snapshot.endpoints.onPort(service, port.port, labels);
  if (endpoints.length === 0) return [];
  const tls = declaredTls(context.destinationRule(service), subset, port.port);
  return [{ lbEndpoints: endpoints.map((endpoint) => toLbEndpoint(context, endpoint, tls)) }];
}

function toLbEndpoint(context: Context, endpoint: Endpoint, tls: ClientTlsSettings | undefined): LbEndpoint {
  return {
    address: { socketAddress: { address: endpoint.address, portValue: endpoint.port } },
    ...(endpoint.weight === undefined ? {} : { weight: endpoint.weight }),
    ...(acceptsMutualTls(context, endpoint, tls) ? { metadata: { tlsMode: 'istio' } } : {}),
    ...(endpoint.pod === undefined ? {} : { pod: endpoint.pod }),
    ...(endpoint.workload === undefined ? {} : { workload: endpoint.workload }),
  };
}

/** A rule's TLS mode decides for all endpoints; else the endpoint's sidecar and its PeerAuthentication. */
function acceptsMutualTls(context: Context, endpoint: Endpoint, tls: ClientTlsSettings | undefined): boolean {
  if (tls !== undefined) return tls.mode === 'ISTIO_MUTUAL';
  if (endpoint.tlsMode !== 'istio') return false;
  const policy = context.snapshot.peerAuthentications.effective(endpoint.namespace, endpoint.labels);
  return modeForPort(policy, endpoint.port) !== 'DISABLE';
}

/**
 * Unlike the cluster, an endpoint keeps the service-wide `tls` when the port's entry has none
 * (pilot/pkg/xds/endpoints/mtls_checker.go).
 */
function declaredTls(
  rule: DestinationRule | undefined,
  subset: SubsetRule | undefined,
  port: number,
): ClientTlsSettings | undefined {
  for (const policy of [subset?.subset.trafficPolicy, rule?.trafficPolicy]) {
    const entry = policy?.portLevelSettings?.find((setting) => setting.port?.number === port);
    const tls = entry?.tls ?? policy?.tls;
    if (tls !== undefined) return tls;
  }
  return undefined;
}
