import type {
  HttpConnectionManager,
  HttpFilter,
  NetworkFilter,
  RouteConfiguration,
} from '../../../../../envoy/config/index';
import { message, typed } from './message';
import { printedRoutes } from './route';

type Message = Readonly<Record<string, unknown>>;

const UNSET = 'udpa.type.v1.TypedStruct';
const HTTP = 'envoy.extensions.filters.http';
const ACCESS_LOGGERS = 'envoy.extensions.access_loggers';
const NETWORK = 'envoy.extensions.filters.network';
/** The messages that settings of filters are, by the filter's name. */
const filterTypes: Readonly<Record<string, string>> = {
  'envoy.filters.http.cors': `${HTTP}.cors.v3.Cors`,
  'envoy.filters.http.ext_authz': `${HTTP}.ext_authz.v3.ExtAuthz`,
  'envoy.filters.http.fault': `${HTTP}.fault.v3.HTTPFault`,
  'envoy.filters.http.grpc_stats': `${HTTP}.grpc_stats.v3.FilterConfig`,
  'envoy.filters.http.grpc_web': `${HTTP}.grpc_web.v3.GrpcWeb`,
  'envoy.filters.http.jwt_authn': `${HTTP}.jwt_authn.v3.JwtAuthentication`,
  'envoy.filters.http.rbac': `${HTTP}.rbac.v3.RBAC`,
  'envoy.filters.http.router': `${HTTP}.router.v3.Router`,
  'envoy.filters.http.stateful_session': `${HTTP}.stateful_session.v3.StatefulSession`,
  'istio.alpn': 'istio.envoy.config.filter.http.alpn.v2alpha1.FilterConfig',
  'istio.metadata_exchange': 'io.istio.http.peer_metadata.Config',
  'istio.stats': 'stats.PluginConfig',
  'envoy.filters.network.ext_authz': `${NETWORK}.ext_authz.v3.ExtAuthz`,
  'envoy.filters.network.http_connection_manager': `${NETWORK}.http_connection_manager.v3.HttpConnectionManager`,
  'envoy.filters.network.mongo_proxy': `${NETWORK}.mongo_proxy.v3.MongoProxy`,
  'envoy.filters.network.rbac': `${NETWORK}.rbac.v3.RBAC`,
  'envoy.filters.network.redis_proxy': `${NETWORK}.redis_proxy.v3.RedisProxy`,
  'envoy.filters.network.tcp_proxy': `${NETWORK}.tcp_proxy.v3.TcpProxy`,
};

/** A filter of a connection as Envoy's dump has it. */
export function printedNetworkFilter(
  filter: NetworkFilter,
  inline: ReadonlyMap<string, RouteConfiguration> | undefined,
): Message {
  const { name } = filter;
  const fields =
    name === 'envoy.filters.network.http_connection_manager'
      ? printedManager(filter.typedConfig, inline)
      : (typedDeep(filter.typedConfig) as Message);
  return { name, typedConfig: typed(filterTypes[name] ?? UNSET, fields) };
}

function printedManager(
  manager: HttpConnectionManager,
  inline: ReadonlyMap<string, RouteConfiguration> | undefined,
): Message {
  const { rds, routeConfig, httpFilters, forwardClientCertDetails, tracing, accessLog, ...flags } = manager;
  const fetched = rds && inline?.get(rds.routeConfigName);
  const routes = routeConfig ?? fetched;
  return message({
    ...flags,
    rds: rds && !fetched ? { configSource: { ads: {}, resourceApiVersion: 'V3' }, ...rds } : undefined,
    routeConfig: routes && printedRoutes(routes),
    httpFilters: httpFilters.map(printedHttpFilter),
    tracing: tracing && printedTracing(tracing),
    accessLog: typedDeep(accessLog),
    // Envoy's default, which is zero.
    forwardClientCertDetails: forwardClientCertDetails === 'SANITIZE' ? undefined : forwardClientCertDetails,
    setCurrentClientCertDetails: isTold(manager)
      ? {
          subject: true,
          // Gateways also hand on the certificate itself.
          ...(manager.useRemoteAddress ? { cert: true } : {}),
          dns: true,
          uri: true,
        }
      : undefined,
  });
}

/** Whether it is said what upstreams are told of the certificate of this connection: by sidecars always. */
function isTold({ forwardClientCertDetails: details, useRemoteAddress }: HttpConnectionManager): boolean {
  if (details === undefined) return false;
  return !useRemoteAddress || details === 'APPEND_FORWARD' || details === 'SANITIZE_SET';
}

/** The tracer of the bootstrap stands there. */
function printedTracing(tracing: NonNullable<HttpConnectionManager['tracing']>): Message {
  const { bootstrapTracer: _started, ...printed } = tracing;
  return printed;
}

function printedHttpFilter({ name, typedConfig = {} }: HttpFilter): Message {
  return { name, typedConfig: typed(filterTypes[name] ?? UNSET, typedDeep(typedConfig) as Message) };
}

const extensionTypes: Readonly<Record<string, string>> = {
  'envoy.access_loggers.extension_filters.cel':
    'envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter',
  'envoy.access_loggers.file': `${ACCESS_LOGGERS}.file.v3.FileAccessLog`,
  'envoy.access_loggers.http_grpc': `${ACCESS_LOGGERS}.grpc.v3.HttpGrpcAccessLogConfig`,
  'envoy.access_loggers.open_telemetry': `${ACCESS_LOGGERS}.open_telemetry.v3.OpenTelemetryAccessLogConfig`,
  'envoy.formatter.req_without_query': 'envoy.extensions.formatter.req_without_query.v3.ReqWithoutQuery',
  'envoy.tcp_grpc_access_log': `${ACCESS_LOGGERS}.grpc.v3.TcpGrpcAccessLogConfig`,
  'uri-template': 'envoy.extensions.path.match.uri_template.v3.UriTemplateMatchConfig',
};

/** Extensions deep inside a filter's settings carry the name of their message too. */
export function typedDeep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typedDeep);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, typedDeep(inner)]));
  const { name, typedConfig } = fields;
  const type = typeof name === 'string' ? extensionTypes[name] : undefined;
  return type === undefined ? fields : { ...fields, typedConfig: typed(type, typedConfig as Message) };
}
