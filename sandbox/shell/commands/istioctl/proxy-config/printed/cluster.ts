import type { CircuitBreakerThresholds, Cluster } from '../../../../../envoy/config/index';
import { clusterParts } from '../cluster-parts';
import { printedAssignment } from './load-assignment';
import { message, typed } from './message';
import { printedSocket } from './transport-socket';

const HTTP_OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
const CARES = 'envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig';
/** How istiod says "no limit". */
const UNLIMITED = 4_294_967_295;

/** A cluster as Envoy's dump has it. */
export function printedCluster(cluster: Cluster): Readonly<Record<string, unknown>> {
  const { name, type, connectTimeout, lbPolicy, loadAssignment, maxRequestsPerConnection } = cluster;
  const { outlierDetection, ringHashLbConfig, maglevLbConfig, transportSocket } = cluster;
  const isService = clusterParts(name).direction === 'outbound';
  return message({
    transportSocketMatches: cluster.transportSocketMatches?.map((one) => ({
      ...one,
      transportSocket: printedSocket(one.transportSocket, true),
    })),
    name,
    altStatName: cluster.altStatName ?? (isService ? `${name};` : undefined),
    type: cluster.clusterType ? undefined : type,
    clusterType: cluster.clusterType,
    edsClusterConfig: type === 'EDS' ? edsConfig(name) : undefined,
    connectTimeout,
    lbPolicy,
    loadAssignment: loadAssignment && printedAssignment(loadAssignment),
    circuitBreakers: cluster.circuitBreakers && printedLimits(cluster.circuitBreakers.thresholds),
    typedExtensionProtocolOptions: httpOptions(cluster, maxRequestsPerConnection),
    dnsRefreshRate: cluster.dnsRefreshRate,
    dnsJitter: cluster.dnsJitter,
    respectDnsTtl: cluster.respectDnsTtl,
    dnsLookupFamily: cluster.dnsLookupFamily,
    typedDnsResolverConfig:
      cluster.dnsUdpMaxQueries === undefined ? undefined : dnsResolver(cluster.dnsUdpMaxQueries),
    outlierDetection,
    upstreamBindConfig: cluster.upstreamBindConfig,
    originalDstLbConfig: cluster.originalDstLbConfig,
    ringHashLbConfig,
    maglevLbConfig,
    roundRobinLbConfig: cluster.roundRobinLbConfig,
    leastRequestLbConfig: cluster.leastRequestLbConfig,
    commonLbConfig: isService ? printedPanic(cluster) : cluster.commonLbConfig,
    transportSocket: transportSocket && printedSocket(transportSocket),
    metadata: cluster.metadata,
    upstreamConnectionOptions: cluster.upstreamConnectionOptions,
    filters: isService ? [metadataExchange] : undefined,
  });
}

export function printedLimits(
  thresholds: readonly CircuitBreakerThresholds[],
): Readonly<Record<string, unknown>> {
  const limits = { maxConnections: UNLIMITED, maxPendingRequests: UNLIMITED };
  return {
    thresholds: thresholds.map((one) => ({
      ...limits,
      maxRequests: UNLIMITED,
      maxRetries: UNLIMITED,
      ...one,
    })),
  };
}

function dnsResolver(udpMaxQueries: number): Readonly<Record<string, unknown>> {
  return { name: 'envoy.network.dns_resolver.cares', typedConfig: typed(CARES, { udpMaxQueries }) };
}

function edsConfig(serviceName: string): Readonly<Record<string, unknown>> {
  return {
    edsConfig: { ads: {}, initialFetchTimeout: '0s', resourceApiVersion: 'V3' },
    serviceName,
  };
}

function httpOptions(cluster: Cluster, perConnection: number | undefined): unknown {
  const { upstreamHttpProtocolOptions, idleTimeout, maxConnectionDuration } = cluster;
  const common = message({ idleTimeout, maxRequestsPerConnection: perConnection, maxConnectionDuration });
  const options = message({
    commonHttpProtocolOptions: Object.keys(common).length === 0 ? undefined : common,
    upstreamHttpProtocolOptions,
    outlierDetection: cluster.outlierErrorCodes && { errorMatcher: errorMatcher(cluster.outlierErrorCodes) },
  });
  const version = httpVersion(cluster, Object.keys(options).length > 0);
  return version && { [HTTP_OPTIONS]: typed(HTTP_OPTIONS, { ...options, ...version }) };
}

/** One status, or any of several. */
function errorMatcher(codes: readonly number[]): Readonly<Record<string, unknown>> {
  const rules = codes.map((code) => ({
    httpResponseHeadersMatch: { headers: [{ name: ':status', stringMatch: { exact: String(code) } }] },
  }));
  return rules.length === 1 && rules[0] ? rules[0] : { orMatch: { rules } };
}

/** What is spoken upstream; plain HTTP/1.1 is said only beside other options, which need it said. */
function httpVersion(
  { http2, http2ProtocolOptions = {}, useDownstreamProtocol }: Cluster,
  hasOptions: boolean,
): Readonly<Record<string, unknown>> | undefined {
  if (useDownstreamProtocol === true) {
    return { useDownstreamProtocolConfig: { httpProtocolOptions: {}, http2ProtocolOptions: {} } };
  }
  if (http2 === true) return { explicitHttpConfig: { http2ProtocolOptions } };
  return hasOptions ? { explicitHttpConfig: { httpProtocolOptions: {} } } : undefined;
}

/** Panic mode is off unless asked for; a zero is not written. */
function printedPanic({ commonLbConfig }: Cluster): Readonly<Record<string, unknown>> {
  const value = commonLbConfig?.healthyPanicThreshold?.value ?? 0;
  return { ...commonLbConfig, healthyPanicThreshold: value === 0 ? {} : { value } };
}

/** How proxies tell each other who they are on plain TCP. */
const metadataExchange = {
  name: 'istio.metadata_exchange',
  typedConfig: typed('udpa.type.v1.TypedStruct', {
    typeUrl: 'type.googleapis.com/envoy.tcp.metadataexchange.config.MetadataExchange',
    value: { enable_discovery: true, protocol: 'istio-peer-exchange' },
  }),
};
