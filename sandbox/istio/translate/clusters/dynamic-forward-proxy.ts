import type { Cluster } from '../../../envoy/config/index';
import {
  isHttp2,
  originOf,
  type DestinationRule,
  type Service,
  type ServicePortModel,
} from '../../discovery/index';
import { outboundCluster } from '../cluster-name';
import type { Context } from '../context';
import { clusterMetadata } from '../metadata';
import { connectionPool, http2Options } from './connection-pool';
import { dnsLookupFamily } from './dns-lookup';
import { outlierDetection } from './outlier-detection';
import { portPolicy } from './traffic-policy';
import { upstreamTls } from './upstream-tls';

/** Protocols whose requests name the host that is meant. */
const SPOKEN = ['HTTP', 'HTTP2', 'GRPC', 'TLS'];

/** A service whose hosts are only known once somebody asks for one: `*.example.com` with DYNAMIC_DNS. */
export function isDynamic({ hostname, resolution }: Service): boolean {
  return resolution === 'dynamicDNS' && hostname.startsWith('*');
}

/**
 * The clusters of such a service: hosts are looked up as requests name them, which is also where TLS takes its names
 * from. Its DestinationRule's subsets mean nothing (pilot/pkg/networking/core/cluster_builder.go buildDFPCluster).
 */
export function dynamicClusters(context: Context, service: Service): Cluster[] {
  const rule = context.destinationRule(service);
  return service.ports
    .filter((port) => SPOKEN.includes(port.protocol))
    .map((port) => dynamicCluster(context, service, port, rule));
}

function dynamicCluster(
  context: Context,
  service: Service,
  port: ServicePortModel,
  rule: DestinationRule | undefined,
): Cluster {
  const { mesh } = context.snapshot;
  const policy = portPolicy(rule?.trafficPolicy, port.port, mesh);
  const http2 = isHttp2(port.protocol);
  const tls = upstreamTls(context, {
    ...(policy.tls ? { tls: policy.tls } : {}),
    type: 'STRICT_DNS',
    clusterSni: '',
    subjectAltNames: [],
    http2,
    external: service.registry === 'External',
    meshExternal: service.meshExternal,
    serviceMode: 'DISABLE',
    selectedRule: rule?.workloadSelector !== undefined,
    dynamic: true,
    ...(policy.proxyProtocol ? { proxyProtocol: policy.proxyProtocol } : {}),
  });
  const metadata = clusterMetadata(service, rule, '', policy.tls);
  const names = tls.upstreamHttpProtocolOptions;
  const isInsecure = tls.transportSocket !== undefined && !(names?.autoSni && names.autoSanValidation);
  const cache = {
    name: `${service.hostname}_dfp_dns_cache`,
    dnsLookupFamily: dnsLookupFamily(context.ips),
  };
  return {
    name: outboundCluster(port.port, '', service.hostname),
    ...dynamicForwardProxy(cache, isInsecure),
    ...connectionPool(policy.connectionPool, mesh, policy.retryBudget),
    ...outlierDetection(policy.outlierDetection),
    ...tls,
    ...(http2 ? { http2: true, ...http2Options(policy.connectionPool) } : {}),
    ...(metadata ? { metadata } : {}),
    origin: originOf(service.config, port.path),
    ...(rule ? { destinationRule: originOf(rule.config, 'spec') } : {}),
  };
}

/**
 * Hosts looked up as requests name them.
 * @param insecure whether the names may go unchecked, which Envoy wants to be told
 */
export function dynamicForwardProxy(
  dnsCacheConfig: Readonly<Record<string, unknown>>,
  insecure: boolean,
): Pick<Cluster, 'type' | 'lbPolicy' | 'clusterType'> {
  return {
    type: 'STRICT_DNS',
    lbPolicy: 'CLUSTER_PROVIDED',
    clusterType: {
      name: 'envoy.clusters.dynamic_forward_proxy',
      typedConfig: {
        '@type': 'type.googleapis.com/envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig',
        ...(insecure ? { allowInsecureClusterOptions: true } : {}),
        dnsCacheConfig,
      },
    },
  };
}
