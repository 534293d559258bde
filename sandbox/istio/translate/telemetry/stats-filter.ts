import type { HttpFilter } from '../../../envoy/config/index';
import { findProvider, mergedMetrics, type MeshConfig } from '../../discovery/index';
import type { TelemetryMetrics } from '../../discovery/api/index';
import { toProtobufDuration } from '../duration';
import { sideOf, type ListenerClass } from '../listeners/listener-class';

/** What the filter that counts calls is told. https://istio.io/latest/docs/reference/config/proxy_extensions/stats/ */
export interface StatsConfig {
  /** Calls of hosts the mesh does not know go under `unknown` instead of under any name that callers choose. */
  readonly disableHostHeaderFallback?: true;
  readonly tcpReportingDuration?: string;
  readonly metrics?: readonly StatsMetric[];
}

interface StatsMetric {
  readonly name: string;
  readonly drop?: true;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly tagsToRemove?: readonly string[];
}

/** The filters that count calls, one per Prometheus provider that Telemetries leave on (pilot/pkg/model/telemetry.go). */
export function statsFilters(
  metrics: readonly TelemetryMetrics[],
  mesh: Pick<MeshConfig, 'defaultProviders' | 'extensionProviders'>,
  listenerClass: ListenerClass,
): HttpFilter[] {
  const merged = mergedMetrics(metrics, mesh.defaultProviders?.metrics ?? []);
  return [...merged.keys()].sort().flatMap((name) => {
    const settings = merged.get(name);
    if (settings === undefined || findProvider(mesh, name)?.prometheus === undefined) return [];
    const side = settings[sideOf(listenerClass)];
    if (side.disabled) return [];
    const interval = settings.reportingInterval;
    const config: StatsConfig = {
      ...(listenerClass === 'outbound' ? {} : { disableHostHeaderFallback: true }),
      ...(interval === undefined ? {} : { tcpReportingDuration: toProtobufDuration(interval) }),
      ...(side.metrics.length > 0 && {
        metrics: side.metrics.map((metric) => ({
          name: metric.name,
          ...(metric.drop && { drop: true as const }),
          ...(Object.keys(metric.dimensions).length > 0 && { dimensions: metric.dimensions }),
          ...(metric.tagsToRemove.length > 0 && { tagsToRemove: metric.tagsToRemove }),
        })),
      }),
    };
    return [{ name: 'istio.stats', ...(Object.keys(config).length > 0 && { typedConfig: { ...config } }) }];
  });
}
