import { isIpAddress } from '../../../lib/ip-address';
import type { ClusterLoadAssignment, LbEndpoint, LocalityLbEndpoints } from '../../../envoy/config/index';
import type { ClientTlsSettings } from '../../discovery/api/index';
import {
  modeForPort,
  parseLocality,
  type DestinationRule,
  type Endpoint,
  type Service,
  type ServicePortModel,
  type SubsetRule,
} from '../../discovery/index';
import { additionalAddresses, toAddress } from '../proxy/addresses';
import { outboundCluster, outboundSni } from '../cluster-name';
import { portPolicy, subsetPolicy, type EffectivePolicy } from '../clusters/traffic-policy';
import type { Context } from '../context';
import { acrossNetworks } from './network-filter';
import { isDraining, usableEndpoints } from './usable-endpoints';
import { localitySetting } from './locality-setting';
import { groupByPlace, nearestFirst, withEndpoints } from './near-endpoints';
import { endpointMetadata } from '../metadata';

/**
 * The endpoints of every EDS cluster of a service: per port, and per subset those with its labels.
 * @param bySni for the clusters that a gateway passes connections on to by their SNI
 */
export function loadAssignments(context: Context, service: Service, bySni = false): ClusterLoadAssignment[] {
  const nameOf = bySni ? outboundSni : outboundCluster;
  const rule = context.destinationRule(service);
  return service.ports
    .filter((port) => port.protocol !== 'UDP')
    .flatMap((port) => {
      const base = portPolicy(rule?.trafficPolicy, port.port, context.snapshot.mesh);
      return [undefined, ...(rule?.subsets ?? [])].map((subset) => {
        const policy = subset ? subsetPolicy(base, subset.subset.trafficPolicy, port.port) : base;
        return {
          clusterName: nameOf(port.port, subset?.subset.name ?? '', service.hostname),
          endpoints: endpointsFor(context, service, port, { subset, policy, bySni }),
        };
      });
    });
}

/** Endpoints by their place, in the order and with the weights that the policy asks for; mTLS stands in their metadata. */
export function endpointsFor(
  context: Context,
  service: Service,
  port: ServicePortModel,
  { subset, policy, bySni = false, looksUpNames = false, isOwn }: ClusterPart,
): LocalityLbEndpoints[] {
  const labels = subset?.subset.labels;
  const found = context.snapshot.endpoints.onPort(service, port.port, labels);
  const known = isOwn ? found.filter(isOwn) : found;
  const sent = looksUpNames ? known : known.filter(isAddressed);
  const endpoints = usableEndpoints(context, service, sent, policy);
  if (endpoints.length === 0) return [];
  const tls = isOwn ? undefined : declaredTls(context.destinationRule(service), subset, port.port);
  const usesMutualTls = (endpoint: Endpoint): boolean => acceptsMutualTls(context, endpoint, tls);
  const detects = policy.outlierDetection !== undefined;
  const setting = isOwn ? undefined : localitySetting(context.snapshot.mesh, policy.loadBalancer, service);
  const groups = groupByPlace(endpoints).map((group) => {
    const reached = acrossNetworks(context, service, group.endpoints, usesMutualTls);
    const passed = bySni ? reached.filter(usesMutualTls) : reached;
    return passed === group.endpoints ? group : withEndpoints(group, passed);
  });
  const caller = { locality: context.locality, labels: context.proxy.labels };
  const used = setting ? nearestFirst(groups, setting, caller, detects) : groups;
  return used.flatMap((group) => {
    if (group.endpoints.length === 0) return [];
    return {
      ...(group.locality === '' ? {} : { locality: parseLocality(group.locality) }),
      lbEndpoints: group.endpoints.map((endpoint) => toLbEndpoint(context, endpoint, tls)),
      loadBalancingWeight: group.weight,
      ...(group.priority > 0 ? { priority: group.priority } : {}),
    };
  });
}

/** Which part of a service a cluster is. */
interface ClusterPart {
  readonly subset: SubsetRule | undefined;
  readonly policy: EffectivePolicy;
  /** Connections are chosen by their SNI and passed on as they are: only mutual TLS may be. */
  readonly bySni?: boolean;
  /** Its hosts may have names for addresses. */
  readonly looksUpNames?: boolean;
  /** Only these, as they are: neither rules nor places count. */
  readonly isOwn?: (endpoint: Endpoint) => boolean;
}

/** EDS carries addresses and sockets only; a name comes in where ServiceEntries resolve the same host differently. */
function isAddressed({ address, port }: Endpoint): boolean {
  return address === '' || port === 0 || isIpAddress(address);
}

function toLbEndpoint(context: Context, endpoint: Endpoint, tls: ClientTlsSettings | undefined): LbEndpoint {
  return {
    address: toAddress(endpoint.address, endpoint.port),
    ...(context.ips.dualStack ? additionalAddresses(endpoint.additionalAddresses ?? [], endpoint.port) : {}),
    ...healthOf(endpoint),
    ...(endpoint.weight === undefined ? {} : { weight: endpoint.weight }),
    metadata: endpointMetadata(endpoint, acceptsMutualTls(context, endpoint, tls), tellsWorkload(context)),
    ...(endpoint.pod === undefined ? {} : { pod: endpoint.pod }),
    ...(endpoint.workload === undefined ? {} : { workload: endpoint.workload }),
  };
}

function healthOf(endpoint: Endpoint): Pick<LbEndpoint, 'healthStatus'> {
  const { healthStatus } = endpoint;
  if (isDraining(endpoint)) return { healthStatus: 'DRAINING' };
  return healthStatus === undefined ? {} : { healthStatus };
}

function tellsWorkload({ snapshot: { features } }: Context): boolean {
  return features.endpointTelemetryLabel;
}

/** Without a sidecar never; else a rule's TLS mode decides for all endpoints, without one their PeerAuthentications. */
function acceptsMutualTls(context: Context, endpoint: Endpoint, tls: ClientTlsSettings | undefined): boolean {
  if (endpoint.isNetworkGateway) return true;
  if (endpoint.tlsMode !== 'istio') return false;
  if (tls !== undefined) return tls.mode === 'ISTIO_MUTUAL';
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
