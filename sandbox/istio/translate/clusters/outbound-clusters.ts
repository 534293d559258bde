import type { Cluster, LocalityLbEndpoints } from '../../../envoy/config/index';
import type { Origin } from '../../../lib/origin';
import type { MutualTlsMode, PolicyBlocks } from '../../discovery/api/index';
import {
  isHttp,
  isHttp2,
  originOf,
  type DestinationRule,
  type Service,
  type ServicePortModel,
  type SubsetRule,
  type MeshConfig,
} from '../../discovery/index';
import { outboundCluster, outboundSni } from '../cluster-name';
import type { Context } from '../context';
import { clusterMetadata } from '../metadata';
import { endpointsFor } from '../load-assignments/load-assignments';
import { outboundAltStatName } from './alt-stat-name';
import { commonLbConfig } from './common-lb-config';
import { connectionPool, http2Options } from './connection-pool';
import { discoveryType } from './discovery-type';
import { dnsLookup } from './dns-lookup';
import { dynamicClusters, isDynamic } from './dynamic-forward-proxy';
import { loadBalancer } from './load-balancer';
import { outlierDetection } from './outlier-detection';
import { portPolicy, subsetPolicy, type EffectivePolicy } from './traffic-policy';
import { upstreamTls } from './upstream-tls';

/** The clusters of a service: one per port, and one per port and subset of its DestinationRule. */
export function outboundClusters(context: Context, service: Service): Cluster[] {
  if (service.resolution === 'alias') return [];
  if (isDynamic(service)) return dynamicClusters(context, service);
  return serviceClusters(context, service, false);
}

/**
 * The same under the names that clients put into SNI, for connections that a gateway passes on without ending their
 * TLS (AUTO_PASSTHROUGH): nothing is said of TLS.
 */
export function sniDnatClusters(context: Context, service: Service): Cluster[] {
  return service.meshExternal ? [] : serviceClusters(context, service, true);
}

function serviceClusters(context: Context, service: Service, bySni: boolean): Cluster[] {
  const rule = context.destinationRule(service);
  const identities = subjectAltNames(context, service);
  return service.ports
    .filter((port) => port.protocol !== 'UDP')
    .flatMap((port) => {
      const policy = portPolicy(rule?.trafficPolicy, port.port, context.snapshot.mesh);
      const shared = { context, service, port, rule, identities, bySni };
      const origin = defaultOrigin(service, port, rule);
      const whole = buildCluster({ policy, origin, subset: undefined, ...shared });
      if (whole === undefined) return [];
      const parts = (rule?.subsets ?? []).flatMap((subset) => {
        const own = subsetPolicy(policy, subset.subset.trafficPolicy, port.port);
        const named = originOf(subset.config, subset.path);
        return buildCluster({ policy: own, origin: named, subset, ...shared }) ?? [];
      });
      return [whole, ...parts];
    });
}

interface ClusterInput {
  readonly context: Context;
  readonly service: Service;
  readonly port: ServicePortModel;
  readonly rule: DestinationRule | undefined;
  readonly identities: readonly string[];
  /** Named after the SNI that chooses it; TLS is none of its business. */
  readonly bySni: boolean;
  readonly policy: EffectivePolicy;
  readonly subset: SubsetRule | undefined;
  readonly origin: Origin;
}

/** One cluster; none where the hosts would have to be listed and there are none. */
function buildCluster(input: ClusterInput): Cluster | undefined {
  const { context, service, port, rule, policy } = input;
  const subset = input.subset?.subset.name ?? '';
  const sni = outboundSni(port.port, subset, service.hostname);
  const name = input.bySni ? sni : outboundCluster(port.port, subset, service.hostname);
  const shards = port.protocol === 'Redis' && context.snapshot.features.redisFilter;
  const balancer = loadBalancer(discoveryType(context, service), policy.loadBalancer, shards);
  // A gateway does not sniff, and offers HTTP/2 to everybody: what it was asked in says nothing about the server.
  const sniffed = port.protocol === 'Unsupported' && context.proxy.type === 'sidecar';
  const clientProtocol = sniffed || (policy.connectionPool?.http?.useClientProtocol ?? false);
  const http2 =
    !clientProtocol && (isHttp2(port.protocol) || upgradesToHttp2(context.snapshot.mesh, port, policy));
  const listed = balancer.type === 'STATIC' || balancer.type.endsWith('_DNS');
  const endpoints = listed
    ? endpointsFor(context, service, port, {
        subset: input.subset,
        policy,
        looksUpNames: true,
        bySni: input.bySni,
      })
    : [];
  if (listed && endpoints.length === 0) return undefined;
  return {
    name,
    ...outboundAltStatName(context.snapshot.mesh, service, port, subset),
    ...balancer,
    ...portOverride(service, port, balancer.type),
    ...dnsLookup(context, balancer.type, service),
    ...connectionPool(policy.connectionPool, context.snapshot.mesh, policy.retryBudget),
    ...outlierDetection(policy.outlierDetection),
    commonLbConfig: commonLbConfig(context, service, policy),
    ...(listed
      ? {
          loadAssignment: {
            clusterName: name,
            endpoints: single(balancer.type, endpoints),
          },
        }
      : {}),
    ...(input.bySni ? {} : tlsOf(input, balancer.type, sni, http2)),
    ...(http2 ? { http2: true, ...http2Options(policy.connectionPool) } : {}),
    ...(clientProtocol ? { useDownstreamProtocol: true } : {}),
    ...metadataOf(input, subset),
    origin: input.origin,
    ...(rule ? { destinationRule: originOf(rule.config, 'spec') } : {}),
  };
}

/** A ServiceEntry without resolution may name the port that is meant in place of the one that is asked for. */
function portOverride(
  { registry, resolution }: Service,
  { targetPort }: ServicePortModel,
  type: Cluster['type'],
): Pick<Cluster, 'originalDstLbConfig'> {
  if (type !== 'ORIGINAL_DST' || registry !== 'External' || resolution !== 'passthrough') return {};
  return typeof targetPort === 'number' && targetPort > 0
    ? { originalDstLbConfig: { upstreamPortOverride: targetPort } }
    : {};
}

function metadataOf({ service, rule, policy }: ClusterInput, subset: string): Pick<Cluster, 'metadata'> {
  const metadata = clusterMetadata(service, rule, subset, policy.tls);
  return metadata ? { metadata } : {};
}

function tlsOf(
  { context, service, port, rule, policy, identities }: ClusterInput,
  type: Cluster['type'],
  clusterSni: string,
  http2: boolean,
): ReturnType<typeof upstreamTls> {
  return upstreamTls(context, {
    ...(policy.tls ? { tls: policy.tls } : {}),
    type,
    clusterSni,
    subjectAltNames: identities,
    http2,
    external: service.registry === 'External',
    meshExternal: service.meshExternal,
    ...(policy.proxyProtocol ? { proxyProtocol: policy.proxyProtocol } : {}),
    serviceMode: serviceMode(context, service, port, policy),
    selectedRule: rule?.workloadSelector !== undefined,
  });
}

/** A LOGICAL_DNS cluster has one name to look up; Envoy refuses more, which ServiceEntries of one host may add up to. */
function single(
  type: Cluster['type'],
  localities: readonly LocalityLbEndpoints[],
): readonly LocalityLbEndpoints[] {
  const [first] = localities;
  const [endpoint] = first?.lbEndpoints ?? [];
  if (type !== 'LOGICAL_DNS' || !first || !endpoint) return localities;
  return [{ ...first, lbEndpoints: [endpoint] }];
}

/** True when HTTP/1.1 clients are served over HTTP/2; not where the client's own protocol is to be kept. */
export function upgradesToHttp2(
  mesh: MeshConfig,
  port: Pick<ServicePortModel, 'protocol'>,
  policy: PolicyBlocks,
): boolean {
  const { useClientProtocol, h2UpgradePolicy: override } = policy.connectionPool?.http ?? {};
  if (useClientProtocol === true) return false;
  if (override === 'UPGRADE') return true;
  if (override === 'DO_NOT_UPGRADE') return false;
  return isHttp(port.protocol) && mesh.h2UpgradePolicy === 'UPGRADE';
}

/** Where the client cannot choose per endpoint, one endpoint without sidecar switches mTLS off. */
export function serviceMode(
  context: Context,
  service: Service,
  port: ServicePortModel,
  policy: PolicyBlocks,
): MutualTlsMode {
  const { endpoints: index, peerAuthentications } = context.snapshot;
  if (service.resolution === 'passthrough' || policy.loadBalancer?.simple === 'PASSTHROUGH') {
    const endpoints = index.onPort(service, port.port);
    const all = endpoints.length > 0 && endpoints.every((endpoint) => endpoint.tlsMode === 'istio');
    if (!all) return 'DISABLE';
  }
  return peerAuthentications.namespaceMode(service.namespace) ?? 'PERMISSIVE';
}

/** An identity as it reads in another trust domain; nothing for what is no identity of a workload. */
function inTrustDomain(identity: string, domain: string): string[] {
  const [, workload] = /^spiffe:\/\/[^/]+(\/ns\/[^/]+\/sa\/[^/]+)$/.exec(identity) ?? [];
  return workload === undefined ? [] : [`spiffe://${domain}${workload}`];
}

/** Whom clients of a service may meet, also under older names of the trust domain; sorted. */
export function subjectAltNames(context: Context, service: Service): string[] {
  const { endpoints, mesh } = context.snapshot;
  const names = new Set(service.subjectAltNames);
  for (const endpoint of endpoints.of(service)) {
    if (endpoint.identity !== '') names.add(endpoint.identity);
  }
  const older = mesh.trustDomainAliases ?? [];
  const all = [...names].flatMap((name) => [name, ...older.flatMap((domain) => inTrustDomain(name, domain))]);
  return [...new Set(all)].sort();
}

/** The rule that shaped the cluster, else the service's port. */
function defaultOrigin(service: Service, port: ServicePortModel, rule: DestinationRule | undefined): Origin {
  if (rule?.trafficPolicy) return originOf(rule.config, 'spec.trafficPolicy');
  return originOf(service.config, port.path);
}
