import { compareText } from '../../../lib/compare-text';
import type { MetricsOverride, TelemetryMetrics } from '../api/index';
import { providerNames, sidesOf } from './providers';

/** Istio's metrics by the names that Telemetry has for them, in the order of those. */
const METRICS: Readonly<Record<string, string>> = {
  GRPC_REQUEST_MESSAGES: 'request_messages_total',
  GRPC_RESPONSE_MESSAGES: 'response_messages_total',
  REQUEST_COUNT: 'requests_total',
  REQUEST_DURATION: 'request_duration_milliseconds',
  REQUEST_SIZE: 'request_bytes',
  RESPONSE_SIZE: 'response_bytes',
  TCP_CLOSED_CONNECTIONS: 'tcp_connections_closed_total',
  TCP_OPENED_CONNECTIONS: 'tcp_connections_opened_total',
  TCP_RECEIVED_BYTES: 'tcp_received_bytes_total',
  TCP_SENT_BYTES: 'tcp_sent_bytes_total',
};

/** What becomes of one metric. */
export interface MetricSettings {
  /** `requests_total`; a custom metric under its own name. */
  readonly name: string;
  readonly drop: boolean;
  /** Tags with the expressions of their values. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly tagsToRemove: readonly string[];
}

/** What one provider is told of one side of the calls. */
export interface SideMetrics {
  readonly disabled: boolean;
  readonly metrics: readonly MetricSettings[];
}

/** What one provider is told. */
export interface ProviderMetrics {
  readonly client: SideMetrics;
  readonly server: SideMetrics;
  readonly reportingInterval?: string;
}

/** What Telemetries, each over the ones before, make of metrics, by provider; providers that a later one leaves out get nothing. */
export function mergedMetrics(
  metrics: readonly TelemetryMetrics[],
  defaults: readonly string[],
): ReadonlyMap<string, ProviderMetrics> {
  const inForce = metrics.reduce((names, { providers }) => providerNames(providers, names), defaults);
  const merged = new Map<string, MergedMetrics>();
  if (metrics.length === 0) for (const name of defaults) merged.set(name, new MergedMetrics());
  let current = defaults;
  for (const { providers, overrides = [], reportingInterval } of metrics) {
    current = providerNames(providers, current);
    for (const name of current) {
      if (!inForce.includes(name)) continue;
      const provider = merged.get(name) ?? new MergedMetrics();
      merged.set(name, provider);
      if (reportingInterval !== undefined) provider.reportingInterval = reportingInterval;
      for (const override of overrides) {
        for (const side of sidesOf(override.match?.mode)) provider[side].apply(override);
      }
    }
  }
  return merged;
}

class MergedSide implements SideMetrics {
  disabled = false;
  readonly #byMetric = new Map<string, MetricsOverride>();

  /** Later overrides of a metric add tags and decide whether it is dropped. */
  apply(override: MetricsOverride): void {
    const { metric = 'ALL_METRICS', customMetric } = override.match ?? {};
    const all = customMetric === undefined && metric === 'ALL_METRICS';
    this.disabled = all && override.disabled === true;
    if (this.disabled) return;
    for (const name of all ? Object.keys(METRICS) : [customMetric ?? metric]) {
      const known = this.#byMetric.get(name);
      const tagOverrides = { ...known?.tagOverrides, ...override.tagOverrides };
      const disabled = override.disabled ?? known?.disabled ?? false;
      this.#byMetric.set(name, { tagOverrides, disabled });
    }
  }

  get metrics(): readonly MetricSettings[] {
    return [...this.#byMetric]
      .sort(([one], [other]) => compareText(one, other))
      .map(([name, { disabled = false, tagOverrides = {} }]) => {
        const tags = Object.entries(tagOverrides).sort(([one], [other]) => compareText(one, other));
        const removed = tags.filter(([, { operation }]) => operation === 'REMOVE');
        const set = tags.filter(([, { operation }]) => operation !== 'REMOVE');
        return {
          name: METRICS[name] ?? name,
          drop: disabled,
          dimensions: Object.fromEntries(set.map(([tag, { value = '' }]) => [tag, value])),
          tagsToRemove: removed.map(([tag]) => tag),
        };
      });
  }
}

class MergedMetrics implements ProviderMetrics {
  readonly client = new MergedSide();
  readonly server = new MergedSide();
  reportingInterval?: string;
}
