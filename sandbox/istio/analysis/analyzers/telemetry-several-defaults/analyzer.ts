import { defineAnalyzer } from '../../analyzer';
import type { Resource } from '../../resource';

/** A namespace may have one Telemetry without selector. */
export const telemetrySeveralDefaults = defineAnalyzer({
  name: 'telemetry.DefaultSelectorAnalyzer',
  description: "Validates that there aren't multiple telemetry resources that have no selector",
  inputs: ['Telemetry'],
  analyze(context, report) {
    const byNamespace = new Map<string, Resource[]>();
    for (const telemetry of context.all('Telemetry')) {
      if (telemetry.spec.has('selector')) continue;
      byNamespace.set(telemetry.namespace, [...(byNamespace.get(telemetry.namespace) ?? []), telemetry]);
    }
    for (const [namespace, telemetries] of byNamespace) {
      if (telemetries.length <= 1) continue;
      const names = telemetries.map(({ name }) => name).sort();
      for (const telemetry of telemetries) {
        report(telemetry, 'MultipleTelemetriesWithoutWorkloadSelectors', [names, namespace]);
      }
    }
  },
});
