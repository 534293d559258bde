import type { PolicyTarget } from './policy-target';

/** telemetry.istio.io/v1 Telemetry, the part about metrics and traces. */
export interface TelemetrySpec extends PolicyTarget {
  readonly metrics?: readonly TelemetryMetrics[];
  readonly tracing?: readonly TelemetryTracing[];
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
