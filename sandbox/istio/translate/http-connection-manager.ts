import type {
  HttpConnectionManager,
  HttpFilter,
  NetworkFilter,
  RouteConfiguration,
} from '../../envoy/config/index';
import { memoByObject } from '../../lib/memo';
import type { TelemetryMetrics } from '../discovery/api/index';
import { accessLog } from './telemetry/access-log';
import type { Context } from './context';
import type { ListenerClass } from './listener-class';
import { securityFilters } from './security-filters';
import { statsFilters } from './telemetry/stats-filter';
import { tracing } from './telemetry/tracing';

const ENVOY_NAME = 'envoy.filters.network.http_connection_manager';

/** Builds the filter that speaks HTTP on a chain. Exactly one of `rds` and `routeConfig` is given. */
export function httpConnectionManager(
  context: Context,
  input: {
    readonly listenerClass: ListenerClass;
    readonly statPrefix: string;
    readonly rds?: string;
    readonly routeConfig?: RouteConfiguration;
  },
): NetworkFilter {
  const typedConfig: HttpConnectionManager = {
    statPrefix: input.statPrefix,
    ...(input.rds === undefined ? {} : { rds: { routeConfigName: input.rds } }),
    ...(input.routeConfig === undefined ? {} : { routeConfig: input.routeConfig }),
    ...sharedSettings(context, input.listenerClass),
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
    // A client's own sidecar keeps Envoy's name (pilot/pkg/networking/util/proxy_headers.go).
    ...(listenerClass === 'outbound' ? {} : { serverName: 'istio-envoy' }),
    ...clientCertDetails(listenerClass),
    ...pathNormalization(context),
    ...tracing(context, listenerClass),
    ...accessLog(context, listenerClass),
  };
  byClass.set(listenerClass, settings);
  return settings;
}

/** Istio's order; the last one forwards (pilot/pkg/networking/core/listener_builder.go). */
function httpFilters(context: Context, listenerClass: ListenerClass): HttpFilter[] {
  return [
    { name: 'istio.metadata_exchange' },
    ...(listenerClass === 'outbound' ? [] : securityFilters(context).http),
    { name: 'envoy.filters.http.grpc_stats' },
    ...(listenerClass === 'inbound' ? [] : [{ name: 'istio.alpn' }]),
    { name: 'envoy.filters.http.fault' },
    { name: 'envoy.filters.http.cors' },
    ...statsFilters(metricsOf(context), context.snapshot.mesh, listenerClass),
    { name: 'envoy.filters.http.router' },
  ];
}

/** What Telemetries say of the proxy's metrics. */
function metricsOf({ snapshot, proxy }: Context): readonly TelemetryMetrics[] {
  return snapshot.telemetries.forWorkload(proxy).flatMap(({ spec }) => spec.metrics ?? []);
}

/** What becomes of x-forwarded-client-cert: servers append, gateways start it anew, clients drop it. */
function clientCertDetails(
  listenerClass: ListenerClass,
): Pick<HttpConnectionManager, 'forwardClientCertDetails'> {
  if (listenerClass === 'inbound') return { forwardClientCertDetails: 'APPEND_FORWARD' };
  return listenerClass === 'gateway' ? { forwardClientCertDetails: 'SANITIZE_SET' } : {};
}

/** How many proxies stand in front of every gateway, as the mesh says. */
function trustedHops(
  context: Context,
  listenerClass: ListenerClass,
): Pick<HttpConnectionManager, 'xffNumTrustedHops'> {
  const hops = context.snapshot.mesh.defaultConfig?.gatewayTopology?.numTrustedProxies;
  return listenerClass === 'gateway' && hops ? { xffNumTrustedHops: hops } : {};
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
