/**
 * envoy.config.accesslog.v3.AccessLog: a file, or a service that is sent what happened.
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/accesslog/v3/accesslog.proto
 */
export type AccessLog = FileAccessLog | ServiceAccessLog;

interface FileAccessLog {
  readonly name: 'envoy.access_loggers.file';
  readonly filter?: AccessLogFilter;
  readonly typedConfig: {
    readonly path: string;
    readonly logFormat: LogFormat;
  };
}

/** envoy.config.core.v3.SubstitutionFormatString: a text, or a value for each field. */
export interface LogFormat {
  readonly jsonFormat?: Readonly<Record<string, unknown>>;
  /** Nothing stands for what is absent, instead of `-`; fields of JSON are left out. */
  readonly omitEmptyValues?: true;
  readonly textFormatSource?: { readonly inlineString: string };
  readonly formatters?: readonly LogFormatter[];
  readonly jsonFormatOptions?: Readonly<Record<string, never>>;
}

/** Commands of formats beyond Envoy's own. */
export interface LogFormatter {
  readonly name: 'envoy.formatter.req_without_query';
  readonly typedConfig: Readonly<Record<string, never>>;
}

/** envoy.config.accesslog.v3.AccessLogFilter: exactly one field is set. */
export interface AccessLogFilter {
  readonly andFilter?: { readonly filters: readonly AccessLogFilter[] };
  /** One of these flags is set. */
  readonly responseFlagFilter?: { readonly flags: readonly string[] };
  readonly extensionFilter?: {
    readonly name: 'envoy.access_loggers.extension_filters.cel';
    readonly typedConfig: { readonly expression: string };
  };
}

/** A log that goes to a service; the sandbox sends none. */
export interface ServiceAccessLog {
  readonly name:
    'envoy.access_loggers.http_grpc' | 'envoy.tcp_grpc_access_log' | 'envoy.access_loggers.open_telemetry';
  readonly filter?: AccessLogFilter;
  readonly typedConfig: {
    /** envoy.extensions.access_loggers.grpc.v3.CommonGrpcAccessLogConfig */
    readonly commonConfig: {
      readonly logName: string;
      readonly grpcService: {
        readonly envoyGrpc: { readonly clusterName: string; readonly authority?: string };
      };
      readonly transportApiVersion: 'V3';
      readonly filterStateObjectsToLog: readonly string[];
    };
    readonly additionalRequestHeadersToLog?: readonly string[];
    readonly additionalResponseHeadersToLog?: readonly string[];
    readonly additionalResponseTrailersToLog?: readonly string[];
    /** opentelemetry.proto.common.v1.AnyValue */
    readonly body?: { readonly stringValue: string };
    readonly attributes?: {
      readonly values: readonly {
        readonly key: string;
        readonly value: { readonly stringValue: string };
      }[];
    };
    readonly disableBuiltinLabels?: true;
    readonly formatters?: readonly LogFormatter[];
  };
}
