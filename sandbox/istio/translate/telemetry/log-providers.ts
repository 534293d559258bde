import type { AccessLog, LogFormat, ServiceAccessLog } from '../../../envoy/config/index';
import { compareText } from '../../../lib/compare-text';
import { isRecord } from '../../../kube/index';
import type { LogServiceProvider } from '../../discovery/api/index';
import type { ExtensionProvider, MeshConfig } from '../../discovery/index';
import { outboundCluster } from '../cluster-name';
import type { Context } from '../context';
import { providerService } from '../provider-service';
import { DEFAULT_TEXT_FORMAT, formatters, jsonFormat, textFormat, type Fields } from './log-format';

export const STDOUT = '/dev/stdout';
/** The provider that takes its format from the older mesh settings. */
const BUILT_IN = 'envoy';
/** Who the peers are, as the proxies found out about each other. */
const PEERS = ['upstream_peer', 'downstream_peer'];
/** Also as older ones write it. */
const ALL_PEERS = [
  ...PEERS,
  'wasm.upstream_peer',
  'wasm.upstream_peer_id',
  'wasm.downstream_peer',
  'wasm.downstream_peer_id',
];

/**
 * The log of a provider; undefined for those that take none, and for services that do not exist
 * (pilot/pkg/model/telemetry_logging.go, telemetryAccessLog).
 */
export function providerLog(context: Context, provider: ExtensionProvider): AccessLog | undefined {
  const { envoyFileAccessLog: file, envoyHttpAls: http, envoyTcpAls: tcp, envoyOtelAls: otel } = provider;
  if (file !== undefined) {
    const { path, logFormat, omitEmptyValues } = file;
    if (provider.name === BUILT_IN && logFormat === undefined && omitEmptyValues !== true)
      return meshFileLog(context.snapshot.mesh, path ?? '');
    const format = logFormat?.labels
      ? jsonFormat(someOf(logFormat.labels), omitEmptyValues)
      : textFormat(logFormat?.text ?? '', omitEmptyValues);
    return fileLog(path || STDOUT, format);
  }
  if (http !== undefined) {
    const { additionalRequestHeadersToLog, additionalResponseHeadersToLog, additionalResponseTrailersToLog } =
      http;
    return serviceLog('envoy.access_loggers.http_grpc', context, http, 'http_envoy_accesslog', {
      ...(additionalRequestHeadersToLog && { additionalRequestHeadersToLog }),
      ...(additionalResponseHeadersToLog && { additionalResponseHeadersToLog }),
      ...(additionalResponseTrailersToLog && { additionalResponseTrailersToLog }),
    });
  }
  if (tcp !== undefined)
    return serviceLog('envoy.tcp_grpc_access_log', context, tcp, 'tcp_envoy_accesslog', {});
  return otel && otelLog(context, otel);
}

/** A log that the older settings of the mesh describe. */
export function meshFileLog(mesh: MeshConfig, path: string): AccessLog {
  const { accessLogEncoding = 'TEXT', accessLogFormat = '' } = mesh;
  return fileLog(
    path,
    accessLogEncoding === 'TEXT' ? textFormat(accessLogFormat) : jsonFormat(parsed(accessLogFormat)),
  );
}

/** The logs of the mesh's access log service, whose cluster would stand in the bootstrap. */
export function meshServiceLog(kind: 'http' | 'tcp' | 'listener'): ServiceAccessLog {
  return {
    name: kind === 'http' ? 'envoy.access_loggers.http_grpc' : 'envoy.tcp_grpc_access_log',
    typedConfig: {
      commonConfig: {
        logName: `${kind}_envoy_accesslog`,
        grpcService: { envoyGrpc: { clusterName: 'envoy_accesslog_service' } },
        transportApiVersion: 'V3',
        filterStateObjectsToLog: ALL_PEERS,
      },
    },
  };
}

function fileLog(path: string, logFormat: LogFormat): AccessLog {
  return { name: 'envoy.access_loggers.file', typedConfig: { path, logFormat } };
}

/** The fields as the mesh writes them, a JSON object; undefined where that is none. */
function parsed(text: string): Fields | undefined {
  try {
    const fields: unknown = JSON.parse(text);
    return isRecord(fields) ? sorted(fields) : undefined;
  } catch {
    return undefined;
  }
}

/** Messages print such fields sorted. */
function sorted(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => compareText(a, b)));
}

function someOf(labels: Fields): Fields | undefined {
  return Object.keys(labels).length === 0 ? undefined : sorted(labels);
}

function otelLog(
  context: Context,
  provider: NonNullable<ExtensionProvider['envoyOtelAls']>,
): ServiceAccessLog | undefined {
  const { text = '', labels = {} } = provider.logFormat ?? {};
  const stringValue = text === '' ? DEFAULT_TEXT_FORMAT : text;
  const values = Object.entries(sorted(labels)).map(([key, value]) => ({
    key,
    value: { stringValue: typeof value === 'string' ? value : '' },
  }));
  return serviceLog(
    'envoy.access_loggers.open_telemetry',
    context,
    { ...provider, filterStateObjectsToLog: ALL_PEERS },
    'otel_envoy_accesslog',
    {
      body: { stringValue },
      ...(values.length === 0 ? {} : { attributes: { values } }),
      disableBuiltinLabels: true,
      ...formatters([stringValue, ...Object.values(labels)]),
    },
  );
}

function serviceLog(
  name: ServiceAccessLog['name'],
  context: Context,
  { service = '', port = 0, logName, filterStateObjectsToLog }: LogServiceProvider,
  defaultName: string,
  more: Omit<ServiceAccessLog['typedConfig'], 'commonConfig'>,
): ServiceAccessLog | undefined {
  const found = providerService(context, service);
  if (found === undefined) return undefined;
  const { hostname } = found;
  return {
    name,
    typedConfig: {
      commonConfig: {
        logName: logName || defaultName,
        grpcService: {
          envoyGrpc: { clusterName: outboundCluster(port, '', hostname), authority: hostname },
        },
        transportApiVersion: 'V3',
        filterStateObjectsToLog: filterStateObjectsToLog?.length ? filterStateObjectsToLog : PEERS,
      },
      ...more,
    },
  };
}
