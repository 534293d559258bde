import type { PolicyTarget } from './policy-target';

/** telemetry.istio.io/v1 Telemetry, as far as it is simulated. */
export interface TelemetrySpec extends PolicyTarget {
  readonly metrics?: readonly TelemetryMetrics[];
  readonly tracing?: readonly TelemetryTracing[];
  readonly accessLogging?: readonly TelemetryAccessLogging[];
}

/** Whose view of a call is meant. */
export type WorkloadMode = 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';

export interface ProviderRef {
  readonly name: string;
}

export interface TelemetryMetrics {
  readonly providers?: readonly ProviderRef[];
  readonly overrides?: readonly MetricsOverride[];
  readonly reportingInterval?: string;
}

export interface MetricsOverride {
  readonly match?: {
    /** `REQUEST_COUNT`; ALL_METRICS unless a custom one is named. */
    readonly metric?: string;
    readonly customMetric?: string;
    readonly mode?: WorkloadMode;
  };
  readonly disabled?: boolean;
  readonly tagOverrides?: Readonly<
    Record<string, { readonly operation?: 'UPSERT' | 'REMOVE'; readonly value?: string }>
  >;
}

/** Where the value of a tag comes from: one of these. */
export interface TracingTag {
  readonly literal?: { readonly value?: string };
  readonly environment?: { readonly name?: string; readonly defaultValue?: string };
  readonly header?: { readonly name?: string; readonly defaultValue?: string };
  /** `%REQ(X-ID)%`: as access logs write it. */
  readonly formatter?: { readonly value?: string };
}

export interface TelemetryTracing {
  readonly match?: { readonly mode?: WorkloadMode };
  readonly providers?: readonly ProviderRef[];
  readonly randomSamplingPercentage?: number;
  readonly disableSpanReporting?: boolean;
  readonly customTags?: Readonly<Record<string, TracingTag>>;
  readonly useRequestIdForTraceSampling?: boolean;
  readonly enableIstioTags?: boolean;
  readonly disableContextPropagation?: boolean;
}

export interface TelemetryAccessLogging {
  readonly match?: { readonly mode?: WorkloadMode };
  readonly providers?: readonly ProviderRef[];
  readonly disabled?: boolean;
  /** A CEL expression over Envoy's attributes; only what it holds for is logged. */
  readonly filter?: { readonly expression?: string };
}

/** MeshConfig.ExtensionProvider.EnvoyFileAccessLogProvider */
export interface FileLogProvider {
  readonly path?: string;
  readonly logFormat?: LogProviderFormat;
  readonly omitEmptyValues?: boolean;
}

/** A text, or fields of JSON with what stands in them. */
interface LogProviderFormat {
  readonly text?: string;
  readonly labels?: Readonly<Record<string, unknown>>;
}

/** What providers that send their logs to a service have in common: MeshConfig.ExtensionProvider.EnvoyTcpGrpcV3LogProvider */
export interface LogServiceProvider {
  /** `host` or `namespace/host`. */
  readonly service?: string;
  readonly port?: number;
  readonly logName?: string;
  readonly filterStateObjectsToLog?: readonly string[];
}

/** MeshConfig.ExtensionProvider.EnvoyHttpGrpcV3LogProvider */
export interface HttpLogServiceProvider extends LogServiceProvider {
  readonly additionalRequestHeadersToLog?: readonly string[];
  readonly additionalResponseHeadersToLog?: readonly string[];
  readonly additionalResponseTrailersToLog?: readonly string[];
}

/** MeshConfig.ExtensionProvider.EnvoyOpenTelemetryLogProvider */
export interface OtelLogProvider extends LogServiceProvider {
  readonly logFormat?: LogProviderFormat;
}
