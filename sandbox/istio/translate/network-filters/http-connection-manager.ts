import type {
  HttpConnectionManager,
  HttpFilter,
  NetworkFilter,
  RouteConfiguration,
} from '../../../envoy/config/index';
import { memoByObject } from '../../../lib/memo';
import type { TelemetryMetrics } from '../../discovery/api/index';
import { compareCidrs, parseCidr, type Protocol } from '../../discovery/index';
import { accessLog } from '../telemetry/access-log';
import type { Context } from '../context';
import type { ListenerClass } from '../listeners/listener-class';
import { proxyHeaders, type ProxyHeaders } from './proxy-headers';
import { proxySettings } from '../proxy/proxy-settings';
import { STATEFUL_SESSION } from '../routes/stateful-session';
import { securityFilters } from './security-filters';
import { statsFilters } from '../telemetry/stats-filter';
import { tracing } from '../telemetry/tracing';

const ENVOY_NAME = 'envoy.filters.network.http_connection_manager';
const GRPC_STATS = 'envoy.filters.http.grpc_stats';
const GRPC_WEB = 'envoy.filters.http.grpc_web';

/** Builds the filter that speaks HTTP on a chain. Exactly one of `rds` and `routeConfig` is given. */
export function httpConnectionManager(
  context: Context,
  input: {
    readonly listenerClass: ListenerClass;
    readonly protocol: Protocol;
    readonly statPrefix: string;
    readonly rds?: string;
    readonly routeConfig?: RouteConfiguration;
  },
): NetworkFilter {
  const settings = sharedSettings(context, input.listenerClass);
  const typedConfig: HttpConnectionManager = {
    statPrefix: input.statPrefix,
    ...(input.rds === undefined ? {} : { rds: { routeConfigName: input.rds } }),
    ...(input.routeConfig === undefined ? {} : { routeConfig: input.routeConfig }),
    ...settings,
    ...(input.protocol === 'GRPC-Web' ? { httpFilters: withGrpcWeb(settings.httpFilters) } : {}),
  };
  return { name: ENVOY_NAME, typedConfig };
}

/** What all managers of a class have in common. */
type SharedSettings = Omit<HttpConnectionManager, 'statPrefix' | 'rds' | 'routeConfig'>;

const settingsByClass = memoByObject((_context: Context) => new Map<ListenerClass, SharedSettings>());

/** Made once per translation: a gateway may have a thousand chains. */
function sharedSettings(context: Context, listenerClass: ListenerClass): SharedSettings {
  const byClass = settingsByClass(context);
  const settings = byClass.get(listenerClass) ?? {
    httpFilters: httpFilters(context, listenerClass),
    useRemoteAddress: listenerClass === 'gateway',
    ...trustedHops(context, listenerClass),
    ...internalAddresses(context),
    ...ownHeaders(context, listenerClass),
    ...protocolOptions(context, listenerClass),
    ...clientCertDetails(context, listenerClass),
    ...pathNormalization(context),
    ...tracing(context, listenerClass),
    ...accessLog(context, listenerClass, 'http'),
  };
  byClass.set(listenerClass, settings);
  return settings;
}

/** Istio's order; the last one forwards (pilot/pkg/networking/core/listener_builder.go). */
function httpFilters(context: Context, listenerClass: ListenerClass): HttpFilter[] {
  const headers = proxyHeaders(proxySettings(context), listenerClass);
  return [
    metadataExchange(headers),
    ...(listenerClass === 'outbound' ? [] : securityFilters(context).http),
    { name: GRPC_STATS },
    ...(listenerClass === 'inbound' ? [] : [{ name: 'istio.alpn' }]),
    { name: 'envoy.filters.http.fault' },
    { name: 'envoy.filters.http.cors' },
    ...statsFilters(metricsOf(context), context.snapshot.mesh, listenerClass),
    ...(listenerClass !== 'inbound' && context.snapshot.features.persistentSessions
      ? [{ name: STATEFUL_SESSION }]
      : []),
    router(headers),
  ];
}

/** Browsers that speak gRPC over plain HTTP are translated before calls are counted. */
function withGrpcWeb(filters: readonly HttpFilter[]): HttpFilter[] {
  return filters.flatMap((filter) => (filter.name === GRPC_STATS ? [{ name: GRPC_WEB }, filter] : [filter]));
}

/** Tells callers and called who the other is. */
function metadataExchange({ skipMetadataExchange }: ProxyHeaders): HttpFilter {
  const name = 'istio.metadata_exchange';
  if (!skipMetadataExchange) return { name };
  return { name, typedConfig: { upstreamPropagation: [{ istioHeaders: { skipExternalClusters: true } }] } };
}

function router({ suppressDebugHeaders }: ProxyHeaders): HttpFilter {
  const name = 'envoy.filters.http.router';
  return suppressDebugHeaders ? { name, typedConfig: { suppressEnvoyHeaders: true } } : { name };
}

/** What Telemetries say of the proxy's metrics. */
function metricsOf({ snapshot, proxy }: Context): readonly TelemetryMetrics[] {
  return snapshot.telemetries.forWorkload(proxy).flatMap(({ spec }) => spec.metrics ?? []);
}

/** Whose name answers carry, and whether requests get a number. */
function ownHeaders(
  context: Context,
  listenerClass: ListenerClass,
): Pick<
  HttpConnectionManager,
  'serverName' | 'serverHeaderTransformation' | 'generateRequestId' | 'appendXForwardedPort'
> {
  const headers = proxyHeaders(proxySettings(context), listenerClass);
  return {
    ...(headers.serverName === '' ? {} : { serverName: headers.serverName }),
    ...(headers.serverHeaderTransformation === 'PASS_THROUGH'
      ? { serverHeaderTransformation: headers.serverHeaderTransformation }
      : {}),
    ...(headers.generateRequestId ? {} : { generateRequestId: false }),
    ...(headers.xForwardedPort ? { appendXForwardedPort: true } : {}),
  };
}

/** Whether clients may speak HTTP/1.0; those that may not are told to upgrade. */
function protocolOptions(
  { snapshot: { features }, proxy }: Context,
  listenerClass: ListenerClass,
): Pick<HttpConnectionManager, 'httpProtocolOptions'> {
  if (features.http10 || proxy.http10) return { httpProtocolOptions: { acceptHttp10: true } };
  return listenerClass === 'gateway' ? { httpProtocolOptions: {} } : {};
}

/** What becomes of x-forwarded-client-cert: servers append, gateways start it anew, clients drop it. */
function clientCertDetails(
  context: Context,
  listenerClass: ListenerClass,
): Pick<HttpConnectionManager, 'forwardClientCertDetails'> {
  const settings = proxySettings(context);
  if (listenerClass === 'inbound')
    return { forwardClientCertDetails: proxyHeaders(settings, listenerClass).forwardedClientCert };
  if (listenerClass === 'outbound') return {};
  const details = settings.gatewayTopology?.forwardClientCertDetails ?? 'UNDEFINED';
  return { forwardClientCertDetails: details === 'UNDEFINED' ? 'SANITIZE_SET' : details };
}

/** How many proxies stand in front of every gateway, as the mesh says. */
function trustedHops(
  context: Context,
  listenerClass: ListenerClass,
): Pick<HttpConnectionManager, 'xffNumTrustedHops'> {
  const hops = proxySettings(context).gatewayTopology?.numTrustedProxies;
  return listenerClass === 'gateway' && hops ? { xffNumTrustedHops: hops } : {};
}

/** With ENABLE_HCM_INTERNAL_NETWORKS clients of the mesh's networks count as internal: they may send internal headers. */
export function internalAddresses({
  snapshot: { features, networks },
}: Context): Pick<HttpConnectionManager, 'internalAddressConfig'> {
  if (!features.hcmInternalNetworks) return {};
  const ranges = networks.ranges.flatMap((text) => parseCidr(text) ?? []).sort(compareCidrs);
  if (ranges.length === 0) return {};
  const cidrRanges = ranges.map(({ addressPrefix, prefixLen }) => ({ addressPrefix, prefixLen }));
  return { internalAddressConfig: { cidrRanges } };
}

function pathNormalization(
  context: Context,
): Pick<HttpConnectionManager, 'normalizePath' | 'mergeSlashes' | 'pathWithEscapedSlashesAction'> {
  const { normalization } = context.snapshot.mesh.pathNormalization;
  const merge = normalization === 'MERGE_SLASHES' || normalization === 'DECODE_AND_MERGE_SLASHES';
  return {
    normalizePath: normalization !== 'NONE',
    ...(merge ? { mergeSlashes: true } : {}),
    pathWithEscapedSlashesAction:
      normalization === 'DECODE_AND_MERGE_SLASHES' ? 'UNESCAPE_AND_FORWARD' : 'KEEP_UNCHANGED',
  };
}
