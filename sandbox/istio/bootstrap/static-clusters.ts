import type { ProxySettings } from '../discovery/index';
import type { Metadata } from './node-metadata';

const HTTP = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
/** gRPC needs HTTP/2. */
const http2: Metadata = {
  typedExtensionProtocolOptions: {
    [HTTP]: { '@type': `type.googleapis.com/${HTTP}`, explicitHttpConfig: { http2ProtocolOptions: {} } },
  },
};
/** What a proxy calls the pods of its own kind. */
export const LOCAL_CLUSTER = 'local_cluster';
const MANY = { maxConnections: 100_000, maxPendingRequests: 100_000, maxRequests: 100_000 };

/**
 * Clusters that a proxy has before istiod tells it any: its own ends, its agent, where spans go, and the pods of its own
 * kind where it asks for them.
 */
export function staticClusters(
  settings: ProxySettings,
  localhost: string,
  discoversItself: boolean,
): readonly Metadata[] {
  const { proxyAdminPort = 0, statusPort = 0, configPath = '', tracing } = settings;
  const on = (portValue: number): Metadata => ({
    socketAddress: { address: localhost, portValue },
  });
  const pipe = (path: string): Metadata => ({ pipe: { path } });
  const zipkin = tracing?.zipkin?.address;
  return [
    { ...cluster('prometheus_stats', '0.250s', on(proxyAdminPort)) },
    { ...cluster('agent', '0.250s', on(statusPort)) },
    { ...cluster('sds-grpc', '1s', pipe('./var/run/secrets/workload-spiffe-uds/socket')), ...http2 },
    {
      ...cluster('xds-grpc', '1s', pipe(`${configPath}/XDS`)),
      maxRequestsPerConnection: 1,
      circuitBreakers: { thresholds: [MANY, { priority: 'HIGH', ...MANY }] },
      ...http2,
      upstreamConnectionOptions: { tcpKeepalive: { keepaliveTime: 300 } },
    },
    ...(zipkin ? [tracer('zipkin', zipkin)] : []),
    ...(discoversItself ? [localCluster] : []),
  ];
}

const LB_POLICIES = 'envoy.extensions.load_balancing_policies';

const localCluster: Metadata = {
  name: LOCAL_CLUSTER,
  altStatName: `${LOCAL_CLUSTER};`,
  type: 'EDS',
  connectTimeout: '1s',
  loadBalancingPolicy: {
    policies: [
      {
        typedExtensionConfig: {
          name: 'envoy.load_balancing_policies.least_request',
          typedConfig: {
            '@type': `type.googleapis.com/${LB_POLICIES}.least_request.v3.LeastRequest`,
            localityLbConfig: { zoneAwareLbConfig: { minClusterSize: '1' } },
          },
        },
      },
    ],
  },
  edsClusterConfig: { edsConfig: { ads: {}, resourceApiVersion: 'V3' }, serviceName: LOCAL_CLUSTER },
};

function cluster(name: string, connectTimeout: string, address: Metadata): Metadata {
  return {
    name,
    altStatName: `${name};`,
    type: 'STATIC',
    connectTimeout,
    loadAssignment: {
      clusterName: name,
      endpoints: [{ lbEndpoints: [{ endpoint: { address } }] }],
    },
  };
}

function tracer(name: string, place: string): Metadata {
  const colon = place.lastIndexOf(':');
  const address = place.slice(0, colon);
  const socketAddress = { address, portValue: Number(place.slice(colon + 1)) };
  return {
    ...cluster(name, '1s', { socketAddress }),
    type: 'STRICT_DNS',
    dnsRefreshRate: '30s',
    respectDnsTtl: true,
    dnsLookupFamily: 'V4_ONLY',
  };
}
